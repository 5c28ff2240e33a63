// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/video_frame.h"

#include <cmath>
#include <cstdint>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

/// Pictures whose parts move by as many pixels as a test says.
namespace jackdaw::testing {

/// Clouds of several sizes, 0..1: textured everywhere, and like nothing else nearby.
inline double clouds(double x, double y, std::uint32_t seed)
{
    const auto knot = [seed](std::int64_t column, std::int64_t row, std::uint32_t octave) {
        std::uint64_t hash = (static_cast<std::uint64_t>(column) * 0x9E3779B97F4A7C15ULL)
            ^ (static_cast<std::uint64_t>(row) * 0xC2B2AE3D27D4EB4FULL) ^ (seed * 1000003ULL + octave);
        hash = (hash ^ (hash >> 29U)) * 0xBF58476D1CE4E5B9ULL;
        hash = (hash ^ (hash >> 32U)) * 0x94D049BB133111EBULL;
        return static_cast<double>(hash >> 40U) / static_cast<double>(1U << 24U);
    };
    double sum = 0.0;
    std::uint32_t octave = 0;
    for (const double cell : {5.0, 14.0, 40.0}) {
        const double column = std::floor(x / cell);
        const double row = std::floor(y / cell);
        const auto i = static_cast<std::int64_t>(column);
        const auto j = static_cast<std::int64_t>(row);
        const double right = x / cell - column;
        const double down = y / cell - row;
        const double upper = std::lerp(knot(i, j, octave), knot(i + 1, j, octave), right);
        const double lower = std::lerp(knot(i, j + 1, octave), knot(i + 1, j + 1, octave), right);
        sum += std::lerp(upper, lower, down) / 3.0;
        ++octave;
    }
    return sum;
}

/// A grey picture by its pixels' brightness, 0..1.
inline VideoFrame painted(int width, int height, const std::function<double(int, int)>& brightness)
{
    std::vector<std::uint8_t> rgb;
    rgb.reserve(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            rgb.insert(rgb.end(), 3, static_cast<std::uint8_t>(std::lround(255.0 * brightness(x, y))));
    VideoFrame frame{.width = width, .height = height};
    frame.picture = std::make_shared<RgbPicture>(std::move(rgb));
    return frame;
}

/// Clouds that are shifted by (\p dx, \p dy) pixels; \p scale enlarges all of it.
inline VideoFrame shiftedClouds(int width, int height, double dx, double dy, double scale = 1.0)
{
    return painted(width, height, [=](int x, int y) { return clouds((x - dx) / scale, (y - dy) / scale, 1); });
}

inline constexpr int kWidth = 352;
inline constexpr int kHeight = 288;

/// A textured thing of 60 x 40 at (\p x, \p y), over a ground that is textured, too, and stands still.
inline VideoFrame thingAt(double x, double y)
{
    return painted(kWidth, kHeight, [=](int column, int row) {
        const bool inside = column >= x && column < x + 60.0 && row >= y && row < y + 40.0;
        return inside ? clouds(column - x, row - y, 7) : 0.3 * clouds(column, row, 8);
    });
}

} // namespace jackdaw::testing
