// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/video_frame.h"
#include "engine/base/ids.h"
#include "engine/base/result.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace jackdaw::video {

/// Where a camera's pictures come from and how they are played.
struct CameraSettings {
    CameraId id;
    std::string name;
    /// Path of a video file, of a named pipe that a video is written to (played once, from its beginning), or of a
    /// folder of images in name order (.png, .jpg).
    std::string source;
    double speed = 1.0; ///< source seconds per session second, > 0
    Nanoseconds offset{0}; ///< where in the source the camera starts, >= 0
    bool loop = false; ///< start again from the source's beginning when it ends
    double imagesPerSecond = 25.0; ///< source rate of a folder of images
    double framesPerSecond = 0.0; ///< most frames per session second that the camera gives; 0: all of its source's
    /// Wall time without a byte after which opening is given up, and after which a decoder that was stopped but hangs
    /// in the operating system (a dead network mount) is left behind.
    std::chrono::milliseconds patience{10'000};
};

struct StreamInfo {
    int width = 0;
    int height = 0;
    double framesPerSecond = 0.0; ///< that the feed gives, in session time
    Nanoseconds sourceDuration{0};
    std::string codec;
};

/// Why a feed gives no more frames.
struct FeedEnd {
    bool regular = false; ///< the source came to its end; otherwise it broke
    std::string reason; ///< one sentence: file, position, what went wrong
};

/// What a feed has for an instant.
struct FeedState {
    enum class Kind {
        Ready, ///< all frames up to the instant came out
        Waiting, ///< the decoder is behind: more frames up to the instant may follow
        Ended, ///< no frame follows; ended() says why
    };
    Kind kind = Kind::Waiting;
    Nanoseconds nextFrame{0}; ///< Ready: session time of the next frame, later than the instant
    Nanoseconds waited{0}; ///< Waiting: wall time since the consumer was first told to wait for what is missing
};

class PictureSource;
struct ReadWatch;
/// Opens a source of pictures; runs on the decoder's thread.
using SourceOpener = std::function<Result<std::unique_ptr<PictureSource>>(std::shared_ptr<ReadWatch>)>;

/// One camera: a thread that decodes ahead into a bounded queue, and a consumer that takes frames when they are due.
///
/// The consumer's clock paces the camera: a frame leaves the queue when its session time has come, the decoder waits
/// when the queue is full. So the same mechanism serves wall time and device time: a consumer that lets its time stand
/// while the state is Waiting gets the same frames at the same instants every time.
///
/// Used by one thread at a time. Nothing here but collect() and nextFrameTime() waits for the decoder; the destructor
/// waits CameraSettings::patience at most.
class CameraFeed {
public:
    /// Opens the source and starts decoding. Fails with NotFound, Corrupt or Unsupported if the source cannot be
    /// opened, is empty or holds no video, with Io if it stays silent for longer than the camera's patience.
    static Result<std::unique_ptr<CameraFeed>> open(const CameraSettings& settings);
    /// As above, with a source of another kind.
    static Result<std::unique_ptr<CameraFeed>> open(const CameraSettings& settings, SourceOpener opener);
    ~CameraFeed();

    const StreamInfo& info() const;

    /// Appends the frames with time <= \p now that are decoded, oldest first, and says what follows. Never waits.
    FeedState poll(Nanoseconds now, std::vector<VideoFrame>& out);

    /// \p wake is called on the decoder's thread, once after each time that poll() said Waiting, as soon as there is a
    /// frame or the end. It must be short and must not call setWake(). After setWake({}) no call follows.
    void setWake(std::function<void()> wake);

    /// Ends a feed whose source hangs: the next poll() says Ended, and ended() names the source and how long it was
    /// waited for.
    void giveUp();

    /// Drops everything before \p instant, without decoding more than a seek needs: used by a resumed session. Does not
    /// wait; a frame at or after \p instant follows.
    void skipTo(Nanoseconds instant);

    /// Session time of the next frame; waits for the decoder. Nothing after the end.
    std::optional<Nanoseconds> nextFrameTime();

    /// As poll(), but waits for the decoder until it is certain that no frame is missing.
    void collect(Nanoseconds now, std::vector<VideoFrame>& out);

    /// Set once all frames were taken and the source gives no more.
    std::optional<FeedEnd> ended() const;

private:
    class Impl;
    explicit CameraFeed(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace jackdaw::video
