// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/detection.h"
#include "engine/api/video_frame.h"

#include <array>

#include <opencv2/core.hpp>

namespace jackdaw::vision {

/// How a network wants its picture.
struct InputStyle {
    bool centred = false; ///< else at the top left
    int fill = 0; ///< grey value around the picture
    std::array<float, 3> mean; ///< blue, green, red
    std::array<float, 3> deviation;
};

/// A frame scaled into the square input of a network, its proportions kept.
class Letterbox {
public:
    Letterbox(const VideoFrame& frame, const InputStyle& style);

    /// 1 x 3 x side x side, channels blue, green, red.
    cv::Mat blob() const;

    /// From pixels of the input to pixels of the frame, cut at its edges.
    Box toFrame(const Box& box) const;

private:
    InputStyle m_style;
    cv::Mat m_picture;
    float m_scale = 1.0F;
    float m_left = 0.0F;
    float m_top = 0.0F;
    float m_width = 0.0F;
    float m_height = 0.0F;
};

} // namespace jackdaw::vision
