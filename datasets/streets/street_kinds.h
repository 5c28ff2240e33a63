// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jackdaw::datasets {

/// What can be seen in a street. A van is one of its own: what it counts as is decided by the classes of the truth.
/// Who rides a motorcycle or a bicycle is a person beside it, as in COCO.
enum class StreetClass : std::uint8_t { Person, Car, Bus, Truck, Van, Motorcycle, Bicycle, Train };
inline constexpr std::size_t kStreetClasses = 8;

/// person, car, bus, truck, van, motorcycle, bicycle, train (a tram), in the order of StreetClass.
const std::vector<std::string>& streetClassNames();

/// What kind of street a camera looks at, and from where. The first four are the demo's.
enum class StreetKind : std::uint8_t {
    HighStreet, ///< along two lanes, from a pole
    Crossroads, ///< a wide road and a small one, from a corner
    BusStop, ///< across the street, shops behind
    Bridge, ///< six lanes from above
    Roundabout,
    TramAvenue,
    CarPark,
    NarrowLane,
    Motorway,
    SchoolStreet,
    MarketSquare,
    PetrolStation,
    RingRoad,
    Footbridge,
};

/// The names of StreetKind in scripts, in the order of its values: "high-street", "roundabout" ...
const std::vector<std::string>& streetKindNames();
std::string_view streetKindName(StreetKind kind);
std::optional<StreetKind> streetKindOf(std::string_view name);

/// The demo's streets. Accuracy is measured on them, so that no student is trained on them before.
const std::vector<StreetKind>& demoKinds();
/// Streets to learn from before: none of them is the demo's.
const std::vector<StreetKind>& trainingKinds();

} // namespace jackdaw::datasets
