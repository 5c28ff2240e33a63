// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/live_loop.h"
#include "engine/runtime/window_planner.h"
#include "engine/scheduling/explanation.h"

#include <algorithm>

namespace jackdaw::runtime {
namespace {

/// A camera whose sample is not labelled and profiled by then goes without retraining in this window.
constexpr double kLatestPlan = 0.6;
/// Fewer labelled frames cannot be split into a training and a held-out part.
constexpr std::size_t kLeastSample = 4;
/// Most of the device that inference may take while labelling and profiling wait.
constexpr double kMostInference = 0.6;
/// Most of the device that is kept back for scoring.
constexpr double kMostReserve = 0.5;

} // namespace

/// Moves one camera on: sample complete → profile → estimates; retraining done → swap and plan again.
void LiveLoop::advance(LiveCamera& camera, WindowId window)
{
    LiveCamera::Window& state = camera.window;
    const bool complete = state.schedule->trainingDone() && camera.labelling->waitingForTraining() == 0
        && camera.labelling->sample().size() >= kLeastSample;
    if (!state.sampled && complete && !m_planned && camera.weights) {
        splitSample(camera);
        if (m_parts.planner->usesEstimates())
            startProfile(camera, window);
        else
            offerUnprofiled(camera);
    }
    if (state.profiling && state.profiling->isDone() && state.options.empty())
        takeEstimates(camera);
    if (state.retraining && state.retraining->isDone()) {
        finishRetraining(camera);
        plan(window, "The retraining of " + camera.name() + " ended.");
    }
}

FrameCounts LiveLoop::frameCounts(const LiveCamera& camera) const
{
    return {camera.window.split.training.size(), camera.window.rehearsal.size(), camera.window.split.heldOut.size()};
}

learning::TrainingRun::Inputs LiveLoop::trainingInputs(const LiveCamera& camera, WindowId window) const
{
    learning::TrainingRun::Inputs inputs;
    inputs.start = camera.weights;
    inputs.training = camera.window.split.training;
    inputs.rehearsal = camera.window.rehearsal;
    inputs.heldOut = camera.window.split.heldOut;
    inputs.seed = m_parts.settings.seed;
    inputs.camera = camera.id.value;
    inputs.step = window.value;
    return inputs;
}

void LiveLoop::startProfile(LiveCamera& camera, WindowId window)
{
    const RunSettings& settings = m_parts.settings;
    const FrameCounts frames = frameCounts(camera);
    auto configurations = profiledConfigurations(m_parts.costs, settings.student, settings.configurations, frames);
    auto families = familyCosts(m_parts.costs, settings.student, settings.configurations, frames);
    if (!configurations || !families) {
        m_recorder.alert(Severity::Error, camera.id, !configurations ? configurations.error() : families.error());
        return;
    }
    const GpuSeconds budget{toSeconds(settings.windowLength) * settings.profilingBudget
                            / static_cast<double>(m_cameras.size())};
    ProfilingJob::Settings profile{window, settings.configurations,
                                   {.camera = camera.id,
                                    .start = {},
                                    .heldOutObjects = camera.window.split.heldOutObjects,
                                    .configurations = std::move(*configurations),
                                    .families = std::move(*families),
                                    .budget = budget},
                                   trainingInputs(camera, window), {}};
    profile.student = camera.inference->sharedStudent();
    camera.window.profiling =
        std::make_shared<ProfilingJob>(newJob(), camera.id, std::move(profile), m_parts.history, m_recorder);
    m_executor.add(camera.window.profiling);
    shareForSampling();
}

void LiveLoop::takeEstimates(LiveCamera& camera)
{
    const ProfilingJob& job = *camera.window.profiling;
    const Interval start = job.startInterval();
    camera.window.start = {(start.low + start.high) / 2, start.low, start.high};
    camera.window.options = optionsFromEstimates(job.estimates(), m_parts.settings.configurations);
    m_executor.remove(job.id());
    shareForSampling();
}

/// A profile that the plan did not wait for is of no use any more.
void LiveLoop::endProfiles()
{
    for (LiveCamera& camera : m_cameras) {
        if (!camera.window.profiling || camera.window.profiling->isDone())
            continue;
        m_executor.remove(camera.window.profiling->id(), "It was not done when the window had to be planned.");
        camera.window.profiling.reset();
    }
}

/// Planners that look at no accuracy still need the configurations and their costs.
void LiveLoop::offerUnprofiled(LiveCamera& camera)
{
    const RunSettings& settings = m_parts.settings;
    const auto configurations =
        profiledConfigurations(m_parts.costs, settings.student, settings.configurations, frameCounts(camera));
    if (!configurations) {
        m_recorder.alert(Severity::Error, camera.id, configurations.error());
        return;
    }
    camera.window.start = {0.5, 0.0, 1.0};
    for (const auto& configuration : *configurations) {
        camera.window.options.push_back({configuration.id, settings.configurations[configuration.id.value].name,
                                         scheduling::Estimate::exact(configuration.cost.value), {0.75, 0.0, 1.0},
                                         0.0});
    }
}

bool LiveLoop::readyToPlan(WindowId window) const
{
    const bool late = m_clock.now() - windowStart(window)
        >= fromSeconds(toSeconds(m_parts.settings.windowLength) * kLatestPlan);
    return late || std::all_of(m_cameras.begin(), m_cameras.end(), [](const LiveCamera& camera) {
        const bool profiled = camera.window.profiling ? camera.window.profiling->isDone() : camera.window.sampled;
        return profiled || !camera.hasFeed() || !camera.weights;
    });
}

double LiveLoop::labellingReserve() const
{
    double demand = 0.0;
    for (const LiveCamera& camera : m_cameras) {
        const auto& golden = camera.ownGolden ? *camera.ownGolden : *m_parts.golden;
        const auto cost = m_parts.costs.cost(golden.costShape());
        if (camera.hasFeed() && cost)
            demand += cost->value / m_parts.settings.labelling.scoringInterval;
    }
    return std::min(demand, kMostReserve);
}

/// Before the plan: inference keeps its full rate as far as possible, labelling and profiling share the rest.
void LiveLoop::shareForSampling()
{
    std::vector<compute::ShareRequest> requests;
    double inference = 0.0;
    for (const LiveCamera& camera : m_cameras)
        inference += camera.inferenceProfile.fullRateDemand.value;
    const double squeeze = inference > kMostInference ? kMostInference / inference : 1.0;
    std::vector<JobId> others;
    for (const LiveCamera& camera : m_cameras) {
        requests.push_back({camera.inference->id(), camera.inferenceProfile.fullRateDemand * squeeze, true});
        others.push_back(camera.labelling->id());
        if (camera.window.profiling && !camera.window.profiling->isDone())
            others.push_back(camera.window.profiling->id());
        if (camera.window.retraining)
            others.push_back(camera.window.retraining->id());
    }
    const double rest = (1.0 - inference * squeeze) / static_cast<double>(others.size());
    for (const JobId job : others)
        requests.push_back({job, Share{rest}});
    if (const Status shared = m_executor.setShares(requests); !shared)
        m_failure = shared;
}

void LiveLoop::refreshInferenceProfile(LiveCamera& camera)
{
    const auto cost = m_parts.costs.cost(learning::PreparedStudent::costShape(m_parts.settings.student));
    camera.inferenceProfile = {};
    if (cost && camera.hasFeed() && camera.weights)
        camera.inferenceProfile = inferenceProfile(camera.feed->info().framesPerSecond, *cost,
                                                   camera.labelling->sample(), m_parts.settings.classes.size());
}

void LiveLoop::plan(WindowId window, const std::string& reason)
{
    const Nanoseconds remaining = windowEnd(window) - m_clock.now();
    if (remaining <= Nanoseconds{0})
        return;
    m_planned = true;
    endProfiles();
    for (LiveCamera& camera : m_cameras)
        refreshInferenceProfile(camera);
    const std::vector<LiveCamera*> cameras = plannedCameras();
    if (cameras.empty())
        return;
    const auto problem = makeProblem(cameras, 1.0 - labellingReserve(), m_parts.settings.quantum, remaining,
                                     m_parts.settings.seed);
    if (const Status valid = scheduling::validate(problem); !valid) {
        m_recorder.alert(Severity::Error, std::nullopt, valid.error());
        return;
    }
    const scheduling::Plan made = m_parts.planner->plan(problem);
    m_recorder.record(PlanComputed{window, made.planner, reason, remaining, scheduling::plannedStreams(problem, made),
                                   Accuracy{made.expectedMean}, made.trace, scheduling::explain(problem, made)});
    apply(made, cameras, window);
}

/// Cameras that have frames to process and a student to process them with.
std::vector<LiveCamera*> LiveLoop::plannedCameras()
{
    std::vector<LiveCamera*> cameras;
    for (LiveCamera& camera : m_cameras) {
        if (camera.hasFeed() && camera.weights)
            cameras.push_back(&camera);
    }
    return cameras;
}

void LiveLoop::apply(const scheduling::Plan& plan, const std::vector<LiveCamera*>& cameras, WindowId window)
{
    std::vector<compute::ShareRequest> requests;
    const Share labelling{labellingReserve() / static_cast<double>(m_cameras.size())};
    for (std::size_t i = 0; i < cameras.size(); ++i) {
        LiveCamera& camera = *cameras[i];
        const scheduling::StreamAllocation& allocation = plan.now()[i];
        followPlan(camera, allocation, window);
        requests.push_back({camera.inference->id(), allocation.inference, true});
        if (camera.window.retraining)
            requests.push_back({camera.window.retraining->id(), allocation.retraining});
    }
    for (const LiveCamera& camera : m_cameras)
        requests.push_back({camera.labelling->id(), labelling});
    if (const Status shared = m_executor.setShares(requests); !shared)
        m_failure = shared;
}

/// Starts or gives up the camera's retraining as the plan says.
void LiveLoop::followPlan(LiveCamera& camera, const scheduling::StreamAllocation& allocation, WindowId window)
{
    if (camera.window.retraining && !allocation.option) {
        finishRetraining(camera, "The plan gave it up: the share is worth more elsewhere.");
        return;
    }
    const bool starts = allocation.option && *allocation.option != scheduling::kOptionRunning
        && allocation.retraining > Share{0} && !camera.window.retraining;
    if (!starts)
        return;
    const Status started = startRetraining(camera, window, camera.window.options[*allocation.option]);
    if (!started) {
        camera.window.tried = true;
        m_recorder.alert(Severity::Error, camera.id, started.error());
    }
}

Status LiveLoop::startRetraining(LiveCamera& camera, WindowId window, const scheduling::RetrainingOption& option)
{
    auto inputs = trainingInputs(camera, window);
    inputs.configuration = m_parts.settings.configurations[option.configuration.value];
    inputs.evaluateAfter = evaluationEpochs(inputs.configuration);
    RetrainingJob::Settings settings{option.configuration, inputs.configuration, window, {},
                                     static_cast<double>(camera.window.split.heldOutObjects),
                                     GpuSeconds{option.gpuSeconds.value}};
    settings.before = camera.window.profiling ? camera.window.profiling->start()
                                              : learning::evaluate(*camera.inference->sharedStudent(), inputs.heldOut);
    auto run = learning::TrainingRun::create(std::move(inputs));
    if (!run)
        return tl::unexpected(run.error());
    camera.window.retraining =
        std::make_shared<RetrainingJob>(newJob(), camera.id, std::move(settings), std::move(*run), m_recorder);
    camera.record.configuration = option.configuration;
    m_executor.add(camera.window.retraining);
    return {};
}

void LiveLoop::finishRetraining(LiveCamera& camera, const std::string& failure)
{
    const std::shared_ptr<RetrainingJob> job = std::exchange(camera.window.retraining, nullptr);
    camera.window.tried = true;
    m_executor.remove(job->id(), failure);
    const Accuracy after = job->after().value_or(Accuracy{0});
    if (job->prepared()) {
        swapIn(camera, *job);
    } else if (job->isDone()) {
        m_recorder.record(WeightsRejected{camera.id,
                                          job->after() ? "Worse than the deployed weights on held-out labels."
                                                       : "No checkpoint was evaluated.",
                                          job->settings().before, after, job->configuration()});
    }
    if (job->configuration()) {
        auto points = job->measurements();
        if (camera.window.profiling && camera.window.profiling->profiler()) {
            const auto profiled = camera.window.profiling->profiler()->measurements(job->settings().training.family());
            points.insert(points.begin(), profiled.begin(), profiled.end());
        }
        m_parts.history.record(camera.id, job->settings().training.family(), std::move(points));
    }
    if (job->isAccepted() && job->prepared())
        camera.window.start = scheduling::Estimate::exact(after.value);
}

void LiveLoop::swapIn(LiveCamera& camera, const RetrainingJob& job)
{
    deploy(camera, job.best(), job.prepared(),
           WeightsSwapped{camera.id, {}, {}, job.settings().before, *job.after(), job.configuration()});
}

/// Stores the weights, swaps them in between two batches and records it.
void LiveLoop::deploy(LiveCamera& camera, std::shared_ptr<const learning::Weights> weights,
                      std::shared_ptr<learning::PreparedStudent> prepared, WeightsSwapped event)
{
    if (const Status stored = m_parts.writer->putWeights(weights->hash(), weights->toSafetensors()); !stored) {
        m_failure = stored;
        return;
    }
    ++camera.version.value;
    event.version = camera.version;
    event.hash = weights->hash();
    camera.record.retrained = true;
    camera.inference->swap(std::move(prepared), camera.version);
    camera.weights = std::move(weights);
    m_recorder.record(std::move(event));
}

/// A resumed session goes on with each camera's newest accepted weights.
Status LiveLoop::restoreStudents()
{
    for (std::size_t i = 0; i < m_parts.restored.size() && i < m_cameras.size(); ++i) {
        if (!m_parts.restored[i])
            continue;
        auto prepared = learning::PreparedStudent::prepare(m_parts.restored[i]);
        if (!prepared)
            return tl::unexpected(prepared.error());
        m_cameras[i].weights = m_parts.restored[i];
        m_cameras[i].version = m_parts.resume->cameras[i].version;
        m_cameras[i].inference->swap(std::move(*prepared), m_cameras[i].version);
    }
    return {};
}

/// Under wall time, batches that no camera has run yet are measured once, while the cameras are held.
Status LiveLoop::measureUnknownCosts()
{
    if (m_parts.settings.clock == ClockKind::Device)
        return {};
    for (auto& batch : learning::calibrationBatches(m_parts.settings.student, m_parts.settings.configurations)) {
        if (!stopped() && !m_parts.costs.knows(batch.costShape))
            m_parts.costs.learn(batch.costShape, profiling::measureBatch(batch.run, 1));
    }
    return {};
}

} // namespace jackdaw::runtime
