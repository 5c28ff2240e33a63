// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/streets/street_path.h"

#include <algorithm>

namespace jackdaw::datasets {

namespace {

constexpr double kSideways = 2.2; // m/s^2 that drivers accept in a bend
constexpr double kStep = 1.0; // metres between the corners of a bend
constexpr double kLookAhead = 6.0; // metres

double turnBetween(Vec2 a, Vec2 b)
{
    return std::abs(std::atan2(a.x * b.y - a.y * b.x, a.x * b.x + a.y * b.y));
}

} // namespace

StreetPath::StreetPath(std::vector<Vec2> corners) : m_corners(std::move(corners)), m_at{0.0}
{
    for (std::size_t i = 1; i < m_corners.size(); ++i)
        m_at.push_back(m_at.back() + datasets::length(m_corners[i] - m_corners[i - 1]));
    m_limit.assign(m_corners.size(), 1e6);
    for (std::size_t i = 1; i + 1 < m_corners.size(); ++i) {
        const double turn = turnBetween(unit(m_corners[i] - m_corners[i - 1]), unit(m_corners[i + 1] - m_corners[i]));
        const double radius = 0.5 * (m_at[i + 1] - m_at[i - 1]) / std::max(turn, 1e-6);
        m_limit[i] = std::sqrt(kSideways * radius);
    }
}

std::size_t StreetPath::segment(double along) const
{
    const auto after = std::upper_bound(m_at.begin() + 1, m_at.end() - 1, along);
    return static_cast<std::size_t>(after - m_at.begin()) - 1;
}

Vec2 StreetPath::heading(double along) const
{
    const std::size_t i = segment(along);
    return unit(m_corners[i + 1] - m_corners[i]);
}

Vec2 StreetPath::place(double along) const
{
    const std::size_t i = segment(along);
    return m_corners[i] + unit(m_corners[i + 1] - m_corners[i]) * (along - m_at[i]);
}

double StreetPath::limit(double along) const
{
    double least = 1e6;
    for (std::size_t i = segment(along); i < m_corners.size() && m_at[i] < along + kLookAhead; ++i)
        least = std::min(least, m_limit[i]);
    return least;
}

StreetPath::Near StreetPath::nearest(Vec2 point, double from, double to) const
{
    Near best{from, 1e9};
    for (std::size_t i = segment(from); i + 1 < m_corners.size() && m_at[i] <= to; ++i) {
        const Vec2 ahead = unit(m_corners[i + 1] - m_corners[i]);
        const Vec2 off = point - m_corners[i];
        const double end = m_at[i + 1] - m_at[i];
        const double along = std::clamp(off.x * ahead.x + off.y * ahead.y, std::clamp(from - m_at[i], 0.0, end), end);
        const double aside = datasets::length(off - ahead * along);
        if (aside < best.aside)
            best = {m_at[i] + along, aside};
    }
    return best;
}

std::vector<Vec2> arc(Vec2 centre, double radius, double from, double to)
{
    const int steps = std::max(2, static_cast<int>(std::ceil(radius * std::abs(to - from) / kStep)));
    std::vector<Vec2> corners;
    for (int i = 0; i <= steps; ++i) {
        const double angle = from + (to - from) * i / steps;
        corners.push_back(centre + Vec2{std::cos(angle), std::sin(angle)} * radius);
    }
    return corners;
}

std::vector<Vec2> rounded(const std::vector<Vec2>& corners, double radius)
{
    std::vector<Vec2> smooth{corners.front()};
    for (std::size_t i = 1; i + 1 < corners.size(); ++i) {
        const Vec2 in = corners[i] - corners[i - 1];
        const Vec2 out = corners[i + 1] - corners[i];
        const double cut = std::min({radius, 0.48 * length(in), 0.48 * length(out)});
        const Vec2 from = corners[i] - unit(in) * cut;
        const Vec2 to = corners[i] + unit(out) * cut;
        const int steps = std::max(3, static_cast<int>(2.0 * cut / kStep));
        for (int step = 0; step <= steps; ++step) {
            const double t = static_cast<double>(step) / steps;
            const Vec2 a = from + (corners[i] - from) * t;
            const Vec2 b = corners[i] + (to - corners[i]) * t;
            smooth.push_back(a + (b - a) * t);
        }
    }
    smooth.push_back(corners.back());
    return smooth;
}

} // namespace jackdaw::datasets
