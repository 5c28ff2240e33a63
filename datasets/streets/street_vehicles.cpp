// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/streets/street_vehicle_parts.h"

#include <cmath>

namespace jackdaw::datasets {

void paintWheel(StreetPainter& painter, const LocalFrame& f, int side, double y, double x, double radius)
{
    if (radius <= 0.0)
        return;
    constexpr std::size_t kCorners = 12;
    const auto disc = [&](double r, double out, Colour colour) {
        std::array<Vec3, kCorners> points;
        for (std::size_t i = 0; i < kCorners; ++i) {
            const double angle = -side * 2.0 * CV_PI * static_cast<double>(i) / kCorners;
            points[i] = f.place(x + r * std::cos(angle), side * (y + out), radius + r * std::sin(angle));
        }
        painter.face(points, colour);
    };
    disc(radius * 1.12, 0.0, {0.09, 0.09, 0.09});
    disc(radius, 0.005, {0.12, 0.12, 0.12});
    disc(radius * 0.58, 0.01, {0.58, 0.58, 0.60});
}

void paintLights(StreetPainter& painter, const LocalFrame& f, const VehicleSize& size, double z, Lights lights)
{
    const double half = size.length / 2.0;
    const double w = size.width / 2.0;
    const bool braking = lights == Lights::Braking;
    const double lamps = lights == Lights::Off ? 0.0 : painter.light().lamps;
    const double emission = lights == Lights::Off ? 0.0 : 1.0;
    const Colour tail = braking ? Colour{1.0, 0.16, 0.10} : mix({0.52, 0.07, 0.07}, {0.75, 0.08, 0.06}, lamps);
    for (const double y : {-w + 0.06, w - 0.40}) {
        painter.face(frontPanel(f, half + 0.02, y, y + 0.34, z, z + 0.17),
                     mix({0.86, 0.87, 0.85}, {1.0, 0.98, 0.90}, lamps), emission);
        painter.face(rearPanel(f, -half - 0.02, y + 0.05, y + 0.29, z + 0.05, z + 0.25), tail,
                     braking ? 1.0 : 0.55 * emission);
    }
}

VehicleSize vehicleSize(const VehicleLook& look)
{
    switch (look.kind) {
    case StreetClass::Bus: return busSize(look.look);
    case StreetClass::Truck: return truckSize(look.look);
    case StreetClass::Van: return vanSize(look.look);
    case StreetClass::Motorcycle: return {2.1, 0.75, 1.2};
    case StreetClass::Bicycle: return {1.75, 0.55, 1.05};
    case StreetClass::Train: return {28.0, 2.4, 3.5};
    default: return carSize(look.look);
    }
}

void paintVehicle(StreetPainter& painter, const LocalFrame& f, const VehicleLook& look, Lights lights)
{
    switch (look.kind) {
    case StreetClass::Bus: paintBus(painter, f, look.look, lights); break;
    case StreetClass::Truck: paintTruck(painter, f, look.look, lights); break;
    case StreetClass::Van: paintVan(painter, f, look.look, lights); break;
    case StreetClass::Motorcycle: paintMotorcycle(painter, f, look.look, lights); break;
    case StreetClass::Bicycle: paintBicycle(painter, f, look.look, lights); break;
    case StreetClass::Train: paintTram(painter, f, look.look, lights); break;
    default: paintCar(painter, f, look.look, lights); break;
    }
}

void shadeVehicle(StreetPainter& painter, const LocalFrame& f, const VehicleLook& look)
{
    const VehicleSize size = vehicleSize(look);
    const double half = size.length / 2.0;
    painter.castShadow(footprint(f, -half, half, size.width / 2.0), 0.2, size.height * 0.92);
    std::array<Vec3, 4> below;
    const auto corners = footprint(f, -half - 0.05, half + 0.05, size.width / 2.0 + 0.1);
    for (std::size_t i = 0; i < corners.size(); ++i)
        below[i] = at(corners[i], 0.02);
    painter.shade(below, 0.55);
}

} // namespace jackdaw::datasets
