// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/base/clock.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>

namespace jackdaw {

WallClock::WallClock(Nanoseconds origin) : m_origin(std::chrono::steady_clock::now() - origin) {}

Nanoseconds WallClock::now() const
{
    if (isHeld())
        return m_heldAt;
    return std::chrono::duration_cast<Nanoseconds>(std::chrono::steady_clock::now() - m_origin);
}

void WallClock::waitUntil(Nanoseconds instant, std::stop_token stop)
{
    if (isHeld())
        return;
    std::mutex mutex;
    std::condition_variable_any wake;
    std::unique_lock lock(mutex);
    wake.wait_until(lock, stop, m_origin + instant, [] { return false; });
}

void WallClock::hold()
{
    m_heldAt = now();
    ++m_holds;
}

void WallClock::release()
{
    if (isHeld() && --m_holds == 0)
        m_origin = std::chrono::steady_clock::now() - m_heldAt;
}

void DeviceClock::waitUntil(Nanoseconds instant, std::stop_token stop)
{
    if (!stop.stop_requested() && !isHeld())
        m_now = std::max(m_now, instant);
}

} // namespace jackdaw
