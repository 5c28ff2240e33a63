// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasets/streets/street_layout.h"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace jackdaw::datasets {

/// What a camera makes of a picture behind its lens: colours, contrast, sharpness, the blocks of its compression, and
/// captions.
class StreetFinish {
public:
    StreetFinish(const FilmLook& look, int width, int height, std::uint32_t camera, std::uint64_t seed);

    /// Focus, colours and contrast: before the sensor's noise.
    void develop(cv::Mat& picture) const;
    /// Mirrors the picture, compresses it and writes captions into it.
    void deliver(cv::Mat& picture, double seconds) const;
    /// Where captions stand; none where there are none.
    std::vector<cv::Rect> captions() const { return m_captions; }

private:
    void colour(cv::Mat& picture) const;
    void caption(cv::Mat& picture, double seconds) const;

    FilmLook m_look;
    std::array<std::array<std::uint8_t, 256>, 3> m_curves{};
    bool m_isPlain = true; ///< colours stay
    std::string m_place;
    std::uint32_t m_day = 0;
    std::vector<cv::Rect> m_captions;
};

/// Rounds the details of every block of 8 x 8 pixels away, the more the greater \p strength is, as JPEG and H.264 do.
void compressBlocks(cv::Mat& picture, double strength);

} // namespace jackdaw::datasets
