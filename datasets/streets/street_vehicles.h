// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasets/streets/street_kinds.h"
#include "datasets/streets/street_solid.h"

#include <cstdint>

namespace jackdaw::datasets {

/// How a vehicle looks; the shape follows from it.
struct VehicleLook {
    StreetClass kind = StreetClass::Car;
    std::uint32_t look = 0;
};

struct VehicleSize {
    double length = 4.3;
    double width = 1.8;
    double height = 1.45;
};
VehicleSize vehicleSize(const VehicleLook& look);

/// True for what somebody sits on: the rider is an object of its own.
inline bool isRidden(StreetClass kind)
{
    return kind == StreetClass::Motorcycle || kind == StreetClass::Bicycle;
}

enum class Lights { Off, On, Braking };

/// \p f has its origin at the middle of the vehicle, on the ground.
void paintVehicle(StreetPainter& painter, const LocalFrame& f, const VehicleLook& look, Lights lights);
/// Who rides it; \p stride turns a bicycle's pedals.
void paintRider(StreetPainter& painter, const LocalFrame& f, const VehicleLook& look, double stride);
void shadeVehicle(StreetPainter& painter, const LocalFrame& f, const VehicleLook& look);

/// A person of \p look who walks \p heading; \p stride is the phase of the steps, in steps, still where \p walking is
/// false.
void paintPerson(StreetPainter& painter, Vec2 at, Vec2 heading, std::uint32_t look, double stride, bool walking);
void shadePerson(StreetPainter& painter, Vec2 at, std::uint32_t look);

} // namespace jackdaw::datasets
