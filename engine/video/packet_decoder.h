// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/video/ffmpeg_handles.h"
#include "engine/video/hardware_decoder.h"

#include <cstdint>
#include <memory>
#include <string>

namespace jackdaw::video {

/// One decoder on the calling thread.
class PacketDecoder {
public:
    enum class Damage {
        Shown, ///< pictures come out as far as they can be made out
        Refused ///< a picture comes out whole or not at all
    };

    enum class By {
        Processor,
        Hardware, ///< where there is some for it; hardware() and whyProcessor() say what came of it
    };

    /// \p parameters may be null, where no hardware is asked for.
    static Result<PacketDecoder> open(AVCodecID codec, const AVCodecParameters* parameters, Damage damage,
                                      By by = By::Processor);

    /// Pictures that are left out, as early as the codec allows.
    enum class LeftOut {
        None,
        Unneeded, ///< those that no other picture needs
        NotKey, ///< all but key pictures
    };
    void setLeftOut(LeftOut leftOut);
    /// True where every picture stands alone, so that any may be left out.
    bool isIntraOnly() const;

    /// Negative FFmpeg code on damage. Null says that no packets follow. \p order goes with the picture that comes of
    /// it, see orderOf().
    int send(const AVPacket* packet, std::int64_t order = 0);
    static std::int64_t orderOf(const AVFrame& picture);

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

    /// What decodes ("VAAPI"), known with the first picture; empty: the processor.
    std::string hardware() const;
    /// Why hardware that was asked for does not decode; empty where it does, or may.
    const std::string& whyProcessor() const { return m_whyProcessor->text; }

private:
    /// FFmpeg knows where it is, so that it stays there.
    struct Reason {
        AVPixelFormat wanted = AV_PIX_FMT_NONE;
        std::string text;
    };
    PacketDecoder(CodecHandle context, Damage damage) : m_context(std::move(context)), m_damage(damage) { }
    void useHardware(const AVCodecParameters& parameters);
    static AVPixelFormat chooseFormat(AVCodecContext* context, const AVPixelFormat* offered);

    std::unique_ptr<Reason> m_whyProcessor = std::make_unique<Reason>();
    HardwareDecoder m_hardware;
    CodecHandle m_context;
    Damage m_damage;
};

} // namespace jackdaw::video
