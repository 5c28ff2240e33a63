// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/live_channel.h"

#include <algorithm>
#include <utility>

namespace jackdaw::runtime {

LiveChannel::LiveChannel(std::size_t cameras, std::size_t capacity) : m_ring(capacity), m_mailboxes(cameras)
{
}

void LiveChannel::advance(Nanoseconds time)
{
    if (time.count() > m_now.load(std::memory_order_relaxed))
        m_now.store(time.count(), std::memory_order_relaxed);
}

void LiveChannel::push(const Event& event)
{
    advance(event.time);
    const std::size_t tail = m_tail.load(std::memory_order_relaxed);
    if (tail - m_head.load(std::memory_order_acquire) == m_ring.size()) {
        m_dropped.fetch_add(1, std::memory_order_relaxed);
        return;
    }
    m_ring[tail % m_ring.size()] = event;
    m_tail.store(tail + 1, std::memory_order_release);
}

std::size_t LiveChannel::poll(std::vector<Event>& out, std::size_t most)
{
    std::size_t head = m_head.load(std::memory_order_relaxed);
    const std::size_t available = m_tail.load(std::memory_order_acquire) - head;
    const std::size_t count = std::min(available, most);
    for (std::size_t i = 0; i < count; ++i, ++head)
        out.push_back(std::exchange(m_ring[head % m_ring.size()], {}));
    m_head.store(head, std::memory_order_release);
    return count;
}

void LiveChannel::post(CameraId camera, VideoFrame frame)
{
    m_mailboxes[camera.value].store(std::make_shared<const VideoFrame>(std::move(frame)));
}

std::optional<VideoFrame> LiveChannel::takeFrame(CameraId camera)
{
    if (camera.value >= m_mailboxes.size())
        return std::nullopt;
    const auto frame = m_mailboxes[camera.value].exchange(nullptr);
    return frame ? std::optional(*frame) : std::nullopt;
}

} // namespace jackdaw::runtime
