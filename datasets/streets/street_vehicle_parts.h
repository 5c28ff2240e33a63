// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasets/streets/street_vehicles.h"

namespace jackdaw::datasets {

/// A wheel on a vehicle's side, \p x metres ahead of its middle.
void paintWheel(StreetPainter& painter, const LocalFrame& f, int side, double y, double x, double radius);

/// Head and tail lights at height \p z.
void paintLights(StreetPainter& painter, const LocalFrame& f, const VehicleSize& size, double z, bool braking);

VehicleSize carSize(std::uint32_t look);
void paintCar(StreetPainter& painter, const LocalFrame& f, std::uint32_t look, bool braking);
void paintBus(StreetPainter& painter, const LocalFrame& f, std::uint32_t look, bool braking);
void paintTruck(StreetPainter& painter, const LocalFrame& f, std::uint32_t look, bool braking);
VehicleSize busSize(std::uint32_t look);
VehicleSize truckSize(std::uint32_t look);

} // namespace jackdaw::datasets
