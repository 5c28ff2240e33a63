// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/scheduling/planners.h"

#include "engine/scheduling/plan.h"
#include "engine/scheduling/stream_model.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

namespace jackdaw::scheduling {
namespace {

/// Table entries beyond which the grid is made coarser; 1 000 streams on 100 GPUs at δ 0.1 stay below.
constexpr std::size_t kMostUnits = 4096;
constexpr double kRounding = 1e-9;

/// Best value of one stream with a number of quanta, and how the quanta are split.
struct Cell {
    Score score;
    std::uint32_t inferenceUnits = 0;
};

/// Value of one stream for 0 … units quanta.
std::vector<Cell> bestByUnits(const StreamModel& model, const QuantaGrid& grid, FreedShare freed)
{
    const auto saturated = static_cast<std::size_t>(std::ceil(model.demand() / grid.quantum - kRounding));
    std::vector<Cell> cells(grid.units + 1);
    for (std::size_t units = 0; units <= grid.units; ++units) {
        const std::size_t most = std::min(units, saturated);
        const std::size_t least = model.candidates().empty() ? most : 0;
        cells[units].score.violation = 2.0;
        for (std::size_t inference = least; inference <= most; ++inference) {
            const double i = static_cast<double>(inference) * grid.quantum;
            const double r = static_cast<double>(units - inference) * grid.quantum;
            const Choice choice = model.best(i, r, freed);
            const Score score{model.weight() * choice.value, choice.violation};
            if (score.betterThan(cells[units].score))
                cells[units] = {score, static_cast<std::uint32_t>(inference)};
        }
    }
    return cells;
}

class Knapsack {
public:
    Knapsack(const WindowProblem& problem, const QuantaGrid& grid, FreedShare freed) :
        m_models(streamModels(problem)), m_grid(grid), m_freed(freed), m_best(grid.units + 1)
    {
    }

    Allocation solve()
    {
        for (const StreamModel& model : m_models)
            add(model);
        return trace();
    }

private:
    void add(const StreamModel& model)
    {
        m_cells.push_back(bestByUnits(model, m_grid, m_freed));
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
        Allocation allocation(m_models.size());
        std::size_t total = m_grid.units;
        for (std::size_t v = m_models.size(); v-- > 0;) {
            const std::size_t own = m_taken[v][total];
            const std::size_t inference = m_cells[v][own].inferenceUnits;
            allocation[v] = given(m_models[v], static_cast<double>(inference) * m_grid.quantum,
                                  static_cast<double>(own - inference) * m_grid.quantum);
            total -= own;
        }
        return allocation;
    }

    StreamAllocation given(const StreamModel& model, double inference, double retraining) const
    {
        const Choice choice = model.best(inference, retraining, m_freed);
        return {Share{std::min(inference, model.demand())}, Share{choice.option ? retraining : 0.0}, choice.option};
    }

    std::vector<StreamModel> m_models;
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
    for (const StreamProblem& stream : problem.streams)
        if (const double demand = saturationShare(stream.inference); demand > 0.0)
            least = std::min(least, demand);
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
