// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/video/frame_queue.h"

#include <utility>

namespace jackdaw::video {

bool FrameQueue::push(VideoFrame frame, const std::stop_token& stop)
{
    std::unique_lock lock(m_mutex);
    if (!m_changed.wait(lock, stop, [this] { return m_frames.size() < m_capacity; }) || stop.stop_requested())
        return false;
    m_frames.push_back(std::move(frame));
    lock.unlock();
    m_changed.notify_all();
    return true;
}

void FrameQueue::close(FeedEnd end)
{
    {
        const std::lock_guard lock(m_mutex);
        m_end = std::move(end);
    }
    m_changed.notify_all();
}

std::optional<Nanoseconds> FrameQueue::nextTime()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return !m_frames.empty() || m_end; });
    return m_frames.empty() ? std::nullopt : std::optional(m_frames.front().time);
}

void FrameQueue::takeUntil(Nanoseconds now, std::vector<VideoFrame>& out)
{
    std::unique_lock lock(m_mutex);
    while (true) {
        m_changed.wait(lock, [this] { return !m_frames.empty() || m_end; });
        if (m_frames.empty() || m_frames.front().time > now)
            return;
        out.push_back(std::move(m_frames.front()));
        m_frames.pop_front();
        m_changed.notify_all();
    }
}

bool FrameQueue::dropBefore(Nanoseconds instant)
{
    const std::lock_guard lock(m_mutex);
    while (!m_frames.empty() && m_frames.front().time < instant)
        m_frames.pop_front();
    m_changed.notify_all();
    return !m_frames.empty();
}

void FrameQueue::reset()
{
    const std::lock_guard lock(m_mutex);
    m_frames.clear();
    m_end.reset();
}

std::optional<FeedEnd> FrameQueue::end() const
{
    const std::lock_guard lock(m_mutex);
    return m_frames.empty() ? m_end : std::nullopt;
}

} // namespace jackdaw::video
