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

    /// Returns when now() >= \p instant or \p stop is requested; at once while held, since time does not come. A wall
    /// clock sleeps; the others jump.
    virtual void waitUntil(Nanoseconds instant, std::stop_token stop) = 0;

    /// Session time stands still until as many release() as hold(): a paused run, or cameras that wait for their first
    /// students, or both. Charges made meanwhile do not move it.
    virtual void hold() = 0;
    virtual void release() = 0;
    virtual bool isHeld() const = 0;

    /// True if time passes only through charges, so that a run can be repeated to the bit.
    virtual bool isDeterministic() const = 0;
};

/// Session time follows the machine's steady clock, holds left out. Used by one thread.
class WallClock final : public Clock {
public:
    /// The session is at \p origin now: a resumed session goes on where it was.
    explicit WallClock(Nanoseconds origin = Nanoseconds{0});

    Nanoseconds now() const override;
    void charge(Nanoseconds) override {}
    void waitUntil(Nanoseconds instant, std::stop_token stop) override;
    void hold() override;
    void release() override;
    bool isHeld() const override { return m_holds > 0; }
    bool isDeterministic() const override { return false; }

private:
    std::chrono::steady_clock::time_point m_origin;
    int m_holds = 0;
    Nanoseconds m_heldAt{0}; ///< while held
};

/// Session time advances by charges only (design §4.6): device time in a run, virtual time in a test.
/// Used by one thread.
class DeviceClock final : public Clock {
public:
    explicit DeviceClock(Nanoseconds origin = Nanoseconds{0}) : m_now(origin) {}

    Nanoseconds now() const override { return m_now; }
    void charge(Nanoseconds duration) override { m_now += isHeld() ? Nanoseconds{0} : duration; }
    void waitUntil(Nanoseconds instant, std::stop_token stop) override;
    void hold() override { ++m_holds; }
    void release() override { m_holds -= isHeld() ? 1 : 0; }
    bool isHeld() const override { return m_holds > 0; }
    bool isDeterministic() const override { return true; }

private:
    Nanoseconds m_now;
    int m_holds = 0;
};

} // namespace jackdaw
