// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/video/ffmpeg_handles.h"
#include "engine/video/file_input.h"

#include <memory>
#include <string>
#include <utility>

namespace jackdaw::video {

/// A video file taken apart into the packets of its best video stream.
class Demuxer {
public:
    /// NotFound, Io, Corrupt (zero bytes, not a video) or Unsupported (no video stream), with the file's name.
    static Result<Demuxer> open(const std::string& path, std::shared_ptr<ReadWatch> watch);

    Demuxer(Demuxer&&) noexcept = default;
    Demuxer& operator=(Demuxer&& other) noexcept
    {
        m_input = std::move(other.m_input); // before the file that it reads from goes
        m_file = std::move(other.m_file);
        m_stream = other.m_stream;
        return *this;
    }

    /// Next packet of the video stream, or a negative FFmpeg code.
    int read(AVPacket& packet);

    AVFormatContext& format() const { return *m_input; }
    /// A pipe is read once, from its beginning.
    bool isPipe() const { return m_file->isPipe(); }
    AVStream& stream() const { return *m_input->streams[m_stream]; }

private:
    Demuxer(std::unique_ptr<FileInput> file, InputHandle input, int stream) :
        m_file(std::move(file)), m_input(std::move(input)), m_stream(stream)
    {
    }
    static Result<InputHandle> openInput(const std::string& path, const FileInput& file);

    std::unique_ptr<FileInput> m_file;
    InputHandle m_input; ///< after m_file, which it reads from
    int m_stream = 0;
};

} // namespace jackdaw::video
