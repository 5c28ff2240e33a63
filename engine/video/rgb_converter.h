// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/video/ffmpeg_handles.h"
#include "engine/video/picture_geometry.h"

#include <cstdint>
#include <vector>

namespace jackdaw::video {

/// Turns decoded pictures into packed RGB of the size and the way up in which they are shown.
class RgbConverter {
public:
    /// True where convert() knows the picture's format.
    static bool canConvert(const AVFrame& picture);
    /// Fills \p rgb with width * height * 3 bytes, rows without padding.
    Status convert(const AVFrame& picture, const PictureGeometry& geometry, std::vector<std::uint8_t>& rgb);

private:
    /// What a scaler is made for.
    struct Recipe {
        int fromWidth = 0;
        int fromHeight = 0;
        int toWidth = 0;
        int toHeight = 0;
        int format = -1;
        int colourSpace = -1; ///< the scaler's number of the matrix
        int range = AVCOL_RANGE_UNSPECIFIED;
        bool operator==(const Recipe&) const = default;
    };

    bool prepare(const Recipe& recipe);
    /// For pictures in luma and chroma: which matrix and range they were made with.
    void setColours(const Recipe& recipe);

    ScalerHandle m_scaler;
    Recipe m_recipe;
    std::vector<std::uint8_t> m_padded;
};

} // namespace jackdaw::video
