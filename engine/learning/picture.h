// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/detection.h"
#include "engine/api/video_frame.h"
#include "engine/base/random.h"
#include "engine/learning/student.h"

#include <span>

namespace jackdaw::learning {

/// Where a picture lies on the network's input plane, one axis: input = scale * source + shift. A mirrored axis has a
/// negative scale.
struct AxisMap {
    double scale = 1.0;
    double shift = 0.0;

    double toInput(double source) const { return scale * source + shift; }
    double toSource(double input) const { return (input - shift) / scale; }
    bool operator==(const AxisMap&) const = default;
};

/// How a picture becomes the network's input: geometry, then value = contrast * v + brightness for v in -1..1.
struct PictureMap {
    AxisMap x;
    AxisMap y;
    float contrast = 1.0F;
    float brightness = 0.0F;

    Box toInput(const Box& source) const;
    Box toSource(const Box& input) const;
};

/// The whole picture on the whole input plane.
PictureMap plainMap(const VideoFrame& frame, const Architecture& architecture);

/// The whole picture in 8 bits per colour at the input's size, in memory of its own.
VideoFrame atInputSize(const VideoFrame& frame, const Architecture& architecture);

/// A random view: mirrored or not, scaled by 0.8..1.4, shifted, brighter or darker, more or less contrast.
PictureMap augmentedMap(const VideoFrame& frame, const Architecture& architecture, RandomStream& random);

/// Fills \p input (height x width x 3, about -1..1) with \p frame seen through \p map: linear interpolation, averaged
/// where the picture shrinks. What lies outside the picture is 0.
void drawInput(const VideoFrame& frame, const PictureMap& map, const Architecture& architecture,
               std::span<float> input);

} // namespace jackdaw::learning
