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
constexpr double kLeastGain = 1e-9;

struct Job {
    std::size_t number = 0;
    double share = 0.0;
    double memory = 0.0;
    std::optional<std::size_t> home; ///< the device where it runs
    GpuSeconds moveCost;
};

struct Device {
    double share = 0.0; ///< free
    double memory = 0.0; ///< free
    bool limited = false; ///< memory is
    double reservedShare = 0.0; ///< for jobs that run here and are still to be placed
    double reservedMemory = 0.0;

    bool holds(const Job& job) const { return share > kNoShare && (!limited || job.memory <= memory); }
    bool fits(const Job& job) const { return holds(job) && share >= job.share - kNoShare; }
    bool hasRoomFor(const Job& job) const
    {
        return fits(job) && share - reservedShare >= job.share - kNoShare
            && (!limited || job.memory <= memory - reservedMemory);
    }
    void reserve(const Job& job, double sign)
    {
        reservedShare += sign * job.share;
        reservedMemory += sign * job.memory;
    }
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

const JobPlace& placeOf(const WindowProblem& problem, std::size_t job)
{
    const std::optional<std::size_t> stream = streamOf(problem, job);
    if (!stream)
        return problem.furtherJobs[job - furtherJob(problem, 0)].place;
    const StreamProblem& owner = problem.streams[*stream];
    return job == inferenceJob(*stream) ? owner.inferencePlace : owner.retrainingPlace;
}

Job makeJob(const WindowProblem& problem, const Allocation& allocation, std::size_t number)
{
    const JobPlace& place = placeOf(problem, number);
    Job job{number, allocation.job(number).share.value, memoryOf(problem, allocation, number), std::nullopt,
            place.moveCost};
    for (std::size_t d = 0; d < problem.devices.size(); ++d)
        if (problem.devices[d].device == place.device)
            job.home = d;
    return job;
}

/// The jobs that have a share, the largest first.
std::vector<Job> jobsOf(const WindowProblem& problem, const Allocation& allocation)
{
    std::vector<Job> jobs;
    for (std::size_t job = 0; job < allocation.size(); ++job)
        if (allocation.job(job).share.value > kNoShare)
            jobs.push_back(makeJob(problem, allocation, job));
    std::stable_sort(jobs.begin(), jobs.end(), [](const Job& a, const Job& b) { return a.share > b.share; });
    return jobs;
}

/// Puts one job after the other on a device.
class Placing {
public:
    Placing(const WindowProblem& problem, const Allocation& allocation) :
        m_problem(problem), m_placed{allocation, std::vector<std::optional<std::size_t>>(allocation.size())}
    {
        for (const DeviceCapacity& device : problem.devices)
            m_devices.push_back({device.gpus, device.memoryBytes, device.memoryBytes > 0.0});
    }

    PlacedAllocation run()
    {
        const std::vector<Job> jobs = jobsOf(m_problem, m_placed.allocation);
        for (const Job& job : jobs)
            if (job.home)
                m_devices[*job.home].reserve(job, 1.0);
        for (const Job& job : jobs) {
            if (job.home)
                m_devices[*job.home].reserve(job, -1.0);
            put(job, choose(job));
        }
        return std::move(m_placed);
    }

private:
    /// Where it runs, unless another device has more for it, and that is worth the move.
    std::optional<std::size_t> choose(const Job& job) const
    {
        if (job.home && m_devices[*job.home].fits(job))
            return job.home;
        const std::optional<std::size_t> other = bestFor(job);
        if (!job.home || !m_devices[*job.home].holds(job) || !other)
            return other;
        const double staying = worth(job, given(job, job.home), GpuSeconds{0.0});
        return worth(job, given(job, other), job.moveCost) > staying + kLeastGain ? other : job.home;
    }

    /// The device on which it leaves least free: of those with room beside the jobs that are to stay there, else of
    /// those where it fits. If it fits nowhere whole, the one with the most left.
    std::optional<std::size_t> bestFor(const Job& job) const
    {
        const auto tightest = [&](auto&& allowed, auto&& left) {
            std::optional<std::size_t> best;
            for (std::size_t d = 0; d < m_devices.size(); ++d)
                if (allowed(m_devices[d]) && (!best || left(m_devices[d]) < left(m_devices[*best])))
                    best = d;
            return best;
        };
        const auto unreserved = [](const Device& device) { return device.share - device.reservedShare; };
        if (const auto room = tightest([&](const Device& device) { return device.hasRoomFor(job); }, unreserved))
            return room;
        const auto free = [](const Device& device) { return device.share; };
        if (const auto fitting = tightest([&](const Device& device) { return device.fits(job); }, free))
            return fitting;
        return tightest([&](const Device& device) { return device.holds(job); },
                        [](const Device& device) { return -device.share; });
    }

    double given(const Job& job, std::optional<std::size_t> where) const
    {
        return where ? std::min(job.share, m_devices[*where].share) : 0.0;
    }

    /// What the job brings in the window with \p share when \p lost is lost by a move first.
    double worth(const Job& job, double share, GpuSeconds lost) const
    {
        const double serving = 1.0 - std::min(1.0, lost.value / share / m_problem.seconds);
        const std::optional<std::size_t> v = streamOf(m_problem, job.number);
        if (!v) {
            const JobProblem& further = m_problem.furtherJobs[job.number - furtherJob(m_problem, 0)];
            return serving * further.utility.factorAt(Share{share});
        }
        WindowProblem alone;
        alone.streams = {m_problem.streams[*v]};
        alone.seconds = m_problem.seconds;
        alone.throughput = m_problem.throughput;
        StreamAllocation held = m_placed.allocation.stream(*v);
        if (job.number == inferenceJob(*v)) {
            held.inference = Share{share};
            return serving * decoupledAccuracy(alone, 0, held, FreedShare::OwnInference);
        }
        held.retraining = Share{share};
        alone.streams[0].preparation.labelling += lost;
        return decoupledAccuracy(alone, 0, held, FreedShare::OwnInference);
    }

    void put(const Job& job, std::optional<std::size_t> where)
    {
        const double share = given(job, where);
        if (where) {
            m_devices[*where].share -= share;
            m_devices[*where].memory -= job.memory;
        }
        if (where && job.home && where != job.home)
            m_placed.moveCost += job.moveCost;
        m_placed.lost += job.share - share;
        m_placed.placement[job.number] = where;
        JobAllocation& result = m_placed.allocation.job(job.number);
        result.share = Share{share};
        if (!where && result.option != kOptionRunning)
            result.option.reset();
    }

    const WindowProblem& m_problem;
    std::vector<Device> m_devices;
    PlacedAllocation m_placed;
};

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
    cut.moveCost = placed.moveCost;
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
    return Placing(problem, allocation).run();
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
    plan.moveCost = first.moveCost;
    return plan;
}

} // namespace jackdaw::scheduling
