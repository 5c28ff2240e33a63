// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/simulation/window_problems.h"

#include "engine/base/random.h"

#include <algorithm>
#include <cmath>

namespace jackdaw::simulation {

using namespace jackdaw::scheduling;

namespace {

/// Half the width of a normal 95 % interval, in standard deviations.
constexpr double kNormal95 = 1.96;

Estimate clamped(const Estimate& estimate)
{
    const auto unit = [](double value) { return std::clamp(value, 0.0, 1.0); };
    return {unit(estimate.value), unit(estimate.low), unit(estimate.high)};
}

Estimate shifted(const Estimate& estimate, double by)
{
    return clamped({estimate.value + by, estimate.low + by, estimate.high + by});
}

Estimate withAccuracyError(const Estimate& estimate, double deviation, RandomStream& random)
{
    const double normal = random.normal();
    if (deviation <= 0.0)
        return estimate;
    const double value = estimate.value + deviation * normal;
    return clamped({value, std::min(estimate.low - estimate.value, -kNormal95 * deviation) + value,
                    std::max(estimate.high - estimate.value, kNormal95 * deviation) + value});
}

Estimate withCostError(const Estimate& estimate, double deviation, RandomStream& random)
{
    const double normal = random.normal();
    if (deviation <= 0.0)
        return estimate;
    const double factor = std::exp(deviation * normal);
    const double spread = std::exp(kNormal95 * deviation);
    return {estimate.value * factor, estimate.low * factor / spread, estimate.high * factor * spread};
}

RetrainingOption optionOf(const TracedOption& traced, std::size_t index)
{
    RetrainingOption option;
    option.configuration = ConfigurationId{static_cast<std::uint32_t>(index)};
    option.name = traced.name;
    option.gpuSeconds = Estimate::exact(traced.gpuSeconds);
    option.finalAccuracy = Estimate::exact(traced.finalAccuracy);
    option.memoryBytes = traced.memoryBytes;
    option.family = traced.family;
    return option;
}

StreamProblem truthOf(const Trace& trace, std::size_t window, std::size_t v, double start, SwapRule swap)
{
    const StreamWindow& values = trace.windows[window].streams[v];
    StreamProblem stream;
    stream.camera = CameraId{static_cast<std::uint32_t>(v)};
    stream.name = trace.streams[v].id;
    stream.startAccuracy = Estimate::exact(start);
    stream.inference = trace.inferenceProfiles[values.inferenceProfile];
    stream.floor = Accuracy{trace.streams[v].floor};
    stream.weight = trace.streams[v].weight;
    for (std::size_t i = 0; i < values.options.size(); ++i) {
        stream.options.push_back(optionOf(values.options[i], i));
        // A stream is retrained at most once per window, so the model that would be kept is the one it starts with.
        if (swap == SwapRule::IfBetter)
            stream.options.back().finalAccuracy = Estimate::exact(std::max(start, values.options[i].finalAccuracy));
    }
    return stream;
}

/// The start accuracy is estimated with the error that the trace's own estimate has.
void predict(StreamProblem& stream, const StreamWindow& values)
{
    if (values.predictedStartAccuracy)
        stream.startAccuracy =
            shifted(*values.predictedStartAccuracy, stream.startAccuracy.value - values.startAccuracy);
    for (std::size_t i = 0; i < values.options.size(); ++i) {
        RetrainingOption& option = stream.options[i];
        option.gpuSeconds = values.options[i].predictedGpuSeconds.value_or(option.gpuSeconds);
        option.finalAccuracy = values.options[i].predictedFinalAccuracy.value_or(option.finalAccuracy);
    }
}

void believe(StreamProblem& stream, const StreamWindow& values, std::size_t window, const SimulationOptions& options)
{
    for (std::size_t i = 0; i < values.options.size(); ++i)
        stream.options[i].finalAccuracy = Estimate::exact(values.options[i].finalAccuracy);
    if (options.estimates == EstimateSource::Predicted)
        predict(stream, values);
    RandomStream random(options.seed, stream.camera.value, RandomPurpose::Simulation,
                        static_cast<std::uint32_t>(window));
    for (RetrainingOption& option : stream.options) {
        option.finalAccuracy = withAccuracyError(option.finalAccuracy, options.accuracyError, random);
        option.gpuSeconds = withCostError(option.gpuSeconds, options.costError, random);
    }
}

} // namespace

WindowProblems windowProblems(const Trace& trace, std::size_t window, const std::vector<double>& start,
                              const SimulationOptions& options)
{
    WindowProblems problems;
    WindowProblem& truth = problems.truth;
    truth.devices = trace.devices;
    if (options.gpus)
        truth.devices = {{DeviceId{0}, *options.gpus, 0.0}};
    truth.quantum = options.quantum.value_or(trace.quantum);
    truth.seconds = trace.windows[window].seconds;
    truth.throughput = trace.throughput;
    truth.seed = options.seed;
    for (std::size_t v = 0; v < trace.streams.size(); ++v)
        truth.streams.push_back(truthOf(trace, window, v, start[v], options.swap));
    problems.believed = truth;
    for (std::size_t v = 0; v < trace.streams.size(); ++v)
        believe(problems.believed.streams[v], trace.windows[window].streams[v], window, options);
    return problems;
}

WindowProblem believedRest(const WindowProblems& problems, const WindowProblem& truthRest)
{
    WindowProblem rest = problems.believed;
    rest.seconds = truthRest.seconds;
    for (std::size_t v = 0; v < rest.streams.size(); ++v) {
        const StreamProblem& truth = truthRest.streams[v];
        StreamProblem& stream = rest.streams[v];
        if (truth.running) {
            stream.running = stream.options[truth.running->configuration.value];
            stream.running->gpuSeconds = Estimate::exact(truth.running->gpuSeconds.value);
        }
        if (truth.options.empty())
            stream.options.clear();
        if (truth.startAccuracy.value != problems.truth.streams[v].startAccuracy.value)
            stream.startAccuracy = truth.startAccuracy;
    }
    return rest;
}

std::vector<double> startAccuracies(const Trace& trace, std::size_t window, const Timeline* windowBefore,
                                    bool carryOver)
{
    std::vector<double> start;
    for (std::size_t v = 0; v < trace.streams.size(); ++v)
        start.push_back(carryOver && windowBefore
                            ? std::clamp(windowBefore->deployed[v] - carriedDrop(trace, window, v), 0.0, 1.0)
                            : trace.windows[window].streams[v].startAccuracy);
    return start;
}

} // namespace jackdaw::simulation
