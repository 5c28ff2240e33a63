// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/units.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <functional>
#include <utility>

namespace jackdaw {

/// What paces a session that is played; usually the machine's steady clock.
using WallTime = std::function<std::chrono::steady_clock::time_point()>;

inline constexpr double kSlowestPlayback = 0.25;
inline constexpr double kFastestPlayback = 64.0;
/// Of session time, behind the end of a session that grows.
inline constexpr Nanoseconds kFollowingLag = std::chrono::seconds(2);

/// Session time of a session that is recorded: stands, or passes at a multiple of wall time until the session's end.
/// Where that end moves, who has come to it follows it.
class PlaybackTime {
public:
    PlaybackTime(WallTime wallTime, Nanoseconds duration) :
        m_wallTime(std::move(wallTime)), m_duration(duration), m_since(m_wallTime())
    {
    }

    Nanoseconds duration() const { return m_duration; }

    Nanoseconds now() const
    {
        if (!m_playing)
            return m_base;
        // In long double: 64 times a day of nanoseconds is beyond what a double counts singly.
        const auto passed = static_cast<long double>(Nanoseconds(m_wallTime() - m_since).count()) * m_speed;
        const auto left = static_cast<long double>((m_duration - m_base).count());
        return passed >= left ? m_duration : m_base + Nanoseconds{std::llround(passed)};
    }

    bool isPlaying() const { return m_playing && (m_growing || now() < m_duration); }

    void setPlaying(bool playing)
    {
        rebase(now());
        m_playing = playing;
        m_following = m_following && playing;
    }

    void setSpeed(double speed)
    {
        rebase(now());
        m_speed = std::isnan(speed) ? 1.0 : std::clamp(speed, kSlowestPlayback, kFastestPlayback);
        m_following = false;
    }

    void seek(Nanoseconds instant)
    {
        rebase(std::clamp(instant, Nanoseconds{0}, m_duration));
        m_following = false;
    }

    /// The session is as long as \p duration by now, and goes on or not. Its events come in batches, so that who
    /// follows its end lags a little behind it; what lags more is taken to the end.
    void extend(Nanoseconds duration, bool growing)
    {
        m_following = m_following || (m_playing && now() >= m_duration);
        rebase(now());
        m_duration = std::max(m_duration, duration);
        m_growing = growing;
        if (m_following && m_duration - m_base > kFollowingLag)
            m_base = m_duration;
    }

private:
    void rebase(Nanoseconds instant)
    {
        m_base = instant;
        m_since = m_wallTime();
    }

    WallTime m_wallTime;
    Nanoseconds m_duration;
    Nanoseconds m_base{0};
    std::chrono::steady_clock::time_point m_since;
    double m_speed = 1.0;
    bool m_playing = false;
    bool m_growing = false;
    bool m_following = false; ///< the end, since it was reached
};

} // namespace jackdaw
