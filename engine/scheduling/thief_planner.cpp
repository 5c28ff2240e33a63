// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/scheduling/planners.h"

#include "engine/scheduling/plan.h"
#include "engine/scheduling/thief_search.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>

namespace jackdaw::scheduling {
namespace {

constexpr int kUniformSteps = 40;
/// Streams beyond which the estimate with handing over would take longer than a plan may.
constexpr std::size_t kMostHandedOver = 64;

Score scoreOf(const std::vector<StreamModel>& models, const JobShares& shares, FreedShare freed)
{
    Score score;
    double weight = 0.0;
    for (std::size_t v = 0; v < models.size(); ++v) {
        const Choice choice = models[v].best(shares[2 * v], shares[2 * v + 1], freed);
        score.mean += models[v].weight() * choice.value;
        score.violation += choice.violation;
        weight += models[v].weight();
    }
    score.mean /= weight;
    return score;
}

/// Equal shares, \p fraction of each for inference.
JobShares uniformStart(std::size_t streams, double gpus, double fraction)
{
    JobShares shares(2 * streams);
    for (std::size_t v = 0; v < streams; ++v) {
        shares[2 * v] = gpus / static_cast<double>(streams) * fraction;
        shares[2 * v + 1] = gpus / static_cast<double>(streams) * (1.0 - fraction);
    }
    return shares;
}

JobShares inferenceStart(const WindowProblem& problem, double& spare)
{
    const std::vector<double> inference = waterFill(problem, problem.totalGpus());
    spare = std::max(0.0, problem.totalGpus() - std::accumulate(inference.begin(), inference.end(), 0.0));
    JobShares shares(2 * inference.size(), 0.0);
    for (std::size_t v = 0; v < inference.size(); ++v)
        shares[2 * v] = inference[v];
    return shares;
}

class BestStart {
public:
    BestStart(const std::vector<StreamModel>& models, FreedShare freed) : m_models(models), m_freed(freed) { }

    void offer(JobShares shares)
    {
        const Score score = scoreOf(m_models, shares, m_freed);
        if (m_best.empty() || score.betterThan(m_score)) {
            m_best = std::move(shares);
            m_score = score;
        }
    }
    const JobShares& best() const { return m_best; }

private:
    const std::vector<StreamModel>& m_models;
    FreedShare m_freed;
    JobShares m_best;
    Score m_score;
};

/// Inference at its demand; what is left goes equally to all retrainings.
JobShares spreadStart(const WindowProblem& problem)
{
    double spare = 0.0;
    JobShares shares = inferenceStart(problem, spare);
    for (std::size_t v = 0; v < problem.streams.size(); ++v)
        shares[2 * v + 1] = spare / static_cast<double>(problem.streams.size());
    return shares;
}

/// Inference at its demand; what is left goes to the one retraining that makes most of it.
JobShares concentratedStart(const WindowProblem& problem, const std::vector<StreamModel>& models, FreedShare freed)
{
    double spare = 0.0;
    const JobShares inference = inferenceStart(problem, spare);
    BestStart best(models, freed);
    for (std::size_t v = 0; v < models.size(); ++v) {
        JobShares shares = inference;
        shares[2 * v + 1] = spare;
        best.offer(std::move(shares));
    }
    return best.best();
}

JobShares bestUniformStart(const WindowProblem& problem, const std::vector<StreamModel>& models, FreedShare freed)
{
    BestStart best(models, freed);
    for (int step = 0; step <= kUniformSteps; ++step)
        best.offer(uniformStart(models.size(), problem.totalGpus(), static_cast<double>(step) / kUniformSteps));
    return best.best();
}

Allocation asAllocation(const JobShares& shares)
{
    Allocation allocation;
    for (std::size_t v = 0; 2 * v < shares.size(); ++v)
        allocation.push_back({Share{shares[2 * v]}, Share{shares[2 * v + 1]}, std::nullopt});
    return allocation;
}

/// Runs the search from several starts, and keeps the moves of all of them, the deciding search's last.
class StartContest {
public:
    StartContest(const std::vector<StreamModel>& models, double quantum, FreedShare freed, bool trace) :
        m_trace(trace), m_search(models, quantum, freed, m_trace.moves())
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
        m_start = asAllocation(start);
    }

    Plan result(std::string name, const WindowProblem& problem, FreedShare freed)
    {
        Plan plan = planOf(std::move(name), problem, std::move(m_allocation), freed);
        plan.searchStart = std::move(m_start);
        std::move(m_trace).writeTo(plan);
        return plan;
    }

private:
    SearchTrace m_trace;
    ThiefSearch m_search;
    Score m_score;
    Allocation m_allocation;
    Allocation m_start;
};

/// The plan after the steals that pay because the thief runs again at every completion.
Plan handedOver(const WindowProblem& problem, const std::vector<StreamModel>& models, Plan plan)
{
    if (models.size() > kMostHandedOver)
        return plan;
    HandOver handOver(models, problem, plan.trace.empty() ? nullptr : &plan.trace);
    const auto round = static_cast<std::uint16_t>(plan.trace.empty() ? 0 : plan.trace.back().round + 1);
    Allocation allocation = handOver.improve(plan.now(), round);
    const double estimate = handOver.estimate(allocation);
    Plan improved = planOf(plan.planner, problem, std::move(allocation), FreedShare::OwnInference);
    improved.expectedMean = estimate;
    improved.trace = std::move(plan.trace);
    improved.decisiveFrom = plan.decisiveFrom;
    improved.searchStart = std::move(plan.searchStart);
    return improved;
}

} // namespace

Plan ThiefPlanner::plan(const WindowProblem& problem) const
{
    const FreedShare freed = m_options.freedShare == FreedShare::Unused ? FreedShare::Unused : FreedShare::OwnInference;
    const std::vector<StreamModel> models = streamModels(problem);
    StartContest contest(models, problem.quantum.value, freed, m_options.trace);
    contest.enter(uniformStart(models.size(), problem.totalGpus(), 0.5), true);
    contest.enter(spreadStart(problem));
    contest.enter(concentratedStart(problem, models, freed));
    contest.enter(bestUniformStart(problem, models, freed));
    Plan plan = contest.result(name(), problem, freed);
    return m_options.freedShare == FreedShare::Replanned ? handedOver(problem, models, std::move(plan)) : plan;
}

} // namespace jackdaw::scheduling
