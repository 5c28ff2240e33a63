// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/decoding.h"

#include "engine/vision/detection_fusion.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>

namespace jackdaw::learning {
namespace {

/// Of two boxes of any class that overlap more, the better one stays: one object seldom has two names.
constexpr float kSuppressionOverlap = 0.6F;
constexpr float kLargestLogSize = 5.0F; ///< e^5 = 148 cells, more than any input has

/// One picture's answer: cells x channels, the heat maps first.
class Answer {
public:
    Answer(std::span<const float> output, const NetworkPlan& plan) :
        m_output(output), m_columns(static_cast<std::size_t>(plan.cellColumns())),
        m_rows(static_cast<std::size_t>(plan.cellRows())),
        m_classes(static_cast<std::size_t>(plan.architecture.classes)),
        m_channels(static_cast<std::size_t>(plan.outputChannels()))
    {
    }

    /// Local maxima, boxes in pixels of the input. Of equal neighbours the first in reading order is the peak, as
    /// max_pool2d keeps the first of equal values.
    std::vector<Detection> peaks(float threshold) const
    {
        const float bounded = std::clamp(threshold, 1e-6F, 1.0F - 1e-6F);
        const float least = std::log(bounded / (1.0F - bounded));
        const at::Tensor highest = placesOfHighest();
        const std::int64_t* places = highest.const_data_ptr<std::int64_t>();
        const std::size_t cells = m_rows * m_columns;
        std::vector<Detection> found;
        for (std::size_t cell = 0; cell < cells; ++cell)
            for (std::size_t label = 0; label < m_classes; ++label)
                if (const float value = m_output[cell * m_channels + label];
                    value >= least && places[label * cells + cell] == static_cast<std::int64_t>(cell))
                    found.push_back(detection(cell, label, value));
        return found;
    }

private:
    /// Classes x rows x columns: the cell of the highest value of each cell and its neighbours.
    at::Tensor placesOfHighest() const
    {
        const c10::InferenceMode inference;
        const auto signedSize = [](std::size_t size) { return static_cast<std::int64_t>(size); };
        // ATen has no read-only view of foreign memory; the values are only read.
        const at::Tensor values =
            at::from_blob(const_cast<float*>(m_output.data()),
                          {signedSize(m_rows), signedSize(m_columns), signedSize(m_channels)}, at::kFloat);
        const at::Tensor heat = values.narrow(2, 0, signedSize(m_classes)).permute({2, 0, 1}).contiguous();
        return std::get<1>(at::max_pool2d_with_indices(heat, 3, 1, 1));
    }

    Detection detection(std::size_t cell, std::size_t label, float value) const
    {
        const float* box = m_output.data() + cell * m_channels + m_classes;
        const float centreX = (static_cast<float>(cell % m_columns) + 0.5F + box[0]) * kStride;
        const float centreY = (static_cast<float>(cell / m_columns) + 0.5F + box[1]) * kStride;
        const float halfWidth = std::exp(std::min(box[2], kLargestLogSize)) * kStride / 2;
        const float halfHeight = std::exp(std::min(box[3], kLargestLogSize)) * kStride / 2;
        return {{centreX - halfWidth, centreY - halfHeight, centreX + halfWidth, centreY + halfHeight},
                ClassId{static_cast<std::uint32_t>(label)},
                1.0F / (1.0F + std::exp(-value))};
    }

    std::span<const float> m_output;
    std::size_t m_columns;
    std::size_t m_rows;
    std::size_t m_classes;
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

std::vector<Detection> decode(std::span<const float> output, const NetworkPlan& plan, const PictureMap& map, int width,
                              int height, float threshold)
{
    std::vector<Detection> candidates = Answer(output, plan).peaks(threshold);
    for (Detection& candidate : candidates)
        candidate.box = clipped(map.toSource(candidate.box), width, height);
    // Written so that a box of NaN is left out, too.
    std::erase_if(candidates, [](const Detection& candidate) { return !(candidate.box.area() > 0.0F); });
    return vision::suppressOverlaps(std::move(candidates), kSuppressionOverlap, vision::Rivals::All, kMostDetections);
}

} // namespace jackdaw::learning
