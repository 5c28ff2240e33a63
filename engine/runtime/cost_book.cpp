// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/cost_book.h"

#include <algorithm>
#include <numeric>

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

Result<Nanoseconds> CostBook::price(const std::vector<BatchRun>& runs, Share space) const
{
    double sum = 0.0;
    for (const BatchRun& run : runs) {
        const auto known = cost(run.shape);
        if (!known)
            return tl::unexpected(known.error());
        sum += known->value * run.count / m_table.speed(run.shape, space);
    }
    return fromSeconds(sum);
}

Nanoseconds CostBook::onWholeDevice(const std::vector<BatchRun>& runs, Nanoseconds taken, Share space) const
{
    const auto whole = price(runs);
    const auto here = price(runs, space);
    if (!whole || !here || *whole == *here)
        return taken;
    return fromSeconds(toSeconds(taken) * toSeconds(*whole) / toSeconds(*here));
}

Result<GpuSeconds> CostBook::occupied(const std::string& shape, Share space) const
{
    return cost(shape).map([&](GpuSeconds whole) { return whole * (space.value / m_table.speed(shape, space)); });
}

Result<Nanoseconds> CostBook::charge(const std::vector<BatchRun>& runs, Nanoseconds measured, bool representative,
                                     Share space)
{
    const auto priced = price(runs, space);
    if (!priced && isPriced())
        return priced;
    if (representative)
        keep(runs, onWholeDevice(runs, measured, space));
    return isPriced() ? *priced : measured;
}

/// Divides a measurement of several runs as their expected costs say.
void CostBook::keep(const std::vector<BatchRun>& runs, Nanoseconds measured)
{
    std::vector<double> expected;
    for (const BatchRun& run : runs) {
        const auto known = cost(run.shape);
        expected.push_back(known ? known->value * run.count : 0.0);
    }
    const double sum = std::accumulate(expected.begin(), expected.end(), 0.0);
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const double part = sum > 0 ? expected[i] / sum : 1.0 / static_cast<double>(runs.size());
        const double seconds = toSeconds(measured) * part;
        CostMeasured::Line& line = m_lines[runs[i].shape];
        line.shape = runs[i].shape;
        line.batches += static_cast<std::uint32_t>(runs[i].count);
        line.chargedSeconds += isPriced() ? expected[i] : seconds;
        line.measuredSeconds += seconds;
        learn(runs[i].shape, seconds / std::max(runs[i].count, 1));
    }
}

std::vector<LearnedCost> CostBook::learned() const
{
    std::vector<LearnedCost> learned;
    for (const auto& [shape, mean] : m_measured)
        learned.push_back({shape, mean.seconds, mean.weight});
    return learned;
}

void CostBook::restore(const std::vector<LearnedCost>& learned)
{
    for (const LearnedCost& cost : learned)
        m_measured[cost.shape] = {cost.seconds, cost.weight};
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
