// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/video/ffmpeg_handles.h"

#include <cstdint>
#include <vector>

namespace jackdaw::video {

/// Turns decoded pictures into packed RGB of the same size.
class RgbConverter {
public:
    /// True where convert() knows the picture's format.
    static bool canConvert(const AVFrame& picture);
    /// Fills \p rgb with width * height * 3 bytes, rows without padding.
    Status convert(const AVFrame& picture, std::vector<std::uint8_t>& rgb);

private:
    bool prepare(const AVFrame& picture);
    /// For pictures in luma and chroma: which matrix and range they were made with.
    void setColours(bool fullRange);

    ScalerHandle m_scaler;
    int m_width = 0;
    int m_height = 0;
    int m_format = -1;
    int m_colourSpace = -1;
    std::vector<std::uint8_t> m_padded;
};

} // namespace jackdaw::video
