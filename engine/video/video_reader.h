// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/video_fault.h"
#include "engine/api/video_frame.h"
#include "engine/base/result.h"

#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace jackdaw::video {

/// Reads the pictures of a file or of a folder of images in order. Used by one thread at a time.
class VideoReader {
public:
    struct Info {
        int width = 0;
        int height = 0;
        double framesPerSecond = 0.0;
        Nanoseconds duration{0};
        std::string codec;
        bool isNumbered = true; ///< a picture's index is the source's own; false: look for pictures by their time
    };

    /// \p path is a file, a folder of images, a file:// address or a pattern of images' names (street/%06d.png).
    /// \p imagesPerSecond is the rate of a folder of images. After a request of \p stop, opening and reading end soon,
    /// with an error.
    static Result<std::unique_ptr<VideoReader>> open(const std::string& path, double imagesPerSecond = 25.0,
                                                     std::stop_token stop = {});
    ~VideoReader();

    const Info& info() const;

    /// The next picture that can be made out, nothing at the end, an error where nothing can be read any more. Its size
    /// is the one in info(), upright and with square pixels. `time` equals `sourceTime`.
    Result<std::optional<VideoFrame>> next();

    /// The next picture read will be the first one at or after \p sourceTime. Exact: indices stay those of the source.
    Status seek(Nanoseconds sourceTime);

    /// As above, to a picture that was read before, whatever the rate then was of a folder of images: its number is
    /// looked for there, its time in a video.
    Status seekFrame(std::int64_t index, Nanoseconds sourceTime);

    /// What was wrong with the pictures since the last call, oldest first; cameras have no numbers here.
    std::vector<VideoFault> takeFaults();

private:
    class Impl;
    explicit VideoReader(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace jackdaw::video
