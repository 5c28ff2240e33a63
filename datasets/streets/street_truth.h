// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasets/streets/street_renderer.h"
#include "datasets/streets/street_stage.h"

#include <array>
#include <cstdint>
#include <vector>

namespace jackdaw::datasets {

/// Pixels of the layers per pixel of the picture, in each direction.
inline constexpr int kOversampling = 2;

/// From what is seen where to labels.
class StreetTruth {
public:
    explicit StreetTruth(const StreetSettings& settings);

    /// \p ids: 0 scenery, else 1 + number of the label. \p silhouettes gets the same with numbers of the truth.
    vision::FrameLabels read(const cv::Mat& ids, const std::vector<StreetLabel>& labels,
                             std::vector<std::uint16_t>* silhouettes) const;

private:
    double m_smallest;
    std::array<std::uint32_t, kStreetClasses> m_classes{}; ///< what is right for each StreetClass
};

} // namespace jackdaw::datasets
