// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/video/ffmpeg_handles.h"
#include "engine/video/picture_turn.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

namespace jackdaw::video {

/// An image file before it is decoded, without what stands behind its end.
struct ImageData {
    std::vector<std::uint8_t> bytes;
    AVCodecID codec = AV_CODEC_ID_NONE;
    Turn turn; ///< how EXIF says that it is to be shown
};

/// Io, Corrupt (empty, cut off, of no known format) or Unsupported (too large), with the file's name.
Result<ImageData> readImage(const std::filesystem::path& path);

/// What EXIF says of the way up in an image of that codec.
Turn exifTurn(AVCodecID codec, std::span<const std::uint8_t> bytes);

} // namespace jackdaw::video
