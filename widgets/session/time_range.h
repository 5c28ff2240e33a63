// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/units.h"

namespace jackdaw::widgets {

struct TimeRange {
    Nanoseconds start{0};
    Nanoseconds end{0};
    constexpr Nanoseconds length() const { return end - start; }
    constexpr bool contains(Nanoseconds time) const { return time >= start && time <= end; }
    bool operator==(const TimeRange&) const = default;
};

/// The narrowest range that a view shows.
inline constexpr Nanoseconds kNarrowestRange = std::chrono::milliseconds(10);

/// \p range narrowed (factor < 1) or widened around \p anchor, kept inside \p whole.
TimeRange zoomed(TimeRange range, double factor, Nanoseconds anchor, TimeRange whole);
/// \p range moved by \p shift, kept inside \p whole.
TimeRange panned(TimeRange range, Nanoseconds shift, TimeRange whole);

} // namespace jackdaw::widgets
