// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/scheduling/planners.h"

#include "engine/scheduling/evaluation.h"
#include "engine/scheduling/plan.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace jackdaw::scheduling {
namespace {

constexpr int kRounds = 3;

/// Window accuracy of one stream alone at whole seconds; its own inference gets what the retraining frees.
double sampledAlone(const WindowProblem& problem, std::size_t v, const StreamAllocation& given)
{
    WindowProblem alone;
    alone.streams = {problem.streams[v]};
    alone.devices = problem.devices;
    alone.seconds = problem.seconds;
    alone.throughput = problem.throughput;
    return coupledTimeline(alone, {given}, FreedShare::OwnInference).sampledMean;
}

/// The configuration with the best window alone, the first of equals; those that end below the start do not count.
std::optional<std::size_t> pickConfiguration(const WindowProblem& problem, std::size_t v, StreamAllocation given)
{
    const StreamProblem& stream = problem.streams[v];
    if (stream.running)
        return kOptionRunning;
    std::optional<std::size_t> best;
    double bestValue = -1.0;
    for (std::size_t i = 0; i < stream.options.size(); ++i) {
        if (stream.options[i].finalAccuracy.value < stream.startAccuracy.value)
            continue;
        given.option = i;
        const double value = sampledAlone(problem, v, given);
        if (value > bestValue) {
            bestValue = value;
            best = i;
        }
    }
    return best;
}

class ReferenceSearch {
public:
    ReferenceSearch(const WindowProblem& problem, std::vector<PlanMove>* trace) : m_problem(problem), m_trace(trace) { }

    Allocation run()
    {
        const Share fair{m_problem.totalGpus() / (2.0 * static_cast<double>(m_problem.streams.size()))};
        m_best = Allocation(m_problem);
        for (std::size_t v = 0; v < m_best.streams(); ++v)
            m_best.set(v, {fair, fair, std::nullopt});
        for (m_round = 0; m_round < kRounds; ++m_round) {
            startRound();
            for (const std::size_t thief : m_jobs)
                for (const std::size_t victim : m_jobs)
                    if (thief != victim)
                        stealFrom(thief, victim);
        }
        return m_best;
    }

private:
    /// Retrainings before inferences, as the published code orders its jobs.
    void startRound()
    {
        m_jobs.clear();
        for (std::size_t v = 0; v < m_best.streams(); ++v) {
            m_best.option(v) = pickConfiguration(m_problem, v, m_best.stream(v));
            if (m_best.option(v))
                m_jobs.push_back(retrainingJob(v));
        }
        for (std::size_t v = 0; v < m_best.streams(); ++v)
            m_jobs.push_back(inferenceJob(v));
        for (std::size_t j = 0; j < m_problem.furtherJobs.size(); ++j)
            m_jobs.push_back(furtherJob(m_problem, j));
        const Share fair{m_problem.totalGpus() / static_cast<double>(m_jobs.size())};
        for (std::size_t job = 0; job < m_best.size(); ++job)
            m_best.job(job).share = Share{0.0};
        for (const std::size_t job : m_jobs)
            m_best.job(job).share = fair;
        m_bestValue = score(m_best);
    }

    void stealFrom(std::size_t thief, std::size_t victim)
    {
        Allocation start = m_best;
        const double most = start.job(victim).share.value;
        for (int step = 0;; ++step) {
            const double amount = std::min(step * m_problem.quantum.value, most);
            Allocation changed = start;
            changed.job(thief).share += Share{amount};
            changed.job(victim).share -= Share{amount};
            consider(std::move(changed), thief, victim, amount);
            if (amount >= most)
                return;
        }
    }

    void consider(Allocation changed, std::size_t thief, std::size_t victim, double amount)
    {
        const double value = score(changed);
        const bool better = value > m_bestValue;
        if (m_trace)
            record(changed, thief, victim, amount, value);
        if (!better)
            return;
        m_bestValue = value;
        m_best = std::move(changed);
    }

    void record(const Allocation& changed, std::size_t thief, std::size_t victim, double amount, double value) const
    {
        PlanMove move;
        move.search = move.round = static_cast<std::uint16_t>(m_round);
        move.thief = static_cast<JobIndex>(thief);
        move.victim = static_cast<JobIndex>(victim);
        move.verdict = value > m_bestValue ? MoveVerdict::Accepted : MoveVerdict::Worse;
        move.amount = static_cast<float>(amount);
        move.score = static_cast<float>(value);
        move.bestBefore = static_cast<float>(m_bestValue);
        noteAfter(move, m_problem, changed);
        m_trace->push_back(move);
    }

    double score(const Allocation& allocation) const
    {
        return coupledTimeline(m_problem, allocation, FreedShare::EqualSplit).sampledMean;
    }

    const WindowProblem& m_problem;
    std::vector<PlanMove>* m_trace;
    int m_round = 0;
    std::vector<std::size_t> m_jobs;
    Allocation m_best;
    double m_bestValue = 0.0;
};

} // namespace

Plan ThiefReferencePlanner::plan(const WindowProblem& problem) const
{
    std::vector<PlanMove> trace;
    ReferenceSearch search(problem, m_options.trace ? &trace : nullptr);
    Plan plan = planOf(name(), problem, search.run(), FreedShare::EqualSplit);
    const auto last =
        std::find_if(trace.begin(), trace.end(), [](const PlanMove& move) { return move.round == kRounds - 1; });
    plan.decisiveFrom = static_cast<std::size_t>(last - trace.begin());
    plan.trace = std::move(trace);
    return plan;
}

} // namespace jackdaw::scheduling
