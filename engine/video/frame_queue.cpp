// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/video/frame_queue.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace jackdaw::video {

FrameQueue::Wanted FrameQueue::push(VideoFrame frame, const std::stop_token& stop, std::vector<VideoFault> faults)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, stop, [this] { return m_frames.size() < m_capacity || m_skip || m_end; });
    if (stop.stop_requested() || m_end)
        return Wanted::Nothing;
    if (m_skip)
        return Wanted::Skip;
    m_frames.push_back({std::move(frame), std::move(faults)});
    const bool isAwaited = std::exchange(m_awaitedSince, std::nullopt).has_value();
    lock.unlock();
    wakeConsumer(isAwaited);
    return Wanted::More;
}

FrameQueue::Wanted FrameQueue::close(FeedEnd end, std::vector<VideoFault> faults, bool canSkip)
{
    std::unique_lock lock(m_mutex);
    if (m_skip && (end.regular || canSkip))
        return Wanted::Skip;
    if (!m_end) {
        m_end = std::move(end);
        m_endFaults = std::move(faults);
    }
    const bool isAwaited = std::exchange(m_awaitedSince, std::nullopt).has_value();
    lock.unlock();
    wakeConsumer(isAwaited);
    return Wanted::Nothing;
}

std::optional<Nanoseconds> FrameQueue::takeSkip()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_skip, std::nullopt);
}

void FrameQueue::wakeConsumer(bool isAwaited)
{
    m_changed.notify_all();
    if (!isAwaited)
        return;
    const std::lock_guard lock(m_wakeMutex);
    if (m_wake)
        m_wake();
}

FeedState FrameQueue::poll(Nanoseconds now, std::vector<VideoFrame>& out)
{
    const std::lock_guard lock(m_mutex);
    const FeedState state = take(now, out);
    m_changed.notify_all();
    return state;
}

FeedState FrameQueue::take(Nanoseconds now, std::vector<VideoFrame>& out)
{
    while (!m_frames.empty() && m_frames.front().frame.time <= now) {
        reach(m_frames.front().faults);
        out.push_back(std::move(m_frames.front().frame));
        m_frames.pop_front();
    }
    if (!m_frames.empty())
        return {FeedState::Kind::Ready, m_frames.front().frame.time, Nanoseconds{0}};
    if (m_end) {
        reach(m_endFaults);
        return {FeedState::Kind::Ended, Nanoseconds{0}, Nanoseconds{0}};
    }
    if (!m_awaitedSince)
        m_awaitedSince = WallClock::now();
    return {FeedState::Kind::Waiting, Nanoseconds{0}, WallClock::now() - *m_awaitedSince};
}

void FrameQueue::reach(std::vector<VideoFault>& faults)
{
    std::move(faults.begin(), faults.end(), std::back_inserter(m_reached));
    faults.clear();
}

std::vector<VideoFault> FrameQueue::takeFaults()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_reached, {});
}

Nanoseconds FrameQueue::waited() const
{
    const std::lock_guard lock(m_mutex);
    return m_awaitedSince ? WallClock::now() - *m_awaitedSince : Nanoseconds{0};
}

void FrameQueue::setWake(std::function<void()> wake)
{
    const std::lock_guard lock(m_wakeMutex);
    m_wake = std::move(wake);
}

void FrameQueue::skipTo(Nanoseconds instant)
{
    const std::lock_guard lock(m_mutex);
    while (!m_frames.empty() && m_frames.front().frame.time < instant)
        m_frames.pop_front();
    if (!hasNews())
        m_skip = instant;
    m_awaitedSince.reset();
    m_changed.notify_all();
}

std::optional<Nanoseconds> FrameQueue::nextTime()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return hasNews(); });
    return m_frames.empty() ? std::nullopt : std::optional(m_frames.front().frame.time);
}

void FrameQueue::takeUntil(Nanoseconds now, std::vector<VideoFrame>& out)
{
    std::unique_lock lock(m_mutex);
    while (take(now, out).kind == FeedState::Kind::Waiting) {
        m_changed.notify_all();
        m_changed.wait(lock, [this] { return hasNews(); });
    }
    m_changed.notify_all();
}

std::optional<FeedEnd> FrameQueue::end() const
{
    const std::lock_guard lock(m_mutex);
    return m_frames.empty() ? m_end : std::nullopt;
}

} // namespace jackdaw::video
