// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/video/clip_store.h"

#include "engine/video/ffmpeg_handles.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <ctime>
#include <map>
#include <set>
#include <string>
#include <system_error>
#include <utility>

#include <unistd.h>

namespace jackdaw::video {
namespace {

namespace fs = std::filesystem;

constexpr const char* kExtension = ".mkv";
constexpr AVRational kNanosecond{1, 1'000'000'000};
/// A store that failed is tried again after this, at a key picture.
constexpr std::chrono::seconds kRetry{30};
/// Old clips make room for the one that is written each time that it has grown by this part of the limit.
constexpr std::uint64_t kStepsOfRoom = 16;
/// One clip is at most this part of the limit, so that there are others to remove.
constexpr std::uint64_t kClipsAtLeast = 4;
/// And at most this part, where no key picture comes.
constexpr std::uint64_t kLongestClips = 2;

/// Twenty digits, so that names sort by time.
std::string clipName(Nanoseconds start)
{
    char name[32];
    std::snprintf(name, sizeof name, "%020lld%s", static_cast<long long>(start.count()), kExtension);
    return name;
}

/// To the microsecond, so that no two runs share one.
std::string runName()
{
    const auto now = std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
    const std::time_t seconds = std::chrono::system_clock::to_time_t(now);
    std::tm utc{};
    gmtime_r(&seconds, &utc);
    char day[32];
    std::strftime(day, sizeof day, "%Y%m%dT%H%M%S", &utc);
    char name[48];
    std::snprintf(name, sizeof name, "%s.%06lldZ", day,
                  static_cast<long long>(now.time_since_epoch().count() % 1'000'000));
    return name;
}

std::optional<Nanoseconds> startOf(const fs::path& file)
{
    const std::string stem = file.stem().string();
    std::int64_t start = 0;
    const auto [end, error] = std::from_chars(stem.data(), stem.data() + stem.size(), start);
    if (file.extension() != kExtension || error != std::errc() || end != stem.data() + stem.size())
        return std::nullopt;
    return Nanoseconds{start};
}

/// By their beginning.
std::map<Nanoseconds, fs::path> clipsIn(const fs::path& folder)
{
    std::map<Nanoseconds, fs::path> clips;
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
        if (const auto start = startOf(entry->path()))
            clips.emplace(*start, entry->path());
    return clips;
}

Nanoseconds timeOf(const AVPacket& packet, const AVStream& stream)
{
    return Nanoseconds{av_rescale_q(packet.pts, stream.time_base, kNanosecond)};
}

tl::unexpected<Error> cannotWrite(const fs::path& folder, int code)
{
    const bool full = code == AVERROR(ENOSPC) || code == AVERROR(EDQUOT);
    return fail(ErrorCode::Io,
                full ? "The disk of the clips folder '" + folder.string() + "' is full: no clips are kept."
                     : "Clips cannot be written to '" + folder.string() + "': none are kept.",
                full ? "Make room, or keep clips for less time." : "Check that the folder can be written.",
                ffmpegText(code));
}

} // namespace

struct ClipStore::Clip {
    OutputHandle output;
    Nanoseconds first{0}; ///< own time stamp of its first packet
    Nanoseconds shift{0};
    std::chrono::steady_clock::time_point begun = std::chrono::steady_clock::now();
    std::uint64_t roomMade = 0; ///< bytes that there were when old clips were removed last

    std::uint64_t bytes() const { return static_cast<std::uint64_t>(std::max<std::int64_t>(0, avio_tell(output->pb))); }

    ~Clip()
    {
        if (output && output->pb)
            av_write_trailer(output.get());
    }
};

ClipStore::ClipStore(fs::path folder, ClipLimits limits) :
    m_camera(std::move(folder)), m_folder(m_camera / runName()), m_limits(limits)
{
}

ClipStore::~ClipStore() = default;

void ClipStore::endClip()
{
    m_clip.reset();
}

Status ClipStore::write(const AVPacket& packet, const AVStream& stream, Nanoseconds shift)
{
    const bool key = (packet.flags & AV_PKT_FLAG_KEY) != 0;
    const auto now = std::chrono::steady_clock::now();
    // Without key pictures a clip would grow beyond its camera's limit: what follows is left out up to the next one.
    if ((key && isOver(shift)) || (m_clip && m_clip->bytes() >= m_limits.bytes / kLongestClips))
        endClip();
    if (!m_clip && (!key || (m_failed && now - *m_failed < kRetry)))
        return {};
    if (!m_clip) {
        if (auto begun = begin(packet, stream, shift); !begun)
            return stopped(std::move(begun));
        removeOld();
    }
    auto written = append(packet, stream);
    return written ? written : stopped(std::move(written));
}

bool ClipStore::isOver(Nanoseconds shift) const
{
    return m_clip
        && (std::chrono::steady_clock::now() - m_clip->begun >= m_limits.length || m_clip->shift != shift
            || m_clip->bytes() >= m_limits.bytes / kClipsAtLeast);
}

Status ClipStore::check(const fs::path& folder)
{
    std::error_code error;
    fs::create_directories(folder, error);
    if (error || !fs::is_directory(folder))
        return fail(ErrorCode::Io, "The clips folder '" + folder.string() + "' cannot be made.",
                    "Name a folder that can be written, or keep no clips.", error.message());
    if (::access(folder.c_str(), W_OK | X_OK) != 0)
        return fail(ErrorCode::Io, "The clips folder '" + folder.string() + "' cannot be written.",
                    "Let this user write it, name another one, or keep no clips.",
                    std::error_code(errno, std::generic_category()).message());
    return {};
}

/// A failure is told once, until clips are kept again.
Status ClipStore::stopped(Status failure)
{
    const bool known = m_failed.has_value();
    m_failed = std::chrono::steady_clock::now();
    m_clip.reset();
    return known ? Status{} : failure;
}

Status ClipStore::begin(const AVPacket& packet, const AVStream& stream, Nanoseconds shift)
{
    std::error_code error;
    fs::create_directories(m_folder, error);
    auto clip = std::make_unique<Clip>();
    clip->first = timeOf(packet, stream);
    clip->shift = shift;
    AVFormatContext* raw = nullptr;
    const std::string file = (m_folder / clipName(clip->first + shift)).string();
    if (const int code = avformat_alloc_output_context2(&raw, nullptr, "matroska", file.c_str()); code < 0)
        return cannotWrite(m_folder, code);
    clip->output.reset(raw);
    AVStream* copy = avformat_new_stream(raw, nullptr);
    if (!copy || avcodec_parameters_copy(copy->codecpar, stream.codecpar) < 0)
        return cannotWrite(m_folder, AVERROR(ENOMEM));
    copy->codecpar->codec_tag = 0;
    copy->time_base = stream.time_base;
    if (const int code = avio_open(&raw->pb, ("file:" + file).c_str(), AVIO_FLAG_WRITE); code < 0)
        return cannotWrite(m_folder, code);
    raw->flags |= AVFMT_FLAG_FLUSH_PACKETS;
    if (const int code = avformat_write_header(raw, nullptr); code < 0) {
        avio_closep(&raw->pb);
        return cannotWrite(m_folder, code);
    }
    m_clip = std::move(clip);
    return {};
}

Status ClipStore::append(const AVPacket& packet, const AVStream& stream)
{
    PacketHandle copy(av_packet_clone(&packet));
    if (!copy)
        return cannotWrite(m_folder, AVERROR(ENOMEM));
    AVFormatContext& output = *m_clip->output;
    const std::int64_t first = av_rescale_q(m_clip->first.count(), kNanosecond, stream.time_base);
    copy->pts = packet.pts - first;
    copy->dts = packet.dts - first;
    copy->stream_index = 0;
    av_packet_rescale_ts(copy.get(), stream.time_base, output.streams[0]->time_base);
    int code = av_write_frame(&output, copy.get());
    if (code >= 0 && output.pb->error < 0)
        code = output.pb->error;
    // One packet that does not fit into the file is no reason to keep none.
    if (code < 0 && code != AVERROR(EINVAL))
        return cannotWrite(m_folder, code);
    m_failed.reset();
    if (m_clip->bytes() - m_clip->roomMade >= m_limits.bytes / kStepsOfRoom) {
        m_clip->roomMade = m_clip->bytes();
        removeOld();
    }
    return {};
}

void ClipStore::removeOld() const
{
    std::set<fs::path> clips;
    std::error_code error;
    for (fs::recursive_directory_iterator entry(m_camera, error), end; !error && entry != end; entry.increment(error))
        if (startOf(entry->path()))
            clips.insert(entry->path());
    const auto now = fs::file_time_type::clock::now();
    // The clip that is written grows by a step before room is made again.
    std::uint64_t kept = m_limits.bytes / kStepsOfRoom;
    for (auto clip = clips.rbegin(); clip != clips.rend(); ++clip) {
        const std::uintmax_t bytes = fs::file_size(*clip, error);
        kept += error ? 0 : bytes;
        const auto written = fs::last_write_time(*clip, error);
        const bool newest = clip == clips.rbegin();
        if (newest || (kept <= m_limits.bytes && (error || now - written <= m_limits.age)))
            continue;
        fs::remove(*clip, error);
        if (clip->parent_path() != m_folder)
            fs::remove(clip->parent_path(), error); // once it is empty
    }
}

bool holdsClips(const fs::path& folder)
{
    return !clipsIn(folder).empty();
}

std::optional<ClipFile> clipAt(const fs::path& folder, Nanoseconds sourceTime)
{
    const auto clips = clipsIn(folder);
    auto after = clips.upper_bound(sourceTime);
    if (after == clips.begin())
        return std::nullopt;
    --after;
    return ClipFile{after->second, after->first};
}

std::optional<ClipFile> clipAfter(const fs::path& folder, Nanoseconds start)
{
    const auto clips = clipsIn(folder);
    const auto next = clips.upper_bound(start);
    return next == clips.end() ? std::nullopt : std::optional(ClipFile{next->second, next->first});
}

} // namespace jackdaw::video
