// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/video/camera_feed.h"

#include "engine/video/feed_clock.h"
#include "engine/video/frame_queue.h"
#include "engine/video/picture_source.h"

#include <algorithm>
#include <cmath>
#include <exception>
#include <thread>
#include <utility>

namespace jackdaw::video {
namespace {

/// A few large pictures or about a second of small ones.
std::size_t queueCapacity(const VideoReader::Info& info)
{
    constexpr std::size_t kBytes = 24U << 20U;
    const std::size_t picture = static_cast<std::size_t>(info.width) * static_cast<std::size_t>(info.height) * 3;
    return std::clamp<std::size_t>(kBytes / std::max<std::size_t>(picture, 1), 4, 32);
}

Status checkSettings(const CameraSettings& settings)
{
    const std::string camera = "Camera '" + settings.name + "'";
    if (!(settings.speed > 0.0) || !std::isfinite(settings.speed))
        return fail(ErrorCode::InvalidInput, camera + " has a speed that is not above 0.", "Set a speed such as 1.");
    if (settings.offset < Nanoseconds{0})
        return fail(ErrorCode::InvalidInput, camera + " has a negative start offset.", "Set an offset of 0 s or more.");
    return {};
}

/// An offset beyond the end wraps around where the source is looped.
Result<FeedClock> clockFor(PictureSource& source, const CameraSettings& settings)
{
    FeedClock clock{settings.speed, settings.offset, Nanoseconds{0}};
    if (!settings.loop && settings.offset == Nanoseconds{0})
        return clock;
    const auto length = source.length();
    if (!length)
        return tl::unexpected(length.error());
    if (*length <= Nanoseconds{0})
        return fail(ErrorCode::Unsupported, "'" + settings.source + "' does not say how long it is.",
                    "Play it once and from its beginning.");
    if (settings.loop) {
        clock.length = *length;
        clock.offset %= *length;
    } else if (settings.offset >= *length) {
        return fail(ErrorCode::InvalidInput,
                    "Camera '" + settings.name + "' starts at " + std::to_string(toSeconds(settings.offset))
                        + " s, but '" + settings.source + "' lasts " + std::to_string(toSeconds(*length)) + " s.",
                    "Set a smaller offset or let the source repeat.");
    }
    return clock;
}

} // namespace

class CameraFeed::Impl {
public:
    Impl(std::unique_ptr<PictureSource> source, FeedClock clock, CameraSettings settings) :
        m_source(std::move(source)), m_clock(clock), m_settings(std::move(settings)),
        m_queue(queueCapacity(m_source->info()))
    {
        const VideoReader::Info& info = m_source->info();
        m_info = {info.width, info.height, info.framesPerSecond * clock.speed, info.duration, info.codec};
    }

    void start(SourcePosition from)
    {
        m_decoder = std::jthread([this, from](const std::stop_token& stop) { run(from, stop); });
    }
    void skipTo(Nanoseconds instant);

    const StreamInfo& info() const { return m_info; }
    FrameQueue& queue() { return m_queue; }

private:
    void run(SourcePosition from, const std::stop_token& stop);
    std::optional<FeedEnd> play(SourcePosition from, const std::stop_token& stop);
    Result<bool> playRound(std::int64_t round, const std::stop_token& stop);

    std::unique_ptr<PictureSource> m_source; ///< the decoder thread's
    FeedClock m_clock;
    CameraSettings m_settings;
    StreamInfo m_info;
    bool m_fresh = true; ///< the source has not been read from yet
    Nanoseconds m_from{0}; ///< earlier frames are not given out
    FrameQueue m_queue;
    std::jthread m_decoder; ///< last: it stops before what it uses goes
};

void CameraFeed::Impl::run(SourcePosition from, const std::stop_token& stop)
{
    std::optional<FeedEnd> end;
    try {
        end = play(from, stop);
    } catch (const std::exception& error) {
        end = FeedEnd{false, "Decoding '" + m_settings.source + "' failed: " + error.what() + "."};
    }
    if (end)
        m_queue.close(std::move(*end));
}

/// Plays round after round; nothing if it was stopped.
std::optional<FeedEnd> CameraFeed::Impl::play(SourcePosition from, const std::stop_token& stop)
{
    Nanoseconds start = from.time;
    for (std::int64_t round = from.round;; ++round) {
        if (!std::exchange(m_fresh, false) || start > Nanoseconds{0})
            if (auto moved = m_source->seek(start); !moved)
                return FeedEnd{false, moved.error().text()};
        const auto played = playRound(round, stop);
        if (!played)
            return FeedEnd{false, played.error().text()};
        if (stop.stop_requested())
            return std::nullopt;
        const bool stuck = !*played && start <= Nanoseconds{0};
        if (!m_settings.loop || stuck)
            return FeedEnd{true, "'" + m_settings.source + "' came to its end."};
        start = Nanoseconds{0};
    }
}

/// Queues all pictures up to the source's end; true if there was one.
Result<bool> CameraFeed::Impl::playRound(std::int64_t round, const std::stop_token& stop)
{
    bool any = false;
    while (!stop.stop_requested()) {
        auto frame = m_source->next();
        if (!frame)
            return tl::unexpected(frame.error());
        if (!*frame)
            break;
        any = true;
        (*frame)->time = m_clock.sessionTime({round, (*frame)->sourceTime});
        if ((*frame)->time >= m_from && !m_queue.push(std::move(**frame), stop))
            break;
    }
    return any;
}

void CameraFeed::Impl::skipTo(Nanoseconds instant)
{
    if (m_queue.dropBefore(instant))
        return;
    m_decoder.request_stop();
    m_decoder.join();
    m_queue.reset();
    m_from = instant;
    start(m_clock.before(instant));
}

CameraFeed::CameraFeed(std::unique_ptr<Impl> impl) : m_impl(std::move(impl))
{
}
CameraFeed::~CameraFeed() = default;

Result<std::unique_ptr<CameraFeed>> CameraFeed::open(const CameraSettings& settings)
{
    if (auto checked = checkSettings(settings); !checked)
        return tl::unexpected(checked.error());
    auto source = openPictureSource(settings.source, settings.imagesPerSecond);
    if (!source)
        return tl::unexpected(source.error());
    auto clock = clockFor(**source, settings);
    if (!clock)
        return tl::unexpected(clock.error());
    std::unique_ptr<CameraFeed> feed(new CameraFeed(std::make_unique<Impl>(std::move(*source), *clock, settings)));
    feed->m_impl->start({0, clock->offset});
    return feed;
}

const StreamInfo& CameraFeed::info() const
{
    return m_impl->info();
}

std::optional<Nanoseconds> CameraFeed::nextFrameTime()
{
    return m_impl->queue().nextTime();
}

void CameraFeed::collect(Nanoseconds now, std::vector<VideoFrame>& out)
{
    m_impl->queue().takeUntil(now, out);
}

void CameraFeed::skipTo(Nanoseconds instant)
{
    m_impl->skipTo(instant);
}

std::optional<FeedEnd> CameraFeed::ended() const
{
    return m_impl->queue().end();
}

} // namespace jackdaw::video
