// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/units.h"

#include <cmath>
#include <cstdint>
#include <optional>

namespace jackdaw::video {

/// Where in the source a session instant lies: how many times the source has been played, and the time in it.
struct SourcePosition {
    std::int64_t round = 0;
    Nanoseconds time{0};
};

/// Turns source time into session time. A pure function of (round, source time), so that a feed that was skipped ahead
/// gives the same instants as one that was played.
struct FeedClock {
    double speed = 1.0;
    Nanoseconds offset{0};
    Nanoseconds length{0}; ///< of one round; 0 where the source is played once

    Nanoseconds sessionTime(SourcePosition position) const
    {
        const Nanoseconds played = position.round * length + position.time - offset;
        return Nanoseconds{std::llround(static_cast<double>(played.count()) / speed)};
    }

    /// A little before the first position whose session time is at or after \p instant.
    SourcePosition before(Nanoseconds instant) const
    {
        const auto played = Nanoseconds{std::llround(std::floor(static_cast<double>(instant.count()) * speed)) - 1};
        Nanoseconds absolute = played + offset;
        if (absolute < offset)
            absolute = offset;
        if (length <= Nanoseconds{0})
            return {0, absolute};
        return {absolute / length, absolute % length};
    }
};

/// Leaves frames out, so that no more than a number per second remain. A pure function of the session times of a frame
/// and of the one before it in the source, too.
struct Thinning {
    double most = 0.0; ///< per session second; 0: all
    double source = 0.0; ///< frames of the source per session second, in the mean

    bool isOn() const { return most > 0.0 && most < source; }
    double rate() const { return isOn() ? most : source; }
    /// True for the first frame of each interval of 1 / most. Where \p before is not known, the source is taken for
    /// regular.
    bool gives(Nanoseconds time, std::optional<Nanoseconds> before = {}) const
    {
        constexpr double kRounding = 1e-6;
        const double interval = toSeconds(time) * most + kRounding;
        const double earlier = before ? toSeconds(*before) * most + kRounding : interval - most / source;
        return !isOn() || std::floor(interval) > std::floor(earlier) || time == Nanoseconds{0};
    }
};

} // namespace jackdaw::video
