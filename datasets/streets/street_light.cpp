// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/streets/street_light.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace jackdaw::datasets {

namespace {

double smooth(double low, double high, double value)
{
    const double t = std::clamp((value - low) / (high - low), 0.0, 1.0);
    return t * t * (3.0 - 2.0 * t);
}

/// Noon, low sun, dusk, last light, night.
Colour ambientOf(double daylight)
{
    constexpr double kAt[] = {0.0, 0.2, 0.45, 0.7, 1.0};
    constexpr Colour kColours[] = {
        {0.195, 0.205, 0.285}, {0.260, 0.250, 0.330}, {0.560, 0.450, 0.400}, {0.900, 0.800, 0.690}, {1.03, 1.02, 1.0}};
    for (std::size_t i = 1; i < std::size(kAt); ++i) {
        if (daylight <= kAt[i])
            return mix(kColours[i - 1], kColours[i], std::max(0.0, (daylight - kAt[i - 1]) / (kAt[i] - kAt[i - 1])));
    }
    return kColours[4];
}

} // namespace

StreetPhase phaseAt(const std::vector<StreetPhase>& phases, double seconds)
{
    if (phases.empty())
        return {0.0, {0.25, 0.25, 0.25, 0.25}};
    const auto after = std::find_if(phases.begin(), phases.end(), [&](const auto& p) { return p.seconds > seconds; });
    if (after == phases.begin() || after == phases.end())
        return after == phases.end() ? phases.back() : phases.front();
    const StreetPhase& a = *(after - 1);
    const StreetPhase& b = *after;
    const double t = (seconds - a.seconds) / (b.seconds - a.seconds);
    StreetPhase now;
    now.seconds = seconds;
    now.classMix.resize(kStreetClasses, 0.0);
    for (std::size_t i = 0; i < kStreetClasses; ++i) {
        const double from = i < a.classMix.size() ? a.classMix[i] : 0.0;
        const double to = i < b.classMix.size() ? b.classMix[i] : 0.0;
        now.classMix[i] = from + (to - from) * t;
    }
    for (const auto value : {&StreetPhase::density, &StreetPhase::daylight, &StreetPhase::haze, &StreetPhase::fog,
                             &StreetPhase::rain, &StreetPhase::wind})
        now.*value = a.*value + (b.*value - a.*value) * t;
    return now;
}

StreetDemand demandOf(const StreetPhase& phase)
{
    StreetDemand demand;
    const double sum = std::accumulate(phase.classMix.begin(), phase.classMix.end(), 0.0);
    for (std::size_t i = 0; i < demand.classMix.size() && sum > 0.0; ++i)
        demand.classMix[i] = i < phase.classMix.size() ? phase.classMix[i] / sum : 0.0;
    demand.density = std::max(0.0, phase.density);
    return demand;
}

StreetLight lightOf(const StreetPhase& phase, Vec3 noon, double seconds)
{
    StreetLight light;
    light.daylight = std::clamp(phase.daylight, 0.0, 1.0);
    light.haze = std::clamp(phase.haze, 0.0, 1.0);
    light.fog = std::clamp(phase.fog, 0.0, 1.0);
    light.rain = std::clamp(phase.rain, 0.0, 1.0);
    const double dull = std::max(light.fog, light.rain);
    light.sun =
        smooth(0.5, 0.85, light.daylight) * (1.0 - smooth(0.1, 0.6, light.haze)) * (1.0 - smooth(0.0, 0.3, dull));
    light.lamps = 1.0 - smooth(0.25, 0.5, light.daylight - 0.25 * light.haze - 0.2 * dull);
    light.afterglow = std::max(0.0, 1.0 - std::abs(light.daylight - 0.35) / 0.3) * (1.0 - light.haze) * (1.0 - dull);
    const double turn = 0.004 * seconds;
    const double low = 0.45 + 0.55 * smooth(0.5, 1.0, light.daylight);
    light.sunDirection = unit(Vec3{noon.x * std::cos(turn) - noon.y * std::sin(turn),
                                   noon.x * std::sin(turn) + noon.y * std::cos(turn), noon.z * low});
    const Colour ambient = ambientOf(light.daylight);
    light.ambient = mix(ambient, Colour{0.80, 0.83, 0.87} * ambient.g, 0.5 * std::max(light.haze, 0.8 * dull));
    return light;
}

bool looksAlike(const StreetLight& a, const StreetLight& b)
{
    constexpr double kStep = 0.02;
    return std::abs(a.haze - b.haze) < kStep && std::abs(a.fog - b.fog) < kStep
        && std::abs(a.rain - b.rain) < 2.0 * kStep && std::abs(a.sun - b.sun) < kStep
        && std::abs(a.lamps - b.lamps) < kStep && std::abs(a.daylight - b.daylight) < 2.0 * kStep
        && dot(a.sunDirection, b.sunDirection) > 0.9995;
}

} // namespace jackdaw::datasets
