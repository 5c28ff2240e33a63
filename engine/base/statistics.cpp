// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/base/statistics.h"

#include "engine/base/random.h"

#include <algorithm>
#include <cmath>

namespace jackdaw {
namespace {

struct BlockSum {
    double sum = 0.0;
    double count = 0.0;
};

std::vector<BlockSum> sums(std::span<const std::vector<double>> blocks)
{
    std::vector<BlockSum> result;
    for (const auto& block : blocks) {
        BlockSum total{0.0, static_cast<double>(block.size())};
        for (const double value : block)
            total.sum += value;
        if (total.count > 0)
            result.push_back(total);
    }
    return result;
}

double mean(const BlockSum& total)
{
    return total.sum / total.count;
}

} // namespace

double quantile(std::span<const double> sorted, double fraction)
{
    const double position = std::clamp(fraction, 0.0, 1.0) * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(position);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return std::lerp(sorted[below], sorted[above], position - static_cast<double>(below));
}

std::optional<MeanWithInterval> blockBootstrap(std::span<const std::vector<double>> blocks, std::uint64_t seed,
                                               int resamples)
{
    const std::vector<BlockSum> blockSums = sums(blocks);
    if (blockSums.empty())
        return std::nullopt;
    BlockSum all;
    for (const BlockSum& block : blockSums)
        all = {all.sum + block.sum, all.count + block.count};

    RandomStream random(seed, 0, RandomPurpose::Bootstrap);
    std::vector<double> means(static_cast<std::size_t>(resamples));
    for (double& value : means) {
        BlockSum drawn;
        for (std::size_t i = 0; i < blockSums.size(); ++i) {
            const BlockSum& block = blockSums[random.below(static_cast<std::uint32_t>(blockSums.size()))];
            drawn = {drawn.sum + block.sum, drawn.count + block.count};
        }
        value = mean(drawn);
    }
    std::sort(means.begin(), means.end());
    return MeanWithInterval{mean(all), {quantile(means, 0.025), quantile(means, 0.975)}};
}

} // namespace jackdaw
