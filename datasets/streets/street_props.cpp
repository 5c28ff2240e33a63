// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/streets/street_furniture.h"
#include "datasets/streets/street_scenery.h"
#include "datasets/streets/street_solid.h"
#include "engine/base/random.h"

#include <cmath>

namespace jackdaw::datasets {

namespace {

bool isFurniture(PropKind kind)
{
    return kind > PropKind::Barrier;
}

/// An upright bar that faces the eye.
void paintBar(StreetPainter& painter, Vec2 at2, double width, double bottom, double top, Colour colour)
{
    const Vec2 half = painter.view().right() * (width / 2.0);
    painter.card(std::array{at(at2 - half, bottom), at(at2 + half, bottom), at(at2 + half * 0.8, top),
                            at(at2 - half * 0.8, top)},
                 colour);
}

void paintLeaves(StreetPainter& painter, Vec3 centre, double radius, Colour colour, RandomStream& random)
{
    constexpr std::size_t kCorners = 11;
    std::array<Vec3, kCorners> points;
    const Vec2 right = painter.view().right();
    for (std::size_t i = 0; i < kCorners; ++i) {
        const double angle = 2.0 * CV_PI * static_cast<double>(i) / kCorners;
        const double r = radius * random.uniform(0.78, 1.16);
        points[i] = centre + Vec3{right.x * r * std::cos(angle), right.y * r * std::cos(angle), r * std::sin(angle)};
    }
    painter.card(points, colour);
}

void paintTree(StreetPainter& painter, const Prop& tree)
{
    RandomStream random(tree.look, 1, RandomPurpose::Rendering, 0);
    paintBar(painter, tree.at, tree.size * 0.045, 0.0, tree.size * 0.55, {0.30, 0.24, 0.19});
    const Colour leaf = mix({0.20, 0.33, 0.13}, {0.36, 0.39, 0.16}, random.uniform());
    const Vec2 right = painter.view().right();
    const Vec3 sun = painter.light().sunDirection;
    const double lit = sun.x * right.x + sun.y * right.y;
    for (int i = 0; i < 26; ++i) {
        const double t = i / 25.0;
        const double angle = random.uniform(0.0, 2.0 * CV_PI);
        const double away = std::sqrt(random.uniform()) * tree.size * 0.25;
        const double u = away * std::cos(angle);
        const double z = tree.size * 0.68 + away * 0.95 * std::sin(angle);
        const double light = 0.66 + 0.34 * t
            + 0.3 * painter.light().sun * (0.6 * std::sin(angle) + 0.5 * lit * u / tree.size * 4.0) * away
                / (tree.size * 0.25);
        paintLeaves(painter, at(tree.at + right * u, z), tree.size * random.uniform(0.06, 0.12) * (1.35 - 0.5 * t),
                    leaf * light, random);
    }
}

void paintLamp(StreetPainter& painter, const Prop& lamp)
{
    const Colour metal{0.34, 0.35, 0.36};
    paintBar(painter, lamp.at, 0.16, 0.0, lamp.size, metal);
    const Vec2 end = lamp.at + lamp.facing * 1.6;
    painter.card(std::array{at(lamp.at, lamp.size - 0.15), at(end, lamp.size + 0.1), at(end, lamp.size + 0.22),
                            at(lamp.at, lamp.size + 0.03)},
                 metal);
    painter.disc(at(end, lamp.size + 0.02), 0.24, mix({0.62, 0.62, 0.60}, {1.0, 0.90, 0.68}, painter.light().lamps),
                 1.0, 0.6);
}

void paintSignal(StreetPainter& painter, const Prop& signal, bool isGreen)
{
    paintBar(painter, signal.at, 0.14, 0.0, signal.size - 0.9, {0.20, 0.20, 0.21});
    const LocalFrame f{signal.at, signal.facing};
    paintBox(painter, f, -0.12, 0.12, -0.2, 0.2, signal.size - 1.0, signal.size, {0.09, 0.09, 0.10});
    const auto lens = [&](double z, Colour colour, bool on) {
        painter.face(frontPanel(f, 0.14, -0.12, 0.12, z - 0.12, z + 0.12), on ? colour : colour * 0.22, on ? 1.0 : 0.0);
    };
    lens(signal.size - 0.17, {0.95, 0.12, 0.08}, !isGreen);
    lens(signal.size - 0.48, {0.95, 0.65, 0.10}, false);
    lens(signal.size - 0.79, {0.10, 0.85, 0.35}, isGreen);
}

void paintShelter(StreetPainter& painter, const Prop& shelter)
{
    const LocalFrame f{shelter.at, shelter.facing};
    const double half = shelter.size / 2.0;
    const Colour frame{0.25, 0.27, 0.29};
    painter.card(rearPanel(f, -0.7, -half, half, 0.3, 2.2), {0.52, 0.60, 0.63});
    painter.card(rearPanel(f, -0.65, half - 1.3, half - 0.1, 0.5, 2.0), {0.80, 0.45, 0.25}, 0.7);
    painter.card(rearPanel(f, -0.62, half - 1.2, half - 0.2, 1.2, 1.9), {0.92, 0.90, 0.82}, 0.8);
    for (const double y : {-half, -half / 3.0, half / 3.0, half})
        painter.card(rearPanel(f, -0.6, y - 0.05, y + 0.05, 0.0, 2.3), frame);
    painter.card(topPanel(f, -0.55, -0.15, -half + 0.5, half - 1.6, 0.5), {0.48, 0.20, 0.15});
    paintBox(painter, f, -0.8, 0.7, -half - 0.1, half + 0.1, 2.3, 2.45, frame);
}

void paintGantry(StreetPainter& painter, const Prop& gantry)
{
    const LocalFrame f{gantry.at, gantry.facing};
    const double half = gantry.size / 2.0;
    const Colour steel{0.50, 0.52, 0.54};
    for (const double y : {-half, half})
        paintBox(painter, f, -0.2, 0.2, y - 0.2, y + 0.2, 0.0, 7.4, steel);
    paintBox(painter, f, -0.3, 0.3, -half, half, 7.0, 7.5, steel);
    painter.card(frontPanel(f, 0.4, -half * 0.75, -half * 0.05, 5.7, 8.3), {0.10, 0.28, 0.52}, 0.15);
    painter.card(frontPanel(f, 0.4, half * 0.1, half * 0.8, 5.7, 8.3), {0.10, 0.28, 0.52}, 0.15);
    for (const double y : {-half * 0.68, half * 0.18}) {
        painter.card(frontPanel(f, 0.45, y, y + half * 0.45, 7.4, 7.8), {0.9, 0.9, 0.9}, 0.25);
        painter.card(frontPanel(f, 0.45, y, y + half * 0.3, 6.4, 6.8), {0.9, 0.9, 0.9}, 0.25);
    }
}

void paintBarrier(StreetPainter& painter, const Prop& barrier)
{
    const LocalFrame f{barrier.at, barrier.facing};
    for (double x = 0.0; x < barrier.size; x += 30.0)
        paintBox(painter, f, x, x + 30.0, -0.22, 0.22, 0.0, 0.85, {0.66, 0.65, 0.62});
}

} // namespace

void paintProp(StreetPainter& painter, const Prop& prop, bool isGreen)
{
    switch (prop.kind) {
    case PropKind::Tree: paintTree(painter, prop); break;
    case PropKind::Lamp: paintLamp(painter, prop); break;
    case PropKind::Signal: paintSignal(painter, prop, isGreen); break;
    case PropKind::Shelter: paintShelter(painter, prop); break;
    case PropKind::Gantry: paintGantry(painter, prop); break;
    case PropKind::Barrier: paintBarrier(painter, prop); break;
    case PropKind::Bin:
        paintBox(painter, {prop.at, prop.facing}, -0.25, 0.25, -0.25, 0.25, 0.0, prop.size, {0.16, 0.20, 0.18});
        break;
    default: paintFurniture(painter, prop); break;
    }
}

std::vector<Vec2> propFootprint(const Prop& prop)
{
    if (isFurniture(prop.kind)) {
        const FurnitureSize size = furnitureSize(prop);
        const auto edges = footprint({prop.at, prop.facing}, size.x0, size.x1, size.y);
        return {edges.begin(), edges.end()};
    }
    double x0 = -0.15;
    double x1 = 0.15;
    double y = 0.15;
    if (prop.kind == PropKind::Shelter) {
        x0 = -0.8;
        x1 = -0.6;
        y = prop.size / 2.0;
    } else if (prop.kind == PropKind::Gantry) {
        y = prop.size / 2.0;
    } else if (prop.kind == PropKind::Barrier) {
        x0 = 0.0;
        x1 = prop.size;
    }
    const auto corners = footprint({prop.at, prop.facing}, x0, x1, y);
    return {corners.begin(), corners.end()};
}

void shadeProp(StreetPainter& painter, const Prop& prop)
{
    if (prop.kind == PropKind::Tree) {
        std::vector<Vec2> crown;
        for (int i = 0; i < 9; ++i) {
            const double angle = 2.0 * CV_PI * i / 9.0;
            crown.push_back(prop.at + Vec2{std::cos(angle), std::sin(angle)} * (prop.size * 0.27));
        }
        painter.castShadow(crown, prop.size * 0.5, prop.size * 0.9);
        painter.castShadow(footprint({prop.at, {0, 1}}, -0.12, 0.12, 0.12), 0.0, prop.size * 0.6);
        return;
    }
    if (isFurniture(prop.kind)) {
        painter.castShadow(propFootprint(prop), 0.0, furnitureSize(prop).height);
        return;
    }
    const bool isLow = prop.kind == PropKind::Barrier || prop.kind == PropKind::Bin;
    const double height = isLow ? 0.9 : (prop.kind == PropKind::Shelter ? 2.4 : prop.size);
    if (prop.kind != PropKind::Gantry)
        painter.castShadow(propFootprint(prop), 0.0, height);
}

} // namespace jackdaw::datasets
