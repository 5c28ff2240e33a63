// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/video/live_mailbox.h"

#include <algorithm>
#include <cstdio>
#include <utility>

namespace jackdaw::video {
namespace {

/// Frames that wait: as many as come while the consumer plans.
constexpr std::size_t kMostFrames = 8;
/// Faults that nobody takes are not kept for ever.
constexpr std::size_t kMostFaults = 64;

std::string silence(Nanoseconds duration)
{
    char text[64];
    std::snprintf(text, sizeof text, "It gave nothing for %.1f s.", toSeconds(duration));
    return text;
}

} // namespace

void LiveMailbox::push(VideoFrame frame, WallClock::time_point arrival)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_frames.size() >= kMostFrames)
            m_frames.pop_front();
        m_frames.push_back({std::move(frame), arrival});
        m_interruption.clear();
        m_lastNews = arrival;
    }
    wakeConsumer();
}

void LiveMailbox::seen(WallClock::time_point arrival)
{
    const std::lock_guard lock(m_mutex);
    m_lastNews = arrival;
}

void LiveMailbox::connected(StreamInfo info)
{
    const std::lock_guard lock(m_mutex);
    m_info = std::move(info);
}

void LiveMailbox::interrupted(std::string reason)
{
    {
        const std::lock_guard lock(m_mutex);
        m_interruption = std::move(reason);
    }
    wakeConsumer();
}

void LiveMailbox::fault(VideoFault fault)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_faults.size() < kMostFaults)
            m_faults.push_back(std::move(fault));
    }
    wakeConsumer();
}

void LiveMailbox::wakeConsumer()
{
    {
        const std::lock_guard lock(m_mutex);
        if (!std::exchange(m_awaited, false))
            return;
    }
    const std::lock_guard lock(m_wakeMutex);
    if (m_wake)
        m_wake();
}

FeedState LiveMailbox::poll(Nanoseconds now, WallClock::time_point wallNow, std::vector<VideoFrame>& out)
{
    const std::lock_guard lock(m_mutex);
    for (Arrived& arrived : m_frames) {
        const Nanoseconds time = now - std::max(Nanoseconds(wallNow - arrived.at), Nanoseconds{0});
        arrived.frame.time =
            std::min(std::max(time, m_given + Nanoseconds{1}), std::max(now, m_given + Nanoseconds{1}));
        m_given = arrived.frame.time;
        out.push_back(std::move(arrived.frame));
    }
    m_frames.clear();
    m_given = std::max(m_given, now);
    const FeedState state = stateAt(wallNow);
    m_awaited = state.kind != FeedState::Kind::Ended;
    return state;
}

FeedState LiveMailbox::stateAt(WallClock::time_point wallNow) const
{
    FeedState state;
    if (m_end) {
        state.kind = FeedState::Kind::Ended;
    } else if (!m_interruption.empty()) {
        state.kind = FeedState::Kind::Interrupted;
        state.reason = m_interruption;
    } else if (const Nanoseconds silent = wallNow - m_lastNews; silent > m_patience) {
        // A reader that hangs in the operating system cannot say so itself.
        state.kind = FeedState::Kind::Interrupted;
        state.reason = silence(silent);
    }
    return state;
}

StreamInfo LiveMailbox::info() const
{
    const std::lock_guard lock(m_mutex);
    return m_info;
}

std::vector<VideoFault> LiveMailbox::takeFaults()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_faults, {});
}

void LiveMailbox::setWake(std::function<void()> wake)
{
    const std::lock_guard lock(m_wakeMutex);
    m_wake = std::move(wake);
}

void LiveMailbox::end(FeedEnd end)
{
    {
        const std::lock_guard lock(m_mutex);
        m_end = std::move(end);
    }
    wakeConsumer();
}

std::optional<FeedEnd> LiveMailbox::ended() const
{
    const std::lock_guard lock(m_mutex);
    return m_end;
}

} // namespace jackdaw::video
