// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/video/ffmpeg_handles.h"
#include "tests/engine/video/clip.h"

#include <string>

/// Clips that are encoded in a way that a test says.
namespace jackdaw::testing {

/// The numbers of numberedFrame() as brightness.
inline void drawNumber(AVFrame& picture, int number)
{
    for (int plane = 0; plane < 3; ++plane)
        for (int y = 0; y < picture.height >> (plane > 0 ? 1 : 0); ++y)
            std::fill_n(picture.data[plane] + static_cast<std::ptrdiff_t>(y) * picture.linesize[plane],
                        picture.width >> (plane > 0 ? 1 : 0), std::uint8_t{128});
    for (int y = 0; y < picture.height; ++y)
        for (int x = 0; x < kBit * kBits; ++x)
            picture.data[0][static_cast<std::ptrdiff_t>(y) * picture.linesize[0] + x] =
                ((number >> (x / kBit)) & 1) != 0 ? 220 : 30;
}

/// An H.264 clip as writeClip() makes them, with x264's \p options ("bframes=3:keyint=24") and those of MP4's muxer.
/// The file's name says the format. False where something fails.
inline bool encodeClip(const std::string& path, int frames, const std::string& options,
                       const std::string& movflags = {})
{
    using namespace video;
    const AVCodec* codec = avcodec_find_encoder_by_name("libx264");
    AVFormatContext* raw = nullptr;
    if (!codec || avformat_alloc_output_context2(&raw, nullptr, nullptr, path.c_str()) < 0)
        return false;
    const OutputHandle output(raw);
    if (!movflags.empty())
        av_opt_set(output->priv_data, "movflags", movflags.c_str(), 0);
    const CodecHandle encoder(avcodec_alloc_context3(codec));
    encoder->width = kBit * kBits;
    encoder->height = 32;
    encoder->pix_fmt = AV_PIX_FMT_YUV420P;
    encoder->time_base = {1, 25};
    encoder->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
    encoder->thread_count = 1;
    av_log_set_level(AV_LOG_ERROR); // what x264 tells of itself
    av_opt_set(encoder->priv_data, "preset", "veryfast", 0);
    av_opt_set(encoder->priv_data, "x264-params", options.c_str(), 0);
    AVStream* stream = avformat_new_stream(output.get(), nullptr);
    if (avcodec_open2(encoder.get(), codec, nullptr) < 0
        || avcodec_parameters_from_context(stream->codecpar, encoder.get()) < 0)
        return false;
    stream->time_base = encoder->time_base;
    if (avio_open(&output->pb, path.c_str(), AVIO_FLAG_WRITE) < 0 || avformat_write_header(output.get(), nullptr) < 0)
        return false;
    const PacketHandle packet(av_packet_alloc());
    for (int i = 0; i <= frames; ++i) {
        const FrameHandle picture(av_frame_alloc());
        picture->width = encoder->width;
        picture->height = encoder->height;
        picture->format = encoder->pix_fmt;
        picture->pts = i;
        if (i < frames && av_frame_get_buffer(picture.get(), 0) < 0)
            return false;
        if (i < frames)
            drawNumber(*picture, i % 256);
        if (avcodec_send_frame(encoder.get(), i < frames ? picture.get() : nullptr) < 0)
            return false;
        while (avcodec_receive_packet(encoder.get(), packet.get()) >= 0) {
            av_packet_rescale_ts(packet.get(), encoder->time_base, stream->time_base);
            packet->duration = av_rescale_q(1, encoder->time_base, stream->time_base);
            if (av_interleaved_write_frame(output.get(), packet.get()) < 0)
                return false;
        }
    }
    return av_write_trailer(output.get()) >= 0;
}

} // namespace jackdaw::testing
