// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/detection.h"

#include <algorithm>

namespace jackdaw {

/// Intersection over union from which on a box is on an object: the paper's measure.
inline constexpr float kLeastOverlap = 0.3F;

/// Pixels that lie in both boxes.
constexpr float sharedArea(const Box& a, const Box& b)
{
    return Box{std::max(a.x1, b.x1), std::max(a.y1, b.y1), std::min(a.x2, b.x2), std::min(a.y2, b.y2)}.area();
}

/// Intersection over union, 0..1; 0 where a box is empty.
constexpr float boxOverlap(const Box& a, const Box& b)
{
    const float common = sharedArea(a, b);
    return common > 0.0F ? common / (a.area() + b.area() - common) : 0.0F;
}

} // namespace jackdaw
