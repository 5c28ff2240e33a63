// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/scheduling/plan.h"

#include "engine/scheduling/evaluation.h"
#include "engine/scheduling/stream_model.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace jackdaw::scheduling {
namespace {

struct ValueRange {
    double value = 0.0;
    double low = 0.0;
    double high = 0.0;
};

/// Value of one alternative at the low, the expected and the high end of its final accuracy. The start accuracy is
/// common to all alternatives; its interval counts only for "none", where it is what the stream lives on.
ValueRange rangeOf(const WindowProblem& problem, std::size_t v, StreamAllocation allocation,
                   std::optional<std::size_t> option, FreedShare model)
{
    const StreamProblem& stream = problem.streams[v];
    allocation.option = option;
    const double value = decoupledAccuracy(problem, v, allocation, model);
    if (!option) {
        const double factor = stream.inference.factorAt(allocation.inference);
        return {value, stream.startAccuracy.low * factor, stream.startAccuracy.high * factor};
    }
    const RetrainingOption& chosen = optionOf(stream, *option);
    const double speed = problem.throughput.at(allocation.retraining.value);
    const double left = speed > 0.0 ? 1.0 - chosen.gpuSeconds.value / speed / problem.seconds : 0.0;
    const Share after =
        model == FreedShare::Unused ? allocation.inference : allocation.inference + allocation.retraining;
    const double slope = std::max(0.0, left) * stream.inference.factorAt(after);
    const Estimate& accuracy = chosen.finalAccuracy;
    return {value, value - slope * (accuracy.value - accuracy.low), value + slope * (accuracy.high - accuracy.value)};
}

Contest contestOf(const WindowProblem& problem, std::size_t v, const StreamAllocation& allocation, FreedShare model)
{
    const StreamProblem& stream = problem.streams[v];
    const ValueRange chosen = rangeOf(problem, v, allocation, allocation.option, model);
    std::vector<std::optional<std::size_t>> others{std::nullopt};
    if (stream.running)
        others.emplace_back(kOptionRunning);
    else
        for (std::size_t i = 0; i < stream.options.size(); ++i)
            others.emplace_back(i);
    Contest contest{allocation.option, std::nullopt, false};
    double best = -1.0;
    const bool trains = problem.throughput.at(allocation.retraining.value) > 0.0;
    for (const std::optional<std::size_t>& other : others) {
        if (other == allocation.option || (other && !trains))
            continue;
        const ValueRange range = rangeOf(problem, v, allocation, other, model);
        if (range.value <= best)
            continue;
        best = range.value;
        const bool known = chosen.low == chosen.high && range.low == range.high;
        contest = {allocation.option, other, !known && range.high > chosen.low && chosen.high > range.low};
    }
    return contest;
}

void moveTo(std::vector<PlanMove>& list, std::vector<PlanMove>& moves)
{
    list.insert(list.end(), moves.begin(), moves.end());
    moves.clear();
}

} // namespace

std::vector<Contest> contestsOf(const WindowProblem& problem, const Allocation& allocation, FreedShare model)
{
    std::vector<Contest> result;
    for (std::size_t v = 0; v < problem.streams.size(); ++v)
        result.push_back(contestOf(problem, v, allocation[v], model));
    return result;
}

void noteContests(Plan& plan, const WindowProblem& problem, FreedShare model)
{
    Allocation decided = plan.now();
    for (std::size_t v = 0; v < decided.size(); ++v)
        for (auto step = plan.steps.begin(); step != plan.steps.end() && !decided[v].option; ++step)
            if (step->allocation[v].option)
                decided[v] = step->allocation[v];
    plan.contests = contestsOf(problem, decided, model);
    plan.contested.clear();
    for (const Contest& contest : plan.contests)
        plan.contested.push_back(contest.contested);
}

void noteAfter(PlanMove& move, const WindowProblem& problem, const Allocation& after)
{
    const auto left = [&](PlanJob job) {
        const StreamAllocation& given = after[job.stream];
        const Share share = job.kind == PlannedJob::Inference ? given.inference : given.retraining;
        return JobAfterMove{static_cast<float>(share.value),
                            configurationOf(problem.streams[job.stream], given.option)};
    };
    move.thiefAfter = left(move.thief);
    move.victimAfter = left(move.victim);
}

double floorViolation(const WindowProblem& problem, const Allocation& allocation)
{
    double sum = 0.0;
    for (std::size_t v = 0; v < problem.streams.size(); ++v) {
        const StreamProblem& stream = problem.streams[v];
        const double now = stream.startAccuracy.value * stream.inference.factorAt(allocation[v].inference);
        sum += std::max(0.0, stream.floor.value - now);
    }
    return sum;
}

Plan planOf(std::string planner, const WindowProblem& problem, Allocation allocation, FreedShare model)
{
    Plan plan;
    plan.planner = std::move(planner);
    plan.floorViolation = floorViolation(problem, allocation);
    if (model == FreedShare::EqualSplit) {
        Timeline timeline = coupledTimeline(problem, allocation, model);
        plan.expected = std::move(timeline.accuracy);
        plan.expectedMean = timeline.mean;
    } else {
        for (std::size_t v = 0; v < problem.streams.size(); ++v)
            plan.expected.push_back(decoupledAccuracy(problem, v, allocation[v], model));
        plan.expectedMean = decoupledMean(problem, allocation, model);
    }
    plan.steps.push_back({0.0, std::move(allocation)});
    noteContests(plan, problem, model);
    return plan;
}

std::vector<double> waterFill(const WindowProblem& problem, double capacity)
{
    const std::size_t n = problem.streams.size();
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::vector<double> demand;
    for (const StreamProblem& stream : problem.streams)
        demand.push_back(saturationShare(stream.inference));
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return demand[a] < demand[b]; });
    std::vector<double> shares(n, 0.0);
    double left = capacity;
    for (std::size_t i = 0; i < n; ++i) {
        const double fair = left / static_cast<double>(n - i);
        shares[order[i]] = std::min(fair, demand[order[i]]);
        left -= shares[order[i]];
    }
    return shares;
}

void SearchTrace::endSearch(bool best)
{
    if (best)
        std::swap(m_deciding, m_moves);
    moveTo(m_lost, m_moves);
}

void SearchTrace::goOn()
{
    std::swap(m_deciding, m_moves);
}

void SearchTrace::dropAll()
{
    moveTo(m_lost, m_deciding);
}

void SearchTrace::append(SearchTrace other, bool best)
{
    moveTo(m_lost, other.m_lost);
    if (best)
        std::swap(m_deciding, other.m_deciding);
    moveTo(m_lost, other.m_deciding);
}

void SearchTrace::writeTo(Plan& plan) &&
{
    plan.trace = std::move(m_lost);
    plan.decisiveFrom = plan.trace.size();
    moveTo(plan.trace, m_deciding);
}

} // namespace jackdaw::scheduling
