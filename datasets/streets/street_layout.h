// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasets/streets/street_painter.h"

#include <cstdint>
#include <vector>

namespace jackdaw::datasets {

/// A flat piece of ground; later ones lie on earlier ones.
struct GroundPatch {
    std::vector<Vec2> outline;
    Colour colour;
};

/// A row house: its front runs from a to b with the street on the right hand side.
struct Building {
    Vec2 a;
    Vec2 b;
    double depth = 12.0;
    double height = 11.0;
    Colour wall;
    bool shop = true;
    std::uint32_t look = 0;
};

enum class PropKind { Tree, Lamp, Signal, Shelter, Gantry, Bin, Barrier };

/// Something that stands in the street and can hide what moves behind it.
struct Prop {
    PropKind kind = PropKind::Tree;
    Vec2 at;
    double size = 1.0; ///< height in metres; for barriers and gantries the width
    Vec2 facing{0, -1};
    std::uint32_t look = 0;
    int signal = -1;
};

/// When vehicles may pass: green from \p greenFrom to \p greenTo of every \p period seconds; people cross meanwhile
/// between walkFrom and walkTo.
struct SignalPlan {
    double period = 30.0;
    double greenFrom = 0.0;
    double greenTo = 15.0;
    double walkFrom = 18.0;
    double walkTo = 24.0;
    bool isGreen(double seconds) const;
    bool isWalk(double seconds) const;
};

struct Lane {
    Vec2 from;
    Vec2 to;
    double speed = 12.0; ///< metres per second that drivers want
    double rate = 0.1; ///< vehicles per second at density 1
    int signal = -1;
    double stopLine = -1.0; ///< metres from the start
    double busStop = -1.0; ///< metres from the start, -1: none
};

/// Where people walk; they wait at \p stopAt for the signal, or for a while if there is none.
struct Walk {
    std::vector<Vec2> path;
    double halfWidth = 1.2;
    double rate = 0.05;
    int signal = -1;
    double stopAt = -1.0;
};

struct ParkedCar {
    Vec2 at;
    Vec2 heading;
};

/// All of a street that stands still, and the ways through it.
struct StreetLayout {
    CameraPose pose;
    Vec3 sun;
    bool rural = false; ///< trees instead of house fronts on the horizon
    std::vector<GroundPatch> ground;
    std::vector<Building> buildings;
    std::vector<Prop> props;
    std::vector<SignalPlan> signals;
    std::vector<Lane> lanes;
    std::vector<Walk> walks;
    std::vector<ParkedCar> parked;
};

/// Viewpoint \p camera mod 4: a street from a high pole, a crossroads, a bus stop from the side, a main road from a
/// bridge. Cameras of one viewpoint differ in houses, trees and colours.
StreetLayout streetLayout(std::uint32_t camera, std::uint64_t seed);

} // namespace jackdaw::datasets
