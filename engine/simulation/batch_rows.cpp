// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/simulation/batch.h"

#include <algorithm>
#include <map>

namespace jackdaw::simulation {
namespace {

constexpr std::uint64_t kBootstrapSeed = 1;

using Blocks = std::vector<std::vector<double>>;

std::vector<const BatchRun*> runsOf(const BatchOutcome& outcome, const std::string& planner, double gpus)
{
    std::vector<const BatchRun*> runs;
    for (const BatchRun& run : outcome.runs)
        if (run.result.options.planner == planner && run.result.options.gpus == gpus)
            runs.push_back(&run);
    return runs;
}

/// The windows' means, one block per window with a value per run.
Blocks byWindow(const std::vector<const BatchRun*>& runs)
{
    Blocks blocks(runs.empty() ? 0 : runs.front()->result.windows.size());
    for (const BatchRun* run : runs)
        for (std::size_t w = 0; w < blocks.size(); ++w)
            blocks[w].push_back(run->result.windows[w].mean);
    return blocks;
}

const BatchRun* withSeed(const std::vector<const BatchRun*>& runs, std::uint64_t seed)
{
    const auto found =
        std::find_if(runs.begin(), runs.end(), [&](const BatchRun* run) { return run->result.options.seed == seed; });
    return found == runs.end() ? nullptr : *found;
}

/// Paired by seed and window.
MeanWithInterval gainOver(const std::vector<const BatchRun*>& base, const std::vector<const BatchRun*>& runs)
{
    Blocks blocks;
    for (const BatchRun* run : runs) {
        const BatchRun* other = withSeed(base, run->result.options.seed);
        if (!other)
            continue;
        blocks.resize(run->result.windows.size());
        for (std::size_t w = 0; w < blocks.size(); ++w)
            blocks[w].push_back(run->result.windows[w].mean - other->result.windows[w].mean);
    }
    return blockBootstrap(blocks, kBootstrapSeed).value_or(MeanWithInterval{});
}

double idleShare(const SimulationResult& result)
{
    double idle = 0.0;
    double whole = 0.0;
    for (const SimulatedWindow& window : result.windows) {
        idle += window.idleGpuSeconds;
        whole += window.truth.totalGpus() * window.truth.seconds;
    }
    return idle / whole;
}

double promised(const SimulationResult& result)
{
    double sum = 0.0;
    for (const SimulatedWindow& window : result.windows)
        sum += window.promised;
    return sum / static_cast<double>(result.windows.size());
}

BatchRow makeRow(const std::vector<const BatchRun*>& runs, const std::vector<const BatchRun*>& base)
{
    BatchRow row;
    row.planner = runs.front()->result.options.planner;
    row.gpus = *runs.front()->result.options.gpus;
    row.runs = runs.size();
    row.accuracy = blockBootstrap(byWindow(runs), kBootstrapSeed).value_or(MeanWithInterval{});
    row.gain = gainOver(base, runs);
    const auto count = static_cast<double>(runs.size());
    for (const BatchRun* run : runs) {
        row.sampledMean += run->result.sampledMean / count;
        row.worstStream += run->result.worstStream / count;
        row.retrainings += static_cast<double>(run->result.retrainings) / count;
        row.idle += idleShare(run->result) / count;
        row.promised += promised(run->result) / count;
        row.seconds += run->seconds / count;
    }
    return row;
}

} // namespace

std::vector<BatchRow> batchRows(const BatchOutcome& outcome)
{
    std::vector<BatchRow> rows;
    if (outcome.runs.empty())
        return rows;
    const std::string& first = outcome.runs.front().result.options.planner;
    for (const BatchRun& run : outcome.runs) {
        const SimulationOptions& options = run.result.options;
        const bool known = std::any_of(rows.begin(), rows.end(), [&](const BatchRow& row) {
            return row.planner == options.planner && row.gpus == *options.gpus;
        });
        if (!known)
            rows.push_back(
                makeRow(runsOf(outcome, options.planner, *options.gpus), runsOf(outcome, first, *options.gpus)));
    }
    return rows;
}

} // namespace jackdaw::simulation
