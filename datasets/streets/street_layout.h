// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasets/streets/street_kinds.h"
#include "datasets/streets/street_painter.h"
#include "datasets/streets/street_path.h"

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

enum class PropKind {
    Tree,
    Lamp,
    Signal,
    Shelter,
    Gantry,
    Bin,
    Barrier,
    Railing, ///< this and what follows: see street_furniture.h
    Stall,
    Pump,
    Canopy,
    Sign,
    Cone,
    Hedge,
    Board,
    Mast,
};

/// Something that stands in the street and can hide what moves behind it.
struct Prop {
    PropKind kind = PropKind::Tree;
    Vec2 at;
    double size = 1.0; ///< height in metres; what is long (barriers, gantries, railings, hedges): its length
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

/// Sets of StreetClass, a bit each.
using KindSet = std::uint32_t;
constexpr KindSet kindSet(StreetClass kind)
{
    return 1U << static_cast<unsigned>(kind);
}
inline constexpr KindSet kMotorKinds = kindSet(StreetClass::Car) | kindSet(StreetClass::Bus)
    | kindSet(StreetClass::Truck) | kindSet(StreetClass::Van) | kindSet(StreetClass::Motorcycle);

/// Vehicles stop with their nose at \p line while somebody of \p walk is between \p from and \p to on it, which is
/// where it crosses the lane; \p end is behind the crossing.
struct LaneCrossing {
    double line = 0.0;
    double end = 0.0;
    std::size_t walk = 0;
    double from = 0.0;
    double to = 0.0;
};

/// Vehicles stop with their nose at \p line while another vehicle of the junction is near \p centre.
struct LaneYield {
    double line = 0.0;
    Vec2 centre;
    double radius = 10.0;
};

struct Lane {
    StreetPath path;
    double speed = 12.0; ///< metres per second that drivers want
    double rate = 0.1; ///< vehicles per second at density 1
    int signal = -1;
    double stopLine = -1.0; ///< metres from the start
    double stop = -1.0; ///< where vehicles of stopKinds stand for a while: metres from the start, -1: none
    KindSet kinds = kMotorKinds; ///< what drives here
    KindSet stopKinds = kindSet(StreetClass::Bus);
    double shortestStop = 5.0; ///< seconds
    double longestStop = 9.0;
    int junction = -1; ///< lanes of one junction touch one another: their vehicles keep clear of all of it
    std::vector<LaneYield> yields;
    std::vector<LaneCrossing> crossings;
};

/// Where people walk; they wait at \p stopAt for the signal, or for a while if there is none.
struct Walk {
    std::vector<Vec2> path;
    double halfWidth = 1.2;
    double rate = 0.05;
    int signal = -1;
    double stopAt = -1.0;
    bool isZebra = false; ///< they wait for a gap between the vehicles of the lanes that this walk crosses
    double company = 0.0; ///< how many more come along, in the mean
};

struct ParkedVehicle {
    Vec2 at;
    Vec2 heading;
    StreetClass kind = StreetClass::Car;
};

/// How a camera's picture is made: lens, sensor and what its maker does to it.
struct FilmLook {
    double gain = 1.0;
    double gamma = 1.0;
    double saturation = 1.0;
    Colour tint{1.0, 1.0, 1.0};
    double blur = 0.0; ///< pixels of the picture, beside what every lens has
    double noise = 1.0;
    double sharpening = 0.0;
    double blocks = 0.0; ///< strength of the compression's blocks, 0..1
    double drops = 0.0; ///< how many raindrops the glass catches, 0..1
    bool mirrored = false; ///< left and right changed over: another side of the road to drive on
    bool captions = false; ///< place and time stand in the picture
};

/// All of a street that stands still, and the ways through it.
struct StreetLayout {
    CameraPose pose;
    Vec3 sun;
    bool rural = false; ///< trees instead of house fronts on the horizon
    /// Glossy vehicles whose lamps are off where they park; the demo's streets are simpler.
    bool detailed = false;
    FilmLook film;
    std::vector<GroundPatch> ground;
    std::vector<Building> buildings;
    std::vector<Prop> props;
    std::vector<SignalPlan> signals;
    std::vector<Lane> lanes;
    std::vector<Walk> walks;
    std::vector<ParkedVehicle> parked;
};

/// Streets of one \p kind differ by camera and seed in houses, trees and colours; those of trainingKinds() also in
/// viewpoint, light and film, the more the greater \p variety is (0..1).
StreetLayout streetLayout(StreetKind kind, std::uint32_t camera, std::uint64_t seed, double variety = 0.0);

} // namespace jackdaw::datasets
