// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/ids.h"

#include <cstdint>

namespace jackdaw {

/// Axis-aligned box in pixels of the source frame; (x1, y1) is the top left corner, (x2, y2) lies beyond the box.
struct Box {
    float x1 = 0.0F;
    float y1 = 0.0F;
    float x2 = 0.0F;
    float y2 = 0.0F;

    constexpr float width() const { return x2 - x1; }
    constexpr float height() const { return y2 - y1; }
    constexpr float area() const { return width() > 0 && height() > 0 ? width() * height() : 0.0F; }
    bool operator==(const Box&) const = default;
};

/// An object that a model says it sees.
struct Detection {
    Box box;
    ClassId label; ///< index into the session's classes
    float score = 0.0F; ///< 0..1
    bool operator==(const Detection&) const = default;
};

/// What predictions are held against where a label says more than a detection can.
struct ReferenceObject {
    Box box;
    std::uint32_t allowedClasses = 0; ///< bit i: a prediction of class i is right; 0: one there counts neither way
    bool operator==(const ReferenceObject&) const = default;
};

} // namespace jackdaw
