// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/timeline/timeline_coordinates.h"

#include <cmath>

namespace jackdaw::widgets {
namespace {

/// Sums what falls into one pixel column.
struct ColumnSum {
    int column = -1;
    double weight = 0.0;
    double requested = 0.0;
    double granted = 0.0;
    double used = 0.0;

    void add(const ShareSample& sample, double width)
    {
        weight += width;
        requested += sample.requested * width;
        granted += sample.granted * width;
        used += sample.used * width;
    }
    PixelBar bar() const { return {column, column + 1, requested / weight, granted / weight, used / weight}; }
};

} // namespace

std::vector<PixelBar> pixelBars(const std::vector<ShareSample>& samples, const TimelineCoordinates& coordinates)
{
    std::vector<PixelBar> bars;
    ColumnSum sum;
    // Each column belongs to one bar: bars that overlap would be stacked on themselves.
    const auto push = [&](PixelBar bar) {
        if (!bars.empty())
            bar.left = std::max(bar.left, bars.back().right);
        if (bar.right > bar.left)
            bars.push_back(bar);
    };
    const auto flush = [&] {
        if (sum.weight > 0)
            push(sum.bar());
        sum = {};
    };
    std::size_t i = sampleAt(samples, coordinates.range.start);
    if (i == samples.size())
        i = 0;
    for (; i < samples.size() && samples[i].start < coordinates.range.end; ++i) {
        const double from = std::max(coordinates.left, coordinates.xOf(samples[i].start));
        const double to = std::min(coordinates.right, coordinates.xOf(samples[i].end));
        if (to <= from)
            continue;
        const int left = static_cast<int>(std::lround(from));
        const int right = static_cast<int>(std::lround(to));
        if (right - left >= 2) {
            flush();
            push({left, right, samples[i].requested, samples[i].granted, samples[i].used});
            continue;
        }
        for (int column = static_cast<int>(from); column < to; ++column) {
            if (column != sum.column)
                flush();
            sum.column = column;
            sum.add(samples[i], std::min<double>(to, column + 1) - std::max<double>(from, column));
        }
    }
    flush();
    return bars;
}

} // namespace jackdaw::widgets
