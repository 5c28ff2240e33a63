// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/streets/street_vehicles.h"

#include <array>
#include <cmath>

namespace jackdaw::datasets {

namespace {

struct Clothes {
    Colour coat;
    Colour trousers;
    Colour skin;
    Colour hair;
    double height;
};

Clothes clothes(std::uint32_t look)
{
    constexpr Colour kCoats[] = {{0.14, 0.15, 0.18}, {0.55, 0.14, 0.14}, {0.18, 0.26, 0.45}, {0.75, 0.72, 0.66},
                                 {0.30, 0.34, 0.22}, {0.78, 0.55, 0.15}, {0.40, 0.40, 0.42}, {0.50, 0.28, 0.42}};
    constexpr Colour kTrousers[] = {{0.12, 0.13, 0.17}, {0.20, 0.26, 0.38}, {0.34, 0.30, 0.25}, {0.10, 0.10, 0.10}};
    constexpr Colour kSkins[] = {{0.82, 0.64, 0.52}, {0.52, 0.36, 0.26}, {0.70, 0.52, 0.40}};
    constexpr Colour kHairs[] = {{0.12, 0.09, 0.07}, {0.35, 0.24, 0.14}, {0.60, 0.50, 0.32}, {0.55, 0.55, 0.55}};
    return {kCoats[look % std::size(kCoats)], kTrousers[(look >> 4) % std::size(kTrousers)],
            kSkins[(look >> 8) % std::size(kSkins)], kHairs[(look >> 11) % std::size(kHairs)],
            1.60 + 0.26 * ((look >> 14) % 32) / 31.0};
}

/// The plane through a person that faces the eye: u to the right, z up.
struct Figure {
    StreetPainter& painter;
    Vec2 at2;
    double scale;

    Vec3 place(double u, double z) const { return at(at2 + painter.view().right() * (u * scale), z * scale); }
    void limb(double u0, double z0, double u1, double z1, double w0, double w1, Colour colour) const
    {
        painter.card(std::array{place(u0 - w0, z0), place(u0 + w0, z0), place(u1 + w1, z1), place(u1 - w1, z1)},
                     colour);
    }
};

void paintLegs(const Figure& figure, const Clothes& worn, double swing, double across)
{
    const auto leg = [&](double sign, Colour colour) {
        const double reach = sign * swing;
        const double foot = 0.05 + std::max(0.0, sign * swing) * (1.0 - across) * 0.25;
        const double u = reach * 0.34 * across + sign * 0.07 * (1.0 - across);
        const double knee = u * 0.55 + 0.03 * across;
        figure.limb(u, foot, knee, 0.46, 0.055, 0.075, colour);
        figure.limb(knee, 0.46, sign * 0.05 * (1.0 - across), 0.88, 0.075, 0.095, colour);
        figure.limb(u + 0.04 * across, foot - 0.05, u + 0.04 * across, foot + 0.03, 0.11 - 0.03 * (1.0 - across), 0.07,
                    {0.10, 0.09, 0.09});
    };
    leg(-1.0, worn.trousers * 0.8);
    leg(1.0, worn.trousers);
}

} // namespace

void paintPerson(StreetPainter& painter, Vec2 at2, Vec2 heading, std::uint32_t look, double stride, bool walking)
{
    const Clothes worn = clothes(look);
    const Figure figure{painter, at2, worn.height / 1.75};
    const Vec2 right = painter.view().right();
    // 1: seen from the side, 0: from the front or back.
    const double sideways = heading.x * right.x + heading.y * right.y;
    const double across = std::abs(sideways);
    const double swing = walking ? std::sin(stride * CV_PI) : 0.15;
    const double width = 0.23 - 0.07 * across;
    const Colour shadowed = worn.coat * 0.78;
    const double arm = swing * 0.22 * across;
    figure.limb(-width * 0.9 - arm, 0.82, -width * 0.75, 1.40, 0.045, 0.06, shadowed);
    paintLegs(figure, worn, sideways < 0 ? -swing : swing, across);
    painter.card(std::array{figure.place(-width * 0.85, 0.80), figure.place(width * 0.85, 0.80),
                            figure.place(width, 1.30), figure.place(width * 0.7, 1.46),
                            figure.place(-width * 0.7, 1.46), figure.place(-width, 1.30)},
                 worn.coat);
    figure.limb(-width * 0.8, 0.80, -width * 0.9, 1.40, 0.05, 0.06, shadowed);
    figure.limb(width * 0.9 + arm, 0.82, width * 0.75, 1.40, 0.045, 0.06, worn.coat * 1.1);
    if ((look >> 19) % 3 == 0)
        figure.limb(width * 1.1 + arm, 0.55, width * 1.1 + arm, 0.85, 0.11, 0.07, {0.35, 0.22, 0.14});
    figure.limb(0.0, 1.42, 0.0, 1.54, 0.06, 0.06, worn.skin * 0.9);
    painter.disc(figure.place(0.0, 1.63), 0.115 * figure.scale, worn.hair, 0.0, 1.15);
    const bool fromBehind = heading.x * leftOf(right).x + heading.y * leftOf(right).y > 0.35;
    if (!fromBehind)
        painter.disc(figure.place(0.03 * (sideways > 0 ? 1 : -1) * across, 1.60), 0.09 * figure.scale, worn.skin, 0.0,
                     1.1);
}

void shadePerson(StreetPainter& painter, Vec2 at2, std::uint32_t look)
{
    const LocalFrame f{at2, {0, 1}};
    painter.castShadow(footprint(f, -0.16, 0.16, 0.2), 0.0, clothes(look).height);
    std::array<Vec3, 4> below;
    const auto corners = footprint(f, -0.22, 0.22, 0.25);
    for (std::size_t i = 0; i < corners.size(); ++i)
        below[i] = at(corners[i], 0.02);
    painter.shade(below, 0.35);
}

} // namespace jackdaw::datasets
