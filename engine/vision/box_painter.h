// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/detection.h"
#include "engine/api/video_frame.h"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace jackdaw::vision {

/// A box that is drawn into a picture.
struct PaintedBox {
    Box box;
    std::string text; ///< above it; ASCII
    std::array<std::uint8_t, 3> colour{255, 255, 255}; ///< red, green, blue
    bool dashed = false;
};

/// \p frame with \p boxes drawn into a copy of its picture, one after the other. Lines are the thicker the larger the
/// picture is. A frame without pixels stays as it is.
VideoFrame withBoxes(const VideoFrame& frame, const std::vector<PaintedBox>& boxes);

} // namespace jackdaw::vision
