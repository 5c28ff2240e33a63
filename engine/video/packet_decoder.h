// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/video/ffmpeg_handles.h"

namespace jackdaw::video {

/// One decoder on the calling thread that reports damage instead of hiding it.
class PacketDecoder {
public:
    /// \p parameters may be null.
    static Result<PacketDecoder> open(AVCodecID codec, const AVCodecParameters* parameters);

    /// Negative FFmpeg code on damage. Null says that no packets follow.
    int send(const AVPacket* packet);

    /// 0 and a picture; AVERROR(EAGAIN): send more; AVERROR_EOF: all came out; else damage.
    int receive(AVFrame& picture);

    /// Forgets everything, after a seek.
    void flush();

    const char* codecName() const;

private:
    explicit PacketDecoder(CodecHandle context) : m_context(std::move(context)) { }

    CodecHandle m_context;
};

} // namespace jackdaw::video
