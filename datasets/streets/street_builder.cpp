// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/streets/street_builder.h"

#include <algorithm>
#include <cmath>

namespace jackdaw::datasets {

namespace {

constexpr Colour kWalls[] = {{0.60, 0.37, 0.29}, {0.78, 0.71, 0.58}, {0.66, 0.63, 0.58}, {0.52, 0.34, 0.28},
                             {0.72, 0.58, 0.44}, {0.83, 0.80, 0.74}, {0.50, 0.52, 0.56}, {0.69, 0.49, 0.38}};

} // namespace

Vec2 RoadLine::place(double along, double across) const
{
    return from + direction() * along + leftOf(direction()) * across;
}

void StreetBuilder::strip(const RoadLine& road, double along0, double along1, double across0, double across1,
                          Colour colour)
{
    m_layout.ground.push_back({{road.place(along0, across0), road.place(along1, across0), road.place(along1, across1),
                                road.place(along0, across1)},
                               colour});
}

void StreetBuilder::carriageway(const RoadLine& road, double right, double left, double pavement)
{
    const double end = road.length();
    strip(road, 0, end, right - pavement, left + pavement, paint::kPavement);
    // Joints of the slabs, close enough to the camera to be seen.
    for (double along = 0.0; along < std::min(end, 70.0); along += 1.8) {
        strip(road, along, along + 0.05, right - pavement, right, paint::kPavement * 0.86);
        strip(road, along, along + 0.05, left, left + pavement, paint::kPavement * 0.86);
    }
    strip(road, 0, end, right - 0.3, left + 0.3, paint::kKerb);
    strip(road, 0, end, right - 0.08, left + 0.08, paint::kAsphalt * 0.7);
    strip(road, 0, end, right, left, paint::kAsphalt);
    strip(road, 0, end, right, right + 0.45, paint::kAsphalt * 0.9);
    strip(road, 0, end, left - 0.45, left, paint::kAsphalt * 0.9);
}

void StreetBuilder::line(const RoadLine& road, double across, double along0, double along1, bool dashed)
{
    const double step = dashed ? 6.0 : along1 - along0;
    const double dash = dashed ? 2.6 : step;
    for (double along = along0; along < along1; along += step)
        strip(road, along, along + dash, across - 0.075, across + 0.075, paint::kMarking);
}

void StreetBuilder::zebra(const RoadLine& road, double along, double right, double left)
{
    for (double across = right + 0.3; across + 0.5 < left; across += 1.0)
        strip(road, along, along + 3.2, across, across + 0.5, paint::kMarking);
}

void StreetBuilder::stopLine(const RoadLine& road, double along, double right, double left)
{
    strip(road, along, along + 0.4, right, left, paint::kMarking);
}

void StreetBuilder::wear(const RoadLine& road, double right, double left, int count)
{
    for (int i = 0; i < count; ++i) {
        const double along = m_random.uniform(3.0, 80.0);
        const double across = m_random.uniform(right + 0.3, left - 2.0);
        const double tone = m_random.uniform(0.82, 1.12);
        strip(road, along, along + m_random.uniform(1.0, 7.0), across, across + m_random.uniform(0.6, 1.8),
              paint::kAsphalt * tone);
    }
    for (int i = 0; i < count / 2; ++i) {
        const double along = m_random.uniform(5.0, 50.0);
        const double across = m_random.uniform(right + 0.5, left - 1.0);
        strip(road, along, along + 0.65, across, across + 0.65, {0.24, 0.23, 0.22});
    }
}

void StreetBuilder::houses(const RoadLine& road, int side, double across, double along0, double along1)
{
    double along = along0;
    while (along < along1) {
        Building house;
        const double width = m_random.uniform(7.0, 15.0);
        const double setBack = m_random.uniform(0.0, 0.5);
        const double line = side * (across + setBack);
        const Vec2 near = road.place(along, line);
        const Vec2 far = road.place(along + width, line);
        house.a = side > 0 ? near : far;
        house.b = side > 0 ? far : near;
        house.height = m_random.uniform(7.5, 16.0);
        house.wall = kWalls[m_random.below(std::size(kWalls))] * m_random.uniform(0.85, 1.08);
        house.shop = m_random.chance(0.65);
        house.look = m_random();
        m_layout.buildings.push_back(house);
        along += width + (m_random.chance(0.12) ? m_random.uniform(2.0, 5.0) : 0.0);
    }
}

void StreetBuilder::trees(const RoadLine& road, double across, double along0, double along1, double spacing,
                          double size)
{
    for (double along = along0; along < along1; along += spacing * m_random.uniform(0.8, 1.25))
        prop(PropKind::Tree, road.place(along, across), size * m_random.uniform(0.8, 1.2), {0, -1});
}

void StreetBuilder::lamps(const RoadLine& road, double across, double along0, double along1, double spacing)
{
    const Vec2 facing = leftOf(road.direction()) * (across > 0 ? -1.0 : 1.0);
    for (double along = along0; along < along1; along += spacing)
        prop(PropKind::Lamp, road.place(along, across), 7.5, facing);
}

void StreetBuilder::prop(PropKind kind, Vec2 at, double size, Vec2 facing, int signal)
{
    m_layout.props.push_back({kind, at, size, facing, m_random(), signal});
}

Lane& StreetBuilder::lane(const RoadLine& road, double across, bool forward, double speed, double rate)
{
    const Vec2 from = road.place(forward ? 0.0 : road.length(), across);
    const Vec2 to = road.place(forward ? road.length() : 0.0, across);
    return lane({from, to}, speed, rate);
}

Lane& StreetBuilder::lane(std::vector<Vec2> path, double speed, double rate)
{
    Lane made{StreetPath(std::move(path))};
    made.speed = speed;
    made.rate = rate;
    m_layout.lanes.push_back(std::move(made));
    return m_layout.lanes.back();
}

void StreetBuilder::parked(const RoadLine& road, double across, double along0, double along1, double chance,
                           bool forward)
{
    for (double along = along0; along < along1; along += 6.2) {
        if (m_random.chance(chance))
            m_layout.parked.push_back({road.place(along, across), road.direction() * (forward ? 1.0 : -1.0)});
    }
}

void StreetBuilder::patch(std::vector<Vec2> outline, Colour colour)
{
    m_layout.ground.push_back({std::move(outline), colour});
}

void StreetBuilder::disc(Vec2 centre, double radius, Colour colour)
{
    constexpr int kCorners = 48;
    std::vector<Vec2> rim;
    for (int i = 0; i < kCorners; ++i) {
        const double angle = 2.0 * CV_PI * i / kCorners;
        rim.push_back(centre + Vec2{std::cos(angle), std::sin(angle)} * radius);
    }
    patch(std::move(rim), colour);
}

void StreetBuilder::ribbon(const std::vector<Vec2>& path, double width, Colour colour)
{
    for (std::size_t i = 1; i < path.size(); ++i) {
        const Vec2 ahead = unit(path[i] - path[i - 1]);
        const Vec2 side = leftOf(ahead) * (width / 2.0);
        const Vec2 more = ahead * (0.03 * width);
        patch({path[i - 1] - side - more, path[i] - side + more, path[i] + side + more, path[i - 1] + side - more},
              colour);
    }
}

void StreetBuilder::tracks(const RoadLine& road, double across, double along0, double along1)
{
    for (const double side : {-0.78, 0.78})
        strip(road, along0, along1, across + side - 0.3, across + side + 0.3,
              paint::kAsphalt * m_random.uniform(0.84, 0.94));
    strip(road, along0, along1, across - 0.22, across + 0.22, paint::kAsphalt * m_random.uniform(0.88, 0.97));
}

void StreetBuilder::arrow(const RoadLine& road, double along, double across, bool forward)
{
    const double way = forward ? 1.0 : -1.0;
    const auto place = [&](double x, double y) { return road.place(along + way * x, across + y); };
    patch({place(0, -0.1), place(3.0, -0.1), place(3.0, 0.1), place(0, 0.1)}, paint::kMarking);
    patch({place(2.8, -0.45), place(4.6, 0.0), place(2.8, 0.45)}, paint::kMarking);
}

void StreetBuilder::hatching(const RoadLine& road, double along0, double along1, double right, double left)
{
    const double slant = left - right;
    for (double along = along0; along + slant < along1; along += 2.4)
        patch({road.place(along, right), road.place(along + 0.5, right), road.place(along + slant + 0.5, left),
               road.place(along + slant, left)},
              paint::kMarking * 0.95);
    line(road, right, along0, along1, false);
    line(road, left, along0, along1, false);
}

void StreetBuilder::bays(const RoadLine& road, double across, double along0, double along1, double turn, double chance)
{
    const Vec2 ahead = road.direction();
    const bool isAlong = std::abs(std::cos(turn)) > 0.8;
    for (double along = along0; along < along1; along += isAlong ? 6.4 : 2.7) {
        if (!m_random.chance(chance))
            continue;
        const bool turned = !isAlong && m_random.chance(0.3);
        const double angle = turn + (turned ? CV_PI : 0.0) + m_random.uniform(-0.03, 0.03);
        const Vec2 heading = ahead * std::cos(angle) + leftOf(ahead) * std::sin(angle);
        const auto kind = m_random.chance(0.14) ? StreetClass::Van : StreetClass::Car;
        m_layout.parked.push_back({road.place(along, across + m_random.uniform(-0.2, 0.2)), heading, kind});
    }
}

void StreetBuilder::railing(const RoadLine& road, double across, double along0, double along1)
{
    for (double along = along0; along < along1; along += 12.0)
        prop(PropKind::Railing, road.place(along, across), std::min(12.0, along1 - along), road.direction());
}

void StreetBuilder::signs(const RoadLine& road, double across, double along0, double along1, double spacing)
{
    for (double along = along0; along < along1; along += spacing * m_random.uniform(0.6, 1.4))
        prop(PropKind::Sign, road.place(along, across), m_random.uniform(2.2, 3.0), road.direction() * -1.0);
}

void StreetBuilder::giveWay(std::size_t walk, double halfWidth)
{
    const StreetPath path(m_layout.walks[walk].path);
    for (Lane& lane : m_layout.lanes) {
        // Where they meet, found in steps of a fraction of a metre.
        double best = 1e9;
        LaneCrossing found;
        found.walk = walk;
        for (double along = 0.0; along < path.length(); along += 0.25) {
            const auto near = lane.path.nearest(path.place(along), 0.0, lane.path.length());
            if (near.aside >= best)
                continue;
            best = near.aside;
            found.line = near.along - halfWidth - 1.2;
            found.end = near.along + halfWidth;
            found.from = std::min(along - 2.6, m_layout.walks[walk].stopAt + 0.1);
            found.to = along + 2.2;
        }
        if (best < 0.5)
            lane.crossings.push_back(found);
    }
}

} // namespace jackdaw::datasets
