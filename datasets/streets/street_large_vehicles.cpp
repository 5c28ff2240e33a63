// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/streets/street_vehicle_parts.h"

#include <array>

namespace jackdaw::datasets {

namespace {

constexpr Colour kGlass{0.14, 0.18, 0.21};

Colour busColour(std::uint32_t look)
{
    constexpr Colour kColours[] = {{0.72, 0.09, 0.09}, {0.72, 0.09, 0.09}, {0.12, 0.38, 0.30}, {0.86, 0.68, 0.14}};
    return kColours[(look >> 4) % std::size(kColours)];
}

void paintBusSide(StreetPainter& painter, const LocalFrame& f, int side, const VehicleSize& s, std::uint32_t look)
{
    const double half = s.length / 2.0;
    const double w = s.width / 2.0 + 0.01;
    const bool hasDoors = side < 0;
    painter.face(sidePanel(f, side, w, -half + 0.1, half - 0.1, 0.32, 0.55), {0.16, 0.16, 0.17});
    const double decks = s.height > 3.6 ? 2 : 1;
    for (int deck = 0; deck < decks; ++deck) {
        const double z = deck == 0 ? 1.35 : 3.0;
        for (double x = -half + 0.35; x + 1.25 < half; x += 1.42)
            painter.face(sidePanel(f, side, w, x, x + 1.28, z, z + 0.95), kGlass * (0.85 + 0.1 * ((look >> 3) % 4)),
                         0.0);
        if (painter.light().lamps > 0.0)
            painter.face(sidePanel(f, side, w + 0.005, -half + 0.4, half - 0.5, z + 0.45, z + 0.85),
                         mix(kGlass, {0.80, 0.76, 0.55}, painter.light().lamps), 0.5);
    }
    if (hasDoors) {
        for (const double x : {half - 1.5, -0.6}) {
            painter.face(sidePanel(f, side, w + 0.01, x, x + 1.15, 0.34, 2.35), kGlass * 1.25);
            painter.face(sidePanel(f, side, w + 0.02, x + 0.53, x + 0.62, 0.34, 2.35), {0.5, 0.5, 0.5});
        }
    } else {
        painter.face(sidePanel(f, side, w, -half * 0.55, half * 0.35, 0.62, 1.2), {0.84, 0.80, 0.55});
    }
    paintWheel(painter, f, side, w + 0.01, half - 2.6, 0.48);
    paintWheel(painter, f, side, w + 0.01, -half + 2.4, 0.48);
}

struct TruckShape {
    double cab = 2.1;
    double gap = 0.35;
    double cabHeight = 2.7;
    double bodyHeight = 3.4;
    double half = 4.2;
    double width = 1.22;
};

TruckShape truckShape(std::uint32_t look)
{
    switch (look % 3) {
    case 0: return {2.1, 0.4, 2.75, 3.5, 4.3, 1.23};
    case 1: return {2.2, 0.5, 3.0, 3.9, 6.2, 1.25}; // long
    default: return {1.9, 0.25, 2.3, 2.9, 3.3, 1.08}; // light box van
    }
}

Colour cargoColour(std::uint32_t look)
{
    constexpr Colour kColours[] = {{0.88, 0.88, 0.87}, {0.80, 0.80, 0.82}, {0.25, 0.38, 0.58},
                                   {0.60, 0.62, 0.60}, {0.86, 0.84, 0.76}, {0.35, 0.48, 0.34}};
    return kColours[(look >> 6) % std::size(kColours)];
}

void paintCargo(StreetPainter& painter, const LocalFrame& f, const TruckShape& s, std::uint32_t look)
{
    const Colour cargo = cargoColour(look);
    const double front = s.half - s.cab - s.gap;
    const bool isTipper = look % 7 == 3;
    const double top = isTipper ? 2.3 : s.bodyHeight;
    paintBox(painter, f, -s.half, s.half - 0.2, -s.width + 0.15, s.width - 0.15, 0.55, 0.95, {0.14, 0.14, 0.15});
    paintBox(painter, f, -s.half, front, -s.width, s.width, 0.95, top, isTipper ? Colour{0.55, 0.42, 0.22} : cargo);
    if (isTipper)
        painter.face(topPanel(f, -s.half + 0.15, front - 0.15, -s.width + 0.15, s.width - 0.15, top),
                     {0.40, 0.34, 0.28});
    const Colour stripe = look % 2 ? Colour{0.15, 0.30, 0.55} : Colour{0.70, 0.20, 0.12};
    for (const int side : {-1, 1}) {
        if (!isTipper && (look >> 9) % 3 != 0)
            painter.face(sidePanel(f, side, s.width + 0.01, -s.half + 0.8, front - 0.8, 1.6, 2.2), stripe);
        for (double x = -s.half + 0.9; x < front; x += 1.1)
            painter.face(sidePanel(f, side, s.width + 0.01, x, x + 0.05, 1.0, top - 0.05), cargo * 0.82);
        paintWheel(painter, f, side, s.width, -s.half + 1.1, 0.5);
        paintWheel(painter, f, side, s.width, -s.half + 2.3, s.half > 4.0 ? 0.5 : 0.0);
    }
    painter.face(rearPanel(f, -s.half - 0.01, -0.03, 0.03, 1.0, top - 0.05), cargo * 0.6);
    painter.face(rearPanel(f, -s.half - 0.01, -s.width, s.width, 0.95, 1.05), {0.65, 0.15, 0.12});
}

void paintCab(StreetPainter& painter, const LocalFrame& f, const TruckShape& s, std::uint32_t look)
{
    constexpr Colour kCabs[] = {
        {0.85, 0.85, 0.84}, {0.62, 0.12, 0.10}, {0.16, 0.28, 0.52}, {0.80, 0.62, 0.15}, {0.25, 0.42, 0.34}};
    const Colour cab = kCabs[(look >> 12) % std::size(kCabs)];
    const double rear = s.half - s.cab;
    const double w = s.width - 0.04;
    paintBox(painter, f, rear, s.half, -w, w, 0.45, s.cabHeight, cab);
    painter.face(frontPanel(f, s.half + 0.01, -w + 0.12, w - 0.12, s.cabHeight * 0.52, s.cabHeight * 0.88),
                 kGlass * 1.3);
    painter.face(frontPanel(f, s.half + 0.01, -w + 0.2, w - 0.2, 0.75, 1.2), {0.12, 0.12, 0.13});
    painter.face(frontPanel(f, s.half + 0.01, -w, w, 0.45, 0.66), {0.20, 0.20, 0.21});
    for (const int side : {-1, 1}) {
        painter.face(sidePanel(f, side, w + 0.01, rear + 0.7, s.half - 0.25, s.cabHeight * 0.54, s.cabHeight * 0.86),
                     kGlass);
        painter.face(sidePanel(f, side, w + 0.16, s.half - 0.1, s.half + 0.05, s.cabHeight * 0.5, s.cabHeight * 0.75),
                     {0.1, 0.1, 0.1});
        paintWheel(painter, f, side, w + 0.02, s.half - 1.1, 0.5);
    }
}

} // namespace

VehicleSize busSize(std::uint32_t look)
{
    return {(look >> 8) % 3 == 0 ? 9.5 : 11.2, 2.5, (look >> 4) % 4 == 1 ? 4.25 : 3.0};
}

void paintBus(StreetPainter& painter, const LocalFrame& f, std::uint32_t look, Lights lights)
{
    const VehicleSize s = busSize(look);
    const double half = s.length / 2.0;
    const double w = s.width / 2.0;
    const Colour colour = busColour(look);
    paintBox(painter, f, -half, half, -w, w, 0.3, s.height, colour);
    painter.face(topPanel(f, -half, half, -w, w, s.height), {0.80, 0.80, 0.79});
    painter.face(topPanel(f, -half * 0.6, -half * 0.1, -0.7, 0.7, s.height + 0.01), {0.62, 0.62, 0.62});
    for (const int side : {-1, 1})
        paintBusSide(painter, f, side, s, look);
    painter.face(frontPanel(f, half + 0.01, -w + 0.1, w - 0.1, 1.05, 2.35), kGlass * 1.35);
    painter.face(frontPanel(f, half + 0.02, -w + 0.3, w - 0.3, 2.45, 2.85), {0.07, 0.07, 0.07});
    painter.face(frontPanel(f, half + 0.03, -w + 0.5, w - 0.9, 2.52, 2.78), {0.98, 0.68, 0.12}, 0.9);
    painter.face(frontPanel(f, half + 0.03, w - 0.8, w - 0.4, 2.52, 2.78), {0.98, 0.68, 0.12}, 0.9);
    painter.face(rearPanel(f, -half - 0.01, -w + 0.2, w - 0.2, 1.6, 2.4), kGlass);
    painter.face(rearPanel(f, -half - 0.01, -w + 0.3, w - 0.3, 0.6, 1.2), colour * 0.6);
    if (s.height > 3.6) {
        painter.face(frontPanel(f, half + 0.01, -w + 0.12, w - 0.12, 3.0, 3.95), kGlass * 1.2);
        painter.face(rearPanel(f, -half - 0.01, -w + 0.2, w - 0.2, 3.0, 3.9), kGlass);
    }
    paintLights(painter, f, s, 0.72, lights);
}

VehicleSize truckSize(std::uint32_t look)
{
    const TruckShape shape = truckShape(look);
    return {2.0 * shape.half, 2.0 * shape.width, shape.bodyHeight};
}

void paintTruck(StreetPainter& painter, const LocalFrame& f, std::uint32_t look, Lights lights)
{
    const TruckShape shape = truckShape(look);
    const Vec3 eye = painter.view().eye();
    const Vec2 toEye = Vec2{eye.x, eye.y} - f.origin;
    // Cab and cargo hide one another: the farther one comes first.
    const double cabBorder = shape.half - shape.cab - shape.gap / 2.0;
    const bool eyeAhead = toEye.x * f.ahead.x + toEye.y * f.ahead.y > cabBorder;
    if (eyeAhead)
        paintCargo(painter, f, shape, look);
    paintCab(painter, f, shape, look);
    if (!eyeAhead)
        paintCargo(painter, f, shape, look);
    paintLights(painter, f, truckSize(look), 0.7, lights);
}

} // namespace jackdaw::datasets
