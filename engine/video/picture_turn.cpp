// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/video/picture_turn.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdlib>

namespace jackdaw::video {
namespace {

/// Pixels are moved in squares of this size, so that what is read and what is written stays in the cache.
constexpr int kSquare = 32;

/// Where the pixel at column x and row y of the stored picture goes: \p begin + x * \p column + y * \p row.
struct Places {
    std::ptrdiff_t begin = 0;
    std::ptrdiff_t column = 0;
    std::ptrdiff_t row = 0;
};

Places placesOf(int width, int height, const Turn& turn)
{
    const std::ptrdiff_t shownWidth = turn.transposed ? height : width;
    const std::ptrdiff_t shownHeight = turn.transposed ? width : height;
    const std::ptrdiff_t right = turn.flippedX ? -3 : 3;
    const std::ptrdiff_t down = (turn.flippedY ? -3 : 3) * shownWidth;
    Places places;
    places.begin =
        (turn.flippedX ? (shownWidth - 1) * 3 : 0) + (turn.flippedY ? (shownHeight - 1) * shownWidth * 3 : 0);
    places.column = turn.transposed ? down : right;
    places.row = turn.transposed ? right : down;
    return places;
}

} // namespace

Turn turnOfMatrix(const std::int32_t* matrix)
{
    // A point (x, y) is shown at (a x + c y, b x + d y), moved so that the picture begins at 0.
    const std::int32_t a = matrix[0];
    const std::int32_t b = matrix[1];
    const std::int32_t c = matrix[3];
    const std::int32_t d = matrix[4];
    const auto size = [](std::int32_t value) { return std::abs(static_cast<std::int64_t>(value)); };
    if (size(b) + size(c) > size(a) + size(d))
        return {true, c < 0, b < 0};
    return {false, a < 0, d < 0};
}

std::optional<Turn> turnOfOrientation(int orientation)
{
    static constexpr std::array<Turn, 8> turns{{{false, false, false},
                                                {false, true, false},
                                                {false, true, true},
                                                {false, false, true},
                                                {true, false, false},
                                                {true, true, false},
                                                {true, true, true},
                                                {true, false, true}}};
    if (orientation < 1 || orientation > 8)
        return std::nullopt;
    return turns.at(static_cast<std::size_t>(orientation - 1));
}

void turnRgb(const std::uint8_t* stored, int width, int height, std::ptrdiff_t stride, const Turn& turn,
             std::span<std::uint8_t> out)
{
    const Places places = placesOf(width, height, turn);
    const auto moveSquare = [&](int left, int top) {
        for (int y = top; y < std::min(top + kSquare, height); ++y)
            for (int x = left; x < std::min(left + kSquare, width); ++x)
                std::copy_n(stored + y * stride + std::ptrdiff_t{x} * 3, 3,
                            out.data() + places.begin + x * places.column + y * places.row);
    };
    for (int top = 0; top < height; top += kSquare)
        for (int left = 0; left < width; left += kSquare)
            moveSquare(left, top);
}

} // namespace jackdaw::video
