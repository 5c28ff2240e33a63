// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/scheduling/simple_candidates.h"

#include "engine/scheduling/baseline_planners.h"
#include "engine/scheduling/exact_planner.h"
#include "engine/scheduling/scoring.h"
#include "engine/scheduling/thief_planner.h"
#include "engine/scheduling/thief_reference_planner.h"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

namespace jackdaw::scheduling {
namespace {

using Planners = std::vector<std::unique_ptr<Planner>>;

/// Streams beyond which planning anew at every completion with the thief takes too long.
constexpr std::size_t kMostStolen = 16;
/// The same where it is not expected to win.
constexpr std::size_t kMostStolenInVain = 10;
/// Streams beyond which a uniform window per configuration and fraction takes too long.
constexpr std::size_t kMostUniform = 40;
/// Cells of the dynamic programme, over all completions.
constexpr double kMostCells = 1.5e6;
/// Moves of the published thief, times streams: each is a whole window.
constexpr double kMostWindows = 1.5e5;

std::size_t mostOptions(const WindowProblem& problem)
{
    std::size_t most = 0;
    for (const StreamProblem& stream : problem.streams)
        most = std::max(most, stream.options.size());
    return most;
}

bool isLinear(const WindowProblem& problem)
{
    return problem.throughput.share.empty() && problem.devices.size() == 1;
}

/// Where throughput is linear, no floor has to be held and all inferences fit, sequences of retrainings miss nothing
/// (see SequenceEvaluator) but what lies between two points of the inference curve.
bool sequencesSuffice(const WindowProblem& problem)
{
    double demand = 0.0;
    bool floors = false;
    for (const StreamProblem& stream : problem.streams) {
        demand += saturationShare(stream.inference);
        floors = floors || stream.floor.value > 0.0;
    }
    return isLinear(problem) && !floors && demand <= problem.totalGpus();
}

bool exactIsQuick(const WindowProblem& problem)
{
    const auto streams = static_cast<double>(problem.streams.size());
    const auto units = static_cast<double>(quantaGrid(problem).units);
    return streams * streams * units * units <= kMostCells;
}

/// Every ordered pair of jobs tries every multiple of δ that the victim has; a completion costs one look at all
/// streams.
bool publishedThiefIsQuick(const WindowProblem& problem)
{
    const auto streams = static_cast<double>(problem.streams.size());
    const double amounts = 2.0 + problem.totalGpus() / (2.0 * streams) / problem.quantum.value;
    return 3.0 * 4.0 * streams * streams * amounts * streams * streams <= kMostWindows;
}

void addThieves(const WindowProblem& problem, Planners& planners)
{
    if (problem.streams.size() > (sequencesSuffice(problem) ? kMostStolenInVain : kMostStolen))
        return;
    planners.push_back(std::make_unique<ThiefPlanner>(PlannerOptions{false, FreedShare::OwnInference}));
    if (!isLinear(problem))
        planners.push_back(std::make_unique<ThiefPlanner>(PlannerOptions{false, FreedShare::Replanned}));
}

Planners simplePlanners(const WindowProblem& problem)
{
    Planners planners;
    planners.push_back(std::make_unique<InferenceOnlyPlanner>());
    addThieves(problem, planners);
    const PlannerOptions silent{false, FreedShare::OwnInference};
    if (!sequencesSuffice(problem) && exactIsQuick(problem))
        planners.push_back(std::make_unique<ExactPlanner>(silent));
    if (publishedThiefIsQuick(problem))
        planners.push_back(std::make_unique<ThiefReferencePlanner>(silent));
    if (problem.streams.size() > kMostUniform)
        return planners;
    for (std::size_t option = 0; option < std::max<std::size_t>(1, mostOptions(problem)); ++option)
        for (const double fraction : {0.1, 0.3, 0.5, 0.7, 0.9})
            planners.push_back(std::make_unique<UniformPlanner>(option, fraction));
    return planners;
}

} // namespace

Score scoreOf(const WindowProblem& problem, const Timeline& timeline)
{
    if (problem.carriedSeconds <= 0.0)
        return {timeline.mean, timeline.floorViolation};
    double carried = 0.0;
    for (std::size_t v = 0; v < problem.streams.size(); ++v) {
        const StreamProblem& stream = problem.streams[v];
        const Share inference = timeline.steps.back().allocation[v].inference;
        carried += stream.weight * timeline.deployed[v] * stream.inference.factorAt(inference);
    }
    carried /= totalWeight(problem);
    const double counted = problem.seconds + problem.carriedSeconds;
    return {(timeline.mean * problem.seconds + carried * problem.carriedSeconds) / counted, timeline.floorViolation};
}

Timeline bestWithSimplePlanners(const WindowProblem& problem, Timeline timeline, std::string& from)
{
    for (const auto& planner : simplePlanners(problem)) {
        Timeline other = intendedTimeline(problem, *planner, planner->plan(problem));
        if (!scoreOf(problem, other).betterThan(scoreOf(problem, timeline)))
            continue;
        timeline = std::move(other);
        from = planner->name();
    }
    return timeline;
}

} // namespace jackdaw::scheduling
