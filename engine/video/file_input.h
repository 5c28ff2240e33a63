// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/video/ffmpeg_handles.h"
#include "engine/video/read_watch.h"

#include <cstdint>
#include <memory>
#include <string>

namespace jackdaw::video {

/// A file or a named pipe as FFmpeg reads it. Waiting for a pipe ends when the watch's stop is requested; FFmpeg's own
/// file access cannot be interrupted (it never asks its AVIOInterruptCB while it reads).
class FileInput {
public:
    /// Does not wait for a pipe's writer. \p path names a regular file or a pipe.
    static Result<std::unique_ptr<FileInput>> open(const std::string& path, std::shared_ptr<ReadWatch> watch);
    ~FileInput();
    FileInput(const FileInput&) = delete;
    FileInput& operator=(const FileInput&) = delete;

    AVIOContext* context() const { return m_context; }
    /// For AVFormatContext::interrupt_callback.
    AVIOInterruptCB interrupt() const;
    bool isPipe() const { return m_isPipe; }
    /// Of another video behind this one, which FFmpeg does not get to see: it would take them for this one's.
    std::int64_t joinedBytes() const { return m_joined; }
    /// Of an MP4 or MOV file: its last part is not all there.
    bool endsInFragment() const;

private:
    FileInput(int descriptor, bool isPipe, std::shared_ptr<ReadWatch> watch);
    void lookForJoined();
    std::int64_t end() const;
    int read(std::uint8_t* buffer, int size);
    bool waitForData() const;
    std::int64_t seek(std::int64_t offset, int whence) const;

    int m_descriptor;
    bool m_isPipe;
    std::int64_t m_joined = 0;
    std::shared_ptr<ReadWatch> m_watch;
    AVIOContext* m_context = nullptr;
};

} // namespace jackdaw::video
