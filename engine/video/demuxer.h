// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/video/ffmpeg_handles.h"

#include <string>

namespace jackdaw::video {

/// A video file taken apart into the packets of its best video stream.
class Demuxer {
public:
    /// NotFound, Io, Corrupt (zero bytes, not a video) or Unsupported (no video stream), with the file's name.
    static Result<Demuxer> open(const std::string& path);

    /// Next packet of the video stream, or a negative FFmpeg code.
    int read(AVPacket& packet);

    AVFormatContext& format() const { return *m_input; }
    AVStream& stream() const { return *m_input->streams[m_stream]; }

private:
    Demuxer(InputHandle input, int stream) : m_input(std::move(input)), m_stream(stream) { }

    InputHandle m_input;
    int m_stream = 0;
};

} // namespace jackdaw::video
