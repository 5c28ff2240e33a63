// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/simulation/worked_example.h"

#include "engine/scheduling/planners.h"
#include "engine/simulation/exhaustive.h"

#include <functional>
#include <utility>

namespace jackdaw::simulation {
namespace {

using namespace jackdaw::scheduling;

constexpr double kGpus = 3.0;
constexpr double kSeconds = 120.0;
constexpr double kStartA = 0.65;
constexpr double kStartB = 0.50;
constexpr std::size_t kA = 0;
constexpr std::size_t kB = 1;
constexpr std::size_t kCheap = 1; ///< configurations 2A and 2B

struct Row {
    const char* name;
    double accuracy;
    double gpuSeconds;
};

/// Table 1 of the paper: per window the two configurations of A, then of B.
constexpr Row kTable[2][4] = {
    {{"1A", 0.75, 85}, {"2A", 0.70, 65}, {"1B", 0.90, 80}, {"2B", 0.85, 50}},
    {{"1A", 0.95, 90}, {"2A", 0.90, 40}, {"1B", 0.98, 80}, {"2B", 0.90, 70}},
};

StreamProblem stream(std::size_t index, double start, const Row* rows)
{
    StreamProblem stream;
    stream.camera = CameraId{static_cast<std::uint32_t>(index)};
    stream.name = index == kA ? "A" : "B";
    stream.startAccuracy = Estimate::exact(start);
    stream.inference = {Share{1.0}, {}, {1.0}, {1.0}};
    for (std::uint32_t i = 0; i < 2; ++i) {
        RetrainingOption option;
        option.configuration = ConfigurationId{i};
        option.name = rows[i].name;
        option.gpuSeconds = Estimate::exact(rows[i].gpuSeconds);
        option.finalAccuracy = Estimate::exact(rows[i].accuracy);
        stream.options.push_back(std::move(option));
    }
    return stream;
}

using RunWindow = std::function<Timeline(int window, const WindowProblem&)>;

ExampleRun runBoth(double startB, const RunWindow& runWindow)
{
    ExampleRun run;
    double startA = kStartA;
    for (int window = 0; window < 2; ++window) {
        const auto w = static_cast<std::size_t>(window);
        run.windows[w] = exampleWindow(window, startA, startB, Share{0.1});
        run.timelines[w] = runWindow(window, run.windows[w]);
        startA = run.timelines[w].deployed[kA];
        startB = run.timelines[w].deployed[kB];
    }
    run.mean = (run.timelines[0].mean + run.timelines[1].mean) / 2.0;
    return run;
}

/// \p first trains with 1.2 GPU while the inference of \p first runs on 0.8, then the other one with 1.0.
std::vector<PlanStep> figure4dSteps(const WindowProblem& problem, std::size_t first)
{
    const std::size_t second = 1 - first;
    const StreamAllocation idle{Share{1.0}, Share{0.0}, std::nullopt};
    Allocation before{idle, idle};
    before.set(first, {Share{0.8}, Share{1.2}, kCheap});
    Allocation after{idle, idle};
    after.set(second, {Share{1.0}, Share{1.0}, kCheap});
    return {{0.0, before}, {problem.streams[first].options[kCheap].gpuSeconds.value / 1.2, after}};
}

ExampleRun bestPair(Share quantum, BestByEnd (*search)(const WindowProblem&))
{
    ExampleRun best;
    const WindowProblem firstWindow = exampleWindow(0, kStartA, kStartB, quantum);
    for (const auto& [end, first] : search(firstWindow)) {
        const WindowProblem secondWindow = exampleWindow(1, end[kA], end[kB], quantum);
        for (const auto& [last, second] : search(secondWindow))
            if (const double mean = (first.mean + second.mean) / 2.0; mean > best.mean)
                best = {{firstWindow, secondWindow}, {first, second}, mean};
    }
    return best;
}

} // namespace

WindowProblem exampleWindow(int window, double startA, double startB, Share quantum)
{
    WindowProblem problem;
    const Row* rows = kTable[window];
    problem.streams = {stream(kA, startA, rows), stream(kB, startB, rows + 2)};
    problem.devices.push_back({DeviceId{0}, kGpus, 0.0});
    problem.quantum = quantum;
    problem.seconds = kSeconds;
    return problem;
}

ExampleRun exampleUniform(FreedShare freed)
{
    const UniformPlanner planner(0, 0.5);
    return runBoth(kStartB, [&](int, const WindowProblem& problem) {
        return coupledTimeline(problem, planner.plan(problem).now(), freed);
    });
}

ExampleRun exampleFigure4d(double startB)
{
    return runBoth(startB, [](int window, const WindowProblem& problem) {
        return scriptedTimeline(problem, figure4dSteps(problem, window == 0 ? kB : kA));
    });
}

ExampleRun exampleOptimumFixed(Share quantum)
{
    return bestPair(quantum, exhaustiveFixed);
}

ExampleRun exampleOptimumReplanned(Share quantum)
{
    return bestPair(quantum, exhaustiveReplanned);
}

} // namespace jackdaw::simulation
