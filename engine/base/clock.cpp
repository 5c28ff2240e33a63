// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/base/clock.h"

#include <algorithm>
#include <utility>

namespace jackdaw {

Nanoseconds Clock::now() const
{
    return isHeld() ? m_heldAt : elapsed() - m_heldFor;
}

Nanoseconds Clock::elapsedAt(Nanoseconds instant) const
{
    return isHeld() ? kNever : instant + m_heldFor;
}

void Clock::hold()
{
    m_heldAt = now();
    ++m_holds;
}

void Clock::release()
{
    if (isHeld() && --m_holds == 0)
        m_heldFor = elapsed() - m_heldAt;
}

WallClock::WallClock(Nanoseconds origin) : m_origin(std::chrono::steady_clock::now() - origin)
{
}

Nanoseconds WallClock::elapsed() const
{
    return std::chrono::duration_cast<Nanoseconds>(std::chrono::steady_clock::now() - m_origin);
}

void WallClock::waitUntil(Nanoseconds instant, Signal& wake, std::stop_token stop)
{
    wake.waitUntil(instant == kNever ? Signal::Instant::max() : m_origin + instant, std::move(stop));
}

void DeviceClock::waitUntil(Nanoseconds instant, Signal& wake, std::stop_token stop)
{
    if (instant == kNever)
        wake.waitUntil(Signal::Instant::max(), std::move(stop));
    else if (!stop.stop_requested())
        m_elapsed = std::max(m_elapsed, instant);
}

} // namespace jackdaw
