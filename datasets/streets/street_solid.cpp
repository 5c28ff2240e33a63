// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/streets/street_solid.h"

namespace jackdaw::datasets {

Panel frontPanel(const LocalFrame& f, double x, double y0, double y1, double z0, double z1)
{
    return {f.place(x, y0, z0), f.place(x, y1, z0), f.place(x, y1, z1), f.place(x, y0, z1)};
}

Panel rearPanel(const LocalFrame& f, double x, double y0, double y1, double z0, double z1)
{
    return {f.place(x, y1, z0), f.place(x, y0, z0), f.place(x, y0, z1), f.place(x, y1, z1)};
}

Panel sidePanel(const LocalFrame& f, int side, double y, double x0, double x1, double z0, double z1)
{
    const double edge = side * y;
    if (side < 0)
        return {f.place(x0, edge, z0), f.place(x1, edge, z0), f.place(x1, edge, z1), f.place(x0, edge, z1)};
    return {f.place(x1, edge, z0), f.place(x0, edge, z0), f.place(x0, edge, z1), f.place(x1, edge, z1)};
}

Panel topPanel(const LocalFrame& f, double x0, double x1, double y0, double y1, double z)
{
    return {f.place(x0, y0, z), f.place(x1, y0, z), f.place(x1, y1, z), f.place(x0, y1, z)};
}

void paintBox(StreetPainter& painter, const LocalFrame& f, double x0, double x1, double y0, double y1, double z0,
              double z1, Colour colour)
{
    LocalFrame middle = f;
    middle.origin = f.origin + leftOf(f.ahead) * ((y0 + y1) / 2.0);
    const double half = (y1 - y0) / 2.0;
    painter.face(rearPanel(f, x0, y0, y1, z0, z1), colour);
    painter.face(frontPanel(f, x1, y0, y1, z0, z1), colour);
    painter.face(sidePanel(middle, 1, half, x0, x1, z0, z1), colour);
    painter.face(sidePanel(middle, -1, half, x0, x1, z0, z1), colour);
    painter.face(topPanel(f, x0, x1, y0, y1, z1), colour);
}

void paintLimb(StreetPainter& painter, Vec3 a, Vec3 b, double wa, double wb, Colour colour)
{
    const Vec3 across = cross(b - a, painter.view().eye() - a);
    const double size = std::sqrt(dot(across, across));
    if (size < 1e-9)
        return;
    const Vec3 side = across * (0.5 / size);
    painter.card(std::array{a - side * wa, a + side * wa, b + side * wb, b - side * wb}, colour);
}

std::array<Vec2, 4> footprint(const LocalFrame& f, double x0, double x1, double y)
{
    const Vec2 left = leftOf(f.ahead);
    return {f.origin + f.ahead * x0 + left * y, f.origin + f.ahead * x1 + left * y, f.origin + f.ahead * x1 - left * y,
            f.origin + f.ahead * x0 - left * y};
}

} // namespace jackdaw::datasets
