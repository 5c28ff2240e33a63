// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/device_shares.h"
#include "engine/runtime/live_loop.h"
#include "engine/runtime/window_planner.h"
#include "engine/scheduling/explanation.h"

#include <algorithm>

namespace jackdaw::runtime {

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

void LiveLoop::plan(WindowId window, const std::string& reason)
{
    const Nanoseconds remaining = windowEnd(window) - m_clock.now();
    if (remaining <= Nanoseconds{0})
        return;
    for (LiveCamera& camera : m_cameras) {
        camera.window.allocation = {};
        refreshInferenceProfile(camera);
    }
    const std::vector<LiveCamera*> cameras = plannedCameras();
    if (cameras.empty())
        return;
    m_reserve = labellingReserve();
    auto problem = makeProblem(cameras, 1.0 - m_reserve, m_parts.settings.quantum, remaining, m_parts.settings.seed);
    problem.carriedSeconds = m_carryOver.seconds();
    if (const Status valid = scheduling::validate(problem); !valid) {
        m_recorder.alert(Severity::Error, std::nullopt, valid.error());
        return;
    }
    const scheduling::Plan made = m_parts.planner->plan(problem);
    PlanComputed computed = scheduling::planComputed(problem, made);
    computed.window = window;
    computed.reason = reason;
    computed.remaining = remaining;
    m_recorder.record(std::move(computed));
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
    for (std::size_t i = 0; i < cameras.size(); ++i) {
        cameras[i]->window.allocation = plan.now().stream(i);
        followPlan(*cameras[i], window);
    }
    shareDevice();
}

/// Hands out what the newest plan and its reserve say, for the jobs that there are now.
void LiveLoop::shareDevice()
{
    std::vector<CameraShares> shares;
    for (const LiveCamera& camera : m_cameras) {
        const LiveCamera::Window& state = camera.window;
        CameraShares jobs{camera.inference->id(), camera.labelling->id(), {}, {}, false, state.allocation};
        if (state.profiling && !state.profiling->isDone())
            jobs.profiling = state.profiling->id();
        if (state.retraining)
            jobs.retraining = state.retraining->id();
        jobs.samples = !state.offered && !jobs.profiling;
        shares.push_back(jobs);
    }
    if (const Status shared = m_executor.setShares(shareRequests(shares, m_reserve)); !shared)
        m_failure = shared;
}

/// Starts or gives up the camera's retraining as the plan says.
void LiveLoop::followPlan(LiveCamera& camera, WindowId window)
{
    const scheduling::StreamAllocation& allocation = camera.window.allocation;
    if (camera.window.retraining && !allocation.option) {
        finishRetraining(camera, "The plan gave it up: the share is worth more elsewhere.");
        return;
    }
    const bool starts = camera.window.offered && allocation.option && *allocation.option != scheduling::kOptionRunning
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
    RetrainingJob::Settings settings{option.configuration,
                                     inputs.configuration,
                                     window,
                                     {},
                                     static_cast<double>(camera.window.split.heldOutObjects),
                                     GpuSeconds{option.gpuSeconds.value}};
    const auto before = camera.window.profiling
        ? Result<Accuracy>(camera.window.profiling->start())
        : learning::evaluate(*camera.inference->sharedStudent(), inputs.heldOut);
    if (!before)
        return tl::unexpected(before.error());
    settings.before = *before;
    inputs.deployed = settings.before;
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
    if (job->prepared()) {
        swapIn(camera, *job);
    } else if (job->isDone()) {
        m_recorder.record(WeightsRejected{camera.id,
                                          job->after() ? "Worse than the deployed weights on held-out labels."
                                                       : "No checkpoint was evaluated.",
                                          job->settings().before, job->after(), job->configuration()});
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
        camera.window.start = scheduling::Estimate::exact(job->after()->value);
}

void LiveLoop::swapIn(LiveCamera& camera, const RetrainingJob& job)
{
    deploy(camera, job.best(), job.prepared(),
           WeightsSwapped{camera.id,
                          {},
                          {},
                          job.configuration() ? std::optional(job.settings().before) : std::nullopt,
                          job.after(),
                          job.configuration()});
}

/// Stores the weights, swaps them in between two batches and records it.
void LiveLoop::deploy(LiveCamera& camera, std::shared_ptr<const learning::Weights> weights,
                      std::shared_ptr<learning::PreparedStudent> prepared, WeightsSwapped event)
{
    if (const Status stored = m_parts.writer->putWeights(weights->stored()); !stored) {
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
