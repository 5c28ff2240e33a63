// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/scheduling/planners.h"

#include "engine/scheduling/plan.h"
#include "engine/scheduling/retraining_sequence.h"
#include "engine/scheduling/thief_search.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>

namespace jackdaw::scheduling {
namespace {

constexpr std::size_t kUniformSteps = 40;
/// Streams beyond which the estimate with handing over would take longer than a plan may.
constexpr std::size_t kMostHandedOver = 64;

Score scoreOf(const std::vector<JobGroup>& groups, const JobShares& shares, double weight, FreedShare freed)
{
    Score score;
    for (const JobGroup& group : groups) {
        const Choice choice = group.best(shares, freed);
        score.mean += group.weight() * choice.value;
        score.violation += choice.violation;
    }
    score.mean /= weight;
    return score;
}

/// What a start gives the jobs of one group.
void give(JobShares& shares, const JobGroup& group, double serving, double retraining)
{
    shares[group.servingJob()] = serving;
    if (const auto job = group.retrainingJob())
        shares[*job] = retraining;
}

/// The problem with its groups, and where the search starts from.
class Starts {
public:
    Starts(const WindowProblem& problem, const std::vector<JobGroup>& groups, FreedShare freed) :
        m_problem(problem), m_groups(groups), m_freed(freed), m_weight(totalWeight(problem))
    {
    }

    /// The same for every group; of a stream's, \p fraction for inference.
    JobShares uniform(double fraction) const
    {
        const double each = m_problem.totalGpus() / static_cast<double>(m_groups.size());
        JobShares shares(m_problem.jobs());
        for (const JobGroup& group : m_groups)
            give(shares, group, group.retrainingJob() ? each * fraction : each, each * (1.0 - fraction));
        return shares;
    }

    /// What serves at its demand; what is left goes equally to all retrainings.
    JobShares spread() const
    {
        double spare = 0.0;
        JobShares shares = served(spare);
        for (const JobGroup& group : m_groups)
            give(shares, group, shares[group.servingJob()], spare / static_cast<double>(m_problem.streams.size()));
        return shares;
    }

    /// What serves at its demand; what is left goes to the one retraining that makes most of it.
    JobShares concentrated() const
    {
        double spare = 0.0;
        const JobShares inference = served(spare);
        return onOneRetraining(inference, spare);
    }

    JobShares bestUniform() const
    {
        return best(kUniformSteps + 1, [this](std::size_t step) {
            return uniform(static_cast<double>(step) / static_cast<double>(kUniformSteps));
        });
    }

    /// One way of serving alone, equal shares up to what it can use; the rest is idle.
    JobShares oneWay(const ServingChoice& choice) const
    {
        const WindowProblem narrowed = withChoice(m_problem, choice);
        return sharesOf(servedAlone(narrowed, m_problem.totalGpus()));
    }

    /// The best use of \p fraction of the capacity by all ways of serving; what is left goes to the one retraining that
    /// makes most of it.
    JobShares market(double fraction) const
    {
        const ServingMarket market(m_groups, m_problem.quantum.value, MenuDetail::Fine);
        const std::vector<double> serving = market.shares(m_problem.totalGpus() * fraction);
        JobShares shares(m_problem.jobs());
        for (std::size_t g = 0; g < m_groups.size(); ++g)
            give(shares, m_groups[g], serving[g], 0.0);
        const double spare = m_problem.totalGpus() - std::accumulate(serving.begin(), serving.end(), 0.0);
        return onOneRetraining(shares, std::max(0.0, spare));
    }

private:
    JobShares onOneRetraining(const JobShares& serving, double spare) const
    {
        return best(m_problem.streams.size(), [&](std::size_t v) {
            JobShares shares = serving;
            shares[retrainingJob(v)] = spare;
            return shares;
        });
    }

    static JobShares sharesOf(const Allocation& allocation)
    {
        JobShares shares;
        for (const JobAllocation& job : allocation)
            shares.push_back(job.share.value);
        return shares;
    }

    JobShares served(double& spare) const
    {
        JobShares shares = sharesOf(servedAlone(m_problem, m_problem.totalGpus()));
        spare = std::max(0.0, m_problem.totalGpus() - std::accumulate(shares.begin(), shares.end(), 0.0));
        return shares;
    }

    template <class Make>
    JobShares best(std::size_t count, Make make) const
    {
        JobShares best;
        Score bestScore;
        for (std::size_t i = 0; i < count; ++i) {
            JobShares shares = make(i);
            const Score score = scoreOf(m_groups, shares, m_weight, m_freed);
            if (!best.empty() && !score.betterThan(bestScore))
                continue;
            best = std::move(shares);
            bestScore = score;
        }
        return best;
    }

    const WindowProblem& m_problem;
    const std::vector<JobGroup>& m_groups;
    FreedShare m_freed;
    double m_weight;
};

Allocation asAllocation(const WindowProblem& problem, const JobShares& shares)
{
    Allocation allocation(problem);
    for (std::size_t job = 0; job < shares.size(); ++job)
        allocation.job(job).share = Share{shares[job]};
    return allocation;
}

/// Runs the search from several starts, and keeps the moves of all of them, the deciding search's last.
class StartContest {
public:
    StartContest(const WindowProblem& problem, const std::vector<JobGroup>& groups, FreedShare freed, bool trace) :
        m_problem(problem), m_freed(freed), m_trace(trace), m_search(problem, groups, freed, m_trace.moves())
    {
    }

    void enter(const JobShares& start, bool printedFirst = false)
    {
        m_search.start(start);
        if (printedFirst)
            m_search.printedPass();
        m_search.run();
        const bool best = m_start.empty() || m_search.score().betterThan(m_score);
        m_trace.endSearch(best);
        if (!best)
            return;
        m_score = m_search.score();
        m_allocation = m_search.allocation();
        m_start = asAllocation(m_problem, start);
    }

    Plan result(std::string name)
    {
        Plan plan = planOf(std::move(name), m_problem, std::move(m_allocation), m_freed);
        plan.searchStart = std::move(m_start);
        std::move(m_trace).writeTo(plan);
        return plan;
    }

private:
    const WindowProblem& m_problem;
    FreedShare m_freed;
    SearchTrace m_trace;
    ThiefSearch m_search;
    Score m_score;
    Allocation m_allocation;
    Allocation m_start;
};

/// The plan after the steals that pay because the thief runs again at every completion.
Plan handedOver(const WindowProblem& problem, const std::vector<JobGroup>& groups, Plan plan)
{
    if (problem.streams.size() > kMostHandedOver)
        return plan;
    HandOver handOver(groups, problem, plan.trace.empty() ? nullptr : &plan.trace);
    const auto round = static_cast<std::uint16_t>(plan.trace.empty() ? 0 : plan.trace.back().round + 1);
    const std::size_t handedFrom = plan.trace.size();
    Allocation allocation = handOver.improve(plan.now(), round);
    const double estimate = handOver.estimate(allocation);
    Plan improved = planOf(plan.planner, problem, std::move(allocation), FreedShare::OwnInference);
    improved.expectedMean = estimate;
    for (std::size_t i = handedFrom; i < plan.trace.size() && handedFrom > 0; ++i)
        plan.trace[i].search = plan.trace[handedFrom - 1].search;
    improved.trace = std::move(plan.trace);
    improved.decisiveFrom = plan.decisiveFrom;
    improved.searchStart = std::move(plan.searchStart);
    return improved;
}

} // namespace

Plan ThiefPlanner::plan(const WindowProblem& problem) const
{
    const FreedShare freed = m_options.freedShare == FreedShare::Unused ? FreedShare::Unused : FreedShare::OwnInference;
    const std::vector<JobGroup> groups = jobGroups(problem);
    const Starts starts(problem, groups, freed);
    StartContest contest(problem, groups, freed, m_options.trace);
    contest.enter(starts.uniform(0.5), true);
    contest.enter(starts.spread());
    contest.enter(starts.concentrated());
    contest.enter(starts.bestUniform());
    if (hasAlternatives(problem)) {
        for (const ServingChoice& way : kSingleWays)
            contest.enter(starts.oneWay(way));
        for (const double fraction : {1.0, 0.75, 0.5, 0.25})
            contest.enter(starts.market(fraction));
    }
    Plan plan = contest.result(name());
    return m_options.freedShare == FreedShare::Replanned ? handedOver(problem, groups, std::move(plan)) : plan;
}

} // namespace jackdaw::scheduling
