// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/streets/street_furniture.h"

#include "datasets/streets/street_solid.h"
#include "engine/base/random.h"

#include <cmath>

namespace jackdaw::datasets {

namespace {

constexpr Colour kSteel{0.42, 0.43, 0.44};

void paintRailing(StreetPainter& painter, const LocalFrame& f, const Prop& railing)
{
    const Colour colour =
        railing.look % 3 == 0 ? Colour{0.13, 0.14, 0.14} : kSteel * (railing.look % 3 == 1 ? 1.0 : 0.6);
    for (const double z : {0.25, 1.05})
        paintLimb(painter, f.place(0, 0, z), f.place(railing.size, 0, z), 0.06, 0.06, colour);
    for (double x = 0.0; x <= railing.size; x += x < 30.0 ? 1.0 : 2.5)
        paintLimb(painter, f.place(x, 0, 0), f.place(x, 0, 1.08), 0.05, 0.05, colour);
}

void paintStall(StreetPainter& painter, const LocalFrame& f, const Prop& stall)
{
    constexpr Colour kCloths[] = {
        {0.70, 0.16, 0.14}, {0.16, 0.34, 0.58}, {0.86, 0.84, 0.78}, {0.18, 0.44, 0.26}, {0.84, 0.66, 0.20}};
    RandomStream random(stall.look, 2, RandomPurpose::Rendering, 0);
    const double half = stall.size / 2.0;
    const Colour cloth = kCloths[stall.look % std::size(kCloths)];
    paintBox(painter, f, -0.9, 0.5, -half + 0.2, half - 0.2, 0.0, 0.85, {0.36, 0.29, 0.22});
    for (double y = -half + 0.3; y + 0.5 < half; y += 0.6)
        painter.face(topPanel(f, -0.8, 0.45, y, y + 0.5, 0.9),
                     {random.uniform(0.3, 0.85), random.uniform(0.25, 0.7), random.uniform(0.1, 0.4)});
    for (const double y : {-half, half}) {
        for (const double x : {-1.1, 1.1})
            paintLimb(painter, f.place(x, y, 0), f.place(x, y, 2.3), 0.07, 0.07, {0.55, 0.55, 0.55});
    }
    const Vec3 ridge[] = {f.place(0, -half - 0.2, 2.9), f.place(0, half + 0.2, 2.9)};
    painter.face(std::array{f.place(1.4, -half - 0.2, 2.25), f.place(1.4, half + 0.2, 2.25), ridge[1], ridge[0]},
                 cloth);
    painter.face(std::array{f.place(-1.4, half + 0.2, 2.25), f.place(-1.4, -half - 0.2, 2.25), ridge[0], ridge[1]},
                 cloth * 0.8);
    painter.card(std::array{f.place(1.4, -half - 0.2, 2.25), f.place(1.4, half + 0.2, 2.25),
                            f.place(1.4, half + 0.2, 1.98), f.place(1.4, -half - 0.2, 1.98)},
                 cloth * 0.85);
}

void paintCanopy(StreetPainter& painter, const LocalFrame& f, const Prop& canopy)
{
    const double half = canopy.size / 2.0;
    const Colour band = canopy.look % 2 ? Colour{0.12, 0.40, 0.26} : Colour{0.72, 0.14, 0.10};
    for (const double y : {-half + 1.5, half - 1.5})
        paintBox(painter, f, -0.5, 0.0, y - 0.25, y + 0.25, 0.0, 4.6, {0.78, 0.78, 0.77});
    painter.card(topPanel(f, -9.0, 0.4, -half, half, 4.6), {0.60, 0.61, 0.60}, 0.55);
    paintBox(painter, f, -9.0, 0.4, -half, half, 4.6, 5.4, {0.88, 0.88, 0.87});
    painter.face(frontPanel(f, 0.42, -half, half, 4.75, 5.2), band, 0.8);
    for (const int side : {-1, 1})
        painter.face(sidePanel(f, side, half + 0.02, -9.0, 0.4, 4.75, 5.2), band, 0.6);
}

void paintPump(StreetPainter& painter, const LocalFrame& f, const Prop& pump)
{
    paintBox(painter, f, -0.35, 0.35, -0.55, 0.55, 0.0, 1.75, {0.82, 0.82, 0.82});
    const Colour band = pump.look % 2 ? Colour{0.12, 0.40, 0.26} : Colour{0.72, 0.14, 0.10};
    painter.face(frontPanel(f, 0.36, -0.5, 0.5, 1.35, 1.7), band, 0.7);
    painter.face(rearPanel(f, -0.36, -0.5, 0.5, 1.35, 1.7), band, 0.7);
    for (const double x : {0.36, -0.36}) {
        const auto panel = x > 0 ? frontPanel(f, x, -0.35, 0.35, 0.8, 1.2) : rearPanel(f, x, -0.35, 0.35, 0.8, 1.2);
        painter.face(panel, {0.10, 0.11, 0.12});
    }
}

void paintSign(StreetPainter& painter, const LocalFrame& f, const Prop& sign)
{
    paintLimb(painter, f.place(0, 0, 0), f.place(0, 0, sign.size), 0.08, 0.08, {0.45, 0.45, 0.46});
    const double z = sign.size - 0.1;
    const auto disc = [&](double radius, double x, Colour colour) {
        std::array<Vec3, 12> rim;
        for (std::size_t i = 0; i < rim.size(); ++i) {
            const double angle = 2.0 * CV_PI * static_cast<double>(i) / rim.size();
            rim[i] = f.place(x, radius * std::cos(angle), z + radius * std::sin(angle));
        }
        painter.card(rim, colour, 0.1);
    };
    switch (sign.look % 4) {
    case 0:
        disc(0.36, 0.02, {0.75, 0.10, 0.10});
        disc(0.25, 0.04, {0.90, 0.90, 0.88});
        break;
    case 1: disc(0.36, 0.02, {0.12, 0.28, 0.62}); break;
    case 2:
        painter.card(std::array{f.place(0.02, -0.4, z - 0.3), f.place(0.02, 0.4, z - 0.3), f.place(0.02, 0, z + 0.4)},
                     {0.78, 0.12, 0.10});
        painter.card(
            std::array{f.place(0.03, -0.24, z - 0.2), f.place(0.03, 0.24, z - 0.2), f.place(0.03, 0, z + 0.22)},
            {0.90, 0.90, 0.88});
        break;
    default:
        painter.card(frontPanel(f, 0.02, -0.42, 0.42, z - 0.3, z + 0.25), {0.12, 0.30, 0.52}, 0.1);
        painter.card(frontPanel(f, 0.03, -0.3, 0.2, z, z + 0.1), {0.90, 0.90, 0.90});
        break;
    }
}

void paintHedge(StreetPainter& painter, const LocalFrame& f, const Prop& hedge)
{
    RandomStream random(hedge.look, 3, RandomPurpose::Rendering, 0);
    const Colour leaf = mix({0.14, 0.24, 0.10}, {0.26, 0.33, 0.13}, random.uniform());
    for (double x = 0.0; x < hedge.size; x += 3.0) {
        const double top = random.uniform(1.0, 1.4);
        const double end = std::min(x + 3.0, hedge.size);
        paintBox(painter, f, x, end, -0.45, 0.45, 0.0, top, leaf * random.uniform(0.85, 1.15));
        for (int i = 0; i < 4; ++i)
            painter.disc(f.place(random.uniform(x, end), random.uniform(-0.3, 0.3), top), random.uniform(0.2, 0.4),
                         leaf * random.uniform(0.8, 1.3), 0.0, 0.6);
    }
}

void paintBoard(StreetPainter& painter, const LocalFrame& f, const Prop& board)
{
    RandomStream random(board.look, 4, RandomPurpose::Rendering, 0);
    const double half = board.size / 2.0;
    for (const double y : {-half * 0.6, half * 0.6})
        paintLimb(painter, f.place(0, y, 0), f.place(0, y, 2.4), 0.18, 0.18, kSteel);
    painter.card(frontPanel(f, 0.05, -half, half, 2.2, 2.2 + board.size * 0.6), {0.2, 0.2, 0.2});
    painter.card(frontPanel(f, 0.08, -half + 0.12, half - 0.12, 2.3, 2.1 + board.size * 0.6),
                 {random.uniform(0.2, 0.9), random.uniform(0.2, 0.9), random.uniform(0.2, 0.9)}, 0.6);
    for (int i = 0; i < 5; ++i) {
        const double y = random.uniform(-half + 0.2, half - 1.0);
        const double z = random.uniform(2.4, 1.9 + board.size * 0.6);
        painter.card(frontPanel(f, 0.10, y, y + random.uniform(0.3, 1.0), z, z + random.uniform(0.1, 0.4)),
                     {random.uniform(0.1, 0.95), random.uniform(0.1, 0.95), random.uniform(0.1, 0.95)}, 0.5);
    }
}

void paintMast(StreetPainter& painter, const LocalFrame& f, const Prop& mast)
{
    paintLimb(painter, f.place(0, 0, 0), f.place(0, 0, mast.size), 0.22, 0.14, kSteel);
    if (mast.look % 2 == 0) {
        paintLimb(painter, f.place(0, 0, mast.size - 0.6), f.place(3.4, 0, mast.size - 0.2), 0.09, 0.07, kSteel);
        paintLimb(painter, f.place(3.2, -30, mast.size - 0.9), f.place(3.2, 30, mast.size - 0.9), 0.03, 0.03,
                  {0.12, 0.12, 0.12});
    }
}

void paintCone(StreetPainter& painter, const LocalFrame& f, const Prop& cone)
{
    paintLimb(painter, f.place(0, 0, 0.04), f.place(0, 0, cone.size), 0.36, 0.06, {0.90, 0.32, 0.10});
    paintLimb(painter, f.place(0, 0, 0.4 * cone.size), f.place(0, 0, 0.65 * cone.size), 0.26, 0.19, {0.88, 0.88, 0.88});
    painter.face(topPanel(f, -0.22, 0.22, -0.22, 0.22, 0.05), {0.10, 0.10, 0.10});
}

} // namespace

void paintFurniture(StreetPainter& painter, const Prop& prop)
{
    const LocalFrame f{prop.at, prop.facing};
    switch (prop.kind) {
    case PropKind::Railing: paintRailing(painter, f, prop); break;
    case PropKind::Stall: paintStall(painter, f, prop); break;
    case PropKind::Pump: paintPump(painter, f, prop); break;
    case PropKind::Canopy: paintCanopy(painter, f, prop); break;
    case PropKind::Sign: paintSign(painter, f, prop); break;
    case PropKind::Hedge: paintHedge(painter, f, prop); break;
    case PropKind::Board: paintBoard(painter, f, prop); break;
    case PropKind::Mast: paintMast(painter, f, prop); break;
    default: paintCone(painter, f, prop); break;
    }
}

FurnitureSize furnitureSize(const Prop& prop)
{
    switch (prop.kind) {
    case PropKind::Railing: return {0.0, prop.size, 0.05, 1.05};
    case PropKind::Stall: return {-1.2, 1.2, prop.size / 2.0, 2.5};
    case PropKind::Pump: return {-0.35, 0.35, 0.55, 1.75};
    // What is under the roof is behind its front edge.
    case PropKind::Canopy: return {0.0, 0.4, prop.size / 2.0, 5.2};
    case PropKind::Hedge: return {0.0, prop.size, 0.45, 1.2};
    case PropKind::Board: return {-0.1, 0.1, prop.size / 2.0, 2.2 + 0.6 * prop.size};
    default: return {-0.15, 0.15, 0.15, prop.size};
    }
}

} // namespace jackdaw::datasets
