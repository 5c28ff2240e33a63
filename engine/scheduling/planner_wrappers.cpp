// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/scheduling/planner_wrappers.h"

#include "engine/scheduling/evaluation.h"
#include "engine/scheduling/stream_model.h"

#include <algorithm>
#include <numeric>
#include <optional>
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

void makeWorst(RetrainingOption& option)
{
    option.gpuSeconds = Estimate::exact(option.gpuSeconds.high);
    option.finalAccuracy = Estimate::exact(option.finalAccuracy.low);
}

constexpr double kNoShare = 1e-9;

struct Job {
    std::size_t stream = 0;
    PlannedJob kind = PlannedJob::Inference;
    double share = 0.0;
    double memory = 0.0;
};

struct Device {
    double share = 0.0; ///< free
    double memory = 0.0; ///< free
    bool limited = false;

    bool holds(const Job& job) const { return !limited || job.memory <= memory; }
};

std::vector<Job> jobsOf(const WindowProblem& problem, const Allocation& allocation)
{
    std::vector<Job> jobs;
    for (std::size_t v = 0; v < allocation.size(); ++v) {
        const StreamProblem& stream = problem.streams[v];
        if (allocation[v].inference.value > kNoShare)
            jobs.push_back({v, PlannedJob::Inference, allocation[v].inference.value, stream.inferenceMemoryBytes});
        if (allocation[v].option && allocation[v].retraining.value > kNoShare)
            jobs.push_back({v, PlannedJob::Retraining, allocation[v].retraining.value,
                            optionOf(stream, *allocation[v].option).memoryBytes});
    }
    std::stable_sort(jobs.begin(), jobs.end(), [](const Job& a, const Job& b) { return a.share > b.share; });
    return jobs;
}

/// Best fit for the whole job, else the device with the most left.
std::optional<std::size_t> deviceFor(const Job& job, const std::vector<Device>& devices)
{
    std::optional<std::size_t> fitting;
    std::optional<std::size_t> largest;
    for (std::size_t d = 0; d < devices.size(); ++d) {
        if (!devices[d].holds(job) || devices[d].share <= kNoShare)
            continue;
        if (devices[d].share >= job.share - kNoShare && (!fitting || devices[d].share < devices[*fitting].share))
            fitting = d;
        if (!largest || devices[d].share > devices[*largest].share)
            largest = d;
    }
    return fitting ? fitting : largest;
}

bool needsNoPlace(const WindowProblem& problem)
{
    return problem.devices.size() == 1 && problem.devices.front().memoryBytes <= 0.0;
}

Plan firstStepOnly(const WindowProblem& problem, Plan plan, PlacedAllocation placed)
{
    const double pooled = decoupledMean(problem, plan.now(), FreedShare::OwnInference);
    Plan cut = planOf(plan.planner, problem, std::move(placed.allocation), FreedShare::OwnInference);
    cut.packingLoss = std::max(0.0, pooled - cut.expectedMean);
    cut.placement = std::move(placed.placement);
    cut.trace = std::move(plan.trace);
    cut.decisiveFrom = plan.decisiveFrom;
    cut.searchStart = std::move(plan.searchStart);
    cut.averagedMoves = plan.averagedMoves;
    cut.takenFrom = std::move(plan.takenFrom);
    return cut;
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

WindowProblem worstCase(const WindowProblem& problem)
{
    WindowProblem worst = problem;
    for (StreamProblem& stream : worst.streams) {
        stream.startAccuracy = Estimate::exact(stream.startAccuracy.low);
        for (RetrainingOption& option : stream.options)
            makeWorst(option);
        if (stream.running)
            makeWorst(*stream.running);
    }
    return worst;
}

Plan PessimisticPlanner::plan(const WindowProblem& problem) const
{
    Plan plan = inner().plan(worstCase(problem));
    plan.planner = name();
    noteContests(plan, problem, FreedShare::OwnInference);
    return plan;
}

PlacedAllocation place(const WindowProblem& problem, const Allocation& allocation)
{
    std::vector<Device> devices;
    for (const DeviceCapacity& device : problem.devices)
        devices.push_back({device.gpus, device.memoryBytes, device.memoryBytes > 0.0});
    PlacedAllocation placed{allocation, std::vector<StreamPlacement>(allocation.size()), 0.0};
    for (const Job& job : jobsOf(problem, allocation)) {
        const std::optional<std::size_t> where = deviceFor(job, devices);
        const double given = where ? std::min(job.share, devices[*where].share) : 0.0;
        if (where) {
            devices[*where].share -= given;
            devices[*where].memory -= job.memory;
        }
        placed.lost += job.share - given;
        StreamAllocation& stream = placed.allocation[job.stream];
        const bool inference = job.kind == PlannedJob::Inference;
        (inference ? stream.inference : stream.retraining) = Share{given};
        (inference ? placed.placement[job.stream].inference : placed.placement[job.stream].retraining) = where;
        if (!inference && !where && stream.option != kOptionRunning)
            stream.option.reset();
    }
    return placed;
}

Plan PlacingPlanner::plan(const WindowProblem& problem) const
{
    Plan plan = inner().plan(problem);
    if (needsNoPlace(problem))
        return plan;
    PlacedAllocation first = place(problem, plan.now());
    const bool whole = std::all_of(plan.steps.begin(), plan.steps.end(), [&](const PlanStep& step) {
        return place(problem, step.allocation).lost <= kNoShare;
    });
    if (!whole)
        return firstStepOnly(problem, std::move(plan), std::move(first));
    plan.placement = std::move(first.placement);
    return plan;
}

} // namespace jackdaw::scheduling
