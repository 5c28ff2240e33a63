// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/video_frame.h"
#include "engine/base/result.h"

#include <memory>
#include <string>

namespace jackdaw::video {

/// What pictures are encoded with: H.264, or MPEG-4 by FFmpeg's own encoder, which every FFmpeg has and which takes two
/// to three times the room for the same quality. Fedora's FFmpeg, for one, comes without x264.
enum class Encoder { Best, X264, Mpeg4 };

struct WriterSettings {
    int width = 0;
    int height = 0;
    int framesPerSecond = 25;
    int quality = 20; ///< x264 constant rate factor: lower is better and larger
    Encoder encoder = Encoder::Best; ///< the best one that is there
};

/// Writes MP4. The same pictures give the same file. The file is complete only after finish(); an unfinished one is
/// removed.
class VideoWriter {
public:
    static Result<std::unique_ptr<VideoWriter>> create(const std::string& path, const WriterSettings& settings);
    ~VideoWriter();

    /// \p frame has the writer's size; its times are ignored, frames follow one another at the writer's rate.
    Status write(const VideoFrame& frame);
    Status finish();

private:
    class Impl;
    explicit VideoWriter(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace jackdaw::video
