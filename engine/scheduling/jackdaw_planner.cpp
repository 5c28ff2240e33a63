// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/scheduling/jackdaw_planner.h"

#include "engine/scheduling/evaluation.h"
#include "engine/scheduling/exact_planner.h"
#include "engine/scheduling/plan_support.h"
#include "engine/scheduling/sequence_search.h"
#include "engine/scheduling/stream_model.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace jackdaw::scheduling {
namespace {

/// Phases that may be evaluated in all, for ten streams; more streams make a phase dearer.
constexpr double kBudget = 30'000.0;
/// Cells of the dynamic programme beyond which it is left out as a start.
constexpr double kMostCells = 2e6;
constexpr std::size_t kBestStarts = 3;

bool mayTakeAnyShare(const WindowProblem& problem)
{
    return problem.throughput.share.empty() && problem.devices.size() == 1;
}

/// How many retrainings may run side by side: one where the order alone matters (see SequenceEvaluator).
std::vector<std::size_t> widths(const WindowProblem& problem)
{
    if (mayTakeAnyShare(problem))
        return {1};
    std::vector<std::size_t> list{1, 2, 3, 4, 6, 8};
    const std::size_t devices = problem.devices.size();
    for (const std::size_t width : {devices, 2 * devices, 3 * devices})
        if (std::find(list.begin(), list.end(), width) == list.end() && width <= problem.streams.size())
            list.push_back(width);
    return list;
}

std::vector<Sequence> startsOf(const WindowProblem& problem, SequenceSearch& search)
{
    std::vector<Sequence> starts = search.pricedStarts();
    const QuantaGrid grid = quantaGrid(problem);
    const double cells = static_cast<double>(problem.streams.size() * grid.units) * static_cast<double>(grid.units);
    PlannerOptions silent;
    silent.trace = false;
    if (cells <= kMostCells)
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

Plan planFromSteps(const WindowProblem& problem, std::vector<PlanStep> steps)
{
    Timeline timeline = scriptedTimeline(problem, steps);
    Plan plan;
    plan.planner = "jackdaw";
    plan.contested = contestedStreams(problem, steps.front().allocation, FreedShare::OwnInference);
    plan.expected = std::move(timeline.accuracy);
    plan.expectedMean = timeline.mean;
    plan.floorViolation = timeline.floorViolation;
    plan.steps = std::move(steps);
    return plan;
}

} // namespace

Plan JackdawPlanner::plan(const WindowProblem& problem) const
{
    const std::vector<StreamModel> models = streamModels(problem);
    std::vector<PlanMove> trace;
    const double budget = kBudget * std::min(1.0, 100.0 / static_cast<double>(models.size() * models.size()) + 0.05);
    std::vector<PlanMove>* moves = m_options.trace ? &trace : nullptr;
    SequenceSearch rough(problem, models, MenuDetail::Rates, budget, moves);
    for (const std::size_t width : widths(problem)) {
        rough.evaluator().setWidth(width);
        rough.evaluator().setPressure(0.0);
        for (Sequence& start : startsOf(problem, rough))
            rough.run(std::move(start));
    }
    SequenceSearch fine(problem, models, MenuDetail::Fine, budget, moves);
    fine.evaluator().setWidth(rough.bestWidth());
    fine.evaluator().setPressure(rough.bestPressure());
    fine.run(rough.best());
    std::vector<PlanStep> steps;
    fine.evaluator().setPressure(fine.bestPressure());
    fine.evaluator().evaluate(fine.best(), &steps);
    Plan plan = planFromSteps(problem, std::move(steps));
    plan.trace = std::move(trace);
    return plan;
}

} // namespace jackdaw::scheduling
