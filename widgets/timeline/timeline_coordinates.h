// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/series.h"
#include "widgets/session/time_range.h"

#include <algorithm>
#include <vector>

/// Time to pixels and back; pure arithmetic.
namespace jackdaw::widgets {

/// What stretch of time lies between two edges, in pixels.
struct TimelineCoordinates {
    TimeRange range;
    double left = 0.0;
    double right = 1.0;

    double xOf(Nanoseconds time) const
    {
        return left + (right - left) * (toSeconds(time - range.start) / std::max(1e-9, toSeconds(range.length())));
    }
    Nanoseconds timeAt(double x) const
    {
        return range.start + fromSeconds((x - left) / std::max(1.0, right - left) * toSeconds(range.length()));
    }
};

/// A stretch of equal shares in whole pixel columns.
struct PixelBar {
    int left = 0;
    int right = 0; ///< one past the last column
    double requested = 0.0;
    double granted = 0.0;
    double used = 0.0;
};

/// The samples that lie in the range, as bars. Samples narrower than a pixel column are averaged by the time that they
/// cover, so that a long session is as quick to draw as a short one and shows no shares that nobody had.
std::vector<PixelBar> pixelBars(const std::vector<ShareSample>& samples, const TimelineCoordinates& coordinates);

} // namespace jackdaw::widgets
