// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/signal.h"
#include "engine/base/units.h"

#include <chrono>
#include <stop_token>

namespace jackdaw {

/// An instant that never comes.
inline constexpr Nanoseconds kNever = Nanoseconds::max();

/// Where session time comes from. Time never goes back. Used by one thread.
///
/// There are two counts. elapsed() is the time of the devices' timelines and always goes on; now() is session time, the
/// same but for what passed while the session was held. Wall time passes by itself; device time and virtual time move
/// only when a caller waits, and jump to where it waits for: the end of the batch that is due next, a frame, a window's
/// end. So a batch's price moves time by being waited for, and any number of devices share one clock.
class Clock {
public:
    virtual ~Clock() = default;

    /// Nanoseconds since the session began, holds left out.
    Nanoseconds now() const;

    /// Nanoseconds since the session began, holds included: the count in which batches begin and end.
    virtual Nanoseconds elapsed() const = 0;

    /// elapsed() when now() will be \p instant, if the session is not held until then; kNever while it is held.
    Nanoseconds elapsedAt(Nanoseconds instant) const;

    /// Waits for \p instant, an elapsed() count, for \p wake or for \p stop. A wall clock sleeps until the first of
    /// them; one that is deterministic is there at once, whatever \p wake says, unless \p stop is requested. kNever is
    /// waited for under both, and only \p wake and \p stop end that.
    virtual void waitUntil(Nanoseconds instant, Signal& wake, std::stop_token stop) = 0;

    /// Session time stands still until as many release() as hold(): a paused run, or cameras that wait for their first
    /// students, or both.
    void hold();
    void release();
    bool isHeld() const { return m_holds > 0; }

    /// True if time passes only by waiting, so that a run can be repeated to the bit.
    virtual bool isDeterministic() const = 0;

private:
    int m_holds = 0;
    Nanoseconds m_heldAt{0}; ///< now() while held
    Nanoseconds m_heldFor{0}; ///< sum of the holds that are over
};

/// Time follows the machine's steady clock.
class WallClock final : public Clock {
public:
    /// The session is at \p origin now: a resumed session goes on where it was.
    explicit WallClock(Nanoseconds origin = Nanoseconds{0});

    Nanoseconds elapsed() const override;
    void waitUntil(Nanoseconds instant, Signal& wake, std::stop_token stop) override;
    bool isDeterministic() const override { return false; }

private:
    std::chrono::steady_clock::time_point m_origin;
};

/// Time moves only by waiting: device time in a run, virtual time in a test.
class DeviceClock final : public Clock {
public:
    explicit DeviceClock(Nanoseconds origin = Nanoseconds{0}) : m_elapsed(origin) { }

    Nanoseconds elapsed() const override { return m_elapsed; }
    void waitUntil(Nanoseconds instant, Signal& wake, std::stop_token stop) override;
    bool isDeterministic() const override { return true; }

private:
    Nanoseconds m_elapsed;
};

} // namespace jackdaw
