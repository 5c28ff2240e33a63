// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/streets/street_builder.h"
#include "datasets/streets/street_layout_parts.h"

#include <cmath>

namespace jackdaw::datasets {

namespace {

constexpr KindSet kBicycles = kindSet(StreetClass::Bicycle);

/// A wide avenue with trams in its middle, from a front on its right.
void tramAvenue(StreetLayout& layout, RandomStream& random)
{
    layout.pose = {{11.5, -12.0, 9.5}, -9.0 * kRadians, 13.5 * kRadians, 355.0};
    layout.sun = unit(Vec3{0.55, 0.25, 0.72});
    StreetBuilder build(layout, random);
    const RoadLine road{{0, -45}, {0, 210}};
    build.carriageway(road, -8.4, 8.4, 5.0);
    build.wear(road, -7.5, 7.5, 18);
    build.strip(road, 0, 255, -3.2, 3.2, paint::kAsphalt * 1.2);
    for (const double across : {-2.45, -1.0, 1.0, 2.45})
        build.strip(road, 0, 255, across - 0.07, across + 0.07, {0.20, 0.20, 0.21});
    for (const double side : {-1.0, 1.0}) {
        build.tracks(road, side * 4.8, 0, 255);
        build.line(road, side * 3.2, 0, 255, false);
        build.line(road, side * 6.5, 0, 255, true);
        build.houses(road, static_cast<int>(side), 15.0, 30, 250);
        build.trees(road, side * 10.8, side > 0 ? 34 : 76, 240, 13.0, 7.0);
        build.signs(road, side * 9.2, 50, 200, 40.0);
        build.lane(road, -side * 4.8, side > 0, 11.0, 0.14);
        build.lane(road, -side * 1.72, side > 0, 9.0, 0.14).kinds = kindSet(StreetClass::Train);
        build.lane(road, -side * 7.5, side > 0, 5.0, 0.14).kinds = kBicycles;
    }
    for (double along = 30.0; along < 240.0; along += 34.0)
        build.prop(PropKind::Mast, road.place(along, -8.9), 6.8, leftOf(road.direction()));
    build.lamps(road, 9.2, 46, 240, 32.0);
    build.zebra(road, 74.0, -8.4, -3.4);
    build.zebra(road, 74.0, 3.4, 8.4);
    layout.signals.push_back({50.0, 0.0, 22.0, 25.0, 29.0});
    build.prop(PropKind::Signal, road.place(71.0, -9.0), 3.4, {0, -1}, 0);
    build.prop(PropKind::Signal, road.place(79.5, 9.0), 3.4, {0, 1}, 0);
    for (std::size_t i = 0; i < layout.lanes.size(); ++i) {
        layout.lanes[i].signal = 0;
        layout.lanes[i].stopLine = i < 3 ? road.length() - 80.0 : 71.0;
    }
    layout.walks = {{{{12.2, -8}, {12.2, 120}}, 1.4, 0.08, -1, -1, false, 0.5},
                    {{{-12.0, 130}, {-12.0, -4}}, 1.4, 0.07, -1, -1, false, 0.5},
                    {{{12.5, 70}, {10.0, 31}, {9.2, 30.6}, {-9.6, 30.6}, {-12, 60}}, 1.0, 0.06, 0, 40.0, false, 0.4},
                    {{{-12.5, 5}, {-9.8, 30.6}, {-9.2, 30.6}, {9.6, 30.6}, {12, 8}}, 1.0, 0.05, 0, 26.0, false, 0.4}};
}

/// A one-way lane between old houses, from a wall.
void narrowLane(StreetLayout& layout, RandomStream& random)
{
    layout.pose = {{-3.3, -2.0, 3.7}, 6.5 * kRadians, 7.5 * kRadians, 375.0};
    layout.sun = unit(Vec3{-0.25, -0.6, 0.75});
    StreetBuilder build(layout, random);
    const RoadLine road{{0, -25}, {0, 120}};
    const bool isCobbled = random.chance(0.5);
    build.carriageway(road, -2.6, 2.9, 1.7);
    if (isCobbled) {
        build.strip(road, 0, 145, -2.5, 2.8, {0.40, 0.37, 0.34});
        for (double along = 20.0; along < 70.0; along += 0.6)
            build.strip(road, along, along + 0.08, -2.5, 2.8, {0.33, 0.31, 0.28});
    } else {
        build.wear(road, -2.6, 2.9, 16);
        build.tracks(road, -0.9, 0, 145);
        build.line(road, 0.7, 30, 145, true);
    }
    build.houses(road, 1, 4.7, 30, 140);
    build.houses(road, -1, 4.4, 24, 140);
    build.bays(road, 1.75, 34, 40, 0.0, 0.68);
    build.bays(road, 1.75, 54, 130, 0.0, 0.68);
    build.lamps(road, -3.4, 40, 130, 24.0);
    build.signs(road, -3.2, 33, 120, 30.0);
    build.prop(PropKind::Bin, road.place(37, 3.6), 1.1, {0, -1});
    for (int i = 0; i < 4; ++i)
        build.prop(PropKind::Cone, road.place(43.0 + 1.4 * i, -2.9), 0.75, {0, -1});
    Lane& lane = build.lane(road, -0.9, true, 7.0, 0.1);
    lane.kinds = kindSet(StreetClass::Car) | kindSet(StreetClass::Van) | kindSet(StreetClass::Motorcycle) | kBicycles;
    layout.walks = {{{{3.5, 1}, {3.5, 90}}, 0.5, 0.09, -1, -1, false, 0.4},
                    {{{3.4, 90}, {3.4, 1}}, 0.5, 0.08, -1, -1, false, 0.4},
                    {{{-3.7, 90}, {-3.7, 4}}, 0.4, 0.06, -1, -1, false, 0.3},
                    {{{-3.6, 60}, {-3.4, 22}, {3.4, 19}, {3.5, 50}}, 0.4, 0.05, -1, 37.5, true}};
    build.giveWay(3, 1.0);
}

/// Six lanes and hard shoulders, from a gantry.
void motorway(StreetLayout& layout, RandomStream& random)
{
    layout.pose = {{8.0, -6.0, 8.8}, -5.0 * kRadians, 9.5 * kRadians, 430.0};
    layout.sun = unit(Vec3{0.5, -0.4, 0.7});
    layout.rural = true;
    StreetBuilder build(layout, random);
    const RoadLine road{{0, -60}, {0, 380}};
    build.strip(road, 0, 440, -70, 70, paint::kGrass * 0.95);
    build.carriageway(road, -17.6, 17.6, 0.5);
    build.wear(road, -16, 16, 30);
    build.strip(road, 0, 440, -1.7, 1.7, paint::kGrass * 0.9);
    for (const double side : {-1.0, 1.0}) {
        build.line(road, side * 2.1, 0, 440, false);
        build.line(road, side * 13.6, 0, 440, false);
        for (const double across : {5.9, 9.75})
            build.line(road, side * across, 20, 420, true);
        for (const double across : {4.0, 7.8, 11.6}) {
            build.tracks(road, side * across, 0, 440);
            Lane& lane = build.lane(road, -side * across, side > 0, 33.0 - 0.8 * across, 0.2);
            lane.kinds = across > 5.0 ? kMotorKinds : kMotorKinds & ~kindSet(StreetClass::Truck);
        }
        build.prop(PropKind::Railing, road.place(66, side * 0.9), 320.0, road.direction());
        build.prop(PropKind::Railing, road.place(70, side * 18.4), 300.0, road.direction());
        build.trees(road, side * 27.0, 90, 400, 11.0, 9.0);
        build.trees(road, side * 34.0, 80, 400, 9.0, 11.0);
    }
    for (double along = 80.0; along < 200.0; along += 40.0) {
        build.arrow(road, along, -9.8, true);
        build.prop(PropKind::Sign, road.place(along + 7.0, -19.0), 2.6, {0, -1});
    }
    build.prop(PropKind::Gantry, road.place(190, -9.5), 18.0, {0, -1});
    build.prop(PropKind::Board, road.place(115, 22.0), 5.0, {0, -1});
    build.lamps(road, 0.0, 100, 400, 45.0);
}

/// A paved square with stalls, from the second floor.
void marketSquare(StreetLayout& layout, RandomStream& random)
{
    layout.pose = {{0.0, -10.0, 6.8}, 0.0, 13.0 * kRadians, 340.0};
    layout.sun = unit(Vec3{-0.45, -0.5, 0.7});
    StreetBuilder build(layout, random);
    const RoadLine square{{-70, 30}, {70, 30}};
    const RoadLine delivery{{-70, 13}, {70, 13}};
    const Colour slab = paint::kPavement * random.uniform(0.85, 1.1);
    build.strip(square, 0, 140, -50, 34, slab);
    for (double along = 0.0; along < 140.0; along += 3.0)
        build.strip(square, along, along + 0.12, -40, 34, slab * 0.86);
    for (double across = -36.0; across < 34.0; across += 3.0)
        build.strip(square, 0, 140, across, across + 0.12, slab * 0.88);
    build.strip(delivery, 0, 140, -2.4, 2.4, {0.40, 0.38, 0.36});
    build.houses(square, 1, 34.0, 0, 140);
    build.houses({{36, 20}, {36, 70}}, -1, 0.0, 4, 44);
    for (int i = 0; i < 9; ++i) {
        const double x = -19.0 + 5.4 * (i % 8);
        build.prop(PropKind::Stall, {x, i < 8 ? 29.0 + random.uniform(-0.5, 0.5) : 40.0}, 3.6, {0, -1});
        if (i % 2 == 0)
            build.prop(PropKind::Stall, {x + 1.0, 42.0}, 3.6, {0, -1});
    }
    build.trees(square, -8.0, 40, 120, 26.0, 5.5);
    build.trees(square, 24.0, 36, 120, 14.0, 6.5);
    build.lamps(square, -10.5, 42, 110, 24.0);
    build.prop(PropKind::Bin, {6.0, 18.0}, 1.1, {0, -1});
    build.prop(PropKind::Board, {-14.0, 24.0}, 2.2, {0.5, -0.86});
    Lane& vans = build.lane(delivery, -0.9, true, 5.0, 0.07);
    vans.kinds = kindSet(StreetClass::Van) | kindSet(StreetClass::Truck) | kindSet(StreetClass::Car)
        | kindSet(StreetClass::Motorcycle);
    build.lane(delivery, 4.4, false, 5.0, 0.22).kinds = kBicycles;
    build.lane({{-46, 5.0}, {46, 5.0}}, 4.6, 0.16).kinds = kBicycles;
    for (const auto& [from, to] : std::vector<std::pair<Vec2, Vec2>>{{{-30, 25.6}, {30, 25.6}},
                                                                     {{30, 24.2}, {-30, 24.2}},
                                                                     {{-28, 36}, {28, 35}},
                                                                     {{28, 37.5}, {-28, 38.5}},
                                                                     {{-30, 20.5}, {30, 22.0}},
                                                                     {{26, 54}, {-24, 46}},
                                                                     {{-26, 8.4}, {26, 8.4}},
                                                                     {{24, 9.2}, {-24, 9.2}}})
        layout.walks.push_back({{from, to}, 0.8, 0.06, -1, random.uniform(12.0, 40.0), false, 0.7});
}

/// A dual carriageway that goes by at an angle, a mast before the lens.
void ringRoad(StreetLayout& layout, RandomStream& random)
{
    layout.pose = {{-15.5, -8.0, 8.6}, 27.0 * kRadians, 14.0 * kRadians, 330.0};
    layout.sun = unit(Vec3{0.35, 0.5, 0.7});
    StreetBuilder build(layout, random);
    const RoadLine road{{0, -70}, {0, 240}};
    build.strip(road, 0, 310, 12, 40, paint::kPavement * 0.9);
    build.carriageway(road, -12.8, 12.8, 3.2);
    build.wear(road, -12, 12, 24);
    build.strip(road, 0, 310, -1.2, 1.2, paint::kPavement * 0.8);
    for (const double side : {-1.0, 1.0}) {
        build.line(road, side * 1.5, 0, 310, false);
        for (const double across : {5.1, 8.6})
            build.line(road, side * across, 0, 310, true);
        for (const double across : {3.3, 6.8, 10.4}) {
            build.tracks(road, side * across, 0, 310);
            build.lane(road, -side * across, side > 0, 15.0 - 0.3 * across, 0.11);
        }
        build.lamps(road, side * 13.6, 96, 300, 35.0);
        build.signs(road, side * 13.8, 80, 240, 45.0);
    }
    for (double along = 84.0; along < 180.0; along += 26.0) {
        build.arrow(road, along, -6.8, true);
        build.arrow(road, along + 4.6, 6.8, false);
    }
    build.railing(road, 0.0, 66, 270);
    build.prop(PropKind::Mast, {-12.6, 4.5}, 11.0, {0, -1});
    build.prop(PropKind::Signal, road.place(96, 13.4), 3.6, {0, -1});
    build.houses(road, -1, 19.0, 60, 300);
    build.houses(road, 1, 22.0, 120, 300);
    build.trees(road, -16.6, 70, 290, 14.0, 7.0);
    build.trees(road, 17.5, 100, 290, 17.0, 6.5);
    build.lane(road, -14.3, true, 5.0, 0.12).kinds = kBicycles;
    layout.walks = {{{{15.6, -10}, {15.6, 120}}, 0.7, 0.07, -1, -1, false, 0.4},
                    {{{15.4, 120}, {15.4, -10}}, 0.6, 0.06, -1, -1, false, 0.4},
                    {{{-14.8, 110}, {-14.8, 6}}, 1.0, 0.07, -1, -1, false, 0.4}};
}

/// Steeply down on a road, from a footbridge.
void footbridge(StreetLayout& layout, RandomStream& random)
{
    layout.pose = {{-1.5, -6.0, 12.5}, 4.0 * kRadians, 40.0 * kRadians, 330.0};
    layout.sun = unit(Vec3{-0.55, 0.3, 0.75});
    StreetBuilder build(layout, random);
    const RoadLine road{{0, -45}, {0, 130}};
    build.strip(road, 0, 175, -40, 40, paint::kGrass * random.uniform(0.8, 1.1));
    build.carriageway(road, -7.2, 7.2, 5.8);
    build.wear(road, -7, 7, 24);
    build.line(road, 0.12, 0, 175, false);
    build.line(road, -0.12, 0, 175, false);
    for (const double side : {-1.0, 1.0}) {
        build.line(road, side * 3.5, 0, 175, true);
        for (const double across : {1.8, 5.2}) {
            build.tracks(road, side * across, 0, 175);
            build.lane(road, -side * across, side > 0, 12.0 - 0.4 * across, 0.13);
        }
        build.strip(road, 0, 175, side * 9.4 - 0.9, side * 9.4 + 0.9, Colour{0.44, 0.27, 0.23});
        build.lane(road, -side * 9.4, side > 0, 5.0, 0.16).kinds = kBicycles;
        build.railing(road, side * 7.6, 44, 58);
        build.trees(road, side * 14.5, 40, 120, 12.0, 6.0);
        build.lamps(road, side * 7.8, 62, 170, 30.0);
    }
    for (const double side : {-1.0, 1.0}) {
        build.arrow(road, 50.0, -side * 5.2, side > 0);
        build.arrow(road, 66.0, -side * 1.8, side > 0);
    }
    build.houses(road, 1, 19.0, 60, 170);
    build.houses(road, -1, 19.0, 60, 170);
    layout.walks = {{{{11.4, -6}, {11.4, 90}}, 0.8, 0.09, -1, -1, false, 0.5},
                    {{{-11.4, 90}, {-11.4, -6}}, 0.8, 0.09, -1, -1, false, 0.5},
                    {{{12.0, 80}, {12.0, -4}}, 0.6, 0.07, -1, -1, false, 0.3}};
}

} // namespace

LayoutMaker roadLayout(StreetKind kind)
{
    switch (kind) {
    case StreetKind::TramAvenue: return tramAvenue;
    case StreetKind::NarrowLane: return narrowLane;
    case StreetKind::Motorway: return motorway;
    case StreetKind::MarketSquare: return marketSquare;
    case StreetKind::RingRoad: return ringRoad;
    default: return footbridge;
    }
}

} // namespace jackdaw::datasets
