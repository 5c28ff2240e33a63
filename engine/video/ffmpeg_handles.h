// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Private to the video room: FFmpeg's handles, each freed in one place.

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/hwcontext.h>
#include <libavutil/imgutils.h>
#include <libavutil/opt.h>
#include <libavutil/pixdesc.h>
#include <libswscale/swscale.h>
}

#include <array>
#include <memory>
#include <mutex>
#include <string>

namespace jackdaw::video {

struct HandleDeleter {
    void operator()(AVCodecContext* context) const { avcodec_free_context(&context); }
    void operator()(AVFrame* frame) const { av_frame_free(&frame); }
    void operator()(AVPacket* packet) const { av_packet_free(&packet); }
    void operator()(SwsContext* context) const { sws_freeContext(context); }
};

/// Closes a demuxer with its file.
struct InputDeleter {
    void operator()(AVFormatContext* context) const { avformat_close_input(&context); }
};

/// Closes a muxer with its file.
struct OutputDeleter {
    void operator()(AVFormatContext* context) const
    {
        avio_closep(&context->pb);
        avformat_free_context(context);
    }
};

using CodecHandle = std::unique_ptr<AVCodecContext, HandleDeleter>;
using FrameHandle = std::unique_ptr<AVFrame, HandleDeleter>;
using PacketHandle = std::unique_ptr<AVPacket, HandleDeleter>;
using ScalerHandle = std::unique_ptr<SwsContext, HandleDeleter>;
using InputHandle = std::unique_ptr<AVFormatContext, InputDeleter>;
using OutputHandle = std::unique_ptr<AVFormatContext, OutputDeleter>;

/// FFmpeg's own words for an error code, for Error::detail.
inline std::string ffmpegText(int code)
{
    std::array<char, AV_ERROR_MAX_STRING_SIZE> text{};
    av_strerror(code, text.data(), text.size());
    return text.data();
}

/// What FFmpeg has to say reaches the user as an Error or a VideoFault; its own lines on standard error would only
/// repeat it. From then on Complaints hear it.
void silenceFfmpeg();

} // namespace jackdaw::video
