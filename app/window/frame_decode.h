// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/video_frame.h"
#include "engine/base/result.h"
#include "engine/video/video_reader.h"

#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>

namespace jackdaw::window {

/// Where in a source a frame is.
struct FramePlace {
    std::int64_t frame = 0;
    Nanoseconds sourceTime{0};
};

Result<std::unique_ptr<video::VideoReader>> openFrames(const std::string& source, const std::stop_token& stop);

/// The very frame; one that cannot be made out is an error, not its neighbour. Cancelled after a request of \p stop.
Result<VideoFrame> decodeFrame(video::VideoReader& reader, const std::string& source, const FramePlace& place,
                               const std::stop_token& stop);
/// The same of a source that is opened for it.
Result<VideoFrame> decodeFrame(const std::string& source, const FramePlace& place, const std::stop_token& stop);

} // namespace jackdaw::window
