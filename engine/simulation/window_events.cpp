// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/simulation/window_events.h"

#include "engine/scheduling/explanation.h"
#include "engine/scheduling/job_groups.h"
#include "engine/scheduling/problem_text.h"
#include "engine/simulation/simulated_session.h"

#include <algorithm>
#include <cmath>

namespace jackdaw::simulation {

using namespace jackdaw::scheduling;

namespace {

CameraId cameraOf(std::size_t v)
{
    return CameraId{static_cast<std::uint32_t>(v)};
}

WindowId windowOf(std::size_t index)
{
    return WindowId{static_cast<std::uint32_t>(index)};
}

/// Instants of a window at which something is told: a regular grid, changes of allocation, and new models.
std::vector<double> instants(const SimulatedWindow& window)
{
    std::vector<double> times{0.0, window.truth.seconds};
    for (std::size_t i = 1; i < kSamplesPerWindow; ++i)
        times.push_back(window.truth.seconds * static_cast<double>(i) / static_cast<double>(kSamplesPerWindow));
    for (const PlanStep& step : window.timeline.steps)
        times.push_back(step.time);
    for (const Delivery& delivery : window.deliveries)
        times.push_back(delivery.time);
    std::sort(times.begin(), times.end());
    times.erase(std::unique(times.begin(), times.end()), times.end());
    return times;
}

/// No cheaper configuration is expected to be as accurate.
bool onFront(const RetrainingOption& option, const std::vector<RetrainingOption>& all)
{
    return std::none_of(all.begin(), all.end(), [&](const RetrainingOption& other) {
        return other.finalAccuracy.value >= option.finalAccuracy.value
            && other.gpuSeconds.value < option.gpuSeconds.value;
    });
}

} // namespace

std::vector<Event> EventList::take()
{
    std::stable_sort(m_events.begin(), m_events.end(), [](const Event& a, const Event& b) { return a.time < b.time; });
    for (std::size_t i = 0; i < m_events.size(); ++i)
        m_events[i].sequence = i;
    return std::move(m_events);
}

WindowEvents::WindowEvents(const Trace& trace, EventList& list) :
    m_trace(trace), m_list(list), m_streams(trace.streams.size())
{
    for (const std::string& name : configurationNames(trace))
        m_configurations.emplace(name, ConfigurationId{static_cast<std::uint32_t>(m_configurations.size())});
    for (std::size_t v = 0; v < m_streams.size(); ++v) {
        m_streams[v].inference = JobId{m_nextJob++};
        m_list.add(0.0, JobStarted{m_streams[v].inference, JobKind::Inference, cameraOf(v), DeviceId{0}, std::nullopt});
    }
}

ConfigurationId WindowEvents::configurationOf(std::size_t window, std::size_t v, std::size_t option) const
{
    return m_configurations.at(m_trace.windows[window].streams[v].options[option].name);
}

void WindowEvents::begin(std::size_t index, const SimulatedWindow& window, double start)
{
    m_window = index;
    m_list.add(start, WindowStarted{windowOf(index), fromSeconds(window.truth.seconds), true});
    for (std::size_t v = 0; v < m_streams.size(); ++v) {
        m_streams[v].accuracy = window.streams[v].start;
        m_streams[v].inferenceCharged = 0.0;
    }
}

void WindowEvents::add(std::size_t index, const SimulatedWindow& window, double start)
{
    begin(index, window, start);
    const std::vector<double> times = instants(window);
    std::size_t step = 0;
    std::size_t plan = 0;
    std::size_t delivery = 0;
    for (std::size_t i = 0; i + 1 < times.size(); ++i) {
        const double now = times[i];
        for (; delivery < window.deliveries.size() && window.deliveries[delivery].time <= now; ++delivery)
            deliver(window.deliveries[delivery], start + now);
        for (; plan < window.plans.size() && window.plans[plan].time <= now; ++plan)
            addPlan(index, window, window.plans[plan], start);
        const std::vector<PlanStep>& steps = window.timeline.steps;
        while (step + 1 < steps.size() && steps[step + 1].time <= now)
            ++step;
        if (steps[step].time == now)
            applyStep(steps[step].allocation, start + now);
        serve(window, steps[step].allocation, start + now);
        score(window, steps[step].allocation, start + now);
        passTime(window, steps[step].allocation, start + now, start + times[i + 1]);
    }
    close(index, window, start + window.truth.seconds);
}

void WindowEvents::addProfiles(std::size_t index, const SimulatedPlan& plan, double start)
{
    for (std::size_t v = 0; v < plan.problem.streams.size(); ++v) {
        const StreamProblem& stream = plan.problem.streams[v];
        ProfileEstimated estimated;
        estimated.camera = cameraOf(v);
        estimated.window = windowOf(index);
        estimated.startAccuracy = Accuracy{stream.startAccuracy.value};
        estimated.heldOutObjects = kSimulatedObjects;
        estimated.startInterval = {stream.startAccuracy.low, stream.startAccuracy.high};
        for (std::size_t i = 0; i < stream.options.size(); ++i) {
            const RetrainingOption& option = stream.options[i];
            estimated.estimates.push_back({configurationOf(index, v, i),
                                           option.name,
                                           0.0,
                                           GpuSeconds{option.gpuSeconds.value},
                                           Accuracy{option.finalAccuracy.value},
                                           {option.finalAccuracy.low, option.finalAccuracy.high},
                                           onFront(option, stream.options)});
        }
        m_list.add(start + plan.time, std::move(estimated));
    }
}

void WindowEvents::addPlan(std::size_t index, const SimulatedWindow& window, const SimulatedPlan& plan, double start)
{
    if (&plan == &window.plans.front())
        addProfiles(index, plan, start);
    PlanComputed computed = planComputed(plan.problem, plan.plan);
    computed.window = windowOf(index);
    computed.reason = plan.reason;
    const auto rename = [&](std::size_t job, std::optional<ConfigurationId>& configuration) {
        if (configuration)
            configuration = configurationOf(index, *streamOf(plan.problem, job), configuration->value);
    };
    for (std::size_t job = 0; job < computed.jobs.size(); ++job)
        rename(job, computed.jobs[job].configuration);
    for (PlanMove& move : computed.trace) {
        rename(move.thief, move.thiefAfter.configuration);
        rename(move.victim, move.victimAfter.configuration);
    }
    computed.problem = problemText(renamed(index, plan.problem));
    m_list.add(start + plan.time, std::move(computed));
}

/// Its configurations have the session's numbers.
WindowProblem WindowEvents::renamed(std::size_t index, WindowProblem problem) const
{
    for (std::size_t v = 0; v < problem.streams.size(); ++v) {
        StreamProblem& stream = problem.streams[v];
        for (RetrainingOption& option : stream.options)
            option.configuration = configurationOf(index, v, option.configuration.value);
        if (stream.running)
            stream.running->configuration = configurationOf(index, v, stream.running->configuration.value);
    }
    return problem;
}

void WindowEvents::lease(JobId job, double share, double& leased, double time)
{
    if (leased == share)
        return;
    leased = share;
    m_list.add(time, LeaseGranted{job, Share{share}, Share{share}});
}

void WindowEvents::changeRetraining(std::size_t v, const StreamAllocation& given, double time)
{
    Stream& stream = m_streams[v];
    if (stream.retraining && given.option != stream.option) {
        m_list.add(time, JobFailed{*stream.retraining, "The planner gave the retraining up."});
        stream.retraining.reset();
    }
    if (given.option && !stream.retraining && given.retraining.value > 0.0) {
        stream.retraining = JobId{m_nextJob++};
        stream.option = given.option;
        stream.charged = 0.0;
        stream.leasedRetraining = -1.0;
        m_list.add(time,
                   JobStarted{*stream.retraining, JobKind::Retraining, cameraOf(v), DeviceId{0},
                              configurationOf(m_window, v, *given.option)});
    }
    if (stream.retraining)
        lease(*stream.retraining, given.retraining.value, stream.leasedRetraining, time);
}

void WindowEvents::applyStep(const Allocation& allocation, double time)
{
    for (std::size_t v = 0; v < allocation.streams(); ++v) {
        lease(m_streams[v].inference, allocation.inference(v).value, m_streams[v].leasedInference, time);
        changeRetraining(v, allocation.stream(v), time);
    }
}

/// Tells what serves from now on where more than one way may, and something else does than before.
void WindowEvents::serve(const SimulatedWindow& window, const Allocation& allocation, double time)
{
    for (std::size_t v = 0; v < m_streams.size(); ++v) {
        Stream& stream = m_streams[v];
        const InferenceProfile& inference = window.truth.streams[v].inference;
        const Share share = allocation.inference(v);
        const Serving serving = inference.servingAt(stream.accuracy, share);
        if (inference.alternatives.empty() || share.value <= 0.0 || stream.serving == serving)
            continue;
        stream.serving = serving;
        m_list.add(time,
                   ServingChosen{cameraOf(v), serving, share, Accuracy{inference.accuracyAt(stream.accuracy, share)},
                                 servingReason(window.truth.streams[v], stream.accuracy, share)});
    }
}

void WindowEvents::score(const SimulatedWindow& window, const Allocation& allocation, double time)
{
    ++m_frame;
    for (std::size_t v = 0; v < m_streams.size(); ++v) {
        const InferenceProfile& inference = window.truth.streams[v].inference;
        const double accuracy = inference.accuracyAt(m_streams[v].accuracy, allocation.inference(v));
        const auto right = static_cast<std::uint32_t>(std::lround(accuracy * kSimulatedObjects));
        FrameScored scored;
        scored.camera = cameraOf(v);
        scored.window = windowOf(m_window);
        scored.frame = m_frame;
        scored.frameTime = fromSeconds(time);
        scored.weights = m_streams[v].version;
        scored.counts = {{right, kSimulatedObjects - right, kSimulatedObjects - right}};
        scored.server = inference.servingAt(m_streams[v].accuracy, allocation.inference(v)).server;
        m_list.add(time, std::move(scored));
    }
}

void WindowEvents::passTime(const SimulatedWindow& window, const Allocation& allocation, double from, double to)
{
    DeviceSample sample;
    sample.interval = fromSeconds(to) - fromSeconds(from);
    for (std::size_t v = 0; v < m_streams.size(); ++v) {
        Stream& stream = m_streams[v];
        const Share inference = allocation.inference(v);
        const Share used{std::min(inference.value, saturationShare(window.truth.streams[v].inference))};
        stream.inferenceCharged += used.value * (to - from);
        sample.jobs.push_back({stream.inference, inference, inference, used});
        if (!stream.retraining)
            continue;
        const Share retraining = allocation.retraining(v);
        stream.charged += retraining.value * (to - from);
        sample.jobs.push_back({*stream.retraining, retraining, retraining, retraining});
    }
    m_list.add(to, std::move(sample));
}

void WindowEvents::deliver(const Delivery& delivery, double time)
{
    Stream& stream = m_streams[delivery.stream];
    const CameraId camera = cameraOf(delivery.stream);
    std::optional<ConfigurationId> configuration;
    if (stream.retraining) {
        configuration = configurationOf(m_window, delivery.stream, *stream.option);
        m_list.add(time, JobProgress{*stream.retraining, 1.0});
        m_list.add(time, JobFinished{*stream.retraining, GpuSeconds{stream.charged}});
        stream.retraining.reset();
    }
    ++stream.version.value;
    m_list.add(time,
               WeightsSwapped{
                   camera, stream.version, {}, Accuracy{stream.accuracy}, Accuracy{delivery.accuracy}, configuration});
    stream.accuracy = delivery.accuracy;
}

void WindowEvents::close(std::size_t index, const SimulatedWindow& window, double end)
{
    WindowClosed closed;
    closed.window = windowOf(index);
    for (std::size_t v = 0; v < m_streams.size(); ++v) {
        Stream& stream = m_streams[v];
        if (stream.retraining) {
            m_list.add(end, JobFailed{*stream.retraining, "The window ended before the retraining did."});
            stream.retraining.reset();
        }
        const SimulatedStream& outcome = window.streams[v];
        CameraWindow camera;
        camera.camera = cameraOf(v);
        const Accuracy accuracy{outcome.accuracy};
        camera.studentGolden = MeasuredAccuracy{accuracy,          accuracy,
                                                std::nullopt,      kSamplesPerWindow * kSimulatedObjects,
                                                kSamplesPerWindow, {outcome.accuracy, outcome.accuracy}};
        camera.retrained = std::any_of(window.deliveries.begin(), window.deliveries.end(),
                                       [&](const Delivery& delivery) { return delivery.stream == v; });
        if (outcome.option)
            camera.configuration = configurationOf(index, v, *outcome.option);
        camera.charged = {{JobKind::Inference, GpuSeconds{stream.inferenceCharged}},
                          {JobKind::Retraining, GpuSeconds{outcome.retrainingGpuSeconds}}};
        closed.cameras.push_back(std::move(camera));
    }
    m_list.add(end, std::move(closed));
}

} // namespace jackdaw::simulation
