// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/video/packet_decoder.h"

#include <algorithm>
#include <utility>

namespace jackdaw::video {
namespace {

/// A decoder that takes damaged data for good leaves parts of a picture as it finds them: what was decoded before into
/// the same memory, which differs with where decoding began.
int blankBuffer(AVCodecContext* context, AVFrame* frame, int flags)
{
    const int code = avcodec_default_get_buffer2(context, frame, flags);
    for (int plane = 0; code >= 0 && plane < AV_NUM_DATA_POINTERS && frame->buf[plane]; ++plane)
        std::fill_n(frame->buf[plane]->data, frame->buf[plane]->size, std::uint8_t{0});
    return code;
}

/// Moves a picture out of a card's memory.
int fetch(AVFrame& picture)
{
    const FrameHandle copy(av_frame_alloc());
    int code = av_hwframe_transfer_data(copy.get(), &picture, 0);
    if (code >= 0)
        code = av_frame_copy_props(copy.get(), &picture);
    av_frame_unref(&picture);
    if (code >= 0)
        av_frame_move_ref(&picture, copy.get());
    return code;
}

} // namespace

Result<PacketDecoder> PacketDecoder::open(AVCodecID codec, const AVCodecParameters* parameters, Damage damage, By by)
{
    const AVCodec* decoder = avcodec_find_decoder(codec);
    if (!decoder)
        return fail(ErrorCode::Unsupported, std::string("There is no decoder for ") + avcodec_get_name(codec) + ".");
    CodecHandle context(avcodec_alloc_context3(decoder));
    if (parameters && avcodec_parameters_to_context(context.get(), parameters) < 0)
        return fail(ErrorCode::Corrupt, "The video's codec header is broken.");
    // Many cameras run side by side: frame threads would add latency and memory and gain nothing.
    context->thread_count = 1;
    // What is made up for damaged parts must not depend on where decoding began: a run that goes on seeks.
    context->error_concealment = FF_EC_FAVOR_INTER;
    // These two fill in whatever they cannot decode, and large pictures are mostly theirs.
    if (codec != AV_CODEC_ID_H264 && codec != AV_CODEC_ID_HEVC)
        context->get_buffer2 = &blankBuffer;
    if (damage == Damage::Refused)
        context->err_recognition = AV_EF_CRCCHECK | AV_EF_BITSTREAM | AV_EF_BUFFER | AV_EF_EXPLODE;
    PacketDecoder made(std::move(context), damage);
    if (by == By::Hardware)
        made.useHardware(*parameters);
    if (const int code = avcodec_open2(made.m_context.get(), decoder, nullptr); code < 0)
        return fail(ErrorCode::Corrupt,
                    std::string("The decoder for ") + avcodec_get_name(codec) + " refused the video.", {},
                    ffmpegText(code));
    return made;
}

void PacketDecoder::useHardware(const AVCodecParameters& parameters)
{
    auto hardware = hardwareFor(*m_context->codec, parameters);
    if (!hardware) {
        m_whyProcessor->text = hardware.error().message;
        return;
    }
    m_hardware = std::move(*hardware);
    m_whyProcessor->wanted = m_hardware.format;
    m_context->hw_device_ctx = av_buffer_ref(m_hardware.device.get());
    m_context->opaque = m_whyProcessor.get();
    m_context->get_format = &chooseFormat;
}

/// FFmpeg asks again without a card's format where that card fails to take the video.
AVPixelFormat PacketDecoder::chooseFormat(AVCodecContext* context, const AVPixelFormat* offered)
{
    auto& reason = *static_cast<Reason*>(context->opaque);
    for (const AVPixelFormat* format = offered; *format != AV_PIX_FMT_NONE; ++format)
        if (*format == reason.wanted)
            return *format;
    reason.text = "the graphics card does not decode this kind of " + std::string(avcodec_get_name(context->codec_id));
    return avcodec_default_get_format(context, offered);
}

std::string PacketDecoder::hardware() const
{
    return m_hardware.device && m_context->pix_fmt == m_hardware.format ? m_hardware.name : "";
}

void PacketDecoder::setLeftOut(LeftOut leftOut)
{
    switch (leftOut) {
    case LeftOut::None: m_context->skip_frame = AVDISCARD_DEFAULT; return;
    case LeftOut::Unneeded: m_context->skip_frame = AVDISCARD_NONREF; return;
    case LeftOut::NotKey: m_context->skip_frame = AVDISCARD_NONKEY; return;
    }
}

bool PacketDecoder::isIntraOnly() const
{
    const AVCodecDescriptor* descriptor = avcodec_descriptor_get(m_context->codec_id);
    return descriptor && (descriptor->props & AV_CODEC_PROP_INTRA_ONLY) != 0;
}

// FFmpeg 7 has no reordered_opaque any more, and FFmpeg 5 nothing in its place.
#ifdef AV_CODEC_FLAG_COPY_OPAQUE
int PacketDecoder::send(const AVPacket* packet, std::int64_t order)
{
    m_context->flags |= AV_CODEC_FLAG_COPY_OPAQUE;
    const PacketHandle numbered(packet ? av_packet_clone(packet) : nullptr);
    if (packet && !numbered)
        return AVERROR(ENOMEM);
    if (numbered)
        numbered->opaque = reinterpret_cast<void*>(static_cast<std::intptr_t>(order));
    return avcodec_send_packet(m_context.get(), numbered.get());
}

std::int64_t PacketDecoder::orderOf(const AVFrame& picture)
{
    return static_cast<std::int64_t>(reinterpret_cast<std::intptr_t>(picture.opaque));
}
#else
int PacketDecoder::send(const AVPacket* packet, std::int64_t order)
{
    m_context->reordered_opaque = order;
    return avcodec_send_packet(m_context.get(), packet);
}

std::int64_t PacketDecoder::orderOf(const AVFrame& picture)
{
    return picture.reordered_opaque;
}
#endif

int PacketDecoder::receive(AVFrame& picture)
{
    int code = avcodec_receive_frame(m_context.get(), &picture);
    if (code >= 0 && m_hardware.device && picture.format == m_hardware.format)
        code = fetch(picture);
    return code >= 0 && m_damage == Damage::Refused && isPatched(picture) ? AVERROR_INVALIDDATA : code;
}

void PacketDecoder::flush()
{
    avcodec_flush_buffers(m_context.get());
}

const char* PacketDecoder::codecName() const
{
    return avcodec_get_name(m_context->codec_id);
}

} // namespace jackdaw::video
