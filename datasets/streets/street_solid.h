// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasets/streets/street_painter.h"

namespace jackdaw::datasets {

/// The own coordinates of something that stands or drives in the street: x ahead, y to its left, z up, in metres.
struct LocalFrame {
    Vec2 origin;
    Vec2 ahead{0, 1};
    Vec2 onGround(double x, double y = 0.0) const { return origin + ahead * x + leftOf(ahead) * y; }
    /// A direction rather than a place.
    Vec3 span(double x, double y, double z) const { return at(ahead * x + leftOf(ahead) * y, z); }
    Vec3 place(double x, double y, double z) const { return at(onGround(x, y), z); }
};

/// Panels of upright boxes, counter-clockwise from outside.
using Panel = std::array<Vec3, 4>;
Panel frontPanel(const LocalFrame& f, double x, double y0, double y1, double z0, double z1);
Panel rearPanel(const LocalFrame& f, double x, double y0, double y1, double z0, double z1);
/// \p side +1 left, -1 right.
Panel sidePanel(const LocalFrame& f, int side, double y, double x0, double x1, double z0, double z1);
Panel topPanel(const LocalFrame& f, double x0, double x1, double y0, double y1, double z);

/// An upright box without its underside.
void paintBox(StreetPainter& painter, const LocalFrame& f, double x0, double x1, double y0, double y1, double z0,
              double z1, Colour colour);

/// A bar from \p a to \p b that faces the eye, wa and wb thick at its ends.
void paintLimb(StreetPainter& painter, Vec3 a, Vec3 b, double wa, double wb, Colour colour);

/// Corners of the rectangle x0..x1, -y..y on the ground.
std::array<Vec2, 4> footprint(const LocalFrame& f, double x0, double x1, double y);

} // namespace jackdaw::datasets
