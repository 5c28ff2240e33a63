// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/streets/street_vehicle_parts.h"

#include <array>
#include <cmath>

namespace jackdaw::datasets {

namespace {

constexpr Colour kGlass{0.13, 0.16, 0.19};
constexpr Colour kTyre{0.09, 0.09, 0.09};
constexpr Colour kSteel{0.36, 0.36, 0.38};

struct VanShape {
    double half = 2.6; ///< half the length
    double width = 0.98; ///< half the width
    double roof = 2.3;
    double screen = 1.35; ///< where the windscreen meets the roof
    double bonnet = 2.0; ///< where the bonnet meets the windscreen
    bool hasWindows = false;
};

VanShape vanShape(std::uint32_t look)
{
    switch (look % 4) {
    case 0: return {2.45, 0.95, 1.95, 1.0, 1.65, false}; // small panel van
    case 1: return {2.9, 1.0, 2.55, 1.75, 2.3, false}; // high roof
    case 2: return {2.6, 0.98, 2.05, 1.35, 1.9, true}; // minibus
    default: return {2.65, 0.99, 2.2, 1.4, 2.0, false};
    }
}

Colour vanColour(std::uint32_t look)
{
    constexpr Colour kColours[] = {{0.90, 0.90, 0.89}, {0.88, 0.88, 0.88}, {0.84, 0.84, 0.85},
                                   {0.58, 0.59, 0.61}, {0.17, 0.18, 0.20}, {0.16, 0.24, 0.42},
                                   {0.66, 0.13, 0.11}, {0.80, 0.66, 0.16}, {0.24, 0.36, 0.26}};
    return kColours[(look >> 5) % std::size(kColours)] * (0.92 + 0.12 * ((look >> 12) % 16) / 15.0);
}

void paintVanSide(StreetPainter& painter, const LocalFrame& f, const VanShape& s, int side, Colour colour,
                  std::uint32_t look)
{
    const double y = side * s.width;
    const double low = 0.3;
    const std::array<Vec3, 6> right{f.place(-s.half, y, low),     f.place(s.half, y, low),
                                    f.place(s.half, y, 0.85),     f.place(s.bonnet, y, 1.1),
                                    f.place(s.screen, y, s.roof), f.place(-s.half, y, s.roof)};
    std::array<Vec3, 6> left;
    for (std::size_t i = 0; i < right.size(); ++i)
        left[i] = right[right.size() - 1 - i];
    painter.face(side < 0 ? right : left, colour);
    const double w = s.width + 0.01;
    painter.face(sidePanel(f, side, w, -s.half + 0.05, s.half - 0.05, low, 0.5), colour * 0.4);
    painter.face(sidePanel(f, side, w, s.screen - 0.75, s.screen + 0.15, 1.18, s.roof - 0.3), kGlass);
    if (s.hasWindows)
        painter.face(sidePanel(f, side, w, -s.half + 0.3, s.screen - 0.9, 1.18, s.roof - 0.32), kGlass * 1.1);
    else if ((look >> 9) % 3 == 0)
        painter.face(sidePanel(f, side, w, -s.half + 0.5, s.screen - 1.1, 1.0, 1.5),
                     (look >> 11) % 2 ? Colour{0.15, 0.32, 0.58} : Colour{0.72, 0.22, 0.12});
    painter.face(sidePanel(f, side, w, s.screen - 0.86, s.screen - 0.82, 0.55, s.roof - 0.2), colour * 0.7);
    painter.face(sidePanel(f, side, w + 0.14, s.screen + 0.1, s.screen + 0.25, 1.15, 1.45), {0.08, 0.08, 0.08});
    paintWheel(painter, f, side, w, s.half * 0.64, 0.35);
    paintWheel(painter, f, side, w, -s.half * 0.60, 0.35);
}

/// A wheel of a two-wheeler: thin, seen from any side.
void paintThinWheel(StreetPainter& painter, const LocalFrame& f, double x, double radius, double thickness, bool solid)
{
    constexpr int kCorners = 12;
    const auto rim = [&](int i, double r) {
        const double angle = 2.0 * CV_PI * i / kCorners;
        return f.place(x + r * std::cos(angle), 0.0, radius + r * std::sin(angle));
    };
    if (solid) {
        std::array<Vec3, kCorners> disc;
        for (int i = 0; i < kCorners; ++i)
            disc[static_cast<std::size_t>(i)] = rim(i, radius * 0.9);
        painter.card(disc, {0.30, 0.30, 0.31});
    }
    for (int i = 0; i < kCorners; ++i)
        paintLimb(painter, rim(i, radius - thickness / 2.0), rim(i + 1, radius - thickness / 2.0), thickness, thickness,
                  kTyre);
}

Colour frameColour(std::uint32_t look)
{
    constexpr Colour kColours[] = {{0.62, 0.10, 0.10}, {0.12, 0.12, 0.13}, {0.15, 0.28, 0.55},
                                   {0.75, 0.75, 0.74}, {0.16, 0.42, 0.30}, {0.80, 0.55, 0.12}};
    return kColours[(look >> 5) % std::size(kColours)];
}

struct Rider {
    Colour coat;
    Colour trousers;
    Colour head;
    double hip; ///< height of the saddle
    double lean; ///< how far the shoulders are ahead of the hips
    double reach; ///< of the hands
};

Rider riderOf(const VehicleLook& look)
{
    constexpr Colour kCoats[] = {{0.13, 0.13, 0.15}, {0.70, 0.74, 0.14}, {0.55, 0.14, 0.14}, {0.18, 0.28, 0.48},
                                 {0.72, 0.70, 0.66}, {0.28, 0.34, 0.24}, {0.85, 0.45, 0.12}};
    constexpr Colour kHeads[] = {{0.86, 0.86, 0.85}, {0.10, 0.10, 0.11}, {0.66, 0.12, 0.10}, {0.25, 0.17, 0.11}};
    const bool isMotor = look.kind == StreetClass::Motorcycle;
    const std::uint32_t key = look.look;
    const Colour trousers = key % 2 ? Colour{0.14, 0.15, 0.20} : Colour{0.26, 0.26, 0.27};
    return {kCoats[(key >> 8) % std::size(kCoats)],        trousers,
            kHeads[(key >> 13) % std::size(kHeads)],       isMotor ? 0.82 : 0.98,
            isMotor ? 0.18 : 0.16 + 0.2 * (key % 3) / 2.0, isMotor ? 0.62 : 0.58};
}

} // namespace

VehicleSize vanSize(std::uint32_t look)
{
    const VanShape shape = vanShape(look);
    return {2.0 * shape.half, 2.0 * shape.width, shape.roof};
}

void paintVan(StreetPainter& painter, const LocalFrame& f, std::uint32_t look, Lights lights)
{
    const VanShape s = vanShape(look);
    const Colour colour = vanColour(look);
    const double w = s.width;
    painter.face(rearPanel(f, -s.half, -w, w, 0.3, s.roof), colour * 0.94);
    painter.face(rearPanel(f, -s.half - 0.01, -0.02, 0.02, 0.45, s.roof - 0.15), colour * 0.6);
    for (const double y : {-w + 0.14, 0.1})
        painter.face(rearPanel(f, -s.half - 0.01, y, y + w - 0.24, s.roof * 0.55, s.roof - 0.3), kGlass);
    painter.face(frontPanel(f, s.half, -w, w, 0.3, 0.85), colour * 0.95);
    painter.face(frontPanel(f, s.half + 0.01, -w + 0.45, w - 0.45, 0.4, 0.62), {0.10, 0.10, 0.11});
    painter.face(frontPanel(f, s.half + 0.02, -0.26, 0.26, 0.36, 0.47), {0.85, 0.85, 0.82});
    painter.face(rearPanel(f, -s.half - 0.02, -0.26, 0.26, 0.5, 0.62), {0.85, 0.80, 0.40});
    painter.face(std::array{f.place(s.bonnet, -w, 1.1), f.place(s.half, -w, 0.85), f.place(s.half, w, 0.85),
                            f.place(s.bonnet, w, 1.1)},
                 colour);
    for (const int side : {-1, 1})
        paintVanSide(painter, f, s, side, colour, look);
    const std::array screen{f.place(s.bonnet, -w + 0.08, 1.12), f.place(s.bonnet, w - 0.08, 1.12),
                            f.place(s.screen, w - 0.14, s.roof - 0.04), f.place(s.screen, -w + 0.14, s.roof - 0.04)};
    painter.face(screen, kGlass * 1.4);
    paintGloss(painter, screen, 0.5);
    painter.face(topPanel(f, -s.half, s.screen, -w, w, s.roof), colour * 1.03);
    paintLights(painter, f, {2.0 * s.half, 2.0 * w, s.roof}, 0.66, lights);
}

void paintTram(StreetPainter& painter, const LocalFrame& f, std::uint32_t look, Lights lights)
{
    constexpr Colour kColours[] = {{0.70, 0.12, 0.12}, {0.84, 0.72, 0.22}, {0.14, 0.42, 0.34}, {0.86, 0.86, 0.85}};
    const Colour colour = kColours[(look >> 4) % std::size(kColours)];
    const double w = 1.2;
    const double half = 14.0;
    const double lamps = lights == Lights::Off ? 0.0 : painter.light().lamps;
    painter.face(rearPanel(f, -half, -w, w, 0.35, 3.4), colour);
    painter.face(rearPanel(f, -half - 0.01, -w + 0.15, w - 0.15, 1.3, 2.7), kGlass);
    painter.face(frontPanel(f, half, -w, w, 0.35, 3.4), colour);
    painter.face(frontPanel(f, half + 0.01, -w + 0.12, w - 0.12, 1.2, 2.75), kGlass * 1.3);
    painter.face(frontPanel(f, half + 0.01, -0.7, 0.7, 2.9, 3.25), {0.98, 0.70, 0.15}, 0.9);
    for (const int side : {-1, 1}) {
        painter.face(sidePanel(f, side, w, -half, half, 0.35, 3.4), colour);
        painter.face(sidePanel(f, side, w + 0.01, -half + 0.4, half - 0.4, 1.25, 2.65),
                     mix(kGlass, {0.80, 0.76, 0.58}, 0.7 * lamps), 0.4);
        painter.face(sidePanel(f, side, w + 0.01, -half + 0.1, half - 0.1, 0.35, 0.6), {0.20, 0.20, 0.21});
        painter.face(sidePanel(f, side, w + 0.01, -half + 0.1, half - 0.1, 2.85, 3.2), {0.80, 0.80, 0.78});
        for (double x = -half + 2.5; x < half; x += 4.6) {
            painter.face(sidePanel(f, side, w + 0.02, x, x + 1.4, 0.4, 2.7), kGlass * 1.5);
            painter.face(sidePanel(f, side, w + 0.03, x + 0.66, x + 0.74, 0.4, 2.7), colour * 0.8);
        }
        for (const double x : {-half / 3.0, half / 3.0})
            painter.face(sidePanel(f, side, w + 0.04, x - 0.35, x + 0.35, 0.4, 3.4), {0.13, 0.13, 0.14});
    }
    painter.face(topPanel(f, -half, half, -w, w, 3.4), {0.62, 0.62, 0.61});
    for (const double x : {-8.0, 0.0, 7.0})
        painter.face(topPanel(f, x, x + 2.6, -0.8, 0.8, 3.45), {0.42, 0.42, 0.42});
    paintLights(painter, f, {2.0 * half, 2.0 * w, 3.4}, 0.72, lights);
}

void paintMotorcycle(StreetPainter& painter, const LocalFrame& f, std::uint32_t look, Lights lights)
{
    const Colour colour = frameColour(look);
    const double lamps = lights == Lights::Off ? 0.0 : 1.0;
    paintThinWheel(painter, f, -0.68, 0.31, 0.13, true);
    paintThinWheel(painter, f, 0.70, 0.31, 0.12, true);
    paintLimb(painter, f.place(-0.45, 0, 0.48), f.place(0.35, 0, 0.48), 0.34, 0.36, {0.20, 0.20, 0.21});
    paintLimb(painter, f.place(-0.85, 0, 0.80), f.place(0.0, 0, 0.76), 0.20, 0.24, {0.10, 0.10, 0.11});
    paintLimb(painter, f.place(-0.05, 0, 0.80), f.place(0.5, 0, 0.84), 0.30, 0.26, colour);
    paintLimb(painter, f.place(0.70, 0, 0.31), f.place(0.48, 0, 0.95), 0.10, 0.10, kSteel);
    if (look % 3 == 0)
        paintLimb(painter, f.place(0.62, 0, 0.6), f.place(0.45, 0, 1.2), 0.34, 0.30, colour * 1.1);
    paintLimb(painter, f.place(0.42, -0.34, 1.02), f.place(0.42, 0.34, 1.02), 0.07, 0.07, {0.12, 0.12, 0.12});
    if (look % 4 == 1)
        paintBox(painter, f, -1.05, -0.65, -0.2, 0.2, 0.85, 1.2, colour * 0.8);
    painter.face(frontPanel(f, 0.66, -0.11, 0.11, 0.74, 0.94), {0.92, 0.92, 0.88}, lamps);
    painter.face(rearPanel(f, -0.98, -0.09, 0.09, 0.68, 0.80),
                 lights == Lights::Braking ? Colour{1.0, 0.16, 0.10} : Colour{0.55, 0.07, 0.07},
                 lights == Lights::Braking ? 1.0 : 0.55 * lamps);
}

void paintBicycle(StreetPainter& painter, const LocalFrame& f, std::uint32_t look, Lights lights)
{
    const Colour colour = frameColour(look);
    paintThinWheel(painter, f, -0.52, 0.34, 0.055, false);
    paintThinWheel(painter, f, 0.54, 0.34, 0.055, false);
    const Vec3 crank = f.place(-0.06, 0, 0.30);
    const Vec3 saddle = f.place(-0.22, 0, 0.94);
    const Vec3 head = f.place(0.36, 0, 0.90);
    paintLimb(painter, f.place(-0.52, 0, 0.34), crank, 0.05, 0.05, colour);
    paintLimb(painter, f.place(-0.52, 0, 0.34), saddle, 0.04, 0.04, colour);
    paintLimb(painter, crank, saddle, 0.05, 0.05, colour);
    paintLimb(painter, crank, head, 0.06, 0.06, colour);
    paintLimb(painter, f.place(-0.18, 0, 0.84), head, 0.05, 0.05, colour);
    paintLimb(painter, f.place(0.54, 0, 0.34), f.place(0.34, 0, 1.02), 0.05, 0.05, colour * 0.8);
    paintLimb(painter, f.place(0.36, -0.28, 1.05), f.place(0.36, 0.28, 1.05), 0.05, 0.05, {0.12, 0.12, 0.12});
    paintLimb(painter, f.place(-0.34, 0, 0.97), f.place(-0.10, 0, 0.97), 0.09, 0.05, {0.12, 0.10, 0.09});
    if (look % 3 == 1)
        paintLimb(painter, f.place(0.40, 0, 0.92), f.place(0.72, 0, 0.92), 0.26, 0.30, {0.36, 0.28, 0.18});
    if (lights == Lights::Off)
        return;
    painter.face(frontPanel(f, 0.50, -0.04, 0.04, 0.88, 0.96), {0.90, 0.90, 0.86}, 0.9);
    painter.face(rearPanel(f, -0.62, -0.04, 0.04, 0.70, 0.78), {0.70, 0.08, 0.06}, 0.9);
}

void paintRider(StreetPainter& painter, const LocalFrame& f, const VehicleLook& look, double stride)
{
    const Rider r = riderOf(look);
    const bool isMotor = look.kind == StreetClass::Motorcycle;
    const double back = isMotor ? -0.25 : -0.22;
    const auto leg = [&](double side, double phase) {
        const double turn = stride * 2.0 * CV_PI + phase;
        const Vec3 foot = isMotor ? f.place(-0.05, side * 0.22, 0.30)
                                  : f.place(-0.06 + 0.17 * std::cos(turn), side * 0.11, 0.30 + 0.17 * std::sin(turn));
        const Vec3 hip = f.place(back, side * 0.13, r.hip);
        const Vec3 middle = (foot + hip) * 0.5;
        const Vec3 knee = middle + f.span(0.26, side * 0.05, 0.10);
        paintLimb(painter, hip, knee, 0.19, 0.14, side > 0 ? r.trousers : r.trousers * 0.8);
        paintLimb(painter, knee, foot, 0.13, 0.10, side > 0 ? r.trousers : r.trousers * 0.8);
        paintLimb(painter, foot, foot + f.span(0.18, 0, -0.02), 0.10, 0.08, {0.10, 0.09, 0.09});
    };
    const Vec3 shoulders = f.place(back + r.lean, 0, r.hip + 0.52);
    leg(-1.0, 0.0);
    leg(1.0, CV_PI);
    for (const double side : {-1.0, 1.0})
        paintLimb(painter, f.place(back + r.lean, side * 0.20, r.hip + 0.50),
                  f.place(back + r.reach, side * 0.26, r.hip + 0.14), 0.12, 0.09, r.coat * (side > 0 ? 1.08 : 0.8));
    paintLimb(painter, f.place(back, -0.14, r.hip), f.place(back + r.lean, -0.19, r.hip + 0.54), 0.22, 0.20, r.coat);
    paintLimb(painter, f.place(back, 0.14, r.hip), f.place(back + r.lean, 0.19, r.hip + 0.54), 0.22, 0.20, r.coat);
    paintLimb(painter, f.place(back, 0, r.hip), shoulders, 0.30, 0.34, r.coat);
    const Vec3 head = shoulders + f.span(0.06, 0, 0.20);
    if (!isMotor)
        painter.disc(head + f.span(0.04, 0, -0.03), 0.10, {0.74, 0.56, 0.45}, 0.0, 1.1);
    painter.disc(head, isMotor ? 0.16 : 0.12, r.head, 0.0, 1.05);
}

} // namespace jackdaw::datasets
