// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/video/video_writer.h"

#include "engine/video/ffmpeg_handles.h"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <system_error>
#include <utility>

namespace jackdaw::video {
namespace {

Status checkSettings(const std::string& path, const WriterSettings& settings)
{
    constexpr int kLargest = 8192;
    const auto sideIsFine = [](int side) { return side >= 16 && side <= kLargest && side % 2 == 0; };
    if (!sideIsFine(settings.width) || !sideIsFine(settings.height))
        return fail(ErrorCode::InvalidInput,
                    "'" + path + "' cannot be written: pictures of " + std::to_string(settings.width) + " x "
                        + std::to_string(settings.height) + " pixels; sides must be even, from 16 to 8192.");
    if (settings.framesPerSecond < 1 || settings.framesPerSecond > 1000)
        return fail(ErrorCode::InvalidInput,
                    "'" + path + "' cannot be written: the rate must be 1 to 1000 per second.");
    if (settings.quality < 0 || settings.quality > 51)
        return fail(ErrorCode::InvalidInput, "'" + path + "' cannot be written: the quality must be 0 to 51.");
    return {};
}

const AVCodec* findEncoder(Encoder wanted)
{
    const AVCodec* codec = wanted == Encoder::Mpeg4 ? nullptr : avcodec_find_encoder_by_name("libx264");
    return codec || wanted == Encoder::X264 ? codec : avcodec_find_encoder_by_name("mpeg4");
}

/// \p quality is x264's; MPEG-4 takes a quantiser from 1 to 31. One thread encodes, and without a tree of macroblocks,
/// in which x264 takes up what happens to lie in memory: the same pictures give the same file.
void setQuality(AVCodecContext& encoder, int quality)
{
    if (encoder.codec_id == AV_CODEC_ID_H264) {
        av_opt_set(encoder.priv_data, "mbtree", "0", 0);
        av_opt_set(encoder.priv_data, "preset", "veryfast", 0);
        av_opt_set(encoder.priv_data, "crf", std::to_string(quality).c_str(), 0);
        return;
    }
    encoder.flags |= AV_CODEC_FLAG_QSCALE;
    encoder.global_quality = FF_QP2LAMBDA * std::clamp(quality / 8, 1, 31);
}

} // namespace

/// Writes to `<path>.part`, which takes the file's name when it is complete.
class VideoWriter::Impl {
public:
    Impl(std::string path, const WriterSettings& settings) :
        m_path(std::move(path)), m_partial(m_path + ".part"), m_settings(settings), m_packet(av_packet_alloc()),
        m_picture(av_frame_alloc())
    {
    }
    ~Impl();
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    Status open();
    Status write(const VideoFrame& frame);
    Status finish();

private:
    Status openEncoder();
    Status openFile();
    Status convert(const VideoFrame& frame);
    Status drain();
    Status closeFile();
    tl::unexpected<Error> failure(const std::string& what, int code) const
    {
        return fail(ErrorCode::Io, "The video file '" + m_path + "' cannot be written: " + what + ".",
                    "Check the folder, its permissions and the free space.", ffmpegText(code));
    }

    std::string m_path;
    std::string m_partial;
    WriterSettings m_settings;
    OutputHandle m_output;
    CodecHandle m_encoder;
    ScalerHandle m_scaler;
    PacketHandle m_packet;
    FrameHandle m_picture;
    std::int64_t m_frames = 0;
};

VideoWriter::Impl::~Impl()
{
    if (!m_output)
        return;
    m_output.reset();
    std::error_code ignored;
    std::filesystem::remove(m_partial, ignored);
}

Status VideoWriter::Impl::openEncoder()
{
    const AVCodec* codec = findEncoder(m_settings.encoder);
    if (!codec)
        return fail(ErrorCode::Unsupported, "This FFmpeg encodes neither H.264 (libx264) nor MPEG-4.",
                    "Install FFmpeg with libx264.");
    m_encoder.reset(avcodec_alloc_context3(codec));
    m_encoder->width = m_settings.width;
    m_encoder->height = m_settings.height;
    m_encoder->pix_fmt = AV_PIX_FMT_YUV420P;
    m_encoder->time_base = {1, m_settings.framesPerSecond};
    m_encoder->framerate = {m_settings.framesPerSecond, 1};
    m_encoder->colorspace = AVCOL_SPC_SMPTE170M;
    m_encoder->color_range = AVCOL_RANGE_MPEG;
    m_encoder->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
    m_encoder->gop_size = 2 * m_settings.framesPerSecond;
    m_encoder->thread_count = 1;
    setQuality(*m_encoder, m_settings.quality);
    if (const int code = avcodec_open2(m_encoder.get(), codec, nullptr); code < 0)
        return failure("the encoder did not start", code);
    m_scaler.reset(sws_getContext(m_settings.width, m_settings.height, AV_PIX_FMT_RGB24, m_settings.width,
                                  m_settings.height, AV_PIX_FMT_YUV420P, SWS_BICUBIC, nullptr, nullptr, nullptr));
    return m_scaler ? Status() : failure("colours cannot be converted", AVERROR(ENOSYS));
}

Status VideoWriter::Impl::openFile()
{
    // The muxer opens the file by this name a second time, to move its index to the front.
    const std::string url = "file:" + m_partial;
    AVFormatContext* raw = nullptr;
    if (const int code = avformat_alloc_output_context2(&raw, nullptr, "mp4", url.c_str()); code < 0)
        return failure("MP4 is not supported", code);
    OutputHandle output(raw);
    AVStream* stream = avformat_new_stream(output.get(), nullptr);
    avcodec_parameters_from_context(stream->codecpar, m_encoder.get());
    stream->time_base = m_encoder->time_base;
    stream->avg_frame_rate = m_encoder->framerate;
    if (const int code = avio_open(&output->pb, url.c_str(), AVIO_FLAG_WRITE); code < 0)
        return failure("it cannot be created", code);
    m_output = std::move(output);
    AVDictionary* options = nullptr;
    av_dict_set(&options, "movflags", "+faststart", 0);
    const int code = avformat_write_header(m_output.get(), &options);
    av_dict_free(&options);
    return code < 0 ? failure("its header cannot be written", code) : Status();
}

Status VideoWriter::Impl::open()
{
    silenceFfmpeg();
    std::error_code error;
    if (std::filesystem::is_directory(m_path, error))
        return failure("there is a folder of that name", AVERROR(EISDIR));
    if (auto opened = openEncoder(); !opened)
        return opened;
    m_picture->width = m_settings.width;
    m_picture->height = m_settings.height;
    m_picture->format = AV_PIX_FMT_YUV420P;
    if (const int code = av_frame_get_buffer(m_picture.get(), 0); code < 0)
        return failure("there is no memory for a picture", code);
    return openFile();
}

Status VideoWriter::Impl::convert(const VideoFrame& frame)
{
    if (frame.width != m_settings.width || frame.height != m_settings.height || !frame.hasPixels())
        return fail(ErrorCode::InvalidInput,
                    "'" + m_path + "' takes pictures of " + std::to_string(m_settings.width) + " x "
                        + std::to_string(m_settings.height) + " pixels, and was given one of another size.");
    if (const int code = av_frame_make_writable(m_picture.get()); code < 0)
        return failure("there is no memory for a picture", code);
    const std::uint8_t* const source[4] = {frame.rgb().data(), nullptr, nullptr, nullptr};
    const int strides[4] = {m_settings.width * 3, 0, 0, 0};
    sws_scale(m_scaler.get(), source, strides, 0, m_settings.height, m_picture->data, m_picture->linesize);
    return {};
}

/// Moves the packets that are ready from the encoder to the file.
Status VideoWriter::Impl::drain()
{
    while (true) {
        const int code = avcodec_receive_packet(m_encoder.get(), m_packet.get());
        if (code == AVERROR(EAGAIN) || code == AVERROR_EOF)
            return {};
        if (code < 0)
            return failure("encoding failed", code);
        m_packet->duration = 1;
        m_packet->stream_index = 0;
        av_packet_rescale_ts(m_packet.get(), m_encoder->time_base, m_output->streams[0]->time_base);
        if (const int written = av_interleaved_write_frame(m_output.get(), m_packet.get()); written < 0)
            return failure("data cannot be written", written);
    }
}

Status VideoWriter::Impl::write(const VideoFrame& frame)
{
    if (!m_output)
        return fail(ErrorCode::InvalidInput, "'" + m_path + "' is finished and takes no more pictures.");
    if (auto converted = convert(frame); !converted)
        return converted;
    m_picture->pts = m_frames++;
    if (const int code = avcodec_send_frame(m_encoder.get(), m_picture.get()); code < 0)
        return failure("encoding failed", code);
    return drain();
}

Status VideoWriter::Impl::closeFile()
{
    if (const int code = av_write_trailer(m_output.get()); code < 0)
        return failure("its end cannot be written", code);
    if (const int code = avio_closep(&m_output->pb); code < 0)
        return failure("it cannot be closed", code);
    std::error_code error;
    std::filesystem::rename(m_partial, m_path, error);
    if (error)
        return fail(ErrorCode::Io, "The video file '" + m_path + "' cannot be given its name.", {}, error.message());
    m_output.reset();
    return {};
}

Status VideoWriter::Impl::finish()
{
    if (!m_output)
        return fail(ErrorCode::InvalidInput, "'" + m_path + "' is finished already.");
    if (m_frames == 0)
        return fail(ErrorCode::InvalidInput, "'" + m_path + "' was given no pictures.");
    if (const int code = avcodec_send_frame(m_encoder.get(), nullptr); code < 0)
        return failure("encoding failed", code);
    if (auto drained = drain(); !drained)
        return drained;
    return closeFile();
}

VideoWriter::VideoWriter(std::unique_ptr<Impl> impl) : m_impl(std::move(impl))
{
}
VideoWriter::~VideoWriter() = default;

Result<std::unique_ptr<VideoWriter>> VideoWriter::create(const std::string& path, const WriterSettings& settings)
{
    if (auto checked = checkSettings(path, settings); !checked)
        return tl::unexpected(checked.error());
    auto impl = std::make_unique<Impl>(path, settings);
    if (auto opened = impl->open(); !opened)
        return tl::unexpected(opened.error());
    return std::unique_ptr<VideoWriter>(new VideoWriter(std::move(impl)));
}

Status VideoWriter::write(const VideoFrame& frame)
{
    return m_impl->write(frame);
}

Status VideoWriter::finish()
{
    return m_impl->finish();
}

} // namespace jackdaw::video
