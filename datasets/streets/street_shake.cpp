// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/streets/street_shake.h"

#include "engine/base/random.h"

#include <algorithm>
#include <cmath>

namespace jackdaw::datasets {

namespace {

constexpr std::uint32_t kShakeStep = UINT32_MAX - 40;

} // namespace

StreetShake::StreetShake(std::uint32_t camera, std::uint64_t seed)
{
    RandomStream random(seed, camera, RandomPurpose::Rendering, kShakeStep);
    const auto draw = [&](double low, double high) {
        return Wave{random.uniform(low, high), random.uniform(0.0, 2.0 * CV_PI)};
    };
    for (auto* waves : {&m_across, &m_up})
        *waves = {draw(0.15, 0.4), draw(0.5, 1.1), draw(1.3, 2.3)};
    m_gust = draw(0.02, 0.06);
}

double StreetShake::along(const std::array<Wave, 3>& waves, double seconds) const
{
    constexpr std::array kParts{0.9, 0.85, 0.65}; // their squares sum to 2: a root mean square of 1
    double sum = 0.0;
    for (std::size_t i = 0; i < waves.size(); ++i)
        sum += kParts[i] * std::sin(2.0 * CV_PI * waves[i].frequency * seconds + waves[i].phase);
    return sum;
}

cv::Point StreetShake::at(double seconds, double strength, int farthest) const
{
    const double gust = 0.75 + 0.5 * std::sin(2.0 * CV_PI * m_gust.frequency * seconds + m_gust.phase);
    const auto moved = [&](const std::array<Wave, 3>& waves, double part) {
        return std::clamp(static_cast<int>(std::lround(part * strength * gust * along(waves, seconds))), -farthest,
                          farthest);
    };
    return {moved(m_across, 1.1), moved(m_up, 0.8)};
}

} // namespace jackdaw::datasets
