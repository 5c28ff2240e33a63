// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/scheduling/planners.h"

#include "engine/scheduling/evaluation.h"
#include "engine/scheduling/job_groups.h"
#include "engine/scheduling/sequence_search.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>
#include <vector>

namespace jackdaw::scheduling {
namespace {

using Planners = std::vector<std::unique_ptr<Planner>>;

/// Streams beyond which planning anew at every completion with the thief takes too long.
constexpr std::size_t kMostStolen = 16;
/// The same where it is not expected to win, or takes longer because cameras may be served in several ways.
constexpr std::size_t kMostStolenInVain = 10;
/// Streams beyond which a uniform window per configuration and fraction takes too long.
constexpr std::size_t kMostUniform = 40;
/// Cells of the dynamic programme, over all completions.
constexpr double kMostCells = 1.5e6;
/// Moves of the published thief, times streams: each is a whole window.
constexpr double kMostWindows = 1.5e5;
/// Phases that may be evaluated in all, for ten streams; more streams make a phase dearer.
constexpr double kBudget = 30'000.0;
/// Cells of the dynamic programme beyond which it is left out as a start.
constexpr double kMostStartCells = 2e6;
/// Streams beyond which the sequence found with sampling rates is divided finer, but not searched again.
constexpr std::size_t kMostFine = 200;
constexpr std::size_t kBestStarts = 3;

/// One retraining may take the whole capacity, and gains by it.
bool mayTakeAnyShare(const WindowProblem& problem)
{
    return isLinear(problem) && problem.devices.size() == 1;
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
    for (const JobProblem& job : problem.furtherJobs)
        demand += saturationShare(job.utility);
    return mayTakeAnyShare(problem) && !floors && demand <= problem.totalGpus();
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
    const bool isDear = sequencesSuffice(problem) || hasAlternatives(problem);
    if (problem.streams.size() > (isDear ? kMostStolenInVain : kMostStolen))
        return;
    planners.push_back(std::make_unique<ThiefPlanner>(PlannerOptions{false, FreedShare::OwnInference}));
    if (!mayTakeAnyShare(problem))
        planners.push_back(std::make_unique<ThiefPlanner>(PlannerOptions{false, FreedShare::Replanned}));
}

Planners simplePlanners(const WindowProblem& problem)
{
    Planners planners;
    planners.push_back(std::make_unique<InferenceOnlyPlanner>());
    if (hasAlternatives(problem))
        for (const ServingChoice& way : kSingleWays)
            planners.push_back(std::make_unique<OneWayPlanner>(way));
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

/// The window's mean and floors; where models carry over, the mean over the window and those seconds.
Score scoreOf(const WindowProblem& problem, const Timeline& timeline)
{
    if (problem.carriedSeconds <= 0.0)
        return {timeline.mean, timeline.floorViolation};
    double carried = 0.0;
    for (std::size_t v = 0; v < problem.streams.size(); ++v) {
        const StreamProblem& stream = problem.streams[v];
        const Share inference = timeline.steps.back().allocation.inference(v);
        carried += stream.inference.servedAt(inference).with(timeline.deployed[v], stream.weight);
    }
    carried += furtherValue(problem, timeline.steps.back().allocation);
    carried /= totalWeight(problem);
    const double counted = problem.seconds + problem.carriedSeconds;
    return {(timeline.mean * problem.seconds + carried * problem.carriedSeconds) / counted, timeline.floorViolation};
}

/// Where several ways may serve a camera the optimum of the decoupled problem fills the capacity better than a sequence
/// can, which leaves what lies between two points of the curves to one job. Without planning anew at completions, which
/// would take too long.
Timeline exactTimeline(const WindowProblem& problem)
{
    const FreedShare freed = FreedShare::OwnInference;
    return coupledTimeline(problem, ExactPlanner({false, freed}).plan(problem).now(), freed);
}

/// Of \p timeline and the whole windows under the simple planners (inference-only, one way of serving alone, uniform,
/// thief, exact, and the published thief) the best by the coupled model. A planner that would take too long on a
/// problem of this size is left out, the dearest first. \p from becomes the name of the planner whose window is
/// returned; untouched where it is \p timeline.
Timeline bestWithSimplePlanners(const WindowProblem& problem, Timeline timeline, std::string& from)
{
    for (const auto& planner : simplePlanners(problem)) {
        Timeline other = intendedTimeline(problem, *planner, planner->plan(problem));
        if (!scoreOf(problem, other).betterThan(scoreOf(problem, timeline)))
            continue;
        timeline = std::move(other);
        from = planner->name();
    }
    if (!hasAlternatives(problem) || problem.streams.size() > kMostStolen)
        return timeline;
    Timeline exact = exactTimeline(problem);
    if (!scoreOf(problem, exact).betterThan(scoreOf(problem, timeline)))
        return timeline;
    from = "exact";
    return exact;
}

/// How many retrainings may run side by side: one where the order alone matters (see SequenceEvaluator).
std::vector<std::size_t> widths(const WindowProblem& problem)
{
    if (mayTakeAnyShare(problem))
        return {1};
    const std::size_t streams = problem.streams.size();
    std::vector<std::size_t> list;
    for (const std::size_t width : {std::size_t{1}, std::size_t{2}, std::size_t{3}, std::size_t{4}, std::size_t{6},
                                    std::size_t{8}, std::size_t{12}, std::size_t{16}, problem.devices.size(), streams})
        if (width <= streams && std::find(list.begin(), list.end(), width) == list.end())
            list.push_back(width);
    return list;
}

double cellsOf(const WindowProblem& problem)
{
    const QuantaGrid grid = quantaGrid(problem);
    return static_cast<double>(problem.streams.size() * grid.units) * static_cast<double>(grid.units);
}

std::vector<Sequence> startsOf(const WindowProblem& problem, SequenceSearch& search)
{
    std::vector<Sequence> starts = search.pricedStarts();
    PlannerOptions silent;
    silent.trace = false;
    if (cellsOf(problem) <= kMostStartCells)
        starts.push_back(search.sequenceOf(ExactPlanner(silent).plan(problem).now()));
    starts.push_back({});
    std::vector<std::pair<double, std::size_t>> ranked;
    for (std::size_t i = 0; i < starts.size(); ++i)
        ranked.emplace_back(-search.evaluator().evaluate(starts[i]), i);
    std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<Sequence> best;
    for (std::size_t i = 0; i < std::min(kBestStarts, ranked.size()); ++i)
        best.push_back(starts[ranked[i].second]);
    return best;
}

/// What the simple planners leave with a job that cannot use it is nobody's.
void giveUpIdleShares(const WindowProblem& problem, std::vector<PlanStep>& steps)
{
    for (const JobGroup& group : jobGroups(problem))
        for (PlanStep& step : steps) {
            Share& given = step.allocation.job(group.servingJob()).share;
            given = std::min(given, Share{group.demand()});
        }
}

Plan planOf(const WindowProblem& problem, Timeline timeline)
{
    Plan plan;
    plan.planner = "jackdaw";
    plan.expected = std::move(timeline.accuracy);
    plan.expectedMean = timeline.mean;
    plan.floorViolation = timeline.floorViolation;
    plan.steps = std::move(timeline.steps);
    giveUpIdleShares(problem, plan.steps);
    noteContests(plan, problem, FreedShare::OwnInference);
    return plan;
}

std::vector<PlanStep> stepsOf(SequenceSearch& search)
{
    std::vector<PlanStep> steps;
    search.evaluator().setWidth(search.bestWidth());
    search.evaluator().setPressure(search.bestPressure());
    search.evaluator().evaluate(search.best(), &steps);
    return steps;
}

/// Searches with sampling rates alone, then once more with finer shares.
std::vector<PlanStep> searchedSteps(const WindowProblem& problem, SearchTrace& trace)
{
    const std::vector<JobGroup> groups = jobGroups(problem);
    const double budget = kBudget * std::min(1.0, 100.0 / static_cast<double>(groups.size() * groups.size()) + 0.05);
    SequenceSearch rough(problem, groups, MenuDetail::Rates, budget, trace);
    for (const std::size_t width : widths(problem)) {
        rough.evaluator().setWidth(width);
        rough.evaluator().setPressure(0.0);
        for (Sequence& start : startsOf(problem, rough))
            rough.run(std::move(start));
    }
    SequenceSearch fine(problem, groups, MenuDetail::Fine, groups.size() <= kMostFine ? budget : 0.0, trace);
    fine.evaluator().setWidth(rough.bestWidth());
    fine.evaluator().setPressure(rough.bestPressure());
    trace.goOn();
    fine.run(rough.best());
    return stepsOf(fine.bestValue() >= rough.bestValue() ? fine : rough);
}

/// Floors that are missed all the same ask for less: what is missed already.
WindowProblem withReachedFloors(const WindowProblem& problem, const Timeline& timeline)
{
    WindowProblem relaxed = problem;
    for (std::size_t v = 0; v < relaxed.streams.size(); ++v) {
        double& floor = relaxed.streams[v].floor.value;
        floor = std::max(0.0, floor - timeline.floorLack[v]);
    }
    return relaxed;
}

} // namespace

Plan JackdawPlanner::plan(const WindowProblem& problem) const
{
    SearchTrace trace(m_options.trace);
    std::string takenFrom;
    Timeline timeline = scriptedTimeline(problem, searchedSteps(problem, trace));
    if (problem.devices.size() == 1)
        timeline = bestWithSimplePlanners(problem, std::move(timeline), takenFrom);
    // Once more without pressing for floors that cannot be met.
    if (timeline.floorViolation > 0.0) {
        SearchTrace again(m_options.trace);
        Timeline relaxed = scriptedTimeline(problem, searchedSteps(withReachedFloors(problem, timeline), again));
        const bool better = scoreOf(problem, relaxed).betterThan(scoreOf(problem, timeline));
        trace.append(std::move(again), better);
        if (better) {
            timeline = std::move(relaxed);
            takenFrom.clear();
        }
    }
    if (!takenFrom.empty())
        trace.dropAll();
    Plan plan = planOf(problem, std::move(timeline));
    plan.takenFrom = std::move(takenFrom);
    plan.averagedMoves = true;
    std::move(trace).writeTo(plan);
    return plan;
}

} // namespace jackdaw::scheduling
