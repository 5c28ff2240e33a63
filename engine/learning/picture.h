// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/detection.h"
#include "engine/api/video_frame.h"
#include "engine/base/random.h"
#include "engine/vision/picture_size.h"

#include <array>
#include <span>

namespace jackdaw::learning {

using vision::PictureSize;

/// Where a picture lies on the network's input plane, one axis: the pixels [sourceFirst, sourceFirst + sourceCount) of
/// the picture cover [inputFirst, inputFirst + inputCount) of the plane, in reverse where mirrored.
struct AxisMap {
    int sourceFirst = 0;
    int sourceCount = 1;
    int inputFirst = 0;
    int inputCount = 1;
    bool isMirrored = false;

    double toInput(double source) const
    {
        const double part = (source - sourceFirst) / sourceCount;
        return inputFirst + inputCount * (isMirrored ? 1.0 - part : part);
    }
    double toSource(double input) const
    {
        const double part = (input - inputFirst) / inputCount;
        return sourceFirst + sourceCount * (isMirrored ? 1.0 - part : part);
    }
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
PictureMap plainMap(const VideoFrame& frame, PictureSize input);

/// The whole picture in 8 bits per colour at the input's size, in memory of its own.
VideoFrame atInputSize(const VideoFrame& frame, PictureSize input);

/// A random view: mirrored or not, scaled by 0.8..1.4, shifted, brighter or darker, more or less contrast.
PictureMap augmentedMap(const VideoFrame& frame, PictureSize input, RandomStream& random);

/// What a network makes of a colour. The default: red, green, blue in -1..1, black borders as 0.
struct PixelStyle {
    std::array<float, 3> mean{127.5F, 127.5F, 127.5F}; ///< in the order of the input's channels
    std::array<float, 3> deviation{127.5F, 127.5F, 127.5F};
    float fill = 127.5F; ///< grey of what lies outside the picture
    bool blueFirst = false;
};

/// Fills \p input (height x width x 3) with \p frame seen through \p map: ATen's bilinear interpolation with
/// antialiasing, in 8 bits per colour.
void drawInput(const VideoFrame& frame, const PictureMap& map, PictureSize size, std::span<float> input,
               const PixelStyle& style = {});

} // namespace jackdaw::learning
