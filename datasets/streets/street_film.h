// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasets/streets/street_layout.h"
#include "datasets/streets/street_traffic.h"

#include <cstdint>
#include <vector>

#include <opencv2/core.hpp>

namespace jackdaw::datasets {

/// From painted layers to the picture that the camera delivers: light of day, lamps and headlights, bloom, lens and
/// sensor.
class StreetFilm {
public:
    StreetFilm(const StreetLayout& layout, const StreetView& view, int width, int height, std::uint32_t camera,
               std::uint64_t seed);

    /// RGB picture of half the layers' size. \p frame keys the sensor's noise.
    cv::Mat expose(const StreetLayers& layers, const StreetLight& light, const std::vector<StreetObject>& objects,
                   std::int64_t frame) const;

private:
    cv::Mat lampLight(const StreetLight& light, const cv::Mat& ids, const std::vector<StreetObject>& objects) const;
    void addGlow(cv::Mat& picture, const cv::Mat& glow, const StreetLight& light) const;
    void addNoise(cv::Mat& picture, const StreetLight& light, std::int64_t frame) const;

    const StreetView& m_view;
    int m_width;
    int m_height;
    std::uint32_t m_camera;
    std::uint64_t m_seed;
    cv::Mat m_pools; ///< light of the street lamps, 8 bits, half size
    cv::Mat m_vignette; ///< RGB factors, 255 is 1
    cv::Mat m_noise; ///< larger than the picture, 128 is none
};

} // namespace jackdaw::datasets
