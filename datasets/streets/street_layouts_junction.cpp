// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/streets/street_builder.h"
#include "datasets/streets/street_layout_parts.h"

#include <cmath>

namespace jackdaw::datasets {

namespace {

constexpr KindSet kSmallKinds =
    kindSet(StreetClass::Car) | kindSet(StreetClass::Van) | kindSet(StreetClass::Motorcycle);

Vec2 bend(Vec2 a, Vec2 b, Vec2 c, double t)
{
    const Vec2 ab = a + (b - a) * t;
    const Vec2 bc = b + (c - b) * t;
    return ab + (bc - ab) * t;
}

/// One arm of a roundabout: u metres from its centre, v to the side of those who enter.
struct Arm {
    Vec2 centre;
    double angle = 0.0;
    Vec2 out() const { return {std::cos(angle), std::sin(angle)}; }
    Vec2 place(double u, double v) const { return centre + out() * u + leftOf(out()) * v; }
};

constexpr double kArm = 110.0; // metres from the centre to the end of an arm
constexpr double kRing = 11.0; // metres, radius of the ring's lane
constexpr double kJoin = 0.7; // radians from an arm to where its lanes touch the ring

/// From the far end of \p from around the ring to the far end of \p to.
std::vector<Vec2> ringRoute(const Arm& from, Arm to)
{
    while (to.angle < from.angle + 0.1)
        to.angle += 2.0 * CV_PI;
    std::vector<Vec2> path{from.place(kArm, 1.8)};
    const auto ring = arc(from.centre, kRing, from.angle + kJoin, to.angle - kJoin);
    for (int i = 0; i <= 8; ++i)
        path.push_back(bend(from.place(18, 2.0), from.place(11.5, 2.6), ring.front(), i / 8.0));
    path.insert(path.end(), ring.begin() + 1, ring.end());
    for (int i = 1; i <= 8; ++i)
        path.push_back(bend(ring.back(), to.place(11.5, -2.6), to.place(18, -2.0), i / 8.0));
    path.push_back(to.place(kArm, -1.8));
    return path;
}

void ringGround(StreetBuilder& build, const std::vector<Arm>& arms)
{
    const Vec2 centre = arms.front().centre;
    build.disc(centre, 19.5, paint::kPavement);
    for (const Arm& arm : arms)
        build.carriageway({centre, arm.place(kArm, 0)}, -3.8, 3.8, 3.2);
    build.disc(centre, 14.6, paint::kKerb);
    build.disc(centre, 14.3, paint::kAsphalt);
    build.disc(centre, 12.4, paint::kAsphalt * 0.93);
    build.disc(centre, 9.7, paint::kAsphalt * 1.02);
    for (const Arm& arm : arms) {
        const RoadLine road{centre, arm.place(kArm, 0)};
        build.strip(road, 13, kArm, -3.7, 3.7, paint::kAsphalt);
        build.patch({arm.place(15.2, 0.9), arm.place(15.2, -0.9), arm.place(24, 0.0)}, paint::kPavement);
        build.line(road, 0.0, 25, kArm, true);
        for (double across = 0.9; across < 3.6; across += 0.9)
            build.strip(road, 14.6, 15.0, across, across + 0.5, paint::kMarking);
    }
    build.disc(centre, 8.1, paint::kKerb);
    build.disc(centre, 7.8, paint::kPavement * 0.8);
    build.disc(centre, 6.4, paint::kGrass);
}

/// A roundabout of four arms, from a pole beside the nearest.
void roundabout(StreetLayout& layout, RandomStream& random)
{
    layout.pose = {{9.5, -9.0, 11.0}, -13.0 * kRadians, 17.5 * kRadians, 335.0};
    layout.sun = unit(Vec3{-0.5, -0.35, 0.7});
    StreetBuilder build(layout, random);
    const Vec2 centre{0, 29};
    std::vector<Arm> arms;
    for (int i = 0; i < 4; ++i)
        arms.push_back({centre, (i - 1) * CV_PI / 2.0 + 0.06});
    build.strip({{-90, 30}, {90, 30}}, 0, 180, -60, 130, paint::kGrass * 0.95);
    ringGround(build, arms);
    for (std::size_t i = 0; i < 4; ++i) {
        for (std::size_t turn = 1; turn < 4; ++turn) {
            Lane& lane = build.lane(ringRoute(arms[i], arms[(i + turn) % 4]), 9.5, turn == 2 ? 0.05 : 0.03);
            lane.junction = 0;
            // Nobody enters while anybody comes from the left within half the ring.
            const double left = arms[i].angle - 0.5;
            lane.yields = {{kArm - 17.4, centre + Vec2{std::cos(left), std::sin(left)} * 7.0, 13.5}};
        }
    }
    for (int i = 0; i < 5; ++i)
        build.prop(PropKind::Tree, centre + Vec2{random.uniform(-3.5, 3.5), random.uniform(-3.5, 3.5)},
                   random.uniform(3.0, 6.0), {0, -1});
    for (const Arm& arm : arms) {
        build.prop(PropKind::Sign, arm.place(16.5, 0.0), 2.4, arm.out());
        build.prop(PropKind::Lamp, arm.place(20, 5.2), 8.0, leftOf(arm.out()) * -1.0);
        build.trees({arm.place(24, 8.5), arm.place(80, 8.5)}, 0.0, 0, 50, 13.0, 7.0);
        build.railing({arm.place(16.5, 4.6), arm.place(40, 4.6)}, 0.0, 0, 14);
    }
    build.houses({{-100, 30}, {100, 30}}, 1, 34.0, 0, 80);
    build.houses({{-100, 30}, {100, 30}}, 1, 32.0, 112, 200);
    const auto at = [&](std::size_t arm, double u, double v) { return arms[arm].place(u, v); };
    layout.walks = {{{at(0, 40, 6), at(0, 20, 6), at(1, 20, -6), at(1, 60, -6)}, 1.0, 0.05},
                    {{at(3, 60, -5.6), at(3, 20, -6), at(2, 20, 6), at(2, 60, 6)}, 1.0, 0.05}};
}

/// Where vehicles leave the road for a row of pumps and come back.
void pumpRoute(StreetBuilder& build, double row, double rate)
{
    const auto path = rounded({{110, 16.8}, {27, 16.8}, {18, row}, {-9, row}, {-21, 16.8}, {-90, 16.8}}, 7.0);
    Lane& lane = build.lane(path, 9.5, rate);
    lane.junction = 0;
    lane.kinds = kSmallKinds;
    lane.stopKinds = kSmallKinds;
    lane.stop = lane.path.nearest({2.0 + (row - 27.0) * 0.6, row}, 0, lane.path.length()).along;
    lane.shortestStop = 12.0;
    lane.longestStop = 35.0;
    const double edge = lane.path.nearest({-15.5, 21.2}, lane.stop, lane.path.length()).along;
    lane.yields = {{edge, {-18.0, 16.8}, 17.0}};
}

/// A petrol station across the road, under its roof.
void petrolStation(StreetLayout& layout, RandomStream& random)
{
    layout.pose = {{1.0, -7.0, 6.6}, 2.0 * kRadians, 9.5 * kRadians, 320.0};
    layout.sun = unit(Vec3{0.45, -0.6, 0.66});
    StreetBuilder build(layout, random);
    const RoadLine road{{-90, 15}, {110, 15}};
    build.strip(road, 0, 200, -40, -6, paint::kGrass * 0.95);
    build.carriageway(road, -3.7, 3.7, 2.4);
    build.wear(road, -3.7, 3.7, 14);
    build.line(road, 0.0, 0, 200, true);
    build.strip(road, 64, 120, 3.6, 34, paint::kAsphalt * 1.12);
    build.strip(road, 76, 106, 3.7, 7.6, paint::kGrass);
    for (const double row : {27.0, 33.0}) {
        build.strip(road, 86, 104, row - 12.8, row - 12.0, paint::kKerb);
        for (const double x : {0.0, 7.0})
            build.prop(PropKind::Pump, {x, row + 2.6}, 1.75, {0, -1});
    }
    build.prop(PropKind::Canopy, {4.0, 24.4}, 22.0, {0, -1});
    build.prop(PropKind::Board, {-12.0, 20.5}, 3.0, {0, -1});
    build.prop(PropKind::Bin, {12.0, 23.5}, 1.1, {0, -1});
    build.houses(road, 1, 28.0, 70, 118);
    build.houses(road, 1, 9.0, 0, 58);
    build.houses(road, 1, 9.0, 126, 190);
    build.trees(road, -6.4, 66, 190, 24.0, 5.5);
    build.prop(PropKind::Hedge, {-40, 4.6}, 26.0, {1, 0});
    build.lamps(road, -4.4, 84, 180, 31.0);
    build.bays(road, 16.5, 116, 125, CV_PI / 2.0, 0.8);
    build.lane(road, -1.8, true, 10.5, 0.16).kinds = kMotorKinds;
    build.lane(road, 1.8, false, 10.5, 0.13).junction = 0;
    pumpRoute(build, 27.0, 0.022);
    pumpRoute(build, 33.0, 0.016);
    layout.walks = {{{{-40, 9.8}, {50, 9.8}}, 0.9, 0.07, -1, -1, false, 0.3},
                    {{{50, 9.6}, {-40, 9.6}}, 0.9, 0.06, -1, -1, false, 0.3},
                    {{{-16, 41.2}, {30, 40.6}}, 0.6, 0.04, -1, 22.0},
                    {{{30, 39.6}, {-16, 39.8}}, 0.6, 0.04, -1, 14.0}};
}

/// A street with a zebra crossing before a school, from a low pole.
void schoolStreet(StreetLayout& layout, RandomStream& random)
{
    layout.pose = {{-5.4, -3.0, 4.6}, 12.0 * kRadians, 9.0 * kRadians, 335.0};
    layout.sun = unit(Vec3{0.5, -0.3, 0.65});
    StreetBuilder build(layout, random);
    const RoadLine road{{0, -30}, {0, 150}};
    build.carriageway(road, -5.0, 4.4, 4.4);
    build.wear(road, -5.0, 4.4, 14);
    build.strip(road, 60, 142, 4.4, 6.7, paint::kAsphalt * 1.1);
    for (const double across : {-1.6, 1.6})
        build.tracks(road, across, 0, 180);
    build.strip(road, 0, 180, -4.9, -3.3, Colour{0.42, 0.24, 0.21});
    build.line(road, 0.0, 0, 46, true);
    build.line(road, 0.0, 56, 180, true);
    build.strip(road, 46.5, 53.5, -5.0, 4.4, paint::kAsphalt * 0.9);
    build.zebra(road, 48.4, -5.0, 4.4);
    build.houses(road, 1, 9.2, 64, 180);
    build.houses(road, -1, 13.0, 40, 180);
    build.strip(road, 26, 64, 8.9, 30, paint::kAsphalt * 1.15);
    build.railing(road, 9.0, 26, 47);
    build.railing(road, 9.0, 53, 64);
    build.railing(road, -5.4, 36, 47);
    build.trees(road, -8.4, 40, 170, 14.0, 6.5);
    build.trees(road, 12.0, 30, 62, 9.0, 7.5);
    build.signs(road, -6.2, 44, 90, 17.0);
    build.prop(PropKind::Sign, road.place(47.0, 5.0), 2.9, {0, -1});
    build.prop(PropKind::Shelter, road.place(70, -7.4), 4.0, {-1, 0});
    build.lamps(road, -5.6, 30, 170, 29.0);
    build.bays(road, 5.6, 62, 140, 0.0, 0.7);
    build.lane(road, -1.6, true, 8.5, 0.12);
    build.lane(road, 1.6, false, 8.5, 0.12);
    for (const bool forward : {true, false}) {
        Lane& bicycles = build.lane(road, forward ? -4.1 : 3.7, forward, 5.0, 0.1);
        bicycles.kinds = kindSet(StreetClass::Bicycle);
    }
    layout.walks = {{{{-9, 110}, {-7.6, 30}, {-7.0, 20}, {7.4, 20}, {8.2, 70}}, 0.6, 0.07, -1, 92.2, true, 0.9},
                    {{{6.9, -8}, {6.6, 20}, {-7.0, 20}, {-14, 24}, {-20, 24}}, 1.0, 0.08, -1, 29.1, true, 1.2},
                    {{{7.2, -6}, {7.2, 110}}, 1.1, 0.06, -1, -1, false, 0.6},
                    {{{-7.7, 100}, {-7.7, -6}}, 0.6, 0.06, -1, -1, false, 0.6}};
    for (std::size_t walk = 0; walk < 2; ++walk)
        build.giveWay(walk, 1.8);
}

/// A full car park and the road behind it, from a building.
void carPark(StreetLayout& layout, RandomStream& random)
{
    layout.pose = {{-3.0, -9.0, 8.0}, 6.0 * kRadians, 14.5 * kRadians, 345.0};
    layout.sun = unit(Vec3{0.4, 0.35, 0.75});
    StreetBuilder build(layout, random);
    const RoadLine aisle{{0, -30}, {0, 62}};
    const RoadLine street{{-110, 72}, {110, 72}};
    build.strip(aisle, 0, 100, -60, 60, paint::kGrass);
    build.strip(aisle, 0, 92, -26, 26, paint::kAsphalt * 1.08);
    const auto drive = paint::kAsphalt * 1.04;
    build.wear(aisle, -20, 20, 26);
    for (const double across : {-17.0, -11.8, -6.5, 6.5, 11.8, 17.0}) {
        for (double along = 8.0; along < 86.0; along += 2.7)
            build.strip(aisle, along, along + 0.1, across - 2.4, across + 2.4, paint::kMarking * 0.9);
    }
    for (const double across : {-11.8, -6.5, 6.5, 11.8})
        build.bays(aisle, across, 9.4, 84, across < 0 ? -CV_PI / 2.0 : CV_PI / 2.0, 0.72);
    build.carriageway(street, -4.0, 4.0, 3.0);
    build.line(street, 0.0, 0, 220, true);
    build.strip(aisle, 90, 98.3, -4.0, 4.0, drive);
    build.houses(street, 1, 9.0, 0, 210);
    for (const double across : {-14.6, 14.6}) {
        build.trees(aisle, across, 24, 86, 14.0, 5.0);
        build.lamps(aisle, across, 30, 88, 29.0);
    }
    build.prop(PropKind::Hedge, {-26, 63.5}, 22.0, {1, 0});
    build.prop(PropKind::Hedge, {5, 63.5}, 22.0, {1, 0});
    build.prop(PropKind::Board, {9, 60}, 3.0, {0, -1});
    build.signs(aisle, -3.4, 30, 90, 24.0);
    build.lane(street, 1.9, false, 11.0, 0.14);
    build.lane(street, -1.9, true, 10.0, 0.1).junction = 0;
    Lane& in = build.lane(rounded({{-110, 70.1}, {-1.45, 70.1}, {-1.45, -30}}, 6.0), 6.0, 0.03);
    in.kinds = kSmallKinds;
    in.junction = 0;
    Lane& out = build.lane(rounded({{1.45, -30}, {1.45, 70.1}, {110, 70.1}}, 6.0), 6.0, 0.05);
    out.kinds = kSmallKinds;
    out.junction = 0;
    out.yields = {{94.0, {7.0, 70.1}, 16.0}};
    layout.walks = {{{{-2.8, -8}, {-2.8, 58}}, 0.2, 0.05, -1, 22.0, false, 0.5},
                    {{{2.8, 58}, {2.8, -8}}, 0.2, 0.05, -1, -1, false, 0.5},
                    {{{-14.8, 56}, {-14.6, 0}}, 0.3, 0.04, -1, -1, false, 0.4},
                    {{{-60, 66.3}, {60, 66.3}}, 0.6, 0.06, -1, 55.8, true, 0.3},
                    {{{60, 77.6}, {-60, 77.6}}, 0.8, 0.06, -1, -1, false, 0.3}};
    build.giveWay(3, 1.2);
}

} // namespace

LayoutMaker junctionLayout(StreetKind kind)
{
    switch (kind) {
    case StreetKind::Roundabout: return roundabout;
    case StreetKind::PetrolStation: return petrolStation;
    case StreetKind::SchoolStreet: return schoolStreet;
    default: return carPark;
    }
}

} // namespace jackdaw::datasets
