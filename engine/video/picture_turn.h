// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace jackdaw::video {

/// How a stored picture is turned before it is shown: rows and columns change places first, then the sides. Every
/// rotation by a quarter and every mirroring is one of the eight.
struct Turn {
    bool transposed = false;
    bool flippedX = false; ///< left and right change places
    bool flippedY = false; ///< top and bottom change places

    bool isNone() const { return !transposed && !flippedX && !flippedY; }
    bool operator==(const Turn&) const = default;
};

/// What FFmpeg's display matrix of nine numbers says.
Turn turnOfMatrix(const std::int32_t* matrix);

/// What an image's EXIF orientation of 1 to 8 says; nothing for other numbers.
std::optional<Turn> turnOfOrientation(int orientation);

/// Packed RGB, \p width * \p height pixels as stored with rows of \p stride bytes, turned into \p out without padding.
void turnRgb(const std::uint8_t* stored, int width, int height, std::ptrdiff_t stride, const Turn& turn,
             std::span<std::uint8_t> out);

} // namespace jackdaw::video
