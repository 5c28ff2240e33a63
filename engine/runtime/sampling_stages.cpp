// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/live_loop.h"
#include "engine/runtime/window_planner.h"

#include <algorithm>

namespace jackdaw::runtime {
namespace {

/// Fewer labelled frames cannot be split into a training and a held-out part.
constexpr std::size_t kLeastSample = 4;
/// Part of a sample that is expected on the training side of the split.
constexpr double kTrainingPart = 0.7;
/// Most of the device that inference may take while the first students' samples are labelled.
constexpr double kMostInference = 0.6;
/// Most of the device that is kept back for scoring.
constexpr double kMostReserve = 0.5;

} // namespace

/// Before a camera is sampled it is planned with what history says of it, so that the plan also decides whose sample is
/// labelled first.
void LiveLoop::expectSample(LiveCamera& camera)
{
    const auto frames = static_cast<std::size_t>(m_parts.settings.labelling.trainingFrames);
    const auto training = static_cast<std::size_t>(kTrainingPart * static_cast<double>(frames));
    offer(camera, {training, std::min<std::size_t>(camera.memory.size(), mostRehearsal()), frames - training});
    const GpuSeconds sampling = samplingCost(camera);
    for (scheduling::RetrainingOption& option : camera.window.options)
        option.gpuSeconds = scheduling::Estimate::exact((GpuSeconds{option.gpuSeconds.value} + sampling).value);
}

/// What labelling and profiling of the camera's sample will take.
GpuSeconds LiveLoop::samplingCost(const LiveCamera& camera) const
{
    const auto label = m_parts.costs.cost(goldenOf(camera).costShape());
    const GpuSeconds labels = label ? *label * m_parts.settings.labelling.trainingFrames : GpuSeconds{0};
    return m_parts.planner->usesEstimates() ? labels + profilingBudget() : labels;
}

GpuSeconds LiveLoop::profilingBudget() const
{
    return GpuSeconds{toSeconds(m_parts.settings.windowLength) * m_parts.settings.profilingBudget
                      / static_cast<double>(m_cameras.size())};
}

std::size_t LiveLoop::mostRehearsal() const
{
    const auto& configurations = m_parts.settings.configurations;
    const auto most = std::max_element(configurations.begin(), configurations.end(),
                                       [](const auto& a, const auto& b) { return a.rehearsal < b.rehearsal; });
    return static_cast<std::size_t>(most->rehearsal);
}

/// Offers the planner the camera's configurations as history knows them. Planners that look at no accuracy need no
/// more.
void LiveLoop::offer(LiveCamera& camera, const FrameCounts& frames)
{
    const RunSettings& settings = m_parts.settings;
    const auto configurations =
        profiledConfigurations(m_parts.costs, settings.student, settings.configurations, frames);
    if (!configurations) {
        m_recorder.alert(Severity::Error, camera.id, configurations.error());
        return;
    }
    const auto expected = profiling::expectedFromHistory(m_parts.history, camera.id, *configurations);
    camera.window.options = optionsFromEstimates(expected.estimates, settings.configurations);
    camera.window.start = {expected.start.mean, expected.start.band.low, expected.start.band.high};
}

/// Sample complete → profile → estimates. True if the camera can be planned with them from now on.
bool LiveLoop::advanceSampling(LiveCamera& camera, WindowId window)
{
    LiveCamera::Window& state = camera.window;
    if (state.offered)
        return false;
    const bool complete = state.schedule->trainingDone() && camera.labelling->waitingForTraining() == 0
        && camera.labelling->sample().size() >= kLeastSample;
    if (!state.sampled && complete && camera.weights) {
        splitSample(camera);
        if (!camera.window.split.canBeJudged()) {
            state.options.clear();
            state.offered = true;
        } else if (m_parts.planner->usesEstimates()) {
            startProfile(camera, window);
        } else {
            offer(camera, frameCounts(camera));
            state.offered = true;
        }
    }
    if (state.profiling && state.profiling->isDone()) {
        takeEstimates(camera);
        state.offered = true;
    }
    return state.offered;
}

FrameCounts LiveLoop::frameCounts(const LiveCamera& camera) const
{
    return {camera.window.split.training.size(), camera.window.rehearsal.size(), camera.window.split.heldOut.size()};
}

void LiveLoop::splitSample(LiveCamera& camera)
{
    camera.window.sampled = true;
    camera.window.split = learning::splitByTrackAndTime(camera.labelling->sample());
    camera.window.rehearsal =
        camera.memory.sample(mostRehearsal(), m_parts.settings.seed, camera.id.value, m_open->value);
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
    ProfilingJob::Settings profile{window,
                                   settings.configurations,
                                   {.camera = camera.id,
                                    .start = {},
                                    .heldOutObjects = camera.window.split.heldOutObjects,
                                    .configurations = std::move(*configurations),
                                    .families = std::move(*families),
                                    .budget = profilingBudget()},
                                   trainingInputs(camera, window),
                                   {}};
    profile.student = camera.inference->sharedStudent();
    camera.window.profiling =
        std::make_shared<ProfilingJob>(newJob(), camera.id, std::move(profile), m_parts.history, m_recorder);
    m_executor.add(camera.window.profiling);
    shareDevice();
}

void LiveLoop::takeEstimates(LiveCamera& camera)
{
    const ProfilingJob& job = *camera.window.profiling;
    const Interval start = job.startInterval();
    camera.window.start = {(start.low + start.high) / 2, start.low, start.high};
    camera.window.options = optionsFromEstimates(job.estimates(), m_parts.settings.configurations);
    m_executor.remove(job.id());
}

/// A camera that is not sampled and profiled by now goes without retraining in this window. True if there was one.
bool LiveLoop::giveUpSampling()
{
    bool any = false;
    for (LiveCamera& camera : m_cameras) {
        if (camera.window.offered)
            continue;
        any = true;
        camera.window.offered = true;
        camera.window.options.clear();
        if (const auto profile = std::exchange(camera.window.profiling, nullptr))
            m_executor.remove(profile->id(), "It was not done in time for a retraining in this window.");
    }
    return any;
}

const vision::GoldenModel& LiveLoop::goldenOf(const LiveCamera& camera) const
{
    return camera.ownGolden ? *camera.ownGolden : *m_parts.golden;
}

double LiveLoop::labellingReserve() const
{
    double demand = 0.0;
    for (const LiveCamera& camera : m_cameras) {
        const auto cost = m_parts.costs.cost(goldenOf(camera).costShape());
        if (camera.hasFeed() && cost)
            demand += cost->value / m_parts.settings.labelling.scoringInterval;
    }
    return std::min(demand, kMostReserve);
}

/// Without a plan, in window 0: inference keeps its full rate as far as possible, the other jobs share the rest.
void LiveLoop::shareEqually()
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

} // namespace jackdaw::runtime
