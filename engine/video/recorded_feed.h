// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/video/camera_feed.h"

namespace jackdaw::video {

class PictureSource;
struct ReadWatch;
/// Opens a source of pictures; runs on the decoder's thread.
using SourceOpener = std::function<Result<std::unique_ptr<PictureSource>>(std::shared_ptr<ReadWatch>)>;

/// A camera from a file: a thread that decodes ahead into a bounded queue.
///
/// The consumer's clock paces it: a frame leaves the queue when its session time has come, the decoder waits when the
/// queue is full. So the same mechanism serves wall time and device time: a consumer that lets its time stand while the
/// state is Waiting gets the same frames at the same instants every time.
class RecordedFeed final : public CameraFeed {
public:
    /// Opens the source and starts decoding. Fails with NotFound, Corrupt or Unsupported if the source cannot be
    /// opened, is empty or holds no video, with Io if it stays silent for longer than the camera's patience.
    static Result<std::unique_ptr<RecordedFeed>> open(const CameraSettings& settings);
    /// As above, with a source of another kind.
    static Result<std::unique_ptr<RecordedFeed>> open(const CameraSettings& settings, SourceOpener opener);
    ~RecordedFeed() override;

    const StreamInfo& info() const override;
    FeedState poll(Nanoseconds now, std::vector<VideoFrame>& out) override;
    void setWake(std::function<void()> wake) override;
    void giveUp() override;
    void skipTo(Nanoseconds instant) override;
    std::optional<FeedEnd> ended() const override;
    std::vector<VideoFault> takeFaults() override;

    /// Session time of the next frame; waits for the decoder. Nothing after the end.
    std::optional<Nanoseconds> nextFrameTime();

    /// As poll(), but waits for the decoder until it is certain that no frame is missing.
    void collect(Nanoseconds now, std::vector<VideoFrame>& out);

private:
    class Impl;
    explicit RecordedFeed(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace jackdaw::video
