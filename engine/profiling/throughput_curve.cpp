// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/profiling/throughput_curve.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

namespace jackdaw::profiling {
namespace {

Status check(const std::vector<RatePoint>& points)
{
    if (points.empty())
        return fail(ErrorCode::InvalidInput, "A throughput curve needs at least one measured point.");
    for (const RatePoint& point : points) {
        const bool isSpace = point.space.value > 0.0 && point.space.value <= 1.0;
        if (!isSpace || !std::isfinite(point.rate) || point.rate < 0.0)
            return fail(ErrorCode::InvalidInput,
                        "A rate of " + std::to_string(point.rate) + " in a space of "
                            + std::to_string(point.space.value)
                            + " was measured; a rate from 0 on in a space above 0 and up to 1 was expected.");
    }
    return {};
}

/// By space, each once with its mean rate, from nothing on. A smaller space's rate counts for the larger ones too.
std::vector<RatePoint> risingPoints(const std::vector<RatePoint>& points)
{
    std::map<double, std::pair<double, double>> sums;
    for (const RatePoint& point : points) {
        sums[point.space.value].first += point.rate;
        sums[point.space.value].second += 1.0;
    }
    std::vector<RatePoint> rising{{Share{0.0}, 0.0}};
    for (const auto& [space, sum] : sums)
        rising.push_back({Share{space}, std::max(rising.back().rate, sum.first / sum.second)});
    return rising;
}

double slope(const RatePoint& from, const RatePoint& to)
{
    return (to.rate - from.rate) / (to.space - from.space).value;
}

} // namespace

Result<ThroughputCurve> ThroughputCurve::fit(std::vector<RatePoint> points)
{
    if (const Status valid = check(points); !valid)
        return tl::unexpected(valid.error());
    // The upper hull, from left to right: a bend under the line from its neighbour to the next point goes.
    std::vector<RatePoint> bends;
    for (const RatePoint& point : risingPoints(points)) {
        while (bends.size() > 1 && slope(bends[bends.size() - 2], bends.back()) <= slope(bends.back(), point))
            bends.pop_back();
        bends.push_back(point);
    }
    return ThroughputCurve(std::move(bends));
}

double ThroughputCurve::rate(Share space) const
{
    const auto next = std::upper_bound(m_bends.begin(), m_bends.end(), space,
                                       [](Share wanted, const RatePoint& bend) { return wanted < bend.space; });
    if (next == m_bends.begin())
        return 0.0;
    if (next == m_bends.end())
        return m_bends.back().rate;
    const RatePoint& before = *std::prev(next);
    return before.rate + slope(before, *next) * (space - before.space).value;
}

double ThroughputCurve::progress(Share space) const
{
    const double full = m_bends.back().rate;
    return full > 0.0 ? rate(space) / full : 0.0;
}

Share ThroughputCurve::spaceFor(double progress) const
{
    const double wanted = std::clamp(progress, 0.0, 1.0) * m_bends.back().rate;
    const auto next =
        std::find_if(m_bends.begin(), m_bends.end(), [wanted](const RatePoint& bend) { return bend.rate >= wanted; });
    if (next == m_bends.begin())
        return Share{0.0};
    const RatePoint& before = *std::prev(next);
    return before.space + Share{(wanted - before.rate) / slope(before, *next)};
}

} // namespace jackdaw::profiling
