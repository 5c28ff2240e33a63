// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/video/camera_feed.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <vector>

namespace jackdaw::video {

/// Bounded queue between a camera's decoder and its consumer.
class FrameQueue {
public:
    /// What the decoder shall do after it handed something over.
    enum class Wanted { More, Skip, Nothing };

    // The decoder's side.

    /// Before the first push().
    void setCapacity(std::size_t capacity) { m_capacity = capacity; }
    /// Waits for room. Unless it says More, the frame is not in the queue. The consumer learns of \p faults, which lie
    /// before it, when it takes the frame: not when it happens to be decoded.
    Wanted push(VideoFrame frame, const std::stop_token& stop, std::vector<VideoFault> faults = {});
    /// No frame follows. Skip: one may, from where the consumer wants to go on; after an end that is not regular only
    /// if \p canSkip.
    Wanted close(FeedEnd end, std::vector<VideoFault> faults = {}, bool canSkip = false);
    /// Where the consumer wants to go on, once.
    std::optional<Nanoseconds> takeSkip();

    // The consumer's side.

    /// As CameraFeed::poll().
    FeedState poll(Nanoseconds now, std::vector<VideoFrame>& out);
    /// Wall time since poll() first said Waiting for what is still missing.
    Nanoseconds waited() const;
    /// As CameraFeed::setWake().
    void setWake(std::function<void()> wake);
    /// Drops the frames before \p instant and, where none is left, asks the decoder to go on there.
    void skipTo(Nanoseconds instant);
    /// Waits for a frame or the end.
    std::optional<Nanoseconds> nextTime();
    /// Waits until a frame later than \p now or the end is there, and moves all earlier ones to \p out.
    void takeUntil(Nanoseconds now, std::vector<VideoFrame>& out);
    /// The end, once the queue is empty.
    std::optional<FeedEnd> end() const;
    /// Faults up to the frame that was taken last, or to the end, once.
    std::vector<VideoFault> takeFaults();

private:
    using WallClock = std::chrono::steady_clock;

    struct Item {
        VideoFrame frame;
        std::vector<VideoFault> faults; ///< before it
    };

    void reach(std::vector<VideoFault>& faults);
    bool hasNews() const { return !m_frames.empty() || m_end; }
    FeedState take(Nanoseconds now, std::vector<VideoFrame>& out);
    void wakeConsumer(bool isAwaited);

    mutable std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::deque<Item> m_frames;
    std::optional<FeedEnd> m_end;
    std::vector<VideoFault> m_endFaults; ///< after the last frame
    std::vector<VideoFault> m_reached; ///< for takeFaults()
    std::optional<Nanoseconds> m_skip;
    std::optional<WallClock::time_point> m_awaitedSince; ///< the consumer was told to wait then
    std::size_t m_capacity = 4;

    std::mutex m_wakeMutex; ///< held during the call, so that none follows setWake({})
    std::function<void()> m_wake;
};

} // namespace jackdaw::video
