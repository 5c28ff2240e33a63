// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/studies/worked_example.h"

#include "engine/scheduling/evaluation.h"
#include "engine/scheduling/job_groups.h"
#include "engine/scheduling/planners.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <utility>
#include <vector>

namespace jackdaw::studies {

using namespace jackdaw::scheduling;

namespace {

/// Accuracies of the deployed models when a window ends.
using EndState = std::vector<double>;

/// Best schedule for each state that a window can end in. A later window starts from that state, so the best first
/// window alone need not lead to the best pair.
using BestByEnd = std::map<EndState, Timeline>;

using Visit = std::function<void(const Allocation&)>;

/// All splits of the capacity over inferences and over the retrainings that are still possible, with all choices of
/// configurations for those that get a share.
class Enumeration {
public:
    Enumeration(const WindowProblem& problem, const Visit& visit) :
        m_problem(problem), m_visit(visit), m_allocation(problem)
    {
    }

    void run() { inference(0, static_cast<int>(std::lround(m_problem.totalGpus() / m_problem.quantum.value))); }

private:
    void inference(std::size_t stream, int units)
    {
        if (stream == m_problem.streams.size())
            return retraining(0, units);
        const double useful = saturationShare(m_problem.streams[stream].inference);
        const int most = std::min(units, static_cast<int>(std::ceil(useful / m_problem.quantum.value - 1e-9)));
        for (int given = 0; given <= most; ++given) {
            m_allocation.inference(stream) = m_problem.quantum * given;
            inference(stream + 1, units - given);
        }
    }

    void retraining(std::size_t stream, int units)
    {
        if (stream == m_problem.streams.size())
            return m_visit(m_allocation);
        const StreamProblem& s = m_problem.streams[stream];
        pause(stream);
        retraining(stream + 1, units);
        for (int given = 1; given <= units; ++given) {
            m_allocation.retraining(stream) = m_problem.quantum * given;
            if (s.running)
                choose(stream, kOptionRunning, units - given);
            for (std::size_t option = 0; !s.running && option < s.options.size(); ++option)
                choose(stream, option, units - given);
        }
        pause(stream);
    }

    /// A running retraining without a share waits; there is no reason to give it up.
    void pause(std::size_t stream)
    {
        m_allocation.retraining(stream) = Share{0.0};
        m_allocation.option(stream).reset();
        if (m_problem.streams[stream].running)
            m_allocation.option(stream) = kOptionRunning;
    }

    void choose(std::size_t stream, std::size_t option, int unitsLeft)
    {
        m_allocation.option(stream) = option;
        const Share held = m_allocation.retraining(stream);
        retraining(stream + 1, unitsLeft);
        m_allocation.retraining(stream) = held;
    }

    const WindowProblem& m_problem;
    const Visit& m_visit;
    Allocation m_allocation;
};

void keepBetter(BestByEnd& best, Timeline timeline)
{
    const auto [place, isNew] = best.try_emplace(timeline.deployed, timeline);
    if (!isNew && timeline.mean > place->second.mean)
        place->second = std::move(timeline);
}

/// \p allocation of the rest of a window, with running retrainings named as \p before named them.
Allocation continued(Allocation allocation, const Allocation& before)
{
    for (std::size_t v = 0; v < allocation.streams(); ++v)
        if (allocation.option(v) == kOptionRunning)
            allocation.option(v) = before.option(v);
    return allocation;
}

BestByEnd exhaustiveReplanned(const WindowProblem& problem);

/// Puts the best continuations behind the part of a window that \p run has lived through.
void extend(BestByEnd& best, const WindowProblem& problem, const WindowRun& run, const Allocation& first)
{
    for (const auto& [end, continuation] : exhaustiveReplanned(run.rest())) {
        std::vector<PlanStep> steps{{0.0, first}};
        for (const PlanStep& step : continuation.steps)
            steps.push_back({run.now() + step.time, continued(step.allocation, first)});
        keepBetter(best, scriptedTimeline(problem, steps));
    }
}

/// Tries every allocation in steps of the problem's quantum and every configuration: for a handful of streams only.
/// Allocations hold until a retraining ends; then its share is split equally.
BestByEnd exhaustiveFixed(const WindowProblem& problem)
{
    BestByEnd best;
    Enumeration(problem, [&](const Allocation& allocation) {
        keepBetter(best, coupledTimeline(problem, allocation, FreedShare::EqualSplit));
    }).run();
    return best;
}

/// The same, and everything is chosen anew whenever a retraining ends.
BestByEnd exhaustiveReplanned(const WindowProblem& problem)
{
    BestByEnd best;
    Enumeration(problem, [&](const Allocation& allocation) {
        WindowRun run(problem);
        run.apply(allocation);
        run.advance(run.nextCompletion());
        if (run.over())
            keepBetter(best, run.finish());
        else
            extend(best, problem, run, allocation);
    }).run();
    return best;
}

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

} // namespace jackdaw::studies
