// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/detector_heads.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace jackdaw::vision {
namespace {

constexpr std::size_t kClasses = 80;
constexpr std::size_t kBins = 8;

/// Calls \p visit(row, x, y, stride) for every cell of all levels in the order of the output's rows.
template <std::size_t Levels, class Visit>
void forEachCell(const std::array<int, Levels>& strides, std::span<const float> output, std::size_t values, Visit visit)
{
    std::size_t row = 0;
    for (const int stride : strides) {
        const int side = (kInputSide + stride - 1) / stride;
        for (int y = 0; y < side; ++y)
            for (int x = 0; x < side; ++x, ++row)
                visit(output.subspan(row * values, values), static_cast<float>(x), static_cast<float>(y),
                      static_cast<float>(stride));
    }
}

std::size_t bestClass(std::span<const float> scores)
{
    return static_cast<std::size_t>(std::max_element(scores.begin(), scores.end()) - scores.begin());
}

/// Expected bin of a distribution given as logits (Li et al., Generalized Focal Loss, 2020).
float expectedBin(std::span<const float> logits)
{
    const float largest = *std::max_element(logits.begin(), logits.end());
    float sum = 0.0F;
    float weighted = 0.0F;
    for (std::size_t bin = 0; bin < logits.size(); ++bin) {
        const float weight = std::exp(logits[bin] - largest);
        sum += weight;
        weighted += weight * static_cast<float>(bin);
    }
    return weighted / sum;
}

} // namespace

std::vector<Detection> decodeNanoDetPlus(std::span<const float> output, float threshold)
{
    std::vector<Detection> found;
    forEachCell(std::array{8, 16, 32, 64}, output, kNanoDetValues,
                [&](std::span<const float> row, float x, float y, float stride) {
                    const std::size_t label = bestClass(row.first(kClasses));
                    const float score = row[label];
                    if (!(score >= threshold))
                        return;
                    std::array<float, 4> distance{};
                    for (std::size_t side = 0; side < 4; ++side)
                        distance[side] = stride * expectedBin(row.subspan(kClasses + side * kBins, kBins));
                    const float centreX = x * stride;
                    const float centreY = y * stride;
                    found.push_back(
                        {{centreX - distance[0], centreY - distance[1], centreX + distance[2], centreY + distance[3]},
                         ClassId{static_cast<std::uint32_t>(label)},
                         score});
                });
    return found;
}

std::vector<Detection> decodeYolox(std::span<const float> output, float threshold)
{
    std::vector<Detection> found;
    forEachCell(
        std::array{8, 16, 32}, output, kYoloxValues, [&](std::span<const float> row, float x, float y, float stride) {
            const std::size_t label = bestClass(row.subspan(5, kClasses));
            const float score = row[4] * row[5 + label];
            if (!(score >= threshold))
                return;
            const float centreX = (row[0] + x) * stride;
            const float centreY = (row[1] + y) * stride;
            const float halfWidth = 0.5F * std::exp(row[2]) * stride;
            const float halfHeight = 0.5F * std::exp(row[3]) * stride;
            found.push_back({{centreX - halfWidth, centreY - halfHeight, centreX + halfWidth, centreY + halfHeight},
                             ClassId{static_cast<std::uint32_t>(label)},
                             score});
        });
    return found;
}

} // namespace jackdaw::vision
