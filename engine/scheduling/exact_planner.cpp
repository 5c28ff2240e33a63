// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/scheduling/planners.h"

#include "engine/scheduling/job_groups.h"
#include "engine/scheduling/plan.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

namespace jackdaw::scheduling {
namespace {

/// Table entries beyond which the grid is made coarser; 1 000 streams on 100 GPUs at δ 0.1 stay below.
constexpr std::size_t kMostUnits = 4096;
constexpr double kRounding = 1e-9;

/// Best value of one group with a number of quanta, and how the quanta are split.
struct Cell {
    Score score;
    std::uint32_t servingUnits = 0;
};

/// Value of one group for 0 … units quanta.
std::vector<Cell> bestByUnits(const JobGroup& group, const QuantaGrid& grid, FreedShare freed)
{
    const auto saturated = static_cast<std::size_t>(std::ceil(group.demand() / grid.quantum - kRounding));
    std::vector<Cell> cells(grid.units + 1);
    for (std::size_t units = 0; units <= grid.units; ++units) {
        const std::size_t most = std::min(units, saturated);
        const std::size_t least = group.candidates().empty() ? most : 0;
        cells[units].score.violation = 2.0;
        for (std::size_t serving = least; serving <= most; ++serving) {
            const double s = static_cast<double>(serving) * grid.quantum;
            const double r = static_cast<double>(units - serving) * grid.quantum;
            const Choice choice = group.best(s, r, freed);
            const Score score{group.weight() * choice.value, choice.violation};
            if (score.betterThan(cells[units].score))
                cells[units] = {score, static_cast<std::uint32_t>(serving)};
        }
    }
    return cells;
}

class Knapsack {
public:
    Knapsack(const WindowProblem& problem, const QuantaGrid& grid, FreedShare freed) :
        m_problem(problem), m_groups(jobGroups(problem)), m_grid(grid), m_freed(freed), m_best(grid.units + 1)
    {
    }

    Allocation solve()
    {
        for (const JobGroup& group : m_groups)
            add(group);
        return trace();
    }

private:
    void add(const JobGroup& group)
    {
        m_cells.push_back(bestByUnits(group, m_grid, m_freed));
        const std::vector<Cell>& cells = m_cells.back();
        std::vector<Score> next(m_best.size(), Score{0.0, 1e300});
        std::vector<std::uint32_t> taken(m_best.size(), 0);
        for (std::size_t total = 0; total < next.size(); ++total)
            for (std::size_t own = 0; own <= total; ++own) {
                const Score& before = m_best[total - own];
                const Score sum{before.mean + cells[own].score.mean, before.violation + cells[own].score.violation};
                if (sum.betterThan(next[total])) {
                    next[total] = sum;
                    taken[total] = static_cast<std::uint32_t>(own);
                }
            }
        m_best = std::move(next);
        m_taken.push_back(std::move(taken));
    }

    Allocation trace() const
    {
        Allocation allocation(m_problem);
        std::size_t total = m_grid.units;
        for (std::size_t g = m_groups.size(); g-- > 0;) {
            const std::size_t own = m_taken[g][total];
            const std::size_t units = m_cells[g][own].servingUnits;
            const double serving = static_cast<double>(units) * m_grid.quantum;
            const double retraining = static_cast<double>(own - units) * m_grid.quantum;
            m_groups[g].give(allocation, serving, retraining, m_groups[g].best(serving, retraining, m_freed));
            total -= own;
        }
        return allocation;
    }

    const WindowProblem& m_problem;
    std::vector<JobGroup> m_groups;
    QuantaGrid m_grid;
    FreedShare m_freed;
    std::vector<Score> m_best;
    std::vector<std::vector<Cell>> m_cells;
    std::vector<std::vector<std::uint32_t>> m_taken;
};

} // namespace

QuantaGrid quantaGrid(const WindowProblem& problem)
{
    double quantum = problem.quantum.value;
    double least = quantum;
    const auto consider = [&least](double demand) {
        if (demand > 0.0)
            least = std::min(least, demand);
    };
    for (const StreamProblem& stream : problem.streams)
        consider(saturationShare(stream.inference));
    for (const JobProblem& job : problem.furtherJobs)
        consider(saturationShare(job.utility));
    quantum /= std::ceil(quantum / least - kRounding);
    const double gpus = problem.totalGpus();
    if (gpus / quantum > static_cast<double>(kMostUnits))
        quantum = gpus / static_cast<double>(kMostUnits);
    return {quantum, static_cast<std::size_t>(std::floor(gpus / quantum + kRounding))};
}

Plan ExactPlanner::plan(const WindowProblem& problem) const
{
    const FreedShare freed = m_options.freedShare == FreedShare::Unused ? FreedShare::Unused : FreedShare::OwnInference;
    Knapsack knapsack(problem, quantaGrid(problem), freed);
    return planOf(name(), problem, knapsack.solve(), freed);
}

} // namespace jackdaw::scheduling
