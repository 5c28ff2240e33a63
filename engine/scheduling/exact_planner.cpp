// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/scheduling/planners.h"

#include "engine/scheduling/job_groups.h"
#include "engine/scheduling/plan.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <utility>

namespace jackdaw::scheduling {
namespace {

/// Where more than one way may serve a camera: parts of the capacity at most, at least, and at least per camera.
constexpr double kMostServingUnits = 512.0;
constexpr double kLeastServingUnits = 128.0;
constexpr double kUnitsPerCamera = 16.0;
/// Table entries beyond which the grid is made coarser; 1 000 streams on 100 GPUs at δ 0.1 stay below.
constexpr std::size_t kMostUnits = 4096;
constexpr double kRounding = 1e-9;

/// Best value of one group with a number of quanta, and how the quanta are split.
struct Cell {
    Score score;
    std::uint32_t servingUnits = 0;
};

/// What one group makes of quanta, looked up: where several ways may serve, each look at the curves is dear.
class UnitValues {
public:
    UnitValues(const JobGroup& group, const QuantaGrid& grid, FreedShare freed) :
        m_group(group), m_quantum(grid.quantum), m_freed(freed)
    {
        for (std::size_t units = 0; units <= grid.units && !group.curve().alternatives.empty(); ++units)
            m_served.push_back(group.servedAt(shareOf(units)));
    }

    Choice best(std::size_t serving, std::size_t retraining) const
    {
        if (m_served.empty())
            return m_group.best(shareOf(serving), shareOf(retraining), m_freed);
        const std::size_t after = m_freed == FreedShare::Unused ? serving : serving + retraining;
        return m_group.best(m_served[serving], m_served[after], m_group.speedAt(shareOf(retraining)));
    }

private:
    double shareOf(std::size_t units) const { return static_cast<double>(units) * m_quantum; }

    const JobGroup& m_group;
    double m_quantum;
    FreedShare m_freed;
    std::vector<Served> m_served; ///< per number of quanta
};

/// Value of one group for 0 … units quanta.
std::vector<Cell> bestByUnits(const JobGroup& group, const QuantaGrid& grid, FreedShare freed)
{
    const auto saturated = static_cast<std::size_t>(std::ceil(group.demand() / grid.quantum - kRounding));
    const UnitValues values(group, grid, freed);
    std::vector<Cell> cells(grid.units + 1);
    for (std::size_t units = 0; units <= grid.units; ++units) {
        const std::size_t most = std::min(units, saturated);
        const std::size_t least = group.candidates().empty() ? most : 0;
        cells[units].score.violation = 2.0;
        for (std::size_t serving = least; serving <= most; ++serving) {
            const Choice choice = values.best(serving, units - serving);
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

/// \p quantum divided by a whole number, at most \p least.
double divided(double quantum, double least)
{
    return quantum / std::ceil(quantum / least - kRounding);
}

/// The least share with which one of the ways that may serve the cameras does anything; none where there is but one.
std::optional<double> leastServing(const WindowProblem& problem)
{
    std::optional<double> least;
    const auto consider = [&least](double share) { least = std::min(least.value_or(share), share); };
    for (const StreamProblem& stream : problem.streams) {
        const InferenceProfile& inference = stream.inference;
        for (const ServingCurve& other : inference.alternatives)
            consider(other.moving.value + other.fullRateDemand.value / other.subsampling.back());
        if (!inference.alternatives.empty() && !inference.subsampling.empty() && inference.fullRateDemand.value > 0.0)
            consider(inference.fullRateDemand.value / inference.subsampling.back());
    }
    return least;
}

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
    quantum = divided(quantum, least);
    const double gpus = problem.totalGpus();
    if (const auto serving = leastServing(problem)) {
        const double parts = std::max(
            {gpus / *serving, kLeastServingUnits, kUnitsPerCamera * static_cast<double>(problem.streams.size())});
        quantum = divided(quantum, gpus / std::min(parts, kMostServingUnits));
    }
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
