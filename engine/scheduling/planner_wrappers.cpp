// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/scheduling/planner_wrappers.h"

#include "engine/scheduling/evaluation.h"
#include "engine/scheduling/job_groups.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <utility>

namespace jackdaw::scheduling {
namespace {

/// Place in the order of names -> place in the problem.
using Order = std::vector<std::size_t>;

template <class Named>
Order orderOf(const std::vector<Named>& list)
{
    Order order(list.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return list[a].name < list[b].name; });
    return order;
}

template <class Value>
std::vector<Value> ordered(const std::vector<Value>& values, const Order& order)
{
    std::vector<Value> list;
    for (const std::size_t place : order)
        list.push_back(values[place]);
    return list;
}

/// The same of the problem's jobs, by number.
Order jobOrder(const WindowProblem& problem, const Order& streams, const Order& further)
{
    Order jobs;
    for (const std::size_t v : streams) {
        jobs.push_back(inferenceJob(v));
        jobs.push_back(retrainingJob(v));
    }
    for (const std::size_t j : further)
        jobs.push_back(furtherJob(problem, j));
    return jobs;
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

void putBack(Allocation& allocation, const Order& jobs)
{
    const Allocation given = allocation;
    for (std::size_t i = 0; i < given.size(); ++i)
        allocation.job(jobs[i]) = given.job(i);
}

void putBack(Plan& plan, const Order& streams, const Order& jobs)
{
    for (PlanStep& step : plan.steps)
        putBack(step.allocation, jobs);
    putBack(plan.searchStart, jobs);
    putBack(plan.placement, jobs);
    putBack(plan.expected, streams);
    putBack(plan.contested, streams);
    putBack(plan.contests, streams);
    for (PlanMove& move : plan.trace) {
        move.thief = static_cast<JobIndex>(jobs[move.thief]);
        move.victim = static_cast<JobIndex>(jobs[move.victim]);
    }
}

/// What is left of \p utility for shares beyond \p least.
InferenceProfile beyond(const InferenceProfile& utility, Share least)
{
    const double served = utility.factorAt(least);
    InferenceProfile rest;
    for (std::size_t i = 0; i < utility.shares.size(); ++i)
        if (utility.shares[i] > least.value && utility.factor[i] > served) {
            rest.shares.push_back(utility.shares[i] - least.value);
            rest.factor.push_back(utility.factor[i] - served);
        }
    return rest;
}

double leastOfAll(const WindowProblem& problem)
{
    double sum = 0.0;
    for (const JobProblem& job : problem.furtherJobs)
        sum += job.least.value;
    return sum;
}

/// The problem that is left once the least shares are served.
WindowProblem leastServed(const WindowProblem& problem)
{
    WindowProblem rest = problem;
    const double left = 1.0 - leastOfAll(problem) / problem.totalGpus();
    for (DeviceCapacity& device : rest.devices)
        device.gpus *= left;
    for (JobProblem& job : rest.furtherJobs) {
        job.utility = beyond(job.utility, job.least);
        job.least = Share{0.0};
    }
    return rest;
}

/// A plan for what is left, as one for the whole problem.
void addLeast(Plan& plan, const WindowProblem& problem)
{
    const double total = totalWeight(problem);
    for (std::size_t j = 0; j < problem.furtherJobs.size(); ++j) {
        const JobProblem& job = problem.furtherJobs[j];
        const std::size_t number = furtherJob(problem, j);
        for (PlanStep& step : plan.steps)
            step.allocation.job(number).share += job.least;
        if (!plan.searchStart.empty())
            plan.searchStart.job(number).share += job.least;
        for (PlanMove& move : plan.trace)
            for (const auto& [moved, after] :
                 {std::pair{move.thief, &move.thiefAfter}, {move.victim, &move.victimAfter}})
                if (moved == number)
                    after->share += static_cast<float>(job.least.value);
        for (const std::size_t owner : ownersOf(problem, job)) {
            plan.expected[owner] += job.utility.factorAt(job.least);
            plan.expectedMean += problem.streams[owner].weight / total * job.utility.factorAt(job.least);
        }
    }
}

void makeWorst(RetrainingOption& option)
{
    option.gpuSeconds = Estimate::exact(option.gpuSeconds.high);
    option.finalAccuracy = Estimate::exact(option.finalAccuracy.low);
}

constexpr double kNoShare = 1e-9;

struct Job {
    std::size_t number = 0;
    double share = 0.0;
    double memory = 0.0;
};

struct Device {
    double share = 0.0; ///< free
    double memory = 0.0; ///< free
    bool limited = false;

    bool holds(const Job& job) const { return !limited || job.memory <= memory; }
};

double memoryOf(const WindowProblem& problem, const Allocation& allocation, std::size_t job)
{
    const std::optional<std::size_t> stream = streamOf(problem, job);
    if (!stream)
        return problem.furtherJobs[job - furtherJob(problem, 0)].memoryBytes;
    const StreamProblem& owner = problem.streams[*stream];
    if (job == inferenceJob(*stream))
        return owner.inferenceMemoryBytes;
    return allocation.job(job).option ? optionOf(owner, *allocation.job(job).option).memoryBytes : 0.0;
}

/// The jobs that have a share, the largest first.
std::vector<Job> jobsOf(const WindowProblem& problem, const Allocation& allocation)
{
    std::vector<Job> jobs;
    for (std::size_t job = 0; job < allocation.size(); ++job)
        if (allocation.job(job).share.value > kNoShare)
            jobs.push_back({job, allocation.job(job).share.value, memoryOf(problem, allocation, job)});
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
    const Order streams = orderOf(problem.streams);
    const Order further = orderOf(problem.furtherJobs);
    if (std::is_sorted(streams.begin(), streams.end()) && std::is_sorted(further.begin(), further.end()))
        return inner().plan(problem);
    WindowProblem byName = problem;
    byName.streams = ordered(problem.streams, streams);
    byName.furtherJobs = ordered(problem.furtherJobs, further);
    Plan plan = inner().plan(byName);
    putBack(plan, streams, jobOrder(problem, streams, further));
    return plan;
}

Plan LeastFirstPlanner::plan(const WindowProblem& problem) const
{
    if (leastOfAll(problem) <= 0.0)
        return inner().plan(problem);
    Plan plan = inner().plan(leastServed(problem));
    addLeast(plan, problem);
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
    PlacedAllocation placed{allocation, std::vector<std::optional<std::size_t>>(allocation.size()), 0.0};
    for (const Job& job : jobsOf(problem, allocation)) {
        const std::optional<std::size_t> where = deviceFor(job, devices);
        const double given = where ? std::min(job.share, devices[*where].share) : 0.0;
        if (where) {
            devices[*where].share -= given;
            devices[*where].memory -= job.memory;
        }
        placed.lost += job.share - given;
        placed.placement[job.number] = where;
        JobAllocation& result = placed.allocation.job(job.number);
        result.share = Share{given};
        if (!where && result.option != kOptionRunning)
            result.option.reset();
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
