// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/video/packet_decoder.h"

namespace jackdaw::video {

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
    if (damage == Damage::Refused)
        context->err_recognition = AV_EF_CRCCHECK | AV_EF_BITSTREAM | AV_EF_BUFFER | AV_EF_EXPLODE;
    if (const int code = avcodec_open2(context.get(), decoder, nullptr); code < 0)
        return fail(ErrorCode::Corrupt,
                    std::string("The decoder for ") + avcodec_get_name(codec) + " refused the video.", {},
                    ffmpegText(code));
    return PacketDecoder(std::move(context), damage);
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
