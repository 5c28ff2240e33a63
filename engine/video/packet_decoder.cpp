// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/video/packet_decoder.h"

#include <algorithm>

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

} // namespace

Result<PacketDecoder> PacketDecoder::open(AVCodecID codec, const AVCodecParameters* parameters, Damage damage)
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
    if (const int code = avcodec_open2(context.get(), decoder, nullptr); code < 0)
        return fail(ErrorCode::Corrupt,
                    std::string("The decoder for ") + avcodec_get_name(codec) + " refused the video.", {},
                    ffmpegText(code));
    return PacketDecoder(std::move(context), damage);
}

void PacketDecoder::setKeyPicturesOnly(bool only)
{
    m_context->skip_frame = only ? AVDISCARD_NONKEY : AVDISCARD_DEFAULT;
}

int PacketDecoder::send(const AVPacket* packet, std::int64_t order)
{
    m_context->reordered_opaque = order;
    return avcodec_send_packet(m_context.get(), packet);
}

int PacketDecoder::receive(AVFrame& picture)
{
    const int code = avcodec_receive_frame(m_context.get(), &picture);
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
