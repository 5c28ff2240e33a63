// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/video/camera_feed.h"

#include <memory>

namespace jackdaw::video {

/// A camera that gives its pictures as they happen, for runs under wall time. A thread of its own connects, decodes and
/// connects again: a camera that is off, or falls silent for its patience, is Interrupted until pictures come again.
/// The newest picture wins: what the consumer is too slow for is dropped, and what the decoder is too slow for is left
/// out up to the next key picture. A frame's session time is that of its arrival.
class LiveFeed final : public CameraFeed {
public:
    /// Waits until the first picture is there or the first attempt failed; a camera that is off is no error, its info()
    /// has no size before its first picture. InvalidInput or Unsupported where trying again will not help: an address
    /// of an unknown kind or with a password in it, credentials that lead nowhere, settings that only recordings have;
    /// Io where its clips cannot be written.
    static Result<std::unique_ptr<LiveFeed>> open(const CameraSettings& settings);
    ~LiveFeed() override;

    const StreamInfo& info() const override;
    FeedState poll(Nanoseconds now, std::vector<VideoFrame>& out) override;
    void setWake(std::function<void()> wake) override;
    void giveUp() override;
    void skipTo(Nanoseconds) override { }
    std::optional<FeedEnd> ended() const override;
    std::vector<VideoFault> takeFaults() override;
    bool clipsStopped() const override;

private:
    class Impl;
    explicit LiveFeed(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace jackdaw::video
