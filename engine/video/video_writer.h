// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/video_frame.h"
#include "engine/base/result.h"

#include <memory>
#include <string>

namespace jackdaw::video {

struct WriterSettings {
    int width = 0;
    int height = 0;
    int framesPerSecond = 25;
    int quality = 20; ///< x264 constant rate factor: lower is better and larger
};

/// Writes H.264 in MP4. The file is complete only after finish(); an unfinished one is removed.
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
