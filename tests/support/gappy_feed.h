// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/video/camera_feed.h"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

namespace jackdaw::testing {

/// Session time without pictures.
struct Gap {
    Nanoseconds begin{0};
    Nanoseconds end{0};

    bool holds(Nanoseconds time) const { return time >= begin && time < end; }
};

/// A camera that is played like a recording and falls silent like a live one.
class GappyFeed final : public video::CameraFeed {
public:
    /// \p faults are said once, at the beginning.
    GappyFeed(std::unique_ptr<video::CameraFeed> feed, std::vector<Gap> gaps, std::vector<VideoFault> faults = {}) :
        m_feed(std::move(feed)), m_gaps(std::move(gaps)), m_info(m_feed->info()), m_faults(std::move(faults))
    {
        m_info.live = true;
        if (isSilent({}))
            m_info.width = m_info.height = 0;
    }

    const video::StreamInfo& info() const override { return m_info; }
    video::FeedState poll(Nanoseconds now, std::vector<VideoFrame>& out) override
    {
        std::vector<VideoFrame> frames;
        video::FeedState state = m_feed->poll(now, frames);
        for (VideoFrame& frame : frames)
            if (!isSilent(frame.time))
                out.push_back(std::move(frame));
        if (!out.empty()) {
            m_info = m_feed->info();
            m_info.live = true;
        }
        if (isSilent(now)) {
            state.kind = video::FeedState::Kind::Interrupted;
            state.reason = "The cable is out.";
        }
        return state;
    }
    void setWake(std::function<void()> wake) override { m_feed->setWake(std::move(wake)); }
    void giveUp() override { m_feed->giveUp(); }
    void skipTo(Nanoseconds instant) override { m_feed->skipTo(instant); }
    std::optional<video::FeedEnd> ended() const override { return m_feed->ended(); }
    std::vector<VideoFault> takeFaults() override { return std::exchange(m_faults, {}); }

private:
    bool isSilent(Nanoseconds time) const
    {
        return std::any_of(m_gaps.begin(), m_gaps.end(), [&](const Gap& gap) { return gap.holds(time); });
    }

    std::unique_ptr<video::CameraFeed> m_feed;
    std::vector<Gap> m_gaps;
    video::StreamInfo m_info;
    std::vector<VideoFault> m_faults;
};

} // namespace jackdaw::testing
