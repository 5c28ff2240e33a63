// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/streets/street_builder.h"

#include <algorithm>

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

void StreetBuilder::lane(const RoadLine& road, double across, bool forward, double speed, double rate)
{
    Lane made;
    made.from = road.place(forward ? 0.0 : road.length(), across);
    made.to = road.place(forward ? road.length() : 0.0, across);
    made.speed = speed;
    made.rate = rate;
    m_layout.lanes.push_back(made);
}

void StreetBuilder::parked(const RoadLine& road, double across, double along0, double along1, double chance,
                           bool forward)
{
    for (double along = along0; along < along1; along += 6.2) {
        if (m_random.chance(chance))
            m_layout.parked.push_back({road.place(along, across), road.direction() * (forward ? 1.0 : -1.0)});
    }
}

} // namespace jackdaw::datasets
