// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <climits>
#include <cstdint>
#include <map>
#include <vector>

namespace jackdaw::testing {

struct Extent {
    int x1 = INT_MAX;
    int y1 = INT_MAX;
    int x2 = 0;
    int y2 = 0;
    int pixels = 0;
};

/// Bounds of every object's pixels, by number.
inline std::map<int, Extent> extents(const std::vector<std::uint16_t>& silhouettes, int width)
{
    std::map<int, Extent> found;
    for (std::size_t i = 0; i < silhouettes.size(); ++i) {
        if (silhouettes[i] == 0)
            continue;
        Extent& extent = found[silhouettes[i]];
        const int x = static_cast<int>(i) % width;
        const int y = static_cast<int>(i) / width;
        extent.x1 = std::min(extent.x1, x);
        extent.y1 = std::min(extent.y1, y);
        extent.x2 = std::max(extent.x2, x + 1);
        extent.y2 = std::max(extent.y2, y + 1);
        ++extent.pixels;
    }
    return found;
}

} // namespace jackdaw::testing
