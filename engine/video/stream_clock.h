// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/units.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace jackdaw::video {

/// Times of pictures that come one after the other and cannot be looked at beforehand: leaps are closed as they come.
class StreamClock {
public:
    explicit StreamClock(Nanoseconds interval) : m_interval(interval) { }

    struct Place {
        Nanoseconds time{0};
        Nanoseconds leap{0}; ///< how far the stamps went before this picture, ahead or back; 0: as usual
    };

    /// Of the next picture, with the time that it says; it begins at 0 and rises.
    Place place(std::optional<Nanoseconds> stamp)
    {
        if (stamp && m_gap)
            m_shift = m_last + *std::exchange(m_gap, std::nullopt) - *stamp;
        const Nanoseconds expected = m_started ? m_last + m_interval : Nanoseconds{0};
        if (!stamp)
            return {advance(expected), Nanoseconds{0}};
        if (!m_started)
            m_shift = -*stamp;
        const Nanoseconds away = *stamp + m_shift - (m_started ? m_last : Nanoseconds{0});
        if (!isLeap(away))
            return {advance(*stamp + m_shift), Nanoseconds{0}};
        m_shift = expected - *stamp;
        return {advance(expected), away};
    }

    /// A new connection, whose stamps are its own: its first picture comes \p gap after the last one.
    void reconnect(Nanoseconds gap)
    {
        if (m_started)
            m_gap = gap;
    }

    /// What turns the stream's own time into this one now.
    Nanoseconds shift() const { return m_shift; }

private:
    bool isLeap(Nanoseconds away) const
    {
        constexpr Nanoseconds kFar = std::chrono::seconds(10);
        constexpr Nanoseconds kBack = std::chrono::milliseconds(300);
        return m_started && (away > std::max(kFar, 10 * m_interval) || away < -std::max(kBack, 4 * m_interval));
    }
    Nanoseconds advance(Nanoseconds time)
    {
        m_last = m_started ? std::max(time, m_last + Nanoseconds{1}) : time;
        m_started = true;
        return m_last;
    }

    Nanoseconds m_interval;
    std::optional<Nanoseconds> m_gap; ///< before the next picture
    Nanoseconds m_shift{0};
    Nanoseconds m_last{0};
    bool m_started = false;
};

} // namespace jackdaw::video
