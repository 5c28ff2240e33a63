// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/decoding.h"

#include "engine/vision/detection_fusion.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace jackdaw::learning {
namespace {

/// Of two boxes of any class that overlap more, the better one stays: one object seldom has two names.
constexpr float kSuppressionOverlap = 0.6F;
constexpr float kLargestLogSize = 5.0F; ///< e^5 = 148 cells, more than any input has

/// One picture's answer: cells x channels, the heat maps first. Peaks are searched only where the threshold is passed;
/// a max_pool2d over all cells took 0.25 ms of the 4.2 ms of an inference.
class Answer {
public:
    Answer(std::span<const float> output, const CellGrid& grid) :
        m_output(output), m_columns(grid.columns), m_rows(grid.rows), m_stride(static_cast<float>(grid.stride)),
        m_classes(grid.classes), m_channels(grid.channels())
    {
    }

    /// Local maxima, boxes in pixels of the input.
    std::vector<Detection> peaks(float threshold) const
    {
        const float bounded = std::clamp(threshold, 1e-6F, 1.0F - 1e-6F);
        const float least = std::log(bounded / (1.0F - bounded));
        std::vector<Detection> found;
        for (int y = 0; y < m_rows; ++y)
            for (int x = 0; x < m_columns; ++x)
                for (int label = 0; label < m_classes; ++label)
                    if (const float value = at(x, y)[label]; value >= least && isPeak(x, y, label, value))
                        found.push_back(detection(x, y, label, value));
        return found;
    }

private:
    const float* at(int x, int y) const
    {
        return m_output.data()
            + (static_cast<std::size_t>(y) * static_cast<std::size_t>(m_columns) + static_cast<std::size_t>(x))
            * m_channels;
    }

    /// Of equal neighbours the first in reading order is the peak.
    bool isPeak(int x, int y, int label, float value) const
    {
        for (int ny = std::max(0, y - 1); ny <= std::min(m_rows - 1, y + 1); ++ny)
            for (int nx = std::max(0, x - 1); nx <= std::min(m_columns - 1, x + 1); ++nx) {
                const float other = at(nx, ny)[label];
                const bool isEarlier = ny < y || (ny == y && nx < x);
                if (other > value || (other == value && isEarlier))
                    return false;
            }
        return true;
    }

    Detection detection(int x, int y, int label, float value) const
    {
        const float* box = at(x, y) + m_classes;
        const float centreX = (static_cast<float>(x) + 0.5F + box[0]) * m_stride;
        const float centreY = (static_cast<float>(y) + 0.5F + box[1]) * m_stride;
        const float halfWidth = std::exp(std::min(box[2], kLargestLogSize)) * m_stride / 2;
        const float halfHeight = std::exp(std::min(box[3], kLargestLogSize)) * m_stride / 2;
        return {{centreX - halfWidth, centreY - halfHeight, centreX + halfWidth, centreY + halfHeight},
                ClassId{static_cast<std::uint32_t>(label)},
                1.0F / (1.0F + std::exp(-value))};
    }

    std::span<const float> m_output;
    int m_columns;
    int m_rows;
    float m_stride;
    int m_classes;
    std::size_t m_channels;
};

Box clipped(const Box& box, int width, int height)
{
    const auto right = static_cast<float>(width);
    const auto bottom = static_cast<float>(height);
    return {std::clamp(box.x1, 0.0F, right), std::clamp(box.y1, 0.0F, bottom), std::clamp(box.x2, 0.0F, right),
            std::clamp(box.y2, 0.0F, bottom)};
}

} // namespace

std::vector<Detection> decode(std::span<const float> output, const CellGrid& grid, const PictureMap& map, int width,
                              int height, float threshold)
{
    std::vector<Detection> candidates = Answer(output, grid).peaks(threshold);
    for (Detection& candidate : candidates)
        candidate.box = clipped(map.toSource(candidate.box), width, height);
    // Written so that a box of NaN is left out, too.
    std::erase_if(candidates, [](const Detection& candidate) { return !(candidate.box.area() > 0.0F); });
    return vision::suppressOverlaps(std::move(candidates), kSuppressionOverlap, vision::Rivals::All, kMostDetections);
}

} // namespace jackdaw::learning
