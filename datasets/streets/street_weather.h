// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasets/streets/street_painter.h"

#include <cstdint>

namespace jackdaw::datasets {

/// Rain between the camera and the street, and on its glass.
class StreetWeather {
public:
    /// \p drops: how many the glass catches, 0..1.
    StreetWeather(int width, int height, double drops, std::uint32_t camera, std::uint64_t seed);

    void addStreaks(cv::Mat& picture, const StreetLight& light, std::int64_t frame) const;
    /// Drops stay for some seconds.
    void addDrops(cv::Mat& picture, const StreetLight& light, double seconds) const;

private:
    std::uint32_t m_camera;
    std::uint64_t m_seed;
    double m_drops;
    cv::Mat m_streaks; ///< larger than the picture
};

} // namespace jackdaw::datasets
