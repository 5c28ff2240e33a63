// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/timeline/timeline_coordinates.h"

#include <cmath>

namespace jackdaw::widgets {
namespace {

TimeRange kept(TimeRange range, TimeRange whole)
{
    if (range.length() >= whole.length())
        return whole;
    if (range.start < whole.start)
        return {whole.start, whole.start + range.length()};
    if (range.end > whole.end)
        return {whole.end - range.length(), whole.end};
    return range;
}

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

TimeRange zoomed(TimeRange range, double factor, Nanoseconds anchor, TimeRange whole)
{
    const double wanted = std::max(toSeconds(range.length()) * factor, toSeconds(kNarrowestRange));
    const double part =
        toSeconds(range.length()) > 0 ? toSeconds(anchor - range.start) / toSeconds(range.length()) : 0.5;
    const Nanoseconds start = anchor - fromSeconds(wanted * part);
    return kept({start, start + fromSeconds(wanted)}, whole);
}

TimeRange panned(TimeRange range, Nanoseconds shift, TimeRange whole)
{
    return kept({range.start + shift, range.end + shift}, whole);
}

std::vector<PixelBar> pixelBars(const std::vector<ShareSample>& samples, const TimelineCoordinates& coordinates)
{
    std::vector<PixelBar> bars;
    ColumnSum sum;
    const auto flush = [&] {
        if (sum.weight > 0)
            bars.push_back(sum.bar());
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
            bars.push_back({left, right, samples[i].requested, samples[i].granted, samples[i].used});
            continue;
        }
        const int column = static_cast<int>(from);
        if (column != sum.column)
            flush();
        sum.column = column;
        sum.add(samples[i], to - from);
    }
    flush();
    return bars;
}

} // namespace jackdaw::widgets
