// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/video/recorded_feed.h"

#include "engine/base/log.h"
#include "engine/video/feed_clock.h"
#include "engine/video/frame_queue.h"
#include "engine/video/picture_source.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <exception>
#include <future>
#include <stop_token>
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
    if (!(settings.framesPerSecond >= 0.0) || !std::isfinite(settings.framesPerSecond))
        return fail(ErrorCode::InvalidInput, camera + " gives a number of frames per second that is below 0.",
                    "Set a number such as 5, or 0 for all frames of the source.");
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

struct OpenedSource {
    std::unique_ptr<PictureSource> pictures;
    FeedClock clock;
};

Result<OpenedSource> openSource(const CameraSettings& settings, const SourceOpener& opener, SharedWatch watch)
{
    auto pictures = opener(std::move(watch));
    if (!pictures)
        return tl::unexpected(pictures.error());
    auto clock = clockFor(**pictures, settings);
    if (!clock)
        return tl::unexpected(clock.error());
    return OpenedSource{std::move(*pictures), *clock};
}

std::string tenths(Nanoseconds duration)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.1f s", toSeconds(duration));
    return text;
}

/// What the decoder's thread works on. The thread shares it, since it may outlive the feed: a read that hangs in the
/// operating system cannot be ended.
class Decoding {
public:
    Decoding(CameraSettings settings, SourceOpener opener, SharedWatch watch) :
        m_settings(std::move(settings)), m_opener(std::move(opener)), m_watch(std::move(watch))
    {
    }

    /// The thread's work, from opening to the end.
    void run();

    FrameQueue& queue() { return m_queue; }
    const CameraSettings& settings() const { return m_settings; }
    const ReadWatch& watch() const { return *m_watch; }
    std::future<Result<StreamInfo>> opened() { return m_opened.get_future(); }
    std::future<void> done() { return m_done.get_future(); }

private:
    void noteFaults(std::int64_t round);
    FeedEnd endOfSource() const;
    bool gives(const VideoFrame& frame, std::int64_t round) const;
    Status goTo(Nanoseconds start);
    bool open();
    void decode();
    std::optional<FeedEnd> play(SourcePosition from);
    std::optional<FeedEnd> playFrom(SourcePosition from);
    Result<bool> playRound(std::int64_t round);

    CameraSettings m_settings;
    SourceOpener m_opener;
    SharedWatch m_watch;
    std::unique_ptr<PictureSource> m_source;
    FeedClock m_clock;
    Thinning m_thinning;
    bool m_fresh = true; ///< the source has not been read from yet
    Nanoseconds m_from{0}; ///< earlier frames are not given out
    bool m_skipping = false; ///< the next seek goes where the consumer skips to
    FrameQueue::Wanted m_wanted = FrameQueue::Wanted::More;
    FrameQueue m_queue;
    std::vector<VideoFault> m_faults; ///< since the last frame that was given out
    std::promise<Result<StreamInfo>> m_opened;
    std::promise<void> m_done;
};

void Decoding::run()
{
    if (open())
        decode();
    m_source.reset();
    m_done.set_value();
}

bool Decoding::open()
{
    Result<OpenedSource> source;
    try {
        source = openSource(m_settings, m_opener, m_watch);
    } catch (const std::exception& error) {
        source = fail(ErrorCode::Internal, "Opening '" + m_settings.source + "' failed.", {}, error.what());
    }
    if (!source) {
        m_opened.set_value(tl::unexpected(source.error()));
        return false;
    }
    m_source = std::move(source->pictures);
    m_clock = source->clock;
    const VideoReader::Info& info = m_source->info();
    m_source->watchPictures();
    m_queue.setCapacity(queueCapacity(info));
    m_thinning = {m_settings.framesPerSecond, info.framesPerSecond * m_clock.speed};
    m_opened.set_value(StreamInfo{info.width, info.height, m_thinning.rate(), info.duration, info.codec});
    return true;
}

/// Plays from the camera's offset, and from wherever the consumer skips to, until nothing more is wanted.
void Decoding::decode()
{
    SourcePosition from{0, m_clock.offset};
    while (true) {
        const auto end = play(from);
        if (end && m_queue.close(*end, std::exchange(m_faults, {}), true) != FrameQueue::Wanted::Skip)
            return;
        const auto skip = m_queue.takeSkip();
        if (!skip || m_watch->stop.stop_requested())
            return;
        m_from = *skip;
        m_skipping = true;
        from = m_clock.before(*skip);
    }
}

std::optional<FeedEnd> Decoding::play(SourcePosition from)
{
    m_wanted = FrameQueue::Wanted::More;
    try {
        return playFrom(from);
    } catch (const std::exception& error) {
        return FeedEnd{false, "Decoding '" + m_settings.source + "' failed: " + error.what() + "."};
    }
}

/// Plays round after round; nothing if the consumer wants no more of it.
std::optional<FeedEnd> Decoding::playFrom(SourcePosition from)
{
    Nanoseconds start = from.time;
    for (std::int64_t round = from.round;; ++round) {
        if (auto moved = goTo(start); !moved)
            return FeedEnd{false, moved.error().text()};
        const auto played = playRound(round);
        if (!played)
            return FeedEnd{false, played.error().text()};
        if (m_wanted != FrameQueue::Wanted::More)
            return std::nullopt;
        const bool stuck = !*played && start <= Nanoseconds{0};
        if (!m_settings.loop || stuck)
            return endOfSource();
        start = Nanoseconds{0};
    }
}

/// A file that is cut off ends, but not as it should; how is said by its fault.
FeedEnd Decoding::endOfSource() const
{
    const bool isCutOff = std::any_of(m_faults.begin(), m_faults.end(),
                                      [](const VideoFault& fault) { return fault.kind == VideoFaultKind::CutOff; });
    if (isCutOff)
        return {false, "'" + m_settings.source + "' came to its end too early: it is cut off."};
    return {true, "'" + m_settings.source + "' came to its end."};
}

/// What was wrong before a place that the consumer skips to was said when it came by there.
Status Decoding::goTo(Nanoseconds start)
{
    const bool skipping = std::exchange(m_skipping, false);
    if (std::exchange(m_fresh, false) && start <= Nanoseconds{0})
        return {};
    auto moved = m_source->seek(start);
    if (!skipping)
        m_source->watchPictures();
    if (skipping) {
        m_source->takeFaults();
        m_faults.clear();
    }
    return moved;
}

/// Queues all pictures up to the source's end; true if there was one.
Result<bool> Decoding::playRound(std::int64_t round)
{
    bool any = false;
    while (m_wanted == FrameQueue::Wanted::More) {
        auto frame = m_source->next();
        noteFaults(round);
        if (!frame)
            return tl::unexpected(frame.error());
        if (!*frame)
            break;
        any = true;
        (*frame)->time = m_clock.sessionTime({round, (*frame)->sourceTime});
        const bool given = gives(**frame, round);
        if (given && (*frame)->time >= m_from)
            m_wanted = m_queue.push(std::move(**frame), m_watch->stop, std::exchange(m_faults, {}));
        else if (m_watch->stop.stop_requested())
            m_wanted = FrameQueue::Wanted::Nothing;
        else if (given)
            m_faults.clear();
    }
    return any;
}

bool Decoding::gives(const VideoFrame& frame, std::int64_t round) const
{
    if (!m_thinning.isOn())
        return true;
    const auto before = m_source->timeBefore(frame);
    return m_thinning.gives(frame.time, before ? std::optional(m_clock.sessionTime({round, *before})) : std::nullopt);
}

/// A source that repeats has the same faults in every round: they are said when they are met first.
void Decoding::noteFaults(std::int64_t round)
{
    for (VideoFault& fault : m_source->takeFaults()) {
        if (round > 1 || (round == 1 && fault.sourceTime >= m_clock.offset))
            continue;
        fault.camera = m_settings.id;
        m_faults.push_back(std::move(fault));
    }
}

/// The decoder's thread, started at once, stopped at the end.
class DecoderThread {
public:
    DecoderThread(CameraSettings settings, SourceOpener opener) :
        m_decoding(std::make_shared<Decoding>(std::move(settings), std::move(opener),
                                              std::make_shared<ReadWatch>(m_stop.get_token()))),
        m_done(m_decoding->done()), m_thread([decoding = m_decoding] { decoding->run(); })
    {
    }
    ~DecoderThread();
    DecoderThread(const DecoderThread&) = delete;
    DecoderThread& operator=(const DecoderThread&) = delete;

    Decoding& decoding() { return *m_decoding; }
    void requestStop() { m_stop.request_stop(); }

private:
    std::stop_source m_stop;
    std::shared_ptr<Decoding> m_decoding;
    std::future<void> m_done;
    std::thread m_thread;
};

DecoderThread::~DecoderThread()
{
    m_decoding->queue().setWake({});
    m_stop.request_stop();
    const CameraSettings& settings = m_decoding->settings();
    if (m_done.wait_for(settings.patience) == std::future_status::ready) {
        m_thread.join();
        return;
    }
    log(LogLevel::Warning, "video", "reading '" + settings.source + "' hangs: its thread is left behind");
    m_thread.detach();
}

/// Waits for as long as pieces of the source come: an index of a large file may take its time.
Result<StreamInfo> waitForOpening(Decoding& decoding)
{
    auto opened = decoding.opened();
    const CameraSettings& settings = decoding.settings();
    std::uint64_t known = decoding.watch().reads;
    while (opened.wait_for(settings.patience) != std::future_status::ready) {
        if (known == std::exchange(known, decoding.watch().reads))
            return fail(ErrorCode::Io,
                        "Camera '" + settings.name + "': nothing came from '" + settings.source + "' for "
                            + tenths(settings.patience) + ".",
                        "Check that the source is there and that something writes to it.");
    }
    return opened.get();
}

} // namespace

class RecordedFeed::Impl {
public:
    Impl(const CameraSettings& settings, SourceOpener opener) : thread(settings, std::move(opener)) { }

    DecoderThread thread;
    StreamInfo info;
};

RecordedFeed::RecordedFeed(std::unique_ptr<Impl> impl) : m_impl(std::move(impl))
{
}
RecordedFeed::~RecordedFeed() = default;

Result<std::unique_ptr<RecordedFeed>> RecordedFeed::open(const CameraSettings& settings)
{
    return open(settings, [source = settings.source, rate = settings.imagesPerSecond](SharedWatch watch) {
        return openPictureSource(source, rate, std::move(watch));
    });
}

Result<std::unique_ptr<RecordedFeed>> RecordedFeed::open(const CameraSettings& settings, SourceOpener opener)
{
    if (auto checked = checkSettings(settings); !checked)
        return tl::unexpected(checked.error());
    std::unique_ptr<RecordedFeed> feed(new RecordedFeed(std::make_unique<Impl>(settings, std::move(opener))));
    auto info = waitForOpening(feed->m_impl->thread.decoding());
    if (!info)
        return tl::unexpected(info.error());
    feed->m_impl->info = std::move(*info);
    return feed;
}

const StreamInfo& RecordedFeed::info() const
{
    return m_impl->info;
}

FeedState RecordedFeed::poll(Nanoseconds now, std::vector<VideoFrame>& out)
{
    return m_impl->thread.decoding().queue().poll(now, out);
}

void RecordedFeed::setWake(std::function<void()> wake)
{
    m_impl->thread.decoding().queue().setWake(std::move(wake));
}

void RecordedFeed::giveUp()
{
    m_impl->thread.requestStop();
    Decoding& decoding = m_impl->thread.decoding();
    decoding.queue().close({false,
                            "'" + decoding.settings().source + "' was given up: it gave no picture for "
                                + tenths(decoding.queue().waited()) + "."});
}

std::optional<Nanoseconds> RecordedFeed::nextFrameTime()
{
    return m_impl->thread.decoding().queue().nextTime();
}

void RecordedFeed::collect(Nanoseconds now, std::vector<VideoFrame>& out)
{
    m_impl->thread.decoding().queue().takeUntil(now, out);
}

void RecordedFeed::skipTo(Nanoseconds instant)
{
    m_impl->thread.decoding().queue().skipTo(instant);
}

std::vector<VideoFault> RecordedFeed::takeFaults()
{
    return m_impl->thread.decoding().queue().takeFaults();
}

std::optional<FeedEnd> RecordedFeed::ended() const
{
    return m_impl->thread.decoding().queue().end();
}

} // namespace jackdaw::video
