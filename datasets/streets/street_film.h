// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasets/streets/street_finish.h"
#include "datasets/streets/street_layout.h"
#include "datasets/streets/street_traffic.h"
#include "datasets/streets/street_weather.h"

#include <cstdint>
#include <vector>

#include <opencv2/core.hpp>

namespace jackdaw::datasets {

/// From painted layers to the picture that the camera delivers: light of day, lamps and headlights, bloom, rain, lens
/// and sensor, and what the camera's maker does to it.
class StreetFilm {
public:
    StreetFilm(const StreetLayout& layout, const StreetView& view, int width, int height, std::uint32_t camera,
               std::uint64_t seed);

    struct Instant {
        std::int64_t frame = 0; ///< keys the sensor's noise
        double seconds = 0.0;
    };
    /// RGB picture of half the size of \p window, which is the part of the layers that is seen.
    cv::Mat expose(const StreetLayers& layers, const cv::Rect& window, const StreetLight& light,
                   const std::vector<StreetObject>& objects, Instant instant) const;
    /// Where captions stand in the picture.
    std::vector<cv::Rect> captions() const;

private:
    cv::Mat lampLight(const StreetLight& light, const cv::Rect& window, const cv::Mat& ids,
                      const std::vector<StreetObject>& objects) const;
    void addGlow(cv::Mat& picture, const cv::Mat& glow, const cv::Rect& window, const StreetLight& light) const;
    void addNoise(cv::Mat& picture, const StreetLight& light, std::int64_t frame) const;

    const StreetView& m_view;
    FilmLook m_look;
    bool m_isDetailed;
    int m_width;
    int m_height;
    std::uint32_t m_camera;
    std::uint64_t m_seed;
    cv::Mat m_pools; ///< light of the street lamps, 8 bits, half size
    cv::Mat m_vignette; ///< RGB factors, 255 is 1
    cv::Mat m_noise; ///< larger than the picture, 128 is none
    StreetWeather m_weather;
    StreetFinish m_finish;
};

} // namespace jackdaw::datasets
