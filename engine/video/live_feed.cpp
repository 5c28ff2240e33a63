// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/video/live_feed.h"

#include "engine/base/log.h"
#include "engine/video/clip_recorder.h"
#include "engine/video/clip_store.h"
#include "engine/video/damage_book.h"
#include "engine/video/live_input.h"
#include "engine/video/live_mailbox.h"
#include "engine/video/live_settings.h"
#include "engine/video/live_timing.h"
#include "engine/video/packet_decoder.h"
#include "engine/video/picture_maker.h"
#include "engine/video/picture_watch.h"
#include "engine/video/stream_clock.h"

#include <atomic>
#include <cstdio>
#include <future>
#include <random>
#include <stop_token>
#include <thread>
#include <utility>

namespace jackdaw::video {
namespace {

using WallClock = LiveMailbox::WallClock;

constexpr AVRational kNanosecond{1, 1'000'000'000};
/// Packets that come later than this behind their time are left out up to the next key picture.
constexpr Nanoseconds kLate = std::chrono::seconds(1);
/// A stream that gave no packet for so long stood still.
constexpr Nanoseconds kStall = std::chrono::seconds(8);
/// A key picture is not waited for any longer.
constexpr Nanoseconds kLongestSkip = std::chrono::seconds(4);
/// Before a camera's first picture.
constexpr Nanoseconds kUnknown = Nanoseconds::min();
/// What a camera gives is taken for this where it does not say so.
constexpr double kUsualRate = 25.0;
constexpr Nanoseconds kUsualInterval = std::chrono::milliseconds(40);

Nanoseconds shownAt(const AVPacket& packet, const AVStream& stream)
{
    return Nanoseconds{av_rescale_q(packet.pts, stream.time_base, kNanosecond)};
}

double rateOf(const AVStream& stream, double most)
{
    const double said = stream.avg_frame_rate.den > 0 ? av_q2d(stream.avg_frame_rate) : 0.0;
    constexpr double kFastest = 240.0;
    const double rate = said >= 0.1 && said <= kFastest ? said : kUsualRate;
    return most > 0.0 ? std::min(most, rate) : rate;
}

/// What a live camera's thread works on: it connects, plays until that breaks, and connects again. The thread shares
/// it, since it may outlive the feed: looking up a name cannot be interrupted.
class LivePlay {
public:
    /// \p mainStream: that clips are kept of, where it is another one.
    LivePlay(CameraSettings settings, LiveInput::Settings input, LiveInput::Settings mainStream, std::stop_token stop);

    void run();

    LiveMailbox& mailbox() { return m_mailbox; }
    const CameraSettings& settings() const { return m_settings; }
    bool clipsStopped() const { return m_clipsStopped || (m_recorder && m_recorder->isStopped()); }
    std::future<void> tried() { return m_tried.get_future(); }
    std::future<void> done() { return m_done.get_future(); }

private:
    void connectAndPlay();
    std::string play(LiveInput& input);
    Status begin(LiveInput& input);
    std::optional<std::string> take(LiveInput& input, const AVPacket& packet);
    bool isLeftOut(const AVPacket& packet, Nanoseconds stamp);
    void decode(const AVPacket* packet, const AVStream& stream);
    void decodeAgain(const AVPacket& packet, const AVStream& stream);
    void give(const AVStream& stream);
    void lookAt(Nanoseconds time);
    void keep(const AVPacket& packet, const AVStream& stream);
    void follow(Nanoseconds stamp);
    void damaged();
    void noteCodec();
    void reportDamage();
    void report(VideoFault fault);
    void reportNow(VideoFaultKind kind, std::string message);
    /// Of the newest frame.
    Nanoseconds sourceTime() const { return std::max(m_lastTime, Nanoseconds{0}); }
    void noteTried();
    void pace(Nanoseconds time);
    void waitBeforeNext();
    bool isUnneeded(const AVPacket& packet, const AVStream& stream) const;
    void sayHowItIsDecoded();
    std::optional<Nanoseconds> sourceTimeNow() const;
    std::string clipFolder() const;

    CameraSettings m_settings;
    LiveInput::Settings m_inputSettings;
    std::stop_token m_stop;
    LiveMailbox m_mailbox;
    std::optional<ClipStore> m_clips; ///< of the stream that is looked at
    std::optional<ClipRecorder> m_recorder; ///< of the camera's main stream
    std::atomic<bool> m_clipsStopped = false;
    std::atomic<Nanoseconds> m_sourceClock = kUnknown; ///< source time less wall time, of the newest punctual picture
    std::optional<PacketDecoder> m_decoder;
    std::string m_codec; ///< of the newest connection
    PictureMaker m_maker;
    PictureWatch m_look;
    FrameHandle m_picture{av_frame_alloc()};
    StreamClock m_time{kUsualInterval}; ///< of packets, by their decoding time
    StampFiller m_stamps;
    PlayedOnce m_once;
    CatchingUp m_catchingUp;
    Pacing m_pacing;
    Lateness m_lateness;
    LeftOutPictures m_leftOut;
    LiveThinning m_thinning;
    std::minstd_rand m_random; ///< of no consequence for what a run comes to
    std::optional<WallClock::time_point> m_skipsSince; ///< the decoder waits for a key picture
    std::int64_t m_nextIndex = 0;
    Nanoseconds m_lastTime{-1}; ///< source time of the last frame
    WallClock::time_point m_lastPicture = WallClock::now();
    WallClock::time_point m_lastPacket = WallClock::now();
    WallClock::time_point m_darkSince = WallClock::now(); ///< the last picture, or the connection's beginning
    DamageBook m_damage;
    bool m_wasTried = false;
    bool m_isOver = false; ///< it was no camera, and came to its end
    bool m_saidDecoder = false;
    bool m_hardwareFails = false;
    std::promise<void> m_tried;
    std::promise<void> m_done;
};

LivePlay::LivePlay(CameraSettings settings, LiveInput::Settings input, LiveInput::Settings mainStream,
                   std::stop_token stop) :
    m_settings(std::move(settings)),
    m_inputSettings(std::move(input)), m_stop(std::move(stop)), m_mailbox(m_settings.patience),
    m_thinning(m_settings.framesPerSecond), m_random(std::random_device{}()), m_damage(m_settings.source)
{
    const LiveSettings& live = m_settings.live;
    const ClipLimits limits{live.clipBytes, live.clipAge};
    if (!live.clips.empty() && live.clipSource.empty())
        m_clips.emplace(live.clips, limits);
    else if (!live.clips.empty())
        m_recorder.emplace(
            std::move(mainStream), live.clips, limits,
            ClipRecorder::Camera{[this] { return sourceTimeNow(); },
                                 [this](std::string reason) {
                                     const Nanoseconds now = sourceTimeNow().value_or(Nanoseconds{0});
                                     report({{}, VideoFaultKind::ClipsStopped, now, 1, std::move(reason)});
                                 }});
}

void LivePlay::run()
{
    std::jthread recorder;
    if (m_recorder)
        recorder = std::jthread([this] { m_recorder->run(m_stop); });
    while (!m_stop.stop_requested() && !m_isOver) {
        connectAndPlay();
        noteTried();
        if (!m_isOver)
            waitBeforeNext();
    }
    m_decoder.reset();
    if (recorder.joinable())
        recorder.join();
    m_done.set_value();
}

/// The first attempt came to something.
void LivePlay::noteTried()
{
    if (!std::exchange(m_wasTried, true))
        m_tried.set_value();
}

void LivePlay::connectAndPlay()
{
    auto input = LiveInput::open(m_inputSettings, m_stop);
    if (!input) {
        m_mailbox.interrupted(input.error().text());
        return;
    }
    std::string broken = play(*input);
    if (m_isOver)
        m_mailbox.end({true, "'" + m_settings.source + "' came to its end."});
    else
        m_mailbox.interrupted(std::move(broken));
}

/// Until the stream breaks; why it did.
std::string LivePlay::play(LiveInput& input)
{
    if (auto begun = begin(input); !begun)
        return begun.error().text();
    PacketHandle packet(av_packet_alloc());
    while (!m_stop.stop_requested()) {
        if (const int code = input.read(*packet); code < 0) {
            m_isOver = !m_stop.stop_requested() && m_once.isOver(code == AVERROR_EOF);
            if (m_isOver)
                decode(nullptr, input.stream());
            return input.failure(code).text();
        }
        m_stamps.fill(*packet);
        const auto broken = take(input, *packet);
        av_packet_unref(packet.get());
        if (broken)
            return *broken;
    }
    return "It was stopped.";
}

Status LivePlay::begin(LiveInput& input)
{
    const AVStream& stream = input.stream();
    const bool hardware = m_settings.live.hardware && !m_hardwareFails;
    auto decoder = PacketDecoder::open(stream.codecpar->codec_id, stream.codecpar, PacketDecoder::Damage::Refused,
                                       hardware ? PacketDecoder::By::Hardware : PacketDecoder::By::Processor);
    if (!decoder)
        return tl::unexpected(decoder.error());
    m_decoder = std::move(*decoder);
    noteCodec();
    m_maker.setStream(stream);
    m_look.reconnect();
    m_time.reconnect(m_nextIndex > 0 ? Nanoseconds(WallClock::now() - m_lastPicture) : Nanoseconds{0});
    m_lateness.reset();
    m_stamps = {};
    m_catchingUp = {};
    m_once.begin(input.length().value_or(Nanoseconds{0}), input.end());
    m_pacing = {};
    m_skipsSince = WallClock::now();
    m_darkSince = m_lastPacket = WallClock::now();
    if (m_clips)
        m_clips->endClip();
    return {};
}

/// What a packet brings; why the stream is given up, if it is.
std::optional<std::string> LivePlay::take(LiveInput& input, const AVPacket& packet)
{
    const AVStream& stream = input.stream();
    const WallClock::time_point now = WallClock::now();
    const Nanoseconds silence = now - std::exchange(m_lastPacket, now);
    if (silence > kStall) {
        // Nothing came, so that nothing could be seen; the time that passed is no leap of the stream's.
        m_time.reconnect(silence);
        m_lateness.reset();
        m_darkSince = now;
    }
    const Nanoseconds stamp{av_rescale_q(packet.dts, stream.time_base, kNanosecond)};
    m_catchingUp.take(stamp, now.time_since_epoch());
    const bool isKey = (packet.flags & AV_PKT_FLAG_KEY) != 0;
    if (const auto part = m_once.take(stamp, shownAt(packet, stream), isKey); part != PlayedOnce::Part::New) {
        m_skipsSince = m_darkSince = now;
        if (part == PlayedOnce::Part::Lead)
            decodeAgain(packet, stream);
        return std::nullopt;
    }
    follow(stamp);
    if (m_inputSettings.kind == LiveKind::Network)
        pace(stamp + m_time.shift());
    m_lastPacket = WallClock::now(); // what was waited for here is no silence of the camera
    keep(packet, stream);
    const bool leftOut = isLeftOut(packet, stamp + m_time.shift());
    const bool unneeded = !leftOut && isUnneeded(packet, stream);
    if (unneeded && m_decoder->isIntraOnly()) {
        if (m_once.isNew(m_once.order(), shownAt(packet, stream)))
            ++m_nextIndex;
        m_darkSince = m_lastPicture = m_lastPacket;
        m_mailbox.seen(m_lastPacket);
        return std::nullopt;
    }
    m_decoder->setLeftOut(m_settings.live.keyFramesOnly ? PacketDecoder::LeftOut::NotKey
                              : unneeded                ? PacketDecoder::LeftOut::Unneeded
                                                        : PacketDecoder::LeftOut::None);
    if (!leftOut)
        decode(&packet, stream);
    const Nanoseconds dark = WallClock::now() - m_darkSince;
    if (dark <= Nanoseconds(m_settings.patience))
        return std::nullopt;
    if (!m_decoder->hardware().empty()) {
        m_hardwareFails = true;
        m_saidDecoder = false;
    }
    return "The camera at '" + m_settings.source + "' sends data, but no picture for " + secondsText(dark) + ".";
}

/// The stream's own time goes on; a leap of it is closed and said.
void LivePlay::follow(Nanoseconds stamp)
{
    const Nanoseconds leap = m_time.place(stamp).leap;
    if (leap == Nanoseconds{0})
        return;
    m_lateness.reset();
    const bool ahead = leap > Nanoseconds{0};
    reportNow(ahead ? VideoFaultKind::TimeJump : VideoFaultKind::TimeRestart,
              ahead ? "The time stamps of '" + m_settings.source + "' leap " + secondsText(leap)
                      + " ahead: the gap is closed."
                    : "The time stamps of '" + m_settings.source + "' begin anew: what follows is joined on.");
}

/// True for a packet that comes too late, and for those after it that cannot be decoded without it.
bool LivePlay::isLeftOut(const AVPacket& packet, Nanoseconds stamp)
{
    const Nanoseconds late = m_lateness.of(stamp, WallClock::now().time_since_epoch());
    const bool key = (packet.flags & AV_PKT_FLAG_KEY) != 0;
    if (late > kLate && !key && !m_skipsSince) {
        m_skipsSince = WallClock::now();
        m_decoder->flush();
    }
    // Some cameras refresh their picture bit by bit and never send a key picture.
    if (key || (m_skipsSince && WallClock::now() - *m_skipsSince > kLongestSkip))
        m_skipsSince.reset();
    if (m_skipsSince && late > kLate)
        m_leftOut.add();
    if (const auto pictures = m_leftOut.take(WallClock::now().time_since_epoch()))
        log(LogLevel::Warning, "video",
            "'" + m_settings.source
                + "' comes more than a second late: pictures left out so far: " + std::to_string(*pictures) + ".");
    return m_skipsSince || (m_settings.live.keyFramesOnly && !key);
}

/// True where nobody wants the picture that comes of a packet; others may need it to be decoded.
bool LivePlay::isUnneeded(const AVPacket& packet, const AVStream& stream) const
{
    return !m_thinning.wouldGive(shownAt(packet, stream) + m_time.shift());
}

/// Once: with the first picture it is known.
void LivePlay::sayHowItIsDecoded()
{
    if (!m_settings.live.hardware || std::exchange(m_saidDecoder, true))
        return;
    const std::string hardware = m_decoder->hardware();
    const std::string why = m_hardwareFails ? "the graphics card gave no picture" : m_decoder->whyProcessor();
    log(hardware.empty() ? LogLevel::Warning : LogLevel::Info, "video",
        "'" + m_settings.source + "' is decoded by " + (hardware.empty() ? "the processor: " + why : hardware) + ".");
}

std::optional<Nanoseconds> LivePlay::sourceTimeNow() const
{
    const Nanoseconds clock = m_sourceClock;
    if (clock == kUnknown)
        return std::nullopt;
    return WallClock::now().time_since_epoch() + clock;
}

std::string LivePlay::clipFolder() const
{
    return m_clips ? m_clips->folder().string() : m_recorder ? m_recorder->folder().string() : std::string();
}

void LivePlay::keep(const AVPacket& packet, const AVStream& stream)
{
    if (!m_clips)
        return;
    const auto kept = m_clips->write(packet, stream, m_time.shift());
    m_clipsStopped = m_clips->isStopped();
    if (!kept)
        reportNow(VideoFaultKind::ClipsStopped, kept.error().text());
}

/// Null: none follows, and what the decoder still holds comes out.
void LivePlay::decode(const AVPacket* packet, const AVStream& stream)
{
    int code = m_decoder->send(packet, m_once.order());
    if (code < 0 && code != AVERROR(EAGAIN))
        damaged();
    while (true) {
        code = m_decoder->receive(*m_picture);
        if (code == AVERROR(EAGAIN) || code == AVERROR_EOF)
            return;
        if (code < 0) {
            damaged();
            return;
        }
        give(stream);
    }
}

/// What others rest on that are still to be seen: its own pictures were handed out before the connection broke.
void LivePlay::decodeAgain(const AVPacket& packet, const AVStream& stream)
{
    const bool keyFramesOnly = m_settings.live.keyFramesOnly;
    m_decoder->setLeftOut(keyFramesOnly ? PacketDecoder::LeftOut::NotKey : PacketDecoder::LeftOut::None);
    m_skipsSince.reset();
    decode(&packet, stream);
}

void LivePlay::damaged()
{
    if (m_once.isRepeating())
        return; // it was said
    m_damage.add({sourceTime(), m_nextIndex, true, {}});
    reportDamage();
}

/// A camera that is set to another codec sends what cannot be decoded until it is connected anew: that is no damage.
void LivePlay::noteCodec()
{
    const std::string before = std::exchange(m_codec, m_decoder->codecName());
    if (before.empty() || before == m_codec)
        return;
    m_damage.clear();
    reportNow(VideoFaultKind::SizeChange,
              "The camera at '" + m_settings.source + "' sends " + m_codec + " now, and sent " + before
                  + " before: it goes on with that; what came in between could not be decoded.");
}

void LivePlay::reportDamage()
{
    for (VideoFault& burst : m_damage.take())
        report(std::move(burst));
}

void LivePlay::give(const AVStream& stream)
{
    const std::int64_t stamp = m_picture->best_effort_timestamp;
    const Nanoseconds shown = stamp == AV_NOPTS_VALUE ? m_lastTime + Nanoseconds{1} - m_time.shift()
                                                      : Nanoseconds{av_rescale_q(stamp, stream.time_base, kNanosecond)};
    if (!m_once.isNew(PacketDecoder::orderOf(*m_picture), shown))
        return;
    const WallClock::time_point arrival = WallClock::now();
    m_lastPicture = arrival;
    m_darkSince = arrival;
    Nanoseconds time = shown + m_time.shift();
    time = std::max(time, m_lastTime + Nanoseconds{1});
    m_lastTime = time;
    m_damage.good(time);
    reportDamage();
    const std::int64_t index = m_nextIndex++;
    if (m_catchingUp.isOver())
        m_sourceClock = time - Nanoseconds(arrival.time_since_epoch());
    lookAt(time);
    sayHowItIsDecoded();
    if (!m_thinning.gives(time)) {
        m_mailbox.seen(arrival);
        return;
    }
    auto frame = m_maker.make(*m_picture);
    if (!frame) {
        damaged();
        return;
    }
    if (const auto change = m_maker.takeSizeChange())
        reportNow(VideoFaultKind::SizeChange,
                  "The pictures of '" + m_settings.source + "' are " + *change + ": they are scaled.");
    if (!std::exchange(m_inputSettings.isKnown, true))
        m_mailbox.connected({frame->width, frame->height, rateOf(stream, m_settings.framesPerSecond), m_once.length(),
                             m_decoder->hardware().empty() ? m_codec : m_codec + " (" + m_decoder->hardware() + ")",
                             true, clipFolder()});
    frame->index = index;
    frame->sourceTime = time;
    m_mailbox.push(std::move(*frame), arrival);
    noteTried();
}

/// For what no decoder sees: a picture that is frozen or covered.
void LivePlay::lookAt(Nanoseconds time)
{
    for (VideoFault& fault : m_look.see(*m_picture, time)) {
        fault.message = "'" + m_settings.source + "': " + fault.message;
        report(std::move(fault));
    }
}

void LivePlay::report(VideoFault fault)
{
    fault.camera = m_settings.id;
    m_mailbox.fault(std::move(fault));
}

void LivePlay::reportNow(VideoFaultKind kind, std::string message)
{
    report({{}, kind, sourceTime(), 1, std::move(message)});
}

void LivePlay::pace(Nanoseconds time)
{
    const Pacing::Step step = m_pacing.of(time, WallClock::now().time_since_epoch());
    if (step.restarted)
        m_lateness.reset(); // what comes now is late for good, and no reason to leave pictures out
    if (step.wait > Nanoseconds{0})
        waitUnlessStopped(m_stop, step.wait);
}

void LivePlay::waitBeforeNext()
{
    const double random = std::uniform_real_distribution<>()(m_random);
    waitUnlessStopped(m_stop, ReconnectPace::pause(WallClock::now() - m_lastPicture, random));
}

} // namespace

class LiveFeed::Impl {
public:
    Impl(const CameraSettings& settings, LiveInput::Settings input, LiveInput::Settings mainStream) :
        play(std::make_shared<LivePlay>(settings, std::move(input), std::move(mainStream), stop.get_token())),
        done(play->done()), tried(play->tried()), thread([shared = play] { shared->run(); })
    {
    }
    ~Impl();
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    std::stop_source stop;
    std::shared_ptr<LivePlay> play;
    std::future<void> done;
    std::future<void> tried;
    StreamInfo info;
    std::thread thread;
};

LiveFeed::Impl::~Impl()
{
    play->mailbox().setWake({});
    stop.request_stop();
    if (done.wait_for(play->settings().patience) == std::future_status::ready) {
        thread.join();
        return;
    }
    log(LogLevel::Warning, "video", "reading '" + play->settings().source + "' hangs: its thread is left behind");
    thread.detach();
}

LiveFeed::LiveFeed(std::unique_ptr<Impl> impl) : m_impl(std::move(impl))
{
}
LiveFeed::~LiveFeed() = default;

Result<std::unique_ptr<LiveFeed>> LiveFeed::open(const CameraSettings& settings)
{
    if (auto checked = checkLive(settings); !checked)
        return tl::unexpected(checked.error());
    auto input = inputSettings(settings, settings.source);
    if (!input)
        return tl::unexpected(input.error());
    const std::string& clipSource = settings.live.clipSource;
    auto mainStream = clipSource.empty() ? Result<LiveInput::Settings>() : inputSettings(settings, clipSource);
    if (!mainStream)
        return tl::unexpected(mainStream.error());
    const auto login = loginOf(settings.live.credentials); // once: a store may ask the user each time
    if (!login)
        return tl::unexpected(login.error());
    input->login = withLogin(input->address, *login);
    if (!clipSource.empty())
        mainStream->login = withLogin(mainStream->address, *login);
    auto impl = std::make_unique<Impl>(settings, std::move(*input), std::move(*mainStream));
    impl->tried.wait_for(settings.patience);
    impl->info = impl->play->mailbox().info();
    impl->info.live = true;
    if (impl->info.framesPerSecond <= 0.0)
        impl->info.framesPerSecond = settings.framesPerSecond > 0.0 ? settings.framesPerSecond : kUsualRate;
    return std::unique_ptr<LiveFeed>(new LiveFeed(std::move(impl)));
}

const StreamInfo& LiveFeed::info() const
{
    return m_impl->info;
}

FeedState LiveFeed::poll(Nanoseconds now, std::vector<VideoFrame>& out)
{
    const FeedState state = m_impl->play->mailbox().poll(now, WallClock::now(), out);
    if (m_impl->info.width == 0 && !out.empty())
        m_impl->info = m_impl->play->mailbox().info();
    return state;
}

void LiveFeed::setWake(std::function<void()> wake)
{
    m_impl->play->mailbox().setWake(std::move(wake));
}

void LiveFeed::giveUp()
{
    m_impl->stop.request_stop();
    m_impl->play->mailbox().end({false, "'" + m_impl->play->settings().source + "' was given up."});
}

bool LiveFeed::clipsStopped() const
{
    return m_impl->play->clipsStopped();
}

std::optional<FeedEnd> LiveFeed::ended() const
{
    return m_impl->play->mailbox().ended();
}

std::vector<VideoFault> LiveFeed::takeFaults()
{
    return m_impl->play->mailbox().takeFaults();
}

} // namespace jackdaw::video
