// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/streets/street_vehicle_parts.h"

#include <algorithm>
#include <array>

namespace jackdaw::datasets {

namespace {

/// Lengths along the car, from its middle, and heights.
struct CarShape {
    double half = 2.15; ///< half the length
    double width = 0.89; ///< half the width
    double belt = 0.92; ///< height of the doors
    double bonnet = 1.0; ///< where the windscreen starts
    double roofFront = 0.25;
    double roofRear = -1.2;
    double tail = -1.85; ///< where the rear window ends
    double roof = 1.45;
    double inset = 0.16; ///< of the roof, sideways
};

CarShape carShape(std::uint32_t look)
{
    switch (look % 4) {
    case 0: return {2.2, 0.89, 0.90, 0.95, 0.15, -0.95, -1.55, 1.42, 0.17}; // saloon
    case 1: return {1.95, 0.86, 0.93, 1.0, 0.35, -1.35, -1.85, 1.48, 0.15}; // hatchback
    case 2: return {2.3, 0.94, 1.05, 1.05, 0.45, -1.75, -2.2, 1.72, 0.14}; // off-roader
    default: return {2.3, 0.90, 0.92, 1.0, 0.25, -1.8, -2.2, 1.46, 0.16}; // estate
    }
}

/// Real streets are mostly black, grey and white.
Colour commonColour(std::uint32_t look)
{
    constexpr Colour kColours[] = {{0.045, 0.045, 0.05}, {0.06, 0.06, 0.065}, {0.11, 0.115, 0.12}, {0.20, 0.205, 0.21},
                                   {0.34, 0.35, 0.36},   {0.50, 0.51, 0.52},  {0.64, 0.65, 0.66},  {0.86, 0.86, 0.85},
                                   {0.92, 0.92, 0.91},   {0.07, 0.10, 0.24},  {0.12, 0.20, 0.42},  {0.46, 0.05, 0.06},
                                   {0.60, 0.09, 0.08},   {0.10, 0.17, 0.13},  {0.30, 0.26, 0.20},  {0.62, 0.58, 0.48}};
    return kColours[(look >> 4) % std::size(kColours)] * (0.85 + 0.3 * ((look >> 12) % 16) / 15.0);
}

Colour carColour(std::uint32_t look)
{
    constexpr Colour kColours[] = {{0.80, 0.80, 0.80}, {0.16, 0.16, 0.17}, {0.45, 0.46, 0.48}, {0.62, 0.10, 0.10},
                                   {0.14, 0.22, 0.42}, {0.90, 0.90, 0.88}, {0.30, 0.31, 0.33}, {0.16, 0.30, 0.24},
                                   {0.66, 0.62, 0.52}, {0.20, 0.36, 0.55}, {0.72, 0.40, 0.12}};
    return kColours[(look >> 4) % std::size(kColours)] * (0.9 + 0.2 * ((look >> 12) % 16) / 15.0);
}

void paintBody(StreetPainter& painter, const LocalFrame& f, const CarShape& s, Colour colour)
{
    const double low = 0.24;
    const double nose = s.belt - 0.20;
    const double w = s.width;
    painter.face(rearPanel(f, -s.half, -w, w, low, s.belt - 0.06), colour * 0.92);
    painter.face(frontPanel(f, s.half, -w, w, low, nose), colour * 0.95);
    for (const int side : {-1, 1}) {
        const double y = side * w;
        const std::array<Vec3, 6> right{f.place(-s.half, y, low),     f.place(s.half, y, low),
                                        f.place(s.half, y, nose),     f.place(s.half - 0.5, y, s.belt - 0.08),
                                        f.place(s.bonnet, y, s.belt), f.place(-s.half, y, s.belt - 0.06)};
        std::array<Vec3, 6> left;
        std::reverse_copy(right.begin(), right.end(), left.begin());
        painter.face(side < 0 ? right : left, colour);
        painter.face(sidePanel(f, side, w + 0.005, -s.half + 0.1, s.half - 0.1, low, low + 0.16), colour * 0.45);
        paintWheel(painter, f, side, w + 0.01, s.half * 0.62, 0.33);
        paintWheel(painter, f, side, w + 0.01, -s.half * 0.62, 0.33);
    }
    painter.face(std::array{f.place(s.bonnet, -w, s.belt), f.place(s.half, -w, nose), f.place(s.half, w, nose),
                            f.place(s.bonnet, w, s.belt)},
                 colour);
    painter.face(topPanel(f, -s.half, s.bonnet, -w, w, s.belt - 0.03), colour);
}

void paintCabin(StreetPainter& painter, const LocalFrame& f, const CarShape& s, Colour colour)
{
    const double w = s.width - 0.06;
    const double r = s.width - s.inset;
    const Colour glass{0.13, 0.16, 0.19};
    const auto ring = [&](double x, double y, double z) { return f.place(x, y, z); };
    painter.face(std::array{ring(s.tail, w, s.belt), ring(s.tail, -w, s.belt), ring(s.roofRear, -r, s.roof),
                            ring(s.roofRear, r, s.roof)},
                 glass * 1.15);
    const std::array screen{ring(s.bonnet, -w, s.belt), ring(s.bonnet, w, s.belt), ring(s.roofFront, r, s.roof),
                            ring(s.roofFront, -r, s.roof)};
    painter.face(screen, glass * 1.4);
    paintGloss(painter, screen, 0.6);
    for (const int side : {-1, 1}) {
        const auto pane = [&](double t0, double t1, double low, double high, Colour c, double out) {
            const auto edge = [&](double t, double h) {
                const double x0 = s.tail + (s.bonnet - s.tail) * t;
                const double x1 = s.roofRear + (s.roofFront - s.roofRear) * t;
                return f.place(x0 + (x1 - x0) * h, side * (w + (r - w) * h + out), s.belt + (s.roof - s.belt) * h);
            };
            if (side < 0)
                painter.face(std::array{edge(t0, low), edge(t1, low), edge(t1, high), edge(t0, high)}, c);
            else
                painter.face(std::array{edge(t1, low), edge(t0, low), edge(t0, high), edge(t1, high)}, c);
        };
        pane(0.0, 1.0, 0.0, 1.0, colour, 0.0);
        pane(0.10, 0.47, 0.06, 0.84, glass, 0.01);
        pane(0.52, 0.90, 0.06, 0.84, glass, 0.01);
    }
    painter.face(topPanel(f, s.roofRear, s.roofFront, -r, r, s.roof), colour * 1.02);
}

/// Flanks mirror the street below the waist and the sky above it.
void paintSheen(StreetPainter& painter, const LocalFrame& f, const CarShape& s, Colour colour)
{
    const Colour sky{0.70, 0.76, 0.83};
    for (const int side : {-1, 1}) {
        painter.face(sidePanel(f, side, s.width + 0.004, -s.half + 0.05, s.half - 0.05, 0.38, 0.58), colour * 0.72);
        painter.face(sidePanel(f, side, s.width + 0.004, -s.half + 0.1, s.bonnet, s.belt - 0.16, s.belt - 0.05),
                     mix(colour, sky, 0.28));
        painter.face(sidePanel(f, side, s.width + 0.12, s.bonnet - 0.3, s.bonnet - 0.1, s.belt, s.belt + 0.16),
                     {0.07, 0.07, 0.07});
        paintWheel(painter, f, side, s.width + 0.01, s.half * 0.62, 0.33);
        paintWheel(painter, f, side, s.width + 0.01, -s.half * 0.62, 0.33);
    }
    const double w = s.width - 0.2;
    painter.face(std::array{f.place(s.bonnet + 0.1, -w, s.belt - 0.015), f.place(s.half - 0.35, -w, s.belt - 0.13),
                            f.place(s.half - 0.35, w, s.belt - 0.13), f.place(s.bonnet + 0.1, w, s.belt - 0.015)},
                 mix(colour, sky, 0.22));
    painter.face(frontPanel(f, s.half + 0.005, -s.width + 0.3, s.width - 0.3, 0.52, s.belt - 0.24), {0.06, 0.06, 0.06});
}

} // namespace

void paintGloss(StreetPainter& painter, std::span<const Vec3> glass, double strength)
{
    if (!painter.detail())
        return;
    const Colour sky = mix({0.45, 0.50, 0.56}, {0.80, 0.85, 0.90}, strength);
    const auto at2 = [&](double across, double up) {
        const Vec3 low = glass[0] + (glass[1] - glass[0]) * across;
        const Vec3 high = glass[3] + (glass[2] - glass[3]) * across;
        return low + (high - low) * up;
    };
    painter.face(std::array{at2(0.06, 0.55), at2(0.94, 0.55), at2(0.94, 0.94), at2(0.06, 0.94)},
                 mix({0.13, 0.16, 0.19}, sky, 0.55 * strength));
    painter.face(std::array{at2(0.15, 0.10), at2(0.40, 0.10), at2(0.62, 0.94), at2(0.37, 0.94)},
                 mix({0.13, 0.16, 0.19}, sky, 0.7 * strength));
}

VehicleSize carSize(std::uint32_t look)
{
    const CarShape shape = carShape(look);
    return {2.0 * shape.half, 2.0 * shape.width, shape.roof};
}

void paintCar(StreetPainter& painter, const LocalFrame& f, std::uint32_t look, Lights lights)
{
    const CarShape shape = carShape(look);
    const Colour colour = painter.detail() ? commonColour(look) : carColour(look);
    paintBody(painter, f, shape, colour);
    paintLights(painter, f, {2.0 * shape.half, 2.0 * shape.width, shape.roof}, 0.58, lights);
    painter.face(frontPanel(f, shape.half + 0.01, -0.45, 0.45, 0.34, 0.5), {0.10, 0.10, 0.11});
    painter.face(frontPanel(f, shape.half + 0.02, -0.26, 0.26, 0.36, 0.47), {0.85, 0.85, 0.82});
    painter.face(rearPanel(f, -shape.half - 0.01, -0.26, 0.26, 0.48, 0.60), {0.85, 0.80, 0.40});
    if (painter.detail())
        paintSheen(painter, f, shape, colour);
    paintCabin(painter, f, shape, colour);
}

} // namespace jackdaw::datasets
