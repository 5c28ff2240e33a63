// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/cost_book.h"

#include <algorithm>

namespace jackdaw::runtime {
namespace {

/// The newest measurement's weight in the running mean once enough were made: follows a machine whose speed drifts.
constexpr double kMemory = 20.0;

} // namespace

Result<GpuSeconds> CostBook::cost(const std::string& shape) const
{
    if (m_clock == ClockKind::Wall) {
        if (const auto known = m_measured.find(shape); known != m_measured.end())
            return GpuSeconds{known->second.seconds};
    }
    return m_table.cost(shape);
}

void CostBook::learn(const std::string& shape, double seconds)
{
    Mean& mean = m_measured[shape];
    mean.weight = std::min(mean.weight + 1.0, kMemory);
    mean.seconds += (seconds - mean.seconds) / mean.weight;
}

Result<Nanoseconds> CostBook::charge(const std::vector<BatchRun>& runs, Nanoseconds measured)
{
    std::vector<double> tableSeconds;
    double sum = 0.0;
    for (const BatchRun& run : runs) {
        const auto known = cost(run.shape);
        if (!known && m_clock == ClockKind::Device)
            return tl::unexpected(known.error());
        tableSeconds.push_back(known ? known->value * run.count : 0.0);
        sum += tableSeconds.back();
    }
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const double part = sum > 0 ? tableSeconds[i] / sum : 1.0 / static_cast<double>(runs.size());
        const double seconds = toSeconds(measured) * part;
        if (!runs[i].measurable)
            continue;
        CostMeasured::Line& line = m_lines[runs[i].shape];
        line.shape = runs[i].shape;
        line.batches += static_cast<std::uint32_t>(runs[i].count);
        line.chargedSeconds += m_clock == ClockKind::Device ? tableSeconds[i] : seconds;
        line.measuredSeconds += seconds;
        learn(runs[i].shape, seconds / std::max(runs[i].count, 1));
    }
    return m_clock == ClockKind::Device ? fromSeconds(sum) : measured;
}

std::vector<CostMeasured::Line> CostBook::takeLines()
{
    std::vector<CostMeasured::Line> lines;
    for (auto& [shape, line] : m_lines)
        lines.push_back(std::move(line));
    m_lines.clear();
    return lines;
}

} // namespace jackdaw::runtime
