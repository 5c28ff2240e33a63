// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/scheduling/plan.h"

#include "engine/scheduling/evaluation.h"
#include "engine/scheduling/job_groups.h"

#include <algorithm>
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
        const Served served = stream.inference.servedAt(allocation.inference);
        return {value, served.with(stream.startAccuracy.low), served.with(stream.startAccuracy.high)};
    }
    const double speed = throughputOf(problem, v).at(allocation.retraining.value);
    const double left = speed > 0.0 ? 1.0 - workOf(stream, *option) / speed / problem.seconds : 0.0;
    const Share after =
        model == FreedShare::Unused ? allocation.inference : allocation.inference + allocation.retraining;
    const Served served = stream.inference.servedAt(after);
    const double slope = std::max(0.0, left) * served.student;
    const Estimate& accuracy = optionOf(stream, *option).finalAccuracy;
    return {value, value - slope * served.rise(accuracy.low, accuracy.value),
            value + slope * served.rise(accuracy.value, accuracy.high)};
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
    const bool trains = throughputOf(problem, v).at(allocation.retraining.value) > 0.0;
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

/// Trials that are kept of a search, and of all that lost together: with many ways to serve a search tries hundreds of
/// thousands, which would be tens of megabytes for each plan and more than anybody looks at.
constexpr std::size_t kMostTrials = 20'000;

bool isTrial(const PlanMove& move)
{
    return move.verdict != MoveVerdict::Accepted;
}

/// The first \p trials that were put back, and every move that was kept: what the search came to can be followed to its
/// end.
void thin(std::vector<PlanMove>& moves, std::size_t trials)
{
    std::size_t seen = 0;
    std::erase_if(moves, [&](const PlanMove& move) { return isTrial(move) && ++seen > trials; });
}

/// Takes \p moves in among those that lost.
void lose(std::vector<PlanMove>& lost, std::vector<PlanMove>& moves)
{
    const auto kept = static_cast<std::size_t>(std::count_if(lost.begin(), lost.end(), isTrial));
    thin(moves, kMostTrials - std::min(kMostTrials, kept));
    lost.insert(lost.end(), moves.begin(), moves.end());
    moves.clear();
}

void moveTo(std::vector<PlanMove>& list, std::vector<PlanMove>& moves)
{
    list.insert(list.end(), moves.begin(), moves.end());
    moves.clear();
}

/// What the camera's retraining is so far.
JobKind retrainingKind(const StreamProblem& stream)
{
    if (stream.preparation.labelling.value > 0.0)
        return JobKind::Labelling;
    return stream.preparation.profiling.value > 0.0 ? JobKind::Profiling : JobKind::Retraining;
}

std::optional<DeviceId> deviceOf(const WindowProblem& problem, const Plan& plan, std::size_t job)
{
    if (plan.now().job(job).share.value <= 0.0)
        return std::nullopt;
    if (plan.placement.empty())
        return problem.devices.front().device;
    return plan.placement[job] ? std::optional(problem.devices[*plan.placement[job]].device) : std::nullopt;
}

} // namespace

Allocation::Allocation(std::initializer_list<StreamAllocation> streams) :
    m_jobs(2 * streams.size()), m_streams(streams.size())
{
    std::size_t v = 0;
    for (const StreamAllocation& given : streams)
        set(v++, given);
}

void Allocation::set(std::size_t stream, const StreamAllocation& given)
{
    m_jobs[inferenceJob(stream)].share = given.inference;
    m_jobs[retrainingJob(stream)] = {given.retraining, given.option};
}

Share Allocation::total() const
{
    Share sum;
    for (const JobAllocation& job : m_jobs)
        sum += job.share;
    return sum;
}

std::vector<Contest> contestsOf(const WindowProblem& problem, const Allocation& allocation, FreedShare model)
{
    std::vector<Contest> result;
    for (std::size_t v = 0; v < problem.streams.size(); ++v)
        result.push_back(contestOf(problem, v, allocation.stream(v), model));
    return result;
}

void noteContests(Plan& plan, const WindowProblem& problem, FreedShare model)
{
    Allocation decided = plan.now();
    for (std::size_t v = 0; v < decided.streams(); ++v)
        for (auto step = plan.steps.begin(); step != plan.steps.end() && !decided.option(v); ++step)
            if (step->allocation.option(v))
                decided.set(v, step->allocation.stream(v));
    plan.contests = contestsOf(problem, decided, model);
    plan.contested.clear();
    for (const Contest& contest : plan.contests)
        plan.contested.push_back(contest.contested);
}

void noteAfter(PlanMove& move, const WindowProblem& problem, const Allocation& after)
{
    const auto left = [&](JobIndex job) {
        JobAfterMove result{static_cast<float>(after.job(job).share.value), std::nullopt};
        if (const std::optional<std::size_t> stream = streamOf(problem, job))
            result.configuration = configurationOf(problem.streams[*stream], after.option(*stream));
        return result;
    };
    move.thiefAfter = left(move.thief);
    move.victimAfter = left(move.victim);
}

std::vector<PlannedJob> plannedJobs(const WindowProblem& problem, const Plan& plan)
{
    std::vector<PlannedJob> jobs;
    for (std::size_t v = 0; v < problem.streams.size(); ++v) {
        const StreamProblem& stream = problem.streams[v];
        PlannedJob inference{JobKind::Inference, {stream.camera}};
        inference.expected = Accuracy{plan.expected[v]};
        if (const Share share = plan.now().inference(v); share.value > 0.0)
            inference.serving = stream.inference.servingAt(stream.startAccuracy.value, share);
        PlannedJob retraining{retrainingKind(stream), {stream.camera}};
        retraining.configuration = configurationOf(stream, plan.now().option(v));
        retraining.contested = v < plan.contested.size() && plan.contested[v];
        jobs.push_back(std::move(inference));
        jobs.push_back(std::move(retraining));
    }
    for (const JobProblem& job : problem.furtherJobs)
        jobs.push_back({job.kind, job.owners});
    for (std::size_t job = 0; job < jobs.size(); ++job) {
        jobs[job].share = plan.now().job(job).share;
        jobs[job].device = deviceOf(problem, plan, job);
    }
    return jobs;
}

double floorViolation(const WindowProblem& problem, const Allocation& allocation)
{
    double sum = 0.0;
    for (std::size_t v = 0; v < problem.streams.size(); ++v) {
        const StreamProblem& stream = problem.streams[v];
        const double now = stream.inference.accuracyAt(stream.startAccuracy.value, allocation.inference(v));
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
            plan.expected.push_back(decoupledAccuracy(problem, v, allocation.stream(v), model));
        addFurtherGains(problem, allocation, plan.expected);
        plan.expectedMean = decoupledMean(problem, allocation, model);
    }
    plan.steps.push_back({0.0, std::move(allocation)});
    noteContests(plan, problem, model);
    return plan;
}

Allocation servedAlone(const WindowProblem& problem, double capacity)
{
    const std::vector<JobGroup> groups = jobGroups(problem);
    std::vector<const JobGroup*> order;
    for (const JobGroup& group : groups)
        order.push_back(&group);
    std::stable_sort(order.begin(), order.end(),
                     [](const JobGroup* a, const JobGroup* b) { return a->demand() < b->demand(); });
    Allocation allocation(problem);
    double left = capacity;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const double fair = left / static_cast<double>(order.size() - i);
        const double share = std::min(fair, order[i]->demand());
        allocation.job(order[i]->servingJob()).share = Share{share};
        left -= share;
    }
    return allocation;
}

void SearchTrace::endSearch(bool best)
{
    for (; m_begun < m_moves.size(); ++m_begun)
        m_moves[m_begun].search = m_searches;
    m_begun = 0;
    ++m_searches;
    thin(m_moves, kMostTrials);
    if (best)
        std::swap(m_deciding, m_moves);
    lose(m_lost, m_moves);
}

void SearchTrace::goOn()
{
    std::swap(m_deciding, m_moves);
    m_begun = m_moves.size();
}

void SearchTrace::dropAll()
{
    lose(m_lost, m_deciding);
}

void SearchTrace::append(SearchTrace other, bool best)
{
    for (std::vector<PlanMove>* moves : {&other.m_lost, &other.m_deciding})
        for (PlanMove& move : *moves)
            move.search = static_cast<std::uint16_t>(move.search + m_searches);
    m_searches = static_cast<std::uint16_t>(m_searches + other.m_searches);
    lose(m_lost, other.m_lost);
    if (best)
        std::swap(m_deciding, other.m_deciding);
    lose(m_lost, other.m_deciding);
}

void SearchTrace::writeTo(Plan& plan) &&
{
    plan.trace = std::move(m_lost);
    plan.decisiveFrom = plan.trace.size();
    moveTo(plan.trace, m_deciding);
}

} // namespace jackdaw::scheduling
