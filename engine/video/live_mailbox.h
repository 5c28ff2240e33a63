// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/video/camera_feed.h"

#include <chrono>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace jackdaw::video {

/// What a live camera's thread hands to its consumer. The newest frames win; nobody waits.
class LiveMailbox {
public:
    using WallClock = std::chrono::steady_clock;

    explicit LiveMailbox(Nanoseconds patience) : m_patience(patience) { }

    // The reader's side.
    void push(VideoFrame frame, WallClock::time_point arrival);
    /// A picture came that is not given, since fewer are wanted.
    void seen(WallClock::time_point arrival);
    void connected(StreamInfo info);
    void interrupted(std::string reason);
    void fault(VideoFault fault);

    // The consumer's side.
    /// Stamps frames by how long ago they arrived, each later than the one before and than the poll before.
    FeedState poll(Nanoseconds now, WallClock::time_point wallNow, std::vector<VideoFrame>& out);
    StreamInfo info() const;
    std::vector<VideoFault> takeFaults();
    void setWake(std::function<void()> wake);
    /// From either side; what came before is still given.
    void end(FeedEnd end);
    std::optional<FeedEnd> ended() const;

private:
    struct Arrived {
        VideoFrame frame;
        WallClock::time_point at;
    };
    void wakeConsumer();
    FeedState stateAt(WallClock::time_point wallNow) const;

    const Nanoseconds m_patience;
    mutable std::mutex m_mutex;
    std::deque<Arrived> m_frames;
    StreamInfo m_info;
    std::string m_interruption; ///< empty while pictures come
    WallClock::time_point m_lastNews = WallClock::now();
    std::vector<VideoFault> m_faults;
    std::optional<FeedEnd> m_end;
    Nanoseconds m_given{-1}; ///< session time of the last frame that was given, or of the last poll
    bool m_awaited = false;

    std::mutex m_wakeMutex; ///< held during the call, so that none follows setWake({})
    std::function<void()> m_wake;
};

} // namespace jackdaw::video
