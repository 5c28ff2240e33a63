// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/streets/street_layout_parts.h"

#include "datasets/streets/street_builder.h"

#include <cmath>

namespace jackdaw::datasets {

namespace {

/// A two-lane street seen along its length from a pole on the left pavement.
void highPole(StreetLayout& layout, RandomStream& random)
{
    layout.pose = {{-6.6, 0.0, 7.2}, 9.5 * kRadians, 13.5 * kRadians, 370.0};
    layout.sun = unit(Vec3{0.28, -0.5, 0.72});
    StreetBuilder build(layout, random);
    const RoadLine road{{0, -25}, {0, 190}};
    build.carriageway(road, -5.4, 3.4, 4.6);
    build.wear(road, -5.4, 3.4, 14);
    build.line(road, 0.0, 0, 215, true);
    build.line(road, -3.3, 30, 215, true);
    build.zebra(road, 46.0, -5.4, 3.4);
    build.stopLine(road, 44.2, -3.3, 0.0);
    build.stopLine(road, 51.0, 0.0, 3.4);
    build.houses(road, 1, 9.4, 62, 190);
    build.strip(road, 0, 62, 8.1, 60, paint::kGrass);
    build.houses(road, -1, 10.0, 28, 190);
    build.trees(road, -7.4, 46, 180, 15.0, 7.0);
    build.trees(road, 7.4, 58, 180, 21.0, 6.0);
    build.trees(road, 12.5, 44, 60, 9.0, 8.0);
    build.lamps(road, 4.4, 60, 190, 28.0);
    build.prop(PropKind::Bin, road.place(41, -6.6), 1.1, {1, 0});
    build.parked(road, -4.45, 56, 130, 0.6, true);
    build.parked(road, -4.45, 30, 41, 0.7, true);
    layout.signals.push_back({34.0, 0.0, 20.0, 23.0, 29.0});
    build.prop(PropKind::Signal, road.place(44.0, -5.9), 3.4, {0, -1}, 0);
    build.prop(PropKind::Signal, road.place(51.5, 4.0), 3.4, {0, 1}, 0);
    build.lane(road, -1.65, true, 11.0, 0.16);
    build.lane(road, 1.65, false, 11.0, 0.17);
    for (auto& lane : layout.lanes)
        lane.signal = 0;
    layout.lanes[0].stopLine = 43.6;
    layout.lanes[1].stopLine = road.length() - 51.8;
    layout.walks = {{{{-5.6, 2}, {-5.6, 130}}, 1.3, 0.05, -1, -1},
                    {{{7.6, 130}, {7.6, -5}}, 1.2, 0.05, -1, -1},
                    {{{-6.0, 90}, {-5.2, 23}, {-3.9, 22.6}, {6.2, 22.6}, {7.6, 70}}, 0.9, 0.035, 0, 68.6},
                    {{{8.4, 8}, {7.0, 22.0}, {6.0, 22.6}, {-4.2, 22.6}, {-6.0, 60}}, 0.9, 0.03, 0, 15.3}};
}

/// A wide road that crosses a smaller one, seen from a corner.
void crossroads(StreetLayout& layout, RandomStream& random)
{
    layout.pose = {{14.5, -4.0, 9.0}, -21.0 * kRadians, 17.0 * kRadians, 340.0};
    layout.sun = unit(Vec3{0.6, 0.35, 0.7});
    StreetBuilder build(layout, random);
    const RoadLine main{{0, -40}, {0, 180}};
    const RoadLine cross{{-120, 26}, {120, 26}};
    build.carriageway(cross, -4.0, 4.0, 4.0);
    build.line(cross, 0.0, 0, 240, true);
    build.carriageway(main, -6.8, 6.8, 4.0);
    build.strip(cross, 109, 131, -4.0, 4.0, paint::kAsphalt);
    build.strip(cross, 112, 128, -4.4, -3.9, paint::kAsphalt);
    build.strip(cross, 112, 128, 3.9, 4.4, paint::kAsphalt);
    build.wear(main, -6.8, 6.8, 16);
    for (const double part : {0.0, 76.0}) {
        build.line(main, 0.0, part, part == 0.0 ? 56 : 220, false);
        build.line(main, -3.4, part, part == 0.0 ? 56 : 220, true);
        build.line(main, 3.4, part, part == 0.0 ? 56 : 220, true);
    }
    build.zebra(main, 57.0, -6.8, 6.8);
    build.zebra(main, 72.0, -6.8, 6.8);
    build.stopLine(main, 55.6, -6.8, 0.0);
    build.stopLine(main, 76.0, 0.0, 6.8);
    build.houses(main, 1, 10.8, 78, 200);
    build.houses(main, -1, 10.8, 78, 200);
    build.houses(cross, 1, 8.2, 20, 105);
    build.houses(cross, 1, 8.2, 134, 200);
    build.trees(main, 9.3, 84, 190, 17.0, 6.5);
    build.trees(main, -9.3, 84, 190, 19.0, 6.0);
    build.lamps(main, 7.8, 56, 200, 30.0);
    build.lamps(main, -7.8, 79, 200, 30.0);
    layout.signals = {{32.0, 0.0, 12.0, 17.0, 22.0}, {32.0, 16.0, 25.0, 1.0, 6.0}};
    build.prop(PropKind::Signal, main.place(55.4, -7.5), 3.6, {0, -1}, 0);
    build.prop(PropKind::Signal, main.place(76.6, 7.5), 3.6, {0, 1}, 0);
    build.prop(PropKind::Signal, {-8.0, 20.8}, 3.6, {-1, 0}, 1);
    for (const double across : {-5.1, -1.7})
        build.lane(main, across, true, 11.5, 0.12);
    for (const double across : {5.1, 1.7})
        build.lane(main, across, false, 11.5, 0.12);
    build.lane(cross, -2.0, true, 9.0, 0.10);
    build.lane(cross, 2.0, false, 9.0, 0.09);
    for (std::size_t i = 0; i < 6; ++i)
        layout.lanes[i].signal = i < 4 ? 0 : 1;
    layout.lanes[0].stopLine = layout.lanes[1].stopLine = 55.0;
    layout.lanes[2].stopLine = layout.lanes[3].stopLine = main.length() - 76.8;
    layout.lanes[4].stopLine = layout.lanes[5].stopLine = 120 - 12.0;
    layout.walks = {{{{-8.6, 110}, {-8.6, 36}, {-60, 32.0}}, 1.2, 0.05, -1, -1},
                    {{{60, 32.2}, {8.6, 35}, {8.8, 110}}, 1.2, 0.05, -1, -1},
                    {{{40, 32.6}, {9.2, 33.6}, {-9.0, 33.6}, {-60, 32.4}}, 1.1, 0.05, 0, 32.8},
                    {{{-50, 19.8}, {-9.0, 18.6}, {9.2, 18.6}, {40, 20.0}}, 1.1, 0.06, 0, 43.0},
                    {{{8.8, -10}, {8.8, 17.0}, {50, 20.0}}, 1.0, 0.03, -1, -1}};
}

/// A street and its bus stop seen across, shops behind.
void busStop(StreetLayout& layout, RandomStream& random)
{
    layout.pose = {{0.0, -7.0, 7.4}, 11.0 * kRadians, 9.5 * kRadians, 385.0};
    layout.sun = unit(Vec3{0.5, -0.55, 0.66});
    StreetBuilder build(layout, random);
    const RoadLine road{{-75, 22.5}, {105, 22.5}};
    build.strip(road, 0, 180, -40, -8, paint::kGrass);
    build.strip(road, 0, 180, -12.2, -11.2, paint::kPavement * 0.9);
    build.carriageway(road, -3.6, 3.6, 5.2);
    build.wear(road, -3.6, 3.6, 10);
    build.line(road, 0.0, 0, 180, true);
    build.line(road, 2.9, 72, 92, false);
    build.houses(road, 1, 8.8, 30, 180);
    build.trees(road, -9.6, 71, 73, 18.0, 5.2);
    build.trees(road, -9.8, 92, 94, 18.0, 5.0);
    build.trees(road, 5.0, 96, 170, 16.0, 5.0);
    build.lamps(road, -4.4, 90, 175, 30.0);
    build.lamps(road, 4.4, 52, 60, 30.0);
    build.prop(PropKind::Shelter, road.place(80, 6.4), 5.0, {0, -1});
    build.prop(PropKind::Bin, road.place(84.5, 5.0), 1.1, {0, -1});
    build.lane(road, -1.8, true, 10.0, 0.17);
    build.lane(road, 1.8, false, 10.0, 0.17);
    layout.lanes[1].stop = 180.0 - 76.0;
    layout.walks = {{{{-26, 16.2}, {40, 16.2}}, 1.5, 0.07, -1, -1},
                    {{{42, 15.8}, {-26, 15.6}}, 1.5, 0.06, -1, -1},
                    {{{-34, 29.4}, {50, 29.4}}, 1.3, 0.06, -1, -1},
                    {{{52, 29.8}, {3.6, 28.6}, {-36, 29.8}}, 0.9, 0.06, -1, 48.0}};
}

/// Six lanes under a bridge.
void bridge(StreetLayout& layout, RandomStream& random)
{
    layout.pose = {{2.6, -8.0, 9.6}, -1.5 * kRadians, 16.0 * kRadians, 350.0};
    layout.sun = unit(Vec3{-0.45, -0.5, 0.7});
    layout.rural = true;
    StreetBuilder build(layout, random);
    const RoadLine road{{0, -60}, {0, 330}};
    build.strip(road, 0, 390, -60, 60, paint::kGrass);
    build.carriageway(road, -14.4, 14.4, 0.4);
    build.wear(road, -13, 13, 22);
    build.strip(road, 0, 390, -0.9, 0.9, paint::kPavement * 0.8);
    build.strip(road, 0, 390, -19.6, -17.0, paint::kPavement * 0.95);
    for (const double side : {-1.0, 1.0}) {
        build.line(road, side * 1.25, 0, 390, false);
        build.line(road, side * 12.1, 0, 390, false);
        build.line(road, side * 4.85, 30, 330, true);
        build.line(road, side * 8.45, 30, 330, true);
    }
    build.prop(PropKind::Barrier, road.place(60, 0.0), 300.0, road.direction());
    build.prop(PropKind::Gantry, road.place(122, -8.0), 15.0, {0, -1});
    build.trees(road, -22.5, 70, 320, 9.0, 7.5);
    build.trees(road, 19.0, 66, 320, 8.0, 8.5);
    build.lamps(road, 15.6, 90, 330, 38.0);
    build.lamps(road, -15.6, 104, 330, 38.0);
    for (const double across : {3.05, 6.65, 10.25}) {
        build.lane(road, -across, true, 21.5 - across * 0.55, 0.16);
        build.lane(road, across, false, 21.5 - across * 0.55, 0.16);
    }
    layout.walks = {{{{18.3, -2}, {18.3, 110}}, 0.8, 0.05, -1, -1}, {{{18.3, 110}, {18.3, -2}}, 0.8, 0.05, -1, -1}};
}

} // namespace

LayoutMaker demoLayout(StreetKind kind)
{
    switch (kind) {
    case StreetKind::HighStreet: return highPole;
    case StreetKind::Crossroads: return crossroads;
    case StreetKind::BusStop: return busStop;
    default: return bridge;
    }
}

} // namespace jackdaw::datasets
