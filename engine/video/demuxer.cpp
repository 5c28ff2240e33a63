// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/video/demuxer.h"

#include "engine/video/complaints.h"
#include "engine/video/packet_index.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <iterator>
#include <system_error>
#include <utility>
#include <vector>

namespace jackdaw::video {
namespace {

/// A reader that fails so often in a row is at the end.
constexpr int kMostFaults = 100;
/// Packets that are looked at for one that was there before; key pictures are no further apart.
constexpr int kMostLooks = 3000;
/// A header may be wrong by so much.
constexpr std::int64_t kHeaderError = AV_TIME_BASE;
constexpr double kHeaderErrorPart = 0.02;

Status checkFile(const std::string& path)
{
    namespace fs = std::filesystem;
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (!fs::exists(status))
        return fail(ErrorCode::NotFound, "The video file '" + path + "' does not exist.", "Check the path.");
    if (fs::is_fifo(status))
        return {};
    if (!fs::is_regular_file(status))
        return fail(ErrorCode::Unsupported,
                    "'" + path + "' is neither a video file, nor a pipe, nor a folder of images.");
    const auto size = fs::file_size(path, error);
    if (!error && size == 0)
        return fail(ErrorCode::Corrupt, "The video file '" + path + "' is empty (0 bytes).", "Copy it again.");
    return {};
}

tl::unexpected<Error> openFailure(const std::string& path, int code)
{
    return fail(ErrorCode::Corrupt, "'" + path + "' is not a video file, or its header is broken or cut off.",
                "Check that the file was copied whole.", ffmpegText(code));
}

bool isCover(const AVStream& stream)
{
    return (stream.disposition & AV_DISPOSITION_ATTACHED_PIC) != 0;
}

constexpr int kCoverOnly = -1;

/// The video stream that a player would choose; kCoverOnly where all pictures are covers, else FFmpeg's code.
int bestStream(AVFormatContext& input)
{
    const int best = av_find_best_stream(&input, AVMEDIA_TYPE_VIDEO, -1, -1, nullptr, 0);
    if (best < 0 || !isCover(*input.streams[best]))
        return best;
    int largest = kCoverOnly;
    std::int64_t pixels = 0;
    for (unsigned i = 0; i < input.nb_streams; ++i) {
        const AVCodecParameters& codec = *input.streams[i]->codecpar;
        const std::int64_t size = std::int64_t{codec.width} * codec.height;
        if (codec.codec_type != AVMEDIA_TYPE_VIDEO || isCover(*input.streams[i]) || size <= pixels)
            continue;
        pixels = size;
        largest = static_cast<int>(i);
    }
    return largest;
}

std::string secondsText(std::int64_t microseconds)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.2f s", static_cast<double>(microseconds) / AV_TIME_BASE);
    return text;
}

/// Packets of a transport stream.
struct PacketLayout {
    std::ptrdiff_t size;
    std::ptrdiff_t mark; ///< where in a packet its mark is
};

/// True if several packets lie before the last \p rest bytes of \p tail.
bool endWithPackets(const std::vector<unsigned char>& tail, std::ptrdiff_t rest, const PacketLayout& layout)
{
    constexpr unsigned char kMark = 0x47;
    constexpr std::ptrdiff_t kPackets = 4;
    const std::ptrdiff_t first = std::ssize(tail) - rest - kPackets * layout.size;
    for (std::ptrdiff_t i = 0; first >= 0 && i < kPackets; ++i)
        if (tail[static_cast<std::size_t>(first + i * layout.size + layout.mark)] != kMark)
            return false;
    return first >= 0;
}

/// Bytes behind the last whole packet of a transport stream that ends with \p tail; 0 where no packets can be made out.
std::ptrdiff_t restOfPacket(const std::vector<unsigned char>& tail)
{
    for (const PacketLayout layout : {PacketLayout{188, 0}, PacketLayout{192, 4}, PacketLayout{204, 0}})
        for (std::ptrdiff_t rest = 0; rest < layout.size; ++rest)
            if (endWithPackets(tail, rest, layout))
                return rest;
    return 0;
}

/// False where the header was cut off before it says what is in the file.
bool namesACodec(const AVFormatContext& input)
{
    for (unsigned i = 0; i < input.nb_streams; ++i)
        if (input.streams[i]->codecpar->codec_id != AV_CODEC_ID_NONE)
            return true;
    return false;
}

} // namespace

Result<InputHandle> Demuxer::openInput(const std::string& path, const FileInput& file)
{
    AVFormatContext* raw = avformat_alloc_context();
    if (!raw)
        return fail(ErrorCode::Internal, "There is no memory to read '" + path + "'.");
    raw->pb = file.context();
    raw->interrupt_callback = file.interrupt();
    // What a file names inside is not followed anywhere but to files.
    AVDictionary* options = nullptr;
    av_dict_set(&options, "protocol_whitelist", "file", 0);
    const int opened = avformat_open_input(&raw, ("file:" + path).c_str(), nullptr, &options);
    av_dict_free(&options);
    if (opened < 0)
        return openFailure(path, opened);
    InputHandle input(raw);
    if (const int code = avformat_find_stream_info(input.get(), nullptr); code < 0)
        return openFailure(path, code);
    return input;
}

Result<Demuxer> Demuxer::open(const std::string& path, std::shared_ptr<ReadWatch> watch)
{
    silenceFfmpeg();
    if (auto checked = checkFile(path); !checked)
        return tl::unexpected(checked.error());
    auto file = FileInput::open(path, std::move(watch));
    if (!file)
        return tl::unexpected(file.error());
    auto opened = openInput(path, **file);
    if (!opened)
        return tl::unexpected(opened.error());
    InputHandle input = std::move(*opened);
    const int stream = bestStream(*input);
    if (!namesACodec(*input))
        return openFailure(path, stream < 0 ? stream : AVERROR_INVALIDDATA);
    if (stream == kCoverOnly)
        return fail(ErrorCode::Unsupported, "'" + path + "' holds no video, only sound with a cover picture.",
                    "Choose a file with a video track.");
    if (stream < 0)
        return fail(ErrorCode::Unsupported, "'" + path + "' holds no video that can be decoded.",
                    "Choose a file with a video track.", ffmpegText(stream));
    return Demuxer(std::move(*file), std::move(input), stream);
}

int Demuxer::read(AVPacket& packet)
{
    for (int faults = 0; faults < kMostFaults;) {
        const Complaints complaints;
        const int code = av_read_frame(m_input.get(), &packet);
        if (code == AVERROR_EOF || code == AVERROR_EXIT) {
            m_complaint = complaints.first();
            return code;
        }
        if (code < 0) {
            m_doubt = ffmpegText(code);
            ++faults;
            continue;
        }
        noteTime(packet);
        notePlace(packet, complaints.any());
        if (complaints.any())
            m_doubt = complaints.first();
        if (packet.stream_index == m_stream)
            return code;
        av_packet_unref(&packet);
    }
    return AVERROR_EOF;
}

void Demuxer::noteTime(const AVPacket& packet)
{
    const std::int64_t time = packet.pts != AV_NOPTS_VALUE ? packet.pts : packet.dts;
    if (time == AV_NOPTS_VALUE)
        return;
    const AVRational timeBase = m_input->streams[packet.stream_index]->time_base;
    m_latest = std::max(m_latest,
                        av_rescale_q(time, timeBase, AV_TIME_BASE_Q)
                            + av_rescale_q(std::max<std::int64_t>(0, packet.duration), timeBase, AV_TIME_BASE_Q));
}

/// FLV is a row of tags, and a transport stream one of packets: FFmpeg looks for the next good one without a word. In
/// other formats what lies between packets says nothing, and what is passed over is complained of.
void Demuxer::notePlace(const AVPacket& packet, bool complained)
{
    constexpr std::int64_t kTag = 64; ///< bytes beside a tag's data, at most
    constexpr std::int64_t kTransport = 188;
    constexpr std::int64_t kTables = 16 * kTransport; ///< and other things that are no pictures
    const std::string format = m_input->iformat->name;
    const bool isFlv = format == "flv";
    const bool isTransport = format == "mpegts";
    const bool isRow = packet.pos >= 0 && (isFlv || isTransport);
    const bool skips = complained || (isRow && m_end >= 0 && packet.pos > m_end + (isFlv ? kTag : kTables));
    m_skipped = skips || (m_skipped && !m_wasOurs);
    m_wasOurs = packet.stream_index == m_stream;
    if (!isRow)
        return;
    m_end = std::max(m_end, packet.pos + (isFlv ? packet.size : (packet.size / (kTransport - 4) + 1) * kTransport));
}

bool Demuxer::goTo(const FoundPacket& wanted, AVPacket& packet)
{
    // Time stamps that leap mislead a search by time.
    const bool byPlace = (m_input->iformat->flags & AVFMT_TS_DISCONT) != 0 && wanted.position >= 0;
    const bool byDecoding = isMov() || wanted.pts == AV_NOPTS_VALUE;
    const std::int64_t target = byPlace ? wanted.position : byDecoding ? wanted.dts : wanted.pts;
    if (target == AV_NOPTS_VALUE
        || av_seek_frame(m_input.get(), m_stream, target, byPlace ? AVSEEK_FLAG_BYTE : AVSEEK_FLAG_BACKWARD) < 0)
        return false;
    for (int looks = 0; looks < kMostLooks && read(packet) >= 0; ++looks) {
        if (packet.pos == wanted.position && packet.pts == wanted.pts && packet.size == wanted.size)
            return true;
        av_packet_unref(&packet);
    }
    return false;
}

bool Demuxer::isMov() const
{
    return std::string(m_input->iformat->name).find("mp4") != std::string::npos;
}

double Demuxer::nominalRate() const
{
    const AVRational rate = av_guess_frame_rate(m_input.get(), &stream(), nullptr);
    const double value = rate.den > 0 ? av_q2d(rate) : 0.0;
    return value > 0.0 && value < 10'000.0 ? value : 0.0;
}

std::int64_t Demuxer::missingPackets() const
{
    const std::int64_t bytes = avio_size(m_input->pb);
    if (!isMov() || bytes <= 0)
        return 0;
    std::int64_t missing = 0;
    for (int i = 0; i < avformat_index_get_entries_count(&stream()); ++i) {
        const AVIndexEntry* entry = avformat_index_get_entry(&stream(), i);
        missing += entry->pos + entry->size > bytes ? 1 : 0;
    }
    return missing;
}

/// A transport stream is made of packets of one size; what else lies between them shifts those behind it.
bool Demuxer::endsInPacket() const
{
    const std::int64_t bytes = avio_size(m_input->pb);
    if (std::string(m_input->iformat->name) != "mpegts" || bytes <= 0)
        return false;
    constexpr std::int64_t kMost = 2048;
    std::vector<unsigned char> tail(static_cast<std::size_t>(std::min(kMost, bytes)));
    if (avio_seek(m_input->pb, bytes - std::ssize(tail), SEEK_SET) < 0
        || avio_read(m_input->pb, tail.data(), static_cast<int>(tail.size())) != static_cast<int>(tail.size()))
        return false;
    return restOfPacket(tail) > 0;
}

std::optional<std::string> Demuxer::cutOff() const
{
    if (const std::int64_t missing = missingPackets(); missing > 0)
        return std::to_string(missing) + " pictures of its index lie beyond its end";
    if (!m_complaint.empty())
        return "it ends in the middle of its data (" + m_complaint + ")";
    if (m_file->endsInFragment())
        return "it ends in the middle of its data";
    if (endsInPacket())
        return "it ends in the middle of a packet";
    if (m_file->joinedBytes() > 0)
        return "a second video was joined to it, whose " + std::to_string(m_file->joinedBytes())
            + " bytes cannot be read there";
    const std::int64_t promised = m_input->duration;
    const auto error =
        std::max(kHeaderError, static_cast<std::int64_t>(kHeaderErrorPart * static_cast<double>(promised)));
    if (!isMov() && m_input->duration_estimation_method == AVFMT_DURATION_FROM_STREAM && promised != AV_NOPTS_VALUE
        && m_latest > 0 && m_latest < promised - error)
        return "its header promises " + secondsText(promised) + ", but it ends at " + secondsText(m_latest);
    return std::nullopt;
}

} // namespace jackdaw::video
