// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/video/ffmpeg_handles.h"
#include "engine/video/file_input.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace jackdaw::video {

struct FoundPacket;

/// A video file taken apart into the packets of its best video stream. Damage is read over as far as that goes.
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
        m_latest = other.m_latest;
        m_doubt = std::move(other.m_doubt);
        m_complaint = std::move(other.m_complaint);
        m_end = other.m_end;
        m_skipped = other.m_skipped;
        m_wasOurs = other.m_wasOurs;
        return *this;
    }

    /// Next packet of the video stream, or a negative FFmpeg code: nothing comes any more.
    int read(AVPacket& packet);

    /// What was wrong on the way to the packet that was read last, in FFmpeg's words, once; empty: nothing.
    std::string takeDoubt() { return std::exchange(m_doubt, {}); }

    /// True where bytes that belong to no packet lie before the one that was read last.
    bool skippedData() const { return m_skipped; }

    /// Goes to a packet that was read before, so that \p packet is it again; false where it is not found there.
    bool goTo(const FoundPacket& wanted, AVPacket& packet);

    /// Pictures per second as the file says; 0 where it does not.
    double nominalRate() const;
    /// After the last packet: how the file ended that should have gone on, as one clause.
    std::optional<std::string> cutOff() const;
    /// Packets that the header promises beyond the file's end.
    std::int64_t missingPackets() const;

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
    bool isMov() const;
    bool endsInPacket() const;
    void noteTime(const AVPacket& packet);
    void notePlace(const AVPacket& packet, bool complained);

    std::unique_ptr<FileInput> m_file;
    InputHandle m_input; ///< after m_file, which it reads from
    int m_stream = 0;
    std::int64_t m_latest = 0; ///< end of the packets of all streams so far, in AV_TIME_BASE
    std::string m_doubt;
    std::int64_t m_end = -1; ///< byte after the packet before; -1: not known
    bool m_skipped = false;
    bool m_wasOurs = false; ///< the packet before is of the video stream
    std::string m_complaint; ///< FFmpeg's, when it came to the end
};

} // namespace jackdaw::video
