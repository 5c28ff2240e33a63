// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/units.h"

#include <ctime>

namespace jackdaw {

/// Which time a stopwatch reads.
enum class StopwatchKind {
    Wall, ///< time that passed
    ThreadCpu, ///< processor time of the calling thread: other programs on the machine do not change it
};

/// Measures one piece of work on one thread.
class Stopwatch {
public:
    explicit Stopwatch(StopwatchKind kind) : m_clock(kind == StopwatchKind::Wall ? CLOCK_MONOTONIC : CLOCK_THREAD_CPUTIME_ID), m_start(read()) { }

    Nanoseconds elapsed() const { return read() - m_start; }

private:
    Nanoseconds read() const
    {
        timespec now{};
        clock_gettime(m_clock, &now);
        return std::chrono::seconds(now.tv_sec) + Nanoseconds(now.tv_nsec);
    }

    clockid_t m_clock;
    Nanoseconds m_start;
};

/// Work of one thread is measured in processor time, so that a busy machine does not change its price; work of several
/// threads by the time it takes.
constexpr StopwatchKind costStopwatch(int threads)
{
    return threads == 1 ? StopwatchKind::ThreadCpu : StopwatchKind::Wall;
}

} // namespace jackdaw
