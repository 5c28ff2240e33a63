// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stop_token>

namespace jackdaw {

/// Wakes one waiting thread. A notification that comes while nobody waits is kept for the next wait; several are as
/// good as one.
class Signal {
public:
    using Instant = std::chrono::steady_clock::time_point;

    /// From any thread.
    void notify();

    /// Returns when notified, at \p instant or when \p stop is requested; true if notified. Instant::max() never comes.
    bool waitUntil(Instant instant, std::stop_token stop);

private:
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    bool m_notified = false;
};

} // namespace jackdaw
