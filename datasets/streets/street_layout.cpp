// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/streets/street_layout_parts.h"

#include <algorithm>
#include <cmath>

namespace jackdaw::datasets {

namespace {

constexpr std::uint32_t kVarietyStep = UINT32_MAX - 30;

LayoutMaker makerOf(StreetKind kind)
{
    switch (kind) {
    case StreetKind::HighStreet:
    case StreetKind::Crossroads:
    case StreetKind::BusStop:
    case StreetKind::Bridge: return demoLayout(kind);
    case StreetKind::Roundabout:
    case StreetKind::PetrolStation:
    case StreetKind::SchoolStreet:
    case StreetKind::CarPark: return junctionLayout(kind);
    default: return roadLayout(kind);
    }
}

void varyFilm(FilmLook& film, RandomStream& random, double variety)
{
    film.gain = 1.0 + variety * random.uniform(-0.2, 0.3);
    film.gamma = 1.0 + variety * random.uniform(-0.3, 0.45);
    film.saturation = 1.0 + variety * random.uniform(-0.65, 0.35);
    if (random.chance(0.06 * variety))
        film.saturation = 0.0;
    for (double* channel : {&film.tint.r, &film.tint.g, &film.tint.b})
        *channel = 1.0 + variety * random.uniform(-0.08, 0.08);
    film.blur = variety * std::max(0.0, random.uniform(-0.7, 1.0));
    film.sharpening = variety * std::max(0.0, random.uniform(-0.6, 1.2));
    film.noise = 1.0 + variety * random.uniform(-0.7, 1.6);
    film.blocks = variety * std::max(0.0, random.uniform(-0.4, 1.0));
    film.drops = random.uniform();
    film.mirrored = random.chance(0.5 * variety);
    film.captions = random.chance(0.5 * variety);
}

} // namespace

bool SignalPlan::isGreen(double seconds) const
{
    const double phase = std::fmod(seconds, period);
    return phase >= greenFrom && phase < greenTo;
}

bool SignalPlan::isWalk(double seconds) const
{
    const double phase = std::fmod(seconds, period);
    return phase >= walkFrom && phase < walkTo;
}

void vary(StreetLayout& layout, RandomStream& random, double variety)
{
    CameraPose& pose = layout.pose;
    pose.eye.x += variety * random.uniform(-1.2, 1.2);
    pose.eye.y += variety * random.uniform(-3.0, 2.0);
    pose.eye.z *= 1.0 + variety * random.uniform(-0.22, 0.3);
    pose.yaw += variety * random.uniform(-7.0, 7.0) * kRadians;
    pose.pitch += variety * random.uniform(-2.5, 3.5) * kRadians;
    pose.focal *= 1.0 + variety * random.uniform(-0.18, 0.3);
    const double turn = variety * random.uniform(-CV_PI, CV_PI);
    const Vec3 sun = layout.sun;
    layout.sun =
        unit(Vec3{sun.x * std::cos(turn) - sun.y * std::sin(turn), sun.x * std::sin(turn) + sun.y * std::cos(turn),
                  sun.z * (1.0 - 0.35 * variety * random.uniform())});
    varyFilm(layout.film, random, variety);
}

StreetLayout streetLayout(StreetKind kind, std::uint32_t camera, std::uint64_t seed, double variety)
{
    RandomStream random(seed, camera, RandomPurpose::Rendering, UINT32_MAX);
    StreetLayout layout;
    makerOf(kind)(layout, random);
    const auto& demo = demoKinds();
    layout.detailed = std::find(demo.begin(), demo.end(), kind) == demo.end();
    if (layout.detailed && variety > 0.0) {
        RandomStream own(seed, camera, RandomPurpose::Rendering, kVarietyStep);
        vary(layout, own, variety);
    }
    return layout;
}

} // namespace jackdaw::datasets
