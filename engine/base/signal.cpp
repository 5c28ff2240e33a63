// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/base/signal.h"

#include <utility>

namespace jackdaw {

void Signal::notify()
{
    // Under the lock: the one that was waiting may destroy the signal as soon as it is awake.
    const std::lock_guard lock(m_mutex);
    m_notified = true;
    m_wake.notify_one();
}

bool Signal::waitUntil(Instant instant, std::stop_token stop)
{
    std::unique_lock lock(m_mutex);
    const auto isNotified = [this] { return m_notified; };
    // The library would convert the greatest instant to another clock, where it overflows.
    if (instant == Instant::max())
        m_wake.wait(lock, std::move(stop), isNotified);
    else
        m_wake.wait_until(lock, std::move(stop), instant, isNotified);
    return std::exchange(m_notified, false);
}

} // namespace jackdaw
