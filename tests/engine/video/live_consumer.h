// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/video/live_feed.h"

#include <chrono>
#include <memory>
#include <semaphore>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Live cameras as a run takes them.
namespace jackdaw::testing {

using video::CameraSettings;
using video::FeedState;
using video::LiveFeed;

/// Longer than anything here takes; a test that waits for so long has failed.
inline constexpr std::chrono::seconds kForever{60};

inline CameraSettings cameraAt(const std::string& address)
{
    CameraSettings camera{CameraId{0}, "gate", address};
    camera.patience = std::chrono::milliseconds(3000);
    return camera;
}

/// A feed's consumer under wall time.
class Consumer {
public:
    explicit Consumer(const CameraSettings& camera)
    {
        auto opened = LiveFeed::open(camera);
        if (!opened) {
            m_error = opened.error();
            return;
        }
        m_feed = std::move(*opened);
        m_feed->setWake([this] { m_woken.release(); });
    }

    explicit operator bool() const { return m_feed != nullptr; }
    LiveFeed& feed() { return *m_feed; }
    const Error& error() const { return m_error; }
    const std::vector<VideoFrame>& frames() const { return m_frames; }
    const FeedState& state() const { return m_state; }
    const std::vector<VideoFault>& faults() const { return m_faults; }

    template <class Condition>
    bool goOnUntil(Condition isReached, Nanoseconds longest = kForever)
    {
        const auto end = Clock::now() + longest;
        while (Clock::now() < end) {
            m_state = m_feed->poll(Clock::now() - m_start, m_frames);
            for (VideoFault& fault : m_feed->takeFaults())
                m_faults.push_back(std::move(fault));
            if (isReached())
                return true;
            if (!m_woken.try_acquire_for(std::chrono::milliseconds(200)))
                continue;
        }
        return false;
    }
    bool getFrames(std::size_t count)
    {
        const std::size_t wanted = m_frames.size() + count;
        return goOnUntil([&] { return m_frames.size() >= wanted; });
    }
    bool getInterrupted()
    {
        return goOnUntil([&] { return m_state.kind == FeedState::Kind::Interrupted; });
    }

private:
    using Clock = std::chrono::steady_clock;

    Clock::time_point m_start = Clock::now();
    std::counting_semaphore<> m_woken{0};
    std::vector<VideoFrame> m_frames;
    std::vector<VideoFault> m_faults;
    FeedState m_state;
    Error m_error;
    std::unique_ptr<LiveFeed> m_feed;
};

inline bool areInOrder(const std::vector<VideoFrame>& frames)
{
    for (std::size_t i = 1; i < frames.size(); ++i)
        if (frames[i].index <= frames[i - 1].index || frames[i].time <= frames[i - 1].time
            || frames[i].sourceTime <= frames[i - 1].sourceTime)
            return false;
    return true;
}

inline bool says(const std::string& sentence, std::string_view part)
{
    return sentence.find(part) != std::string::npos;
}

} // namespace jackdaw::testing
