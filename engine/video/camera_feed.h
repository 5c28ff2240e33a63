// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/video_fault.h"
#include "engine/api/video_frame.h"
#include "engine/base/ids.h"
#include "engine/base/result.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace jackdaw::video {

/// How a live camera is read.
struct LiveSettings {
    /// Where user and password are, as USER:PASSWORD: "secret:NAME" (an entry of the user's secret store), "env:NAME"
    /// (an environment variable) or "file:PATH" (a file that only its owner reads, as systemd hands over credentials).
    /// Never themselves here.
    std::string credentials;
    bool keyFramesOnly = false; ///< the decoder leaves all other pictures out
    bool hardware = false; ///< a graphics card decodes, where it can (VAAPI, CUDA)
    std::filesystem::path clips; ///< folder for its original packets, a folder in it per run; empty: none are kept
    std::uint64_t clipBytes = 4'000'000'000; ///< oldest clips go beyond this
    std::chrono::hours clipAge{72}; ///< and beyond this
    /// Address of the stream that clips are kept of, with the same credentials, where the camera has a larger one than
    /// the one that is looked at; empty: of that one.
    std::string clipSource;
    bool operator==(const LiveSettings&) const = default;
};

/// Where a camera's pictures come from and how they are played.
struct CameraSettings {
    CameraId id;
    std::string name;
    /// Path of a video file, of a named pipe that a video is written to (played once, from its beginning), or of a
    /// folder of images in the order of their numbers; or a live camera's address (isLive()), without credentials.
    std::string source;
    double speed = 1.0; ///< source seconds per session second, > 0
    Nanoseconds offset{0}; ///< where in the source the camera starts, >= 0
    bool loop = false; ///< start again from the source's beginning when it ends
    double imagesPerSecond = 25.0; ///< source rate of a folder of images
    double framesPerSecond = 0.0; ///< most frames per session second that the camera gives; 0: all of its source's
    /// Wall time without a byte after which opening is given up, and after which a decoder that was stopped but hangs
    /// in the operating system (a dead network mount) is left behind.
    std::chrono::milliseconds patience{10'000};
    LiveSettings live; ///< of a live camera
};

struct StreamInfo {
    int width = 0;
    int height = 0;
    double framesPerSecond = 0.0; ///< that the feed gives, in session time
    Nanoseconds sourceDuration{0}; ///< 0 for a camera; a live source that has one is a recording over the network
    std::string codec;
    bool live = false;
    std::string clips; ///< folder that its clips of this run go to; empty: none are kept
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
        Interrupted, ///< a live camera gives nothing at the moment, and is tried again
        Ended, ///< no frame follows; ended() says why
    };
    Kind kind = Kind::Waiting;
    Nanoseconds nextFrame{0}; ///< Ready: session time of the next frame, later than the instant
    Nanoseconds waited{0}; ///< Waiting: wall time since the consumer was first told to wait for what is missing
    std::string reason; ///< Interrupted: one sentence
};

/// One camera: something that decodes on a thread of its own, and a consumer that takes frames when they are due. Used
/// by one thread at a time; nothing here waits but the destructor, which waits CameraSettings::patience at most.
class CameraFeed {
public:
    virtual ~CameraFeed() = default;

    virtual const StreamInfo& info() const = 0;

    /// Appends the frames with time <= \p now that are decoded, oldest first, and says what follows. Never waits.
    virtual FeedState poll(Nanoseconds now, std::vector<VideoFrame>& out) = 0;

    /// \p wake is called on the decoder's thread, once after each time that poll() said Waiting or Interrupted, as soon
    /// as there is news. It must be short and must not call setWake(). After setWake({}) no call follows.
    virtual void setWake(std::function<void()> wake) = 0;

    /// Ends a feed whose source hangs: the next poll() says Ended, and ended() names the source and how long it was
    /// waited for.
    virtual void giveUp() = 0;

    /// Drops everything before \p instant, without decoding more than a seek needs: used by a resumed session. A frame
    /// at or after \p instant follows. Live cameras have nothing to skip.
    virtual void skipTo(Nanoseconds instant) = 0;

    /// Set once all frames were taken and the source gives no more.
    virtual std::optional<FeedEnd> ended() const = 0;

    /// What was wrong with the video since the last call, oldest first.
    virtual std::vector<VideoFault> takeFaults() = 0;

    /// True while clips should be kept and cannot be: from the fault that says so until one is kept again.
    virtual bool clipsStopped() const { return false; }
};

/// True for an address (rtsp://, http://…) or a capture device (/dev/video0): such a source is not read from a file.
bool isLive(const std::string& source);

/// Unsupported or InvalidInput where a live camera's address is of an unknown kind or carries user and password.
Status checkAddress(const std::string& source);

/// Opens what \p settings name: a RecordedFeed or a LiveFeed.
Result<std::unique_ptr<CameraFeed>> openFeed(const CameraSettings& settings);

} // namespace jackdaw::video
