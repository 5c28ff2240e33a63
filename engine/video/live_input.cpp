// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/video/live_input.h"

#include "engine/video/damage_book.h"

extern "C" {
#include <libavdevice/avdevice.h>
}

#include <condition_variable>
#include <mutex>
#include <string_view>
#include <utility>

namespace jackdaw::video {
namespace {

/// FFmpeg's set-up for one attempt.
struct Attempt {
    const char* transport = nullptr; ///< of RTSP
};

Error deviceFailure(const std::string& device, int code)
{
    const std::string camera = "The capture device '" + device + "' ";
    switch (code) {
    case AVERROR(ENOENT):
    case AVERROR(ENODEV):
    case AVERROR(ENXIO): return {ErrorCode::NotFound, camera + "is not there.", "Check that it is plugged in.", {}};
    case AVERROR(EACCES):
    case AVERROR(EPERM):
        return {ErrorCode::Io, camera + "may not be read by this user.", "Add the user to the group video.", {}};
    case AVERROR(EBUSY): return {ErrorCode::Io, camera + "is in use.", "Close the program that uses it.", {}};
    default:
        return {ErrorCode::Unsupported, camera + "gives no video.", "Choose another /dev/video device.",
                ffmpegText(code)};
    }
}

Error networkFailure(const LiveInput::Settings& settings, int code, bool expired)
{
    const std::string camera = "The camera at '" + settings.address + "' ";
    if (expired || code == AVERROR(ETIMEDOUT))
        return {ErrorCode::Io,
                camera + "gave nothing for " + secondsText(settings.patience) + ".",
                "Check that it is switched on and reachable.",
                {}};
    switch (code) {
    case AVERROR_HTTP_UNAUTHORIZED:
    case AVERROR_HTTP_FORBIDDEN:
        return {ErrorCode::InvalidInput,
                camera + "refuses user and password.",
                settings.login == settings.address
                    ? "Name its credentials: \"secret:NAME\", \"env:NAME\" or \"file:PATH\"."
                    : "Check what the credentials hold.",
                {}};
    case AVERROR_HTTP_NOT_FOUND:
        return {
            ErrorCode::NotFound, camera + "is there, but has no such stream.", "Check the path in the address.", {}};
    case AVERROR(ECONNREFUSED):
        return {ErrorCode::Io, camera + "refuses the connection.", "Check host and port, and that it is ready.", {}};
    case AVERROR(EHOSTUNREACH):
    case AVERROR(ENETUNREACH): return {ErrorCode::Io, camera + "cannot be reached.", "Check the network.", {}};
    case AVERROR_EOF: return {ErrorCode::Io, camera + "ended its stream.", {}, {}};
    case AVERROR_INVALIDDATA:
        return {ErrorCode::Corrupt, camera + "sends something that is no video.", "Check the address.", {}};
    default:
        return {ErrorCode::Io, "The connection to the camera at '" + settings.address + "' failed.",
                "Check the address and the network.", ffmpegText(code)};
    }
}

class Options {
public:
    Options() = default;
    ~Options() { av_dict_free(&m_options); }
    Options(const Options&) = delete;
    Options& operator=(const Options&) = delete;

    void set(const char* name, const std::string& value) { av_dict_set(&m_options, name, value.c_str(), 0); }
    AVDictionary** get() { return &m_options; }

private:
    AVDictionary* m_options = nullptr;
};

void describe(const LiveInput::Settings& settings, const Attempt& attempt, Options& options)
{
    // What a stream names inside is not followed to files.
    if (settings.kind != LiveKind::Device)
        options.set("protocol_whitelist",
                    "rtsp,rtsps,rtp,rtcp,srtp,udp,tcp,tls,http,https,httpproxy,hls,crypto,rtmp,"
                    "rtmps,rtmpt,srt");
    if (settings.kind == LiveKind::Rtsp)
        options.set("rtsp_transport", attempt.transport);
}

const AVInputFormat* formatFor(LiveKind kind)
{
    static std::once_flag once;
    std::call_once(once, [] { avdevice_register_all(); });
    return kind == LiveKind::Device ? av_find_input_format("video4linux2") : nullptr;
}

/// As far as an index of the video stream; a negative code otherwise.
int openStream(const LiveInput::Settings& settings, const Attempt& attempt, CallDeadline& deadline, InputHandle& input)
{
    constexpr std::int64_t kLongestLook = 2'000'000;
    AVFormatContext* raw = avformat_alloc_context();
    if (!raw)
        return AVERROR(ENOMEM);
    raw->interrupt_callback = deadline.interrupt();
    raw->max_analyze_duration = kLongestLook;
    Options options;
    describe(settings, attempt, options);
    deadline.expireIn(settings.patience);
    if (const int code = avformat_open_input(&raw, settings.login.c_str(), formatFor(settings.kind), options.get());
        code < 0)
        return code;
    input.reset(raw);
    if (settings.isKnown)
        raw->fps_probe_size = raw->max_ts_probe = 0;
    // Pictures in a multipart answer carry no time; FFmpeg would count them at 25 a second.
    raw->use_wallclock_as_timestamps = std::string_view(raw->iformat->name) == "mpjpeg" ? 1 : 0;
    deadline.expireIn(settings.patience
                      + std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::microseconds(kLongestLook)));
    if (const int code = avformat_find_stream_info(raw, nullptr); code < 0)
        return code;
    return av_find_best_stream(raw, AVMEDIA_TYPE_VIDEO, -1, -1, nullptr, 0);
}

/// True where another way of transport may do what this one could not.
bool mayHelp(int code)
{
    return code != AVERROR_HTTP_UNAUTHORIZED && code != AVERROR_HTTP_FORBIDDEN && code != AVERROR_HTTP_NOT_FOUND
        && code != AVERROR(ECONNREFUSED) && code != AVERROR_EXIT && code != AVERROR(ETIMEDOUT);
}

void leaveOutOthers(AVFormatContext& input, int stream)
{
    for (unsigned i = 0; i < input.nb_streams; ++i)
        if (static_cast<int>(i) != stream)
            input.streams[i]->discard = AVDISCARD_ALL;
}

} // namespace

Error connectionFailure(const LiveInput::Settings& settings, int code, bool expired)
{
    return settings.kind == LiveKind::Device && !expired ? deviceFailure(settings.address, code)
                                                         : networkFailure(settings, code, expired);
}

void waitUnlessStopped(const std::stop_token& stop, Nanoseconds duration)
{
    std::mutex mutex;
    std::unique_lock lock(mutex);
    std::condition_variable_any never;
    never.wait_for(lock, stop, duration, [] { return false; });
}

AVIOInterruptCB CallDeadline::interrupt()
{
    return {[](void* self) { return static_cast<CallDeadline*>(self)->isOver() ? 1 : 0; }, this};
}

Result<LiveInput> LiveInput::open(const Settings& settings, std::stop_token stop)
{
    silenceFfmpeg();
    auto deadline = std::make_unique<CallDeadline>(std::move(stop));
    InputHandle input;
    int stream = openStream(settings, {"tcp"}, *deadline, input);
    if (stream < 0 && settings.kind == LiveKind::Rtsp && mayHelp(stream) && !deadline->isOver()) {
        input.reset();
        stream = openStream(settings, {"udp"}, *deadline, input);
    }
    if (stream == AVERROR_STREAM_NOT_FOUND)
        return fail(ErrorCode::Unsupported, "'" + settings.address + "' holds no video.", "Choose another stream.");
    if (stream < 0)
        return tl::unexpected(connectionFailure(settings, stream, deadline->isOver()));
    leaveOutOthers(*input, stream);
    return LiveInput(settings, std::move(deadline), std::move(input), stream);
}

/// Where the connection to a recording breaks, FFmpeg gives the part of a packet that came. It comes whole on the next
/// one, and is no damage.
int LiveInput::read(AVPacket& packet)
{
    if (const PacketHandle ahead = std::move(m_ahead)) {
        av_packet_move_ref(&packet, ahead.get());
        return 0;
    }
    const int code = readOne(packet);
    if (code < 0 || (packet.flags & AV_PKT_FLAG_CORRUPT) == 0 || !length())
        return code;
    PacketHandle ahead(av_packet_alloc());
    if (const int after = readOne(*ahead); after < 0) {
        av_packet_unref(&packet);
        return after;
    }
    m_ahead = std::move(ahead);
    return code;
}

int LiveInput::readOne(AVPacket& packet)
{
    m_deadline->expireIn(m_settings.patience);
    while (true) {
        const int code = av_read_frame(m_input.get(), &packet);
        if (code == AVERROR(EAGAIN) && !m_deadline->isOver())
            continue;
        if (code < 0)
            return code;
        // Interrupted, FFmpeg hands out what it has of a picture.
        if (m_deadline->isOver()) {
            av_packet_unref(&packet);
            return AVERROR(ETIMEDOUT);
        }
        if (packet.stream_index == m_stream)
            return code;
        av_packet_unref(&packet);
    }
}

/// A camera knows no end. RTSP says one of a recorder's archive, which goes on as it pleases.
std::optional<Nanoseconds> LiveInput::length() const
{
    // FFmpeg also guesses one from a number of bytes, which of a live playlist are the list's own.
    const bool guessed = m_input->duration_estimation_method == AVFMT_DURATION_FROM_BITRATE;
    if (m_settings.kind != LiveKind::Network || m_input->duration == AV_NOPTS_VALUE || m_input->duration <= 0
        || guessed)
        return std::nullopt;
    return Nanoseconds(std::chrono::microseconds(m_input->duration));
}

Nanoseconds LiveInput::end() const
{
    const std::int64_t start = m_input->start_time == AV_NOPTS_VALUE ? 0 : m_input->start_time;
    return Nanoseconds(std::chrono::microseconds(start)) + length().value_or(Nanoseconds{0});
}

Error LiveInput::failure(int code) const
{
    return connectionFailure(m_settings, code, m_deadline->isOver());
}

} // namespace jackdaw::video
