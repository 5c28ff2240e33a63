// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/streets/street_scenery.h"

#include "engine/base/random.h"

#include <algorithm>

namespace jackdaw::datasets {

namespace {

/// The plane of a house's front: u metres from its left end as seen from the street, z up.
struct Front {
    Vec2 origin;
    Vec2 along;
    double width;
    Vec2 out; ///< towards the street

    Vec3 place(double u, double z, double forward = 0.0) const { return at(origin + along * u + out * forward, z); }
    std::array<Vec3, 4> panel(double u0, double u1, double z0, double z1, double forward = 0.0) const
    {
        return {place(u0, z0, forward), place(u1, z0, forward), place(u1, z1, forward), place(u0, z1, forward)};
    }
};

void paintWindow(StreetPainter& painter, const Front& front, double u, double z, double width, double height,
                 RandomStream& random)
{
    const double lit = random.uniform();
    const double tone = random.uniform(0.7, 1.25);
    const bool curtain = random.chance(0.35);
    painter.face(front.panel(u - 0.12, u + width + 0.12, z - 0.12, z + height + 0.12, 0.02), {0.80, 0.79, 0.76});
    const bool isLit = lit < 0.45;
    const Colour glass =
        isLit && painter.light().lamps > lit ? Colour{0.95, 0.80, 0.48} : Colour{0.20, 0.25, 0.31} * tone;
    painter.face(front.panel(u, u + width, z, z + height, 0.03), glass,
                 isLit && painter.light().lamps > lit ? 0.75 : 0.0);
    if (curtain)
        painter.face(front.panel(u, u + width, z + height * 0.55, z + height, 0.04), {0.66, 0.64, 0.58});
    painter.face(front.panel(u + width * 0.46, u + width * 0.54, z, z + height, 0.05), {0.80, 0.79, 0.76});
}

void paintShop(StreetPainter& painter, const Front& front, RandomStream& random)
{
    constexpr Colour kSigns[] = {{0.62, 0.12, 0.12}, {0.10, 0.26, 0.42}, {0.12, 0.36, 0.22},
                                 {0.75, 0.58, 0.12}, {0.20, 0.20, 0.22}, {0.55, 0.30, 0.48}};
    const Colour sign = kSigns[random.below(std::size(kSigns))];
    painter.face(front.panel(0.15, front.width - 0.15, 0.0, 3.2, 0.03), sign * 0.75);
    const double door = random.uniform(0.2, 0.7) * front.width;
    for (double u = 0.4; u + 1.8 < front.width; u += 2.1) {
        const bool isDoor = door >= u && door < u + 2.1;
        painter.face(front.panel(u, u + 1.8, isDoor ? 0.05 : 0.6, 2.5, 0.05),
                     isDoor ? Colour{0.16, 0.15, 0.15} : Colour{0.36, 0.42, 0.46}, isDoor ? 0.1 : 0.75);
        painter.face(front.panel(u + 0.2, u + 1.2, 0.7, 1.3 + random.uniform(0.0, 0.6), 0.06),
                     {random.uniform(0.3, 0.8), random.uniform(0.3, 0.7), random.uniform(0.2, 0.6)},
                     isDoor ? 0.0 : 0.4);
    }
    painter.face(front.panel(0.15, front.width - 0.15, 2.65, 3.25, 0.08), sign, 0.55);
    for (double u = 0.25 * front.width; u < 0.7 * front.width; u += 0.42)
        painter.face(front.panel(u, u + 0.26, 2.8, 2.8 + random.uniform(0.18, 0.32), 0.1), {0.93, 0.91, 0.85}, 0.8);
    if (random.chance(0.5)) {
        const Vec3 a = front.place(0.3, 2.75, 0.1);
        const Vec3 b = front.place(front.width - 0.3, 2.75, 0.1);
        const Vec3 drop{front.out.x * 1.3, front.out.y * 1.3, -0.55};
        painter.card(std::array{a, b, b + drop, a + drop}, mix(sign, {0.9, 0.88, 0.8}, 0.3));
    }
}

void paintFront(StreetPainter& painter, const Front& front, const Building& house, RandomStream& random)
{
    painter.face(front.panel(0, front.width, 0, house.height), house.wall);
    painter.face(front.panel(0, front.width, 0, 0.5, 0.02), house.wall * 0.75);
    const double first = house.shop ? 4.2 : 1.2;
    const double storey = random.uniform(2.9, 3.4);
    const double width = random.uniform(0.9, 1.4);
    const double gap = width + random.uniform(0.9, 1.7);
    const int columns = std::max(1, static_cast<int>((front.width - 0.8) / gap));
    const double margin = (front.width - columns * gap + gap - width) / 2.0;
    for (double z = first; z + 2.0 < house.height; z += storey) {
        painter.face(front.panel(0, front.width, z - 0.55, z - 0.43, 0.04), house.wall * 0.82);
        for (int column = 0; column < columns; ++column)
            paintWindow(painter, front, margin + column * gap, z, width, 1.55, random);
    }
    painter.face(front.panel(0, front.width, house.height - 0.45, house.height, 0.15),
                 mix(house.wall, {0.85, 0.84, 0.8}, 0.5));
    if (house.shop)
        paintShop(painter, front, random);
    else
        painter.face(front.panel(front.width * 0.45, front.width * 0.45 + 1.0, 0.1, 2.3, 0.03),
                     Colour{0.30, 0.12, 0.10} * random.uniform(0.6, 1.6));
}

void paintRoof(StreetPainter& painter, const Building& house, Vec2 back, RandomStream& random)
{
    const Colour tile = random.chance(0.5) ? Colour{0.36, 0.28, 0.26} : Colour{0.30, 0.31, 0.34};
    const Vec2 ridge = back * 0.5;
    const double top = house.height + random.uniform(1.5, 3.2);
    const Vec3 a = at(house.a, house.height);
    const Vec3 b = at(house.b, house.height);
    const Vec3 ra = at(house.a + ridge, top);
    const Vec3 rb = at(house.b + ridge, top);
    painter.card(std::array{a, ra, at(house.a + back, house.height)}, house.wall * 0.8);
    painter.card(std::array{b, rb, at(house.b + back, house.height)}, house.wall * 0.8);
    painter.card(std::array{a, b, rb, ra}, tile);
    const Vec2 chimney = house.a + (house.b - house.a) * random.uniform(0.15, 0.85) + ridge * 0.8;
    const Vec2 step = unit(house.b - house.a) * 0.9;
    painter.card(std::array{at(chimney, house.height), at(chimney + step, house.height), at(chimney + step, top + 1.1),
                            at(chimney, top + 1.1)},
                 house.wall * 0.7);
}

} // namespace

void paintBuilding(StreetPainter& painter, const Building& house)
{
    RandomStream random(house.look, 0, RandomPurpose::Rendering, 0);
    const Vec2 along = unit(house.b - house.a);
    const Vec2 inward = leftOf(along);
    const Vec2 back = inward * house.depth;
    paintRoof(painter, house, back, random);
    const double width = length(house.b - house.a);
    const Vec2 farA = house.a + back;
    const Vec2 farB = house.b + back;
    painter.face(std::array{at(farA, 0), at(house.a, 0), at(house.a, house.height), at(farA, house.height)},
                 house.wall * 0.88);
    painter.face(std::array{at(house.b, 0), at(farB, 0), at(farB, house.height), at(house.b, house.height)},
                 house.wall * 0.88);
    const Front front{house.a, along, width, inward * -1.0};
    paintFront(painter, front, house, random);
}

} // namespace jackdaw::datasets
