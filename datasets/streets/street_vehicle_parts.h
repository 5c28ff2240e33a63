// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasets/streets/street_vehicles.h"

#include <span>

namespace jackdaw::datasets {

/// A wheel on a vehicle's side, \p x metres ahead of its middle.
void paintWheel(StreetPainter& painter, const LocalFrame& f, int side, double y, double x, double radius);

/// Head and tail lights at height \p z.
void paintLights(StreetPainter& painter, const LocalFrame& f, const VehicleSize& size, double z, Lights lights);

/// Sky and sun in windscreen \p glass and on the bonnet, where the painter is asked for detail.
void paintGloss(StreetPainter& painter, std::span<const Vec3> glass, double strength);

VehicleSize carSize(std::uint32_t look);
void paintCar(StreetPainter& painter, const LocalFrame& f, std::uint32_t look, Lights lights);
void paintBus(StreetPainter& painter, const LocalFrame& f, std::uint32_t look, Lights lights);
void paintTruck(StreetPainter& painter, const LocalFrame& f, std::uint32_t look, Lights lights);
VehicleSize busSize(std::uint32_t look);
VehicleSize vanSize(std::uint32_t look);
void paintVan(StreetPainter& painter, const LocalFrame& f, std::uint32_t look, Lights lights);
void paintTram(StreetPainter& painter, const LocalFrame& f, std::uint32_t look, Lights lights);
void paintMotorcycle(StreetPainter& painter, const LocalFrame& f, std::uint32_t look, Lights lights);
void paintBicycle(StreetPainter& painter, const LocalFrame& f, std::uint32_t look, Lights lights);
VehicleSize truckSize(std::uint32_t look);

} // namespace jackdaw::datasets
