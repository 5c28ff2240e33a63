// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/scheduling/name_order.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace jackdaw::scheduling {
namespace {

/// Place in the order of names -> place in the problem.
using Order = std::vector<std::size_t>;

Order orderOf(const std::vector<StreamProblem>& streams)
{
    Order order(streams.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return streams[a].name < streams[b].name; });
    return order;
}

template <class Value>
void putBack(std::vector<Value>& values, const Order& order)
{
    if (values.size() != order.size())
        return;
    std::vector<Value> original(values.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        original[order[i]] = std::move(values[i]);
    values = std::move(original);
}

void putBack(PlanJob& job, const Order& order)
{
    job.stream = static_cast<std::uint16_t>(order[job.stream]);
}

void putBack(Plan& plan, const Order& order)
{
    for (PlanStep& step : plan.steps)
        putBack(step.allocation, order);
    putBack(plan.expected, order);
    putBack(plan.contested, order);
    putBack(plan.contests, order);
    putBack(plan.placement, order);
    putBack(plan.searchStart, order);
    for (PlanMove& move : plan.trace) {
        putBack(move.thief, order);
        putBack(move.victim, order);
    }
}

} // namespace

Plan NameOrderPlanner::plan(const WindowProblem& problem) const
{
    const Order order = orderOf(problem.streams);
    if (std::is_sorted(order.begin(), order.end()))
        return inner().plan(problem);
    WindowProblem ordered = problem;
    for (std::size_t i = 0; i < order.size(); ++i)
        ordered.streams[i] = problem.streams[order[i]];
    Plan plan = inner().plan(ordered);
    putBack(plan, order);
    return plan;
}

} // namespace jackdaw::scheduling
