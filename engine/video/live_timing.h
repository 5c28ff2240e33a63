// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/units.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>
#include <utility>

/// What a live camera's reader decides by the clock, without one of its own.
namespace jackdaw::video {

/// When a camera that gives nothing is tried again.
class ReconnectPace {
public:
    /// \p down: since the camera was lost. \p random: 0..1, so that cameras behind one switch do not all come at once.
    static Nanoseconds pause(Nanoseconds down, double random)
    {
        constexpr auto kPatient = std::chrono::minutes(10);
        constexpr double kSoon = 4.0; // with what an attempt takes to fail at once, no two are 5 s apart
        constexpr double kLate = 30.0;
        const double longest = down < kPatient ? kSoon : kLate;
        constexpr double kFirst = 0.25;
        const double grown = kFirst + toSeconds(down);
        return fromSeconds(std::min(grown, longest) * (0.75 + 0.25 * std::clamp(random, 0.0, 1.0)));
    }
};

/// A camera's clock and this machine's may drift apart by a part in so many, which is no lateness.
inline constexpr int kForgivenDrift = 1000;

/// How far a stream's packets come behind their time, so that a reader that cannot keep up leaves some out.
class Lateness {
public:
    /// The lateness of a packet with time stamp \p stamp that was read at \p arrival, against the most punctual one.
    /// Drift of the clocks is forgiven.
    Nanoseconds of(Nanoseconds stamp, Nanoseconds arrival)
    {
        const Nanoseconds offset = arrival - stamp;
        if (m_least)
            *m_least += (arrival - m_arrival) / kForgivenDrift;
        if (!m_least || offset < *m_least)
            m_least = offset;
        m_arrival = arrival;
        return offset - *m_least;
    }
    void reset() { m_least.reset(); }

private:
    std::optional<Nanoseconds> m_least;
    Nanoseconds m_arrival{0}; ///< of the packet before
};

/// Pictures that were left out since they came too late, told once in a while.
class LeftOutPictures {
public:
    void add() { ++m_count; }
    /// How many there were since they were told last, where it is time for that.
    std::optional<std::int64_t> take(Nanoseconds now)
    {
        constexpr auto kPause = std::chrono::minutes(1);
        if (m_count == 0 || (m_told && now - *m_told < kPause))
            return std::nullopt;
        m_told = now;
        return std::exchange(m_count, 0);
    }

private:
    std::int64_t m_count = 0;
    std::optional<Nanoseconds> m_told;
};

/// A connection begins with what came while it was examined, up to seconds, all at once. What is behind it comes in its
/// time, by which streams that are sent side by side are laid beside each other.
class CatchingUp {
public:
    void take(Nanoseconds stamp, Nanoseconds arrival)
    {
        if (m_arrival) {
            const Nanoseconds waited = arrival - *m_arrival;
            const Nanoseconds step = stamp - m_stamp;
            m_isOver = m_isOver || (waited >= kLeastWait && step - waited < std::min(kPunctual, step / 4));
        }
        m_arrival = arrival;
        m_stamp = stamp;
    }
    /// From the first packet on that had to be waited for as long as it is later than the one before.
    bool isOver() const { return m_isOver; }

private:
    static constexpr Nanoseconds kLeastWait = std::chrono::milliseconds(5);
    static constexpr Nanoseconds kPunctual = std::chrono::milliseconds(10);
    std::optional<Nanoseconds> m_arrival; ///< of the packet before
    Nanoseconds m_stamp{0};
    bool m_isOver = false;
};

/// What comes over HTTP comes in pieces of seconds (HLS): their pictures are given one after the other, not all at
/// once.
class Pacing {
public:
    struct Step {
        Nanoseconds wait{0}; ///< before the picture is given
        bool restarted = false; ///< it is so late that time is counted anew from it
    };

    /// For a picture of the stream's \p time that is there at \p now.
    Step of(Nanoseconds time, Nanoseconds now)
    {
        if (m_start) // a camera whose clock runs fast would be waited for longer and longer
            *m_start -= (now - m_before) / kForgivenDrift;
        m_before = now;
        const bool isBehind = m_start && (time < m_time || now - *m_start > time - m_time + kLate);
        if (!m_start || isBehind) {
            m_start = now;
            m_time = time;
        }
        return {std::max(Nanoseconds{0}, time - m_time - (now - *m_start) - kLead), isBehind};
    }

private:
    static constexpr Nanoseconds kLate = std::chrono::seconds(1);
    static constexpr Nanoseconds kLead = std::chrono::milliseconds(100);
    std::optional<Nanoseconds> m_start; ///< when the picture of m_time was given
    Nanoseconds m_time{0};
    Nanoseconds m_before{0};
};

/// A recording that is read over the network is no camera: it would be played again and again, and its objects counted
/// as often. What was played before it broke off comes again from its beginning, and is passed over, but for what the
/// pictures that are still to come rest on.
class PlayedOnce {
public:
    enum class Part {
        Passed, ///< played on an earlier connection, and no longer needed
        Lead, ///< played, too; decoded again for the pictures behind it
        New,
    };

    /// It is read from its beginning, which is not its first one where it broke off. \p length is 0 for a camera; \p
    /// end is the time stamp where it ends.
    void begin(Nanoseconds length, Nanoseconds end)
    {
        if (length != m_length || length == Nanoseconds{0})
            *this = {};
        m_length = length;
        m_end = end;
        m_order = 0;
        m_repeats = m_played;
    }

    /// Of the next packet, which is read at \p stamp of the recording and seen at \p shown.
    Part take(Nanoseconds stamp, Nanoseconds shown, bool isKey)
    {
        const std::int64_t order = m_order++;
        if (order < m_repeats)
            return order < m_start ? Part::Passed : Part::Lead;
        m_played = m_order;
        m_newest = stamp;
        if (isKey && m_length > Nanoseconds{0})
            m_keys.push_back({order, shown});
        return Part::New;
    }
    /// Number of the packet that was taken last.
    std::int64_t order() const { return m_order - 1; }
    /// That packet came on an earlier connection.
    bool isRepeating() const { return m_order <= m_repeats; }

    /// For each picture, with its packet's number: false where an earlier connection brought it.
    bool isNew(std::int64_t order, Nanoseconds shown)
    {
        if (order < m_repeats && m_seen && shown <= *m_seen)
            return false;
        m_seen = shown;
        // Pictures that are seen before a key picture may rest on others before that.
        for (; !m_keys.empty() && m_keys.front().shown <= shown && m_keys.front().order <= order; m_keys.pop_front())
            m_start = m_keys.front().order;
        return true;
    }

    /// Where it cannot be read on: \p isEnd where that is said to be its end. So near to it, what is missing are its
    /// last pictures.
    bool isOver(bool isEnd) const
    {
        constexpr Nanoseconds kNear = std::chrono::seconds(2);
        return m_length > Nanoseconds{0} && (isEnd || (m_played > 0 && m_newest + kNear >= m_end));
    }
    Nanoseconds length() const { return m_length; }

private:
    struct Key {
        std::int64_t order = 0;
        Nanoseconds shown{0};
    };

    Nanoseconds m_length{0};
    Nanoseconds m_end{0};
    Nanoseconds m_newest{0}; ///< time stamp of the newest packet that was played
    std::int64_t m_played = 0; ///< packets
    std::int64_t m_order = 0; ///< packets of this connection
    std::int64_t m_repeats = 0; ///< of these, so many were played before it
    std::int64_t m_start = 0; ///< the key packet from which all pictures can be made that are still to be seen
    std::deque<Key> m_keys; ///< whose pictures were not seen yet
    std::optional<Nanoseconds> m_seen; ///< of the newest picture
};

/// Leaves frames of a live stream out, so that no more than a number per second remain.
class LiveThinning {
public:
    explicit LiveThinning(double most) : m_most(most) { }

    bool gives(Nanoseconds time)
    {
        if (!(m_most > 0.0))
            return true;
        if (!wouldGive(time))
            return false;
        const Nanoseconds interval = fromSeconds(1.0 / m_most);
        m_next = (time - interval / 4 > m_next ? time : m_next) + interval;
        return true;
    }

    /// A frame that comes a little early counts as the one that was due.
    bool wouldGive(Nanoseconds time) const { return !(m_most > 0.0) || time + fromSeconds(0.25 / m_most) >= m_next; }

private:
    double m_most;
    Nanoseconds m_next = Nanoseconds::min();
};

} // namespace jackdaw::video
