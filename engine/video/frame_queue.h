// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/video/camera_feed.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <stop_token>
#include <vector>

namespace jackdaw::video {

/// Bounded queue between a camera's decoder and its consumer.
class FrameQueue {
public:
    explicit FrameQueue(std::size_t capacity) : m_capacity(capacity) { }

    /// Waits for room. False if \p stop came first; the frame is not in the queue then.
    bool push(VideoFrame frame, const std::stop_token& stop);
    /// No frame follows.
    void close(FeedEnd end);

    /// Waits for a frame or the end.
    std::optional<Nanoseconds> nextTime();
    /// Waits until a frame later than \p now or the end is there, and moves all earlier ones to \p out.
    void takeUntil(Nanoseconds now, std::vector<VideoFrame>& out);
    /// Drops the frames before \p instant. True if one at or after it was there.
    bool dropBefore(Nanoseconds instant);
    /// Empties the queue and opens it again.
    void reset();
    /// The end, once the queue is empty.
    std::optional<FeedEnd> end() const;

private:
    mutable std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::deque<VideoFrame> m_frames;
    std::optional<FeedEnd> m_end;
    std::size_t m_capacity;
};

} // namespace jackdaw::video
