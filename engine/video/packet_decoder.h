// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/video/ffmpeg_handles.h"

#include <cstdint>

namespace jackdaw::video {

/// One decoder on the calling thread.
class PacketDecoder {
public:
    enum class Damage {
        Shown, ///< pictures come out as far as they can be made out
        Refused ///< a picture comes out whole or not at all
    };

    /// \p parameters may be null.
    static Result<PacketDecoder> open(AVCodecID codec, const AVCodecParameters* parameters, Damage damage);

    /// All other pictures are left out, as early as the codec allows.
    void setKeyPicturesOnly(bool only);

    /// Negative FFmpeg code on damage. Null says that no packets follow. The picture that comes of it has \p order as
    /// its reordered_opaque.
    int send(const AVPacket* packet, std::int64_t order = 0);

    /// 0 and a picture; AVERROR(EAGAIN): send more; AVERROR_EOF: all came out; else damage.
    int receive(AVFrame& picture);

    /// True where parts of a picture were made up, since they could not be decoded.
    static bool isPatched(const AVFrame& picture)
    {
        return picture.decode_error_flags != 0 || (picture.flags & AV_FRAME_FLAG_CORRUPT) != 0;
    }

    /// Forgets everything, after a seek.
    void flush();

    const char* codecName() const;

private:
    PacketDecoder(CodecHandle context, Damage damage) : m_context(std::move(context)), m_damage(damage) { }

    CodecHandle m_context;
    Damage m_damage;
};

} // namespace jackdaw::video
