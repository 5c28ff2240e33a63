// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/video_frame.h"
#include "engine/base/ids.h"
#include "engine/base/result.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace jackdaw::video {

/// Where a camera's pictures come from and how they are played.
struct CameraSettings {
    CameraId id;
    std::string name;
    std::string source;    ///< path of a video file, or of a folder of images in name order (.png, .jpg)
    double speed = 1.0;    ///< source seconds per session second, > 0
    Nanoseconds offset{0}; ///< where in the source the camera starts, >= 0
    bool loop = false;     ///< start again from the source's beginning when it ends
    double imagesPerSecond = 25.0; ///< source rate of a folder of images
};

struct StreamInfo {
    int width = 0;
    int height = 0;
    double framesPerSecond = 0.0; ///< in session time, after speed
    Nanoseconds sourceDuration{0};
    std::string codec;
};

/// Why a feed gives no more frames.
struct FeedEnd {
    bool regular = false; ///< the source came to its end; otherwise it broke
    std::string reason;   ///< one sentence: file, position, what went wrong
};

/// One camera: a thread that decodes ahead into a bounded queue, and a consumer that takes frames when they are due.
///
/// The consumer's clock paces the camera: a frame leaves the queue when its session time has come, the decoder waits
/// when the queue is full. So the same mechanism serves wall time and device time, and a run under device time gets
/// the same frames at the same instants every time.
class CameraFeed {
public:
    /// Opens the source and starts decoding. Fails with NotFound, Corrupt or Unsupported if the source cannot be opened,
    /// is empty or holds no video.
    static Result<std::unique_ptr<CameraFeed>> open(const CameraSettings& settings);
    ~CameraFeed();

    const StreamInfo& info() const;

    /// Session time of the next frame; waits for the decoder. Nothing after the end.
    std::optional<Nanoseconds> nextFrameTime();

    /// Appends all frames with time <= \p now, oldest first; waits for the decoder until it is certain that none is
    /// missing. Frames before the first call's \p now may be skipped with skipTo().
    void collect(Nanoseconds now, std::vector<VideoFrame>& out);

    /// Drops everything before \p instant, without decoding more than a seek needs: used by a resumed session.
    void skipTo(Nanoseconds instant);

    /// Set once all frames were collected and the source gives no more.
    std::optional<FeedEnd> ended() const;

private:
    class Impl;
    explicit CameraFeed(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace jackdaw::video
