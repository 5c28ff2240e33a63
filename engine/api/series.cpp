// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/api/series.h"

#include <algorithm>
#include <cmath>

namespace jackdaw {
namespace {

/// The lowest, the highest and the first point without a value.
void keepOfFour(std::vector<AccuracyPoint>::const_iterator first, std::vector<AccuracyPoint>::const_iterator last,
                std::vector<AccuracyPoint>& kept)
{
    auto low = last;
    auto high = last;
    auto none = last;
    for (auto point = first; point != last; ++point) {
        if (!point->value) {
            none = none == last ? point : none;
            continue;
        }
        if (low == last || point->value < low->value)
            low = point;
        if (high == last || point->value >= high->value)
            high = point;
    }
    for (auto point = first; point != last; ++point)
        if (point == low || point == high || point == none)
            kept.push_back(*point);
}

std::vector<AccuracyPoint> minMaxOfFours(const std::vector<AccuracyPoint>& series)
{
    std::vector<AccuracyPoint> kept;
    kept.reserve(series.size() / 2 + 2);
    for (std::size_t i = 0; i < series.size(); i += 4) {
        const auto first = series.begin() + static_cast<std::ptrdiff_t>(i);
        keepOfFour(first, series.begin() + static_cast<std::ptrdiff_t>(std::min(i + 4, series.size())), kept);
    }
    return kept;
}

ShareSample joined(const ShareSample& a, const ShareSample& b)
{
    const double first = toSeconds(a.end - a.start);
    const double second = toSeconds(b.end - b.start);
    const double whole = toSeconds(b.end - a.start);
    const auto mean = [&](double left, double right) {
        return whole > 0 ? (left * first + right * second) / whole : std::max(left, right);
    };
    return {a.start, b.end, mean(a.requested, b.requested), mean(a.granted, b.granted), mean(a.used, b.used)};
}

bool sameShares(const ShareSample& a, const ShareSample& b)
{
    constexpr double kEqual = 1e-9;
    return std::abs(a.requested - b.requested) < kEqual && std::abs(a.granted - b.granted) < kEqual
        && std::abs(a.used - b.used) < kEqual;
}

} // namespace

void append(std::vector<AccuracyPoint>& series, AccuracyPoint point, std::size_t capacity)
{
    if (series.size() >= capacity)
        series = minMaxOfFours(series);
    series.push_back(point);
}

void append(std::vector<ShareSample>& series, ShareSample sample, std::size_t capacity)
{
    if (!series.empty() && series.back().end == sample.start && sameShares(series.back(), sample)) {
        series.back().end = sample.end;
        return;
    }
    if (series.size() >= capacity) {
        std::vector<ShareSample> kept;
        kept.reserve(series.size() / 2 + 1);
        for (std::size_t i = 0; i < series.size(); i += 2)
            kept.push_back(i + 1 < series.size() ? joined(series[i], series[i + 1]) : series[i]);
        series = std::move(kept);
    }
    series.push_back(sample);
}

std::size_t sampleAt(const std::vector<ShareSample>& series, Nanoseconds time)
{
    const auto after = std::upper_bound(series.begin(), series.end(), time,
                                        [](Nanoseconds t, const ShareSample& sample) { return t < sample.start; });
    return after == series.begin() ? series.size() : static_cast<std::size_t>(after - series.begin()) - 1;
}

} // namespace jackdaw
