// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/detection.h"
#include "engine/api/video_frame.h"
#include "engine/vision/detector_format.h"

#include <span>

#include <opencv2/core.hpp>

namespace jackdaw::vision {

/// A frame scaled into the input of a network, as its style says.
class Letterbox {
public:
    Letterbox(const VideoFrame& frame, const InputStyle& style, PictureSize input);

    /// Fills \p input: height x width x 3, channels in the style's order.
    void fill(std::span<float> input) const;
    /// As bytes, red first, for a network that scales them itself.
    void fill(std::span<std::uint8_t> input) const;

    /// From pixels of the input to pixels of the frame, cut at its edges.
    Box toFrame(const Box& box) const;

private:
    InputStyle m_style;
    cv::Mat m_picture;
    float m_scaleX = 1.0F;
    float m_scaleY = 1.0F;
    float m_left = 0.0F;
    float m_top = 0.0F;
    float m_width = 0.0F;
    float m_height = 0.0F;
};

} // namespace jackdaw::vision
