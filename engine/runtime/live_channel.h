// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/events.h"
#include "engine/api/video_frame.h"

#include <array>
#include <atomic>
#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

namespace jackdaw::runtime {

/// Between one engine thread and one window thread, without a lock: a bounded ring of events and a mailbox per camera
/// in which the newest frame replaces the one before.
class LiveChannel {
public:
    explicit LiveChannel(std::size_t cameras, std::size_t capacity = std::size_t{1} << 16);

    /// Engine side. A full ring drops the event and counts it; the session file has it.
    void push(const Event& event);
    void post(CameraId camera, VideoFrame frame);

    /// Window side.
    std::size_t poll(std::vector<Event>& out, std::size_t most);
    std::optional<VideoFrame> takeFrame(CameraId camera);
    std::uint64_t dropped() const { return m_dropped.load(std::memory_order_relaxed); }
    /// Time of the newest event or frame.
    Nanoseconds now() const { return Nanoseconds{m_now.load(std::memory_order_relaxed)}; }

private:
    void advance(Nanoseconds time);

    std::vector<Event> m_ring;
    std::atomic<std::size_t> m_head{0}; ///< next to read
    std::atomic<std::size_t> m_tail{0}; ///< next to write
    std::atomic<std::uint64_t> m_dropped{0};
    std::atomic<std::int64_t> m_now{0};
    std::vector<std::atomic<std::shared_ptr<const VideoFrame>>> m_mailboxes;
};

} // namespace jackdaw::runtime
