// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/units.h"

#include <chrono>
#include <stop_token>

namespace jackdaw {

/// Where session time comes from. Time never goes back.
///
/// Wall time passes by itself; device time and virtual time move only when advanced, by what jobs are charged
/// (device time) or by the test (virtual time). A caller waits with waitUntil() under all three.
class Clock {
public:
    virtual ~Clock() = default;

    /// Nanoseconds since the session began.
    virtual Nanoseconds now() const = 0;

    /// Moves time on by \p duration (>= 0) where time is advanced by charges; does nothing on a wall clock, where the
    /// work itself took the time.
    virtual void charge(Nanoseconds duration) = 0;

    /// Returns when now() >= \p instant or \p stop is requested. A wall clock sleeps; the others jump.
    virtual void waitUntil(Nanoseconds instant, std::stop_token stop) = 0;

    /// True if time passes only through charges, so that a run can be repeated to the bit.
    virtual bool isDeterministic() const = 0;
};

/// Session time follows the machine's steady clock, pauses left out.
class WallClock final : public Clock {
public:
    /// The session is at \p origin now: a resumed session goes on where it was.
    explicit WallClock(Nanoseconds origin = Nanoseconds{0});

    Nanoseconds now() const override;
    void charge(Nanoseconds) override {}
    void waitUntil(Nanoseconds instant, std::stop_token stop) override;
    bool isDeterministic() const override { return false; }

    /// Takes \p duration out of session time, e.g. while a run is paused.
    void exclude(Nanoseconds duration);

private:
    std::chrono::steady_clock::time_point m_origin;
};

/// Session time advances by charges only (design §4.6): device time in a run, virtual time in a test.
/// Used by one thread.
class DeviceClock final : public Clock {
public:
    explicit DeviceClock(Nanoseconds origin = Nanoseconds{0}) : m_now(origin) {}

    Nanoseconds now() const override { return m_now; }
    void charge(Nanoseconds duration) override { m_now += duration; }
    void waitUntil(Nanoseconds instant, std::stop_token stop) override;
    bool isDeterministic() const override { return true; }

private:
    Nanoseconds m_now;
};

} // namespace jackdaw
