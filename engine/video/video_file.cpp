// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/video/demuxer.h"
#include "engine/video/packet_decoder.h"
#include "engine/video/packet_index.h"
#include "engine/video/picture_source.h"

#include <algorithm>
#include <cstdio>
#include <utility>

namespace jackdaw::video {
namespace {

constexpr AVRational kNanosecond{1, 1'000'000'000};

std::string secondsText(Nanoseconds time)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.2f s", toSeconds(time));
    return text;
}

/// Pictures per second; files that do not say are taken for 25.
double rateOf(AVFormatContext& format, AVStream& stream)
{
    const AVRational rate = av_guess_frame_rate(&format, &stream, nullptr);
    const double value = rate.den > 0 ? av_q2d(rate) : 0.0;
    return value > 0.0 && value < 10'000.0 ? value : 25.0;
}

class VideoFile final : public PictureSource {
public:
    static Result<std::unique_ptr<PictureSource>> open(const std::string& path, SharedWatch watch);

    const VideoReader::Info& info() const override { return m_info; }
    Result<std::optional<VideoFrame>> next() override;
    Status seek(Nanoseconds sourceTime) override;
    const PicturePool& pool() const override { return *m_pool; }
    Result<Nanoseconds> length() override;

private:
    VideoFile(std::string path, SharedWatch watch, Demuxer demuxer, PacketDecoder decoder) :
        m_path(std::move(path)), m_watch(std::move(watch)), m_demuxer(std::move(demuxer)),
        m_decoder(std::move(decoder)), m_packet(av_packet_alloc()), m_picture(av_frame_alloc())
    {
    }

    Status start();
    Status checkRepeatable() const;
    Status rewind();
    Status jumpTo(const PacketIndex::KeyPacket& key);
    Status skipBefore(Nanoseconds sourceTime);
    Status loadIndex();
    Status feed();
    Result<bool> decode();
    Result<VideoFrame> take();
    Status checkEnd() const;
    Nanoseconds timeOf(std::int64_t pts) const
    {
        return Nanoseconds{av_rescale_q(pts - m_origin, timeBase(), kNanosecond)};
    }
    AVRational timeBase() const { return m_demuxer.stream().time_base; }
    Nanoseconds pictureTime() const;
    Nanoseconds interval() const { return fromSeconds(1.0 / m_info.framesPerSecond); }
    tl::unexpected<Error> damage(int code) const;
    tl::unexpected<Error> cutOff() const;

    std::string m_path;
    SharedWatch m_watch;
    Demuxer m_demuxer;
    PacketDecoder m_decoder;
    std::shared_ptr<PicturePool> m_pool = std::make_shared<PicturePool>();
    PacketHandle m_packet;
    FrameHandle m_picture; ///< decoded, not yet given out, if m_pending
    bool m_pending = false;
    VideoReader::Info m_info;
    std::optional<PacketIndex> m_index;
    std::int64_t m_origin = 0; ///< time stamp of the first picture
    std::int64_t m_nextIndex = 0; ///< index of the next picture
    std::int64_t m_packets = 0; ///< packets read, as an order in the file
    Nanoseconds m_last{0}; ///< time of the picture decoded last
};

Result<std::unique_ptr<PictureSource>> VideoFile::open(const std::string& path, SharedWatch watch)
{
    auto demuxer = Demuxer::open(path, watch);
    if (!demuxer)
        return tl::unexpected(demuxer.error());
    const AVCodecParameters* parameters = demuxer->stream().codecpar;
    auto decoder = PacketDecoder::open(parameters->codec_id, parameters);
    if (!decoder)
        return fail(decoder.error().code, "'" + path + "' cannot be decoded: " + decoder.error().message, {},
                    decoder.error().detail);
    std::unique_ptr<VideoFile> file(new VideoFile(path, std::move(watch), std::move(*demuxer), std::move(*decoder)));
    if (auto started = file->start(); !started)
        return tl::unexpected(started.error());
    return std::unique_ptr<PictureSource>(std::move(file));
}

/// Decodes the first picture: only then it is known that the file holds video, and how large it is.
Status VideoFile::start()
{
    AVStream& stream = m_demuxer.stream();
    m_info.framesPerSecond = rateOf(m_demuxer.format(), stream);
    const auto first = decode();
    if (!first)
        return tl::unexpected(first.error());
    if (!*first)
        return fail(ErrorCode::Corrupt, "The video file '" + m_path + "' holds no pictures.", "Copy it again.");
    m_origin = m_picture->best_effort_timestamp == AV_NOPTS_VALUE ? 0 : m_picture->best_effort_timestamp;
    m_last = pictureTime();
    m_info.width = m_picture->width;
    m_info.height = m_picture->height;
    m_info.codec = m_decoder.codecName();
    if (stream.duration > 0)
        m_info.duration = Nanoseconds{av_rescale_q(stream.duration, stream.time_base, kNanosecond)};
    else if (m_demuxer.format().duration > 0)
        m_info.duration = Nanoseconds{av_rescale_q(m_demuxer.format().duration, AV_TIME_BASE_Q, kNanosecond)};
    return {};
}

tl::unexpected<Error> VideoFile::damage(int code) const
{
    return fail(ErrorCode::Corrupt,
                "The video file '" + m_path + "' is damaged after " + secondsText(m_last) + " (picture "
                    + std::to_string(m_nextIndex) + ").",
                "Copy it again or cut the damaged part out.", ffmpegText(code));
}

/// Reads one packet into the decoder, or tells it that the file has come to its end.
Status VideoFile::feed()
{
    const int read = m_demuxer.read(*m_packet);
    if (read < 0 && read != AVERROR_EOF)
        return damage(read);
    if (read < 0) {
        if (auto whole = checkEnd(); !whole)
            return whole;
        m_decoder.send(nullptr);
        return {};
    }
    if ((m_packet->flags & AV_PKT_FLAG_CORRUPT) != 0 && avio_feof(m_demuxer.format().pb) != 0)
        return cutOff();
    ++m_packets;
    const int sent = m_decoder.send(m_packet.get());
    av_packet_unref(m_packet.get());
    if (sent < 0)
        return damage(sent);
    return {};
}

/// A file that was cut off looks as if it ended: the header knows how many pictures there should be.
Status VideoFile::checkEnd() const
{
    return m_packets < m_demuxer.stream().nb_frames ? Status(cutOff()) : Status();
}

tl::unexpected<Error> VideoFile::cutOff() const
{
    const std::int64_t promised = m_demuxer.stream().nb_frames;
    return fail(ErrorCode::Corrupt,
                "The video file '" + m_path + "' is cut off after " + secondsText(m_last) + ": it holds "
                    + std::to_string(m_packets) + (promised > 0 ? " of " + std::to_string(promised) : "")
                    + " pictures.",
                "Copy it again.");
}

Nanoseconds VideoFile::pictureTime() const
{
    const std::int64_t pts = m_picture->best_effort_timestamp;
    return pts == AV_NOPTS_VALUE ? m_nextIndex * interval() : timeOf(pts);
}

/// True: a picture waits in m_picture.
Result<bool> VideoFile::decode()
{
    while (!m_pending) {
        const int code = m_decoder.receive(*m_picture);
        if (code == AVERROR_EOF)
            return false;
        if (code == AVERROR(EAGAIN)) {
            if (auto fed = feed(); !fed)
                return tl::unexpected(fed.error());
            continue;
        }
        if (code < 0)
            return damage(code);
        m_pending = true;
        m_last = pictureTime();
    }
    return true;
}

Result<VideoFrame> VideoFile::take()
{
    m_pending = false;
    if (m_picture->width != m_info.width || m_picture->height != m_info.height)
        return fail(ErrorCode::Unsupported,
                    "The pictures of '" + m_path + "' change their size at " + secondsText(m_last) + ".");
    auto held = m_pool->hold(*m_picture);
    if (!held)
        return fail(held.error().code, "'" + m_path + "': " + held.error().message, {}, held.error().detail);
    VideoFrame frame;
    frame.width = m_info.width;
    frame.height = m_info.height;
    frame.index = m_nextIndex++;
    frame.sourceTime = m_last;
    frame.time = m_last;
    frame.picture = std::move(*held);
    return frame;
}

Result<std::optional<VideoFrame>> VideoFile::next()
{
    const auto decoded = decode();
    if (!decoded)
        return tl::unexpected(decoded.error());
    if (!*decoded)
        return std::optional<VideoFrame>();
    auto frame = take();
    if (!frame)
        return tl::unexpected(frame.error());
    return std::optional<VideoFrame>(std::move(*frame));
}

Status VideoFile::checkRepeatable() const
{
    if (!m_demuxer.isPipe())
        return {};
    return fail(ErrorCode::Unsupported, "'" + m_path + "' is a pipe: it can be played once only, from its beginning.",
                "Let the camera neither repeat nor start later, or take a file.");
}

/// Opens the file anew: exact for every format, and the same state as at the first opening.
Status VideoFile::rewind()
{
    if (auto checked = checkRepeatable(); !checked)
        return checked;
    auto demuxer = Demuxer::open(m_path, m_watch);
    if (!demuxer)
        return tl::unexpected(demuxer.error());
    m_demuxer = std::move(*demuxer);
    m_decoder.flush();
    m_pending = false;
    m_nextIndex = 0;
    m_packets = 0;
    m_last = Nanoseconds{0};
    return {};
}

Status VideoFile::loadIndex()
{
    if (m_index)
        return {};
    if (auto checked = checkRepeatable(); !checked)
        return checked;
    auto index = PacketIndex::read(m_path, m_watch);
    if (!index)
        return tl::unexpected(index.error());
    m_index = std::move(*index);
    return {};
}

Status VideoFile::jumpTo(const PacketIndex::KeyPacket& key)
{
    const int code = av_seek_frame(&m_demuxer.format(), m_demuxer.stream().index, key.dts, AVSEEK_FLAG_BACKWARD);
    if (code < 0)
        return rewind();
    m_decoder.flush();
    m_pending = false;
    m_packets = key.order;
    const auto decoded = decode();
    if (!decoded)
        return tl::unexpected(decoded.error());
    const std::int64_t pts = *decoded ? m_picture->best_effort_timestamp : AV_NOPTS_VALUE;
    if (pts == AV_NOPTS_VALUE || pts > key.pts)
        return rewind();
    m_nextIndex = m_index->indexAt(pts);
    return {};
}

Status VideoFile::skipBefore(Nanoseconds sourceTime)
{
    while (true) {
        const auto decoded = decode();
        if (!decoded)
            return tl::unexpected(decoded.error());
        if (!*decoded || m_last >= sourceTime)
            return {};
        m_pending = false;
        ++m_nextIndex;
    }
}

Status VideoFile::seek(Nanoseconds sourceTime)
{
    if (sourceTime <= Nanoseconds{0})
        return rewind();
    if (auto loaded = loadIndex(); !loaded)
        return loaded;
    std::optional<PacketIndex::KeyPacket> key;
    if (m_index->isUsable())
        key = m_index->keyPacketBefore(m_origin + av_rescale_q(sourceTime.count(), kNanosecond, timeBase()));
    if (auto moved = key ? jumpTo(*key) : rewind(); !moved)
        return moved;
    return skipBefore(sourceTime);
}

Result<Nanoseconds> VideoFile::length()
{
    if (auto loaded = loadIndex(); !loaded)
        return tl::unexpected(loaded.error());
    if (m_index->isUsable())
        return timeOf(m_index->timestamps().back()) + interval();
    return std::max(m_info.duration, m_index->count() * interval());
}

} // namespace

Result<std::unique_ptr<PictureSource>> openVideoFile(const std::string& path, SharedWatch watch)
{
    return VideoFile::open(path, std::move(watch));
}

} // namespace jackdaw::video
