// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <semaphore>
#include <thread>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QTemporaryDir>
#include <QTest>

#include "engine/video/picture_source.h"
#include "engine/video/recorded_feed.h"
#include "tests/engine/video/clip.h"

using namespace jackdaw;
using namespace jackdaw::testing;
using video::CameraSettings;
using video::FeedState;
using video::RecordedFeed;

namespace {

constexpr int kFrames = 60;
constexpr Nanoseconds kInterval{40'000'000};
constexpr Nanoseconds kForever{std::int64_t{1} << 60};

std::vector<VideoFrame> collectUntil(RecordedFeed& feed, Nanoseconds now)
{
    std::vector<VideoFrame> frames;
    feed.collect(now, frames);
    return frames;
}

/// What a GatedSource and its test share.
struct Gate {
    std::counting_semaphore<> pictures{0}; ///< released once per picture that may come
    std::counting_semaphore<> woken{0};
    std::binary_semaphore gone{0};
};

/// A source that gives a picture only when the test lets it, and that no stop can interrupt until then.
class GatedSource final : public video::PictureSource {
public:
    GatedSource(std::shared_ptr<Gate> gate, int pictures) : m_gate(std::move(gate)), m_pictures(pictures)
    {
        m_info = {kBit * kBits, 32, 25.0, m_pictures * kInterval, "gated"};
    }
    ~GatedSource() override { m_gate->gone.release(); }

    const video::VideoReader::Info& info() const override { return m_info; }
    Result<std::optional<VideoFrame>> next() override
    {
        m_gate->pictures.acquire();
        if (m_next == m_pictures)
            return std::optional<VideoFrame>();
        VideoFrame frame = numberedFrame(m_next);
        frame.index = m_next;
        frame.sourceTime = m_next++ * kInterval;
        return std::optional<VideoFrame>(std::move(frame));
    }
    Status seek(Nanoseconds sourceTime) override
    {
        m_next = static_cast<int>((sourceTime + kInterval - Nanoseconds{1}) / kInterval);
        return {};
    }
    const video::PicturePool& pool() const override { return *m_pool; }
    Result<Nanoseconds> length() override { return m_pictures * kInterval; }

private:
    std::shared_ptr<Gate> m_gate;
    int m_pictures;
    int m_next = 0;
    std::shared_ptr<video::PicturePool> m_pool = std::make_shared<video::PicturePool>();
    video::VideoReader::Info m_info;
};

/// Opens a feed of a GatedSource whose wake-ups the gate counts.
std::unique_ptr<RecordedFeed> openGated(const std::shared_ptr<Gate>& gate, int pictures)
{
    CameraSettings camera{CameraId{0}, "gate", "a gated source"};
    camera.patience = std::chrono::milliseconds(20);
    auto feed = RecordedFeed::open(camera, [=](const auto&) -> Result<std::unique_ptr<video::PictureSource>> {
        return std::make_unique<GatedSource>(gate, pictures);
    });
    if (!feed)
        return nullptr;
    (*feed)->setWake([gate] { gate->woken.release(); });
    return std::move(*feed);
}

/// Polls as a consumer does that lets its time stand while the feed waits.
FeedState pollUntilKnown(RecordedFeed& feed, Gate& gate, Nanoseconds now, std::vector<VideoFrame>& frames)
{
    FeedState state = feed.poll(now, frames);
    while (state.kind == FeedState::Kind::Waiting) {
        gate.woken.acquire();
        state = feed.poll(now, frames);
    }
    return state;
}

/// A named pipe whose writer writes \p bytes and then holds its end open, silent, until it goes.
class SilentWriter {
public:
    SilentWriter(std::string path, std::vector<char> bytes) :
        m_thread([this, path = std::move(path), bytes = std::move(bytes)] {
            const int end = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
            std::size_t done = 0;
            while (done < bytes.size()) {
                const ssize_t count = ::write(end, bytes.data() + done, bytes.size() - done);
                if (count <= 0)
                    break;
                done += static_cast<std::size_t>(count);
            }
            m_finish.acquire();
            ::close(end);
        })
    {
    }
    ~SilentWriter() { m_finish.release(); }

    void finish() { m_finish.release(); }

private:
    std::counting_semaphore<> m_finish{0};
    std::jthread m_thread;
};

} // namespace

class TestRecordedFeed : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::string m_clip;
    std::string path(const char* name) const { return m_folder.filePath(QString::fromUtf8(name)).toStdString(); }
    CameraSettings settings(double speed = 1.0, Nanoseconds offset = {}, bool loop = false) const
    {
        return {CameraId{0}, "gate", m_clip, speed, offset, loop, 25.0};
    }
    std::unique_ptr<RecordedFeed> open(const CameraSettings& camera) const
    {
        auto feed = RecordedFeed::open(camera);
        return feed ? std::move(*feed) : nullptr;
    }

private Q_SLOTS:
    void initTestCase();
    void framesComeWhenTheyAreDue();
    void allFramesComeAtOnceWhenTimeJumps();
    void speedStretchesSessionTime();
    void anOffsetStartsInTheMiddle();
    void aLoopGoesOnWithTheFirstFrame();
    void anOffsetBeyondTheEndWrapsAroundInALoop();
    void anOffsetBeyondTheEndIsAnError();
    void anOffsetAfterTheLastFrameLoopsToTheFirst();
    void theEndIsSaidOnceAllIsCollected();
    void skippingGivesTheSameFramesAsPlaying_data();
    void skippingGivesTheSameFramesAsPlaying();
    void skippingBackDoesNothing();
    void aTruncatedFileEndsWithAWord();
    void wrongSettingsAreErrors();
    void anUnreadableSourceIsAnError();
    void aFeedMayGoAtAnyMoment();
    void pollingNeverWaits();
    void theWakeCallSaysThatThereIsNews();
    void pollingGivesTheSameFramesAsCollecting();
    void skippingDoesNotWaitForAHangingSource();
    void aSkipThatTheDecoderHasNotDoneYetIsDone();
    void aFeedThatHangsInTheSystemMayGo();
    void aHangingSourceCanBeGivenUp();
    void aPipeIsPlayedToItsEnd();
    void aPipeThatNobodyWritesToIsAnError();
    void aPipeThatFallsSilentStopsNobody();
    void aPipeCannotRepeat();

private:
    std::string makePipe(const char* name) const
    {
        const std::string pipe = path(name);
        return ::mkfifo(pipe.c_str(), 0600) == 0 ? pipe : std::string();
    }
};

void TestRecordedFeed::initTestCase()
{
    QVERIFY(m_folder.isValid());
    m_clip = path("clip.mp4");
    const auto written = writeClip(m_clip, kFrames);
    QVERIFY2(written.has_value(), written ? "" : written.error().message.c_str());
}

void TestRecordedFeed::framesComeWhenTheyAreDue()
{
    const auto feed = open(settings());
    QVERIFY(feed);
    QCOMPARE(feed->info().width, kBit * kBits);
    QCOMPARE(feed->info().framesPerSecond, 25.0);
    QCOMPARE(feed->info().codec, std::string("h264"));
    QCOMPARE(feed->nextFrameTime()->count(), std::int64_t(0));
    QCOMPARE(collectUntil(*feed, Nanoseconds{-1}).size(), std::size_t(0));
    QCOMPARE(collectUntil(*feed, Nanoseconds{0}).size(), std::size_t(1));
    QCOMPARE(feed->nextFrameTime()->count(), kInterval.count());
    QCOMPARE(collectUntil(*feed, kInterval - Nanoseconds{1}).size(), std::size_t(0));
    const auto three = collectUntil(*feed, 3 * kInterval);
    QCOMPARE(three.size(), std::size_t(3));
    QCOMPARE(three.front().index, std::int64_t(1));
    QCOMPARE(numberIn(three.back()), 3);
    QVERIFY(!feed->ended());
}

void TestRecordedFeed::allFramesComeAtOnceWhenTimeJumps()
{
    const auto feed = open(settings());
    QVERIFY(feed);
    const auto frames = collectUntil(*feed, kForever);
    QCOMPARE(frames.size(), std::size_t(kFrames));
    for (int i = 0; i < kFrames; ++i)
        QCOMPARE(numberIn(frames[static_cast<std::size_t>(i)]), i);
}

void TestRecordedFeed::speedStretchesSessionTime()
{
    const auto feed = open(settings(0.2));
    QVERIFY(feed);
    QCOMPARE(feed->info().framesPerSecond, 5.0);
    const auto frames = collectUntil(*feed, fromSeconds(1.0));
    QCOMPARE(frames.size(), std::size_t(6));
    QCOMPARE(frames[5].time.count(), std::int64_t(1'000'000'000));
    QCOMPARE(frames[5].sourceTime.count(), 5 * kInterval.count());
}

void TestRecordedFeed::anOffsetStartsInTheMiddle()
{
    const auto feed = open(settings(2.0, 10 * kInterval));
    QVERIFY(feed);
    const auto frames = collectUntil(*feed, kForever);
    QCOMPARE(frames.size(), std::size_t(kFrames - 10));
    QCOMPARE(frames.front().index, std::int64_t(10));
    QCOMPARE(numberIn(frames.front()), 10);
    QCOMPARE(frames.front().time.count(), std::int64_t(0));
    QCOMPARE(frames.back().time.count(), 49 * kInterval.count() / 2);
    QVERIFY(feed->ended()->regular);
}

void TestRecordedFeed::aLoopGoesOnWithTheFirstFrame()
{
    const auto feed = open(settings(1.0, 50 * kInterval, true));
    QVERIFY(feed);
    const int count = 10 + 2 * kFrames + 5;
    const auto frames = collectUntil(*feed, (count - 1) * kInterval);
    QCOMPARE(frames.size(), static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        const VideoFrame& frame = frames[static_cast<std::size_t>(i)];
        QCOMPARE(frame.index, std::int64_t((50 + i) % kFrames));
        QCOMPARE(numberIn(frame), (50 + i) % kFrames);
        QCOMPARE(frame.time.count(), i * kInterval.count());
        QCOMPARE(frame.sourceTime.count(), frame.index * kInterval.count());
    }
    QVERIFY(!feed->ended());
}

void TestRecordedFeed::anOffsetBeyondTheEndWrapsAroundInALoop()
{
    const auto feed = open(settings(1.0, (2 * kFrames + 7) * kInterval, true));
    QVERIFY(feed);
    const auto frames = collectUntil(*feed, Nanoseconds{0});
    QCOMPARE(frames.size(), std::size_t(1));
    QCOMPARE(frames.front().index, std::int64_t(7));
}

void TestRecordedFeed::anOffsetBeyondTheEndIsAnError()
{
    const auto feed = RecordedFeed::open(settings(1.0, kFrames * kInterval));
    QVERIFY(!feed);
    QCOMPARE(static_cast<int>(feed.error().code), static_cast<int>(ErrorCode::InvalidInput));
    QVERIFY2(feed.error().message.find(m_clip) != std::string::npos, feed.error().message.c_str());
}

void TestRecordedFeed::anOffsetAfterTheLastFrameLoopsToTheFirst()
{
    const Nanoseconds offset = (kFrames - 1) * kInterval + kInterval / 2;
    const auto feed = open(settings(1.0, offset, true));
    QVERIFY(feed);
    QCOMPARE(feed->nextFrameTime()->count(), kInterval.count() / 2);
    const auto frames = collectUntil(*feed, kInterval);
    QCOMPARE(frames.size(), std::size_t(1));
    QCOMPARE(frames.front().index, std::int64_t(0));
}

void TestRecordedFeed::theEndIsSaidOnceAllIsCollected()
{
    const auto feed = open(settings());
    QVERIFY(feed);
    QCOMPARE(collectUntil(*feed, (kFrames - 2) * kInterval).size(), std::size_t(kFrames - 1));
    QVERIFY(!feed->ended());
    QCOMPARE(collectUntil(*feed, kForever).size(), std::size_t(1));
    QVERIFY(feed->ended());
    QVERIFY(feed->ended()->regular);
    QVERIFY(feed->ended()->reason.find(m_clip) != std::string::npos);
    QVERIFY(!feed->nextFrameTime());
    QCOMPARE(collectUntil(*feed, kForever).size(), std::size_t(0));
}

void TestRecordedFeed::skippingGivesTheSameFramesAsPlaying_data()
{
    QTest::addColumn<double>("speed");
    QTest::addColumn<qint64>("to");
    for (const double speed : {1.0, 0.2, 3.7})
        for (const qint64 to : {qint64(1), qint64(400'000'000), qint64(2'399'999'999), qint64(7'000'000'000)})
            QTest::addRow("speed %g to %lld", speed, static_cast<long long>(to)) << speed << to;
}

void TestRecordedFeed::skippingGivesTheSameFramesAsPlaying()
{
    QFETCH(const double, speed);
    QFETCH(const qint64, to);
    const Nanoseconds until = Nanoseconds{to} + fromSeconds(5.0 / speed);
    const auto played = open(settings(speed, 13 * kInterval, true));
    const auto skipped = open(settings(speed, 13 * kInterval, true));
    QVERIFY(played && skipped);
    auto expected = collectUntil(*played, until);
    std::erase_if(expected, [&](const VideoFrame& frame) { return frame.time < Nanoseconds{to}; });
    skipped->skipTo(Nanoseconds{to});
    const auto found = collectUntil(*skipped, until);
    QCOMPARE(found.size(), expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        QCOMPARE(found[i].index, expected[i].index);
        QCOMPARE(found[i].time.count(), expected[i].time.count());
        QVERIFY(std::ranges::equal(found[i].rgb(), expected[i].rgb()));
    }
}

void TestRecordedFeed::skippingBackDoesNothing()
{
    const auto feed = open(settings());
    QVERIFY(feed);
    QCOMPARE(collectUntil(*feed, 9 * kInterval).size(), std::size_t(10));
    QVERIFY(feed->nextFrameTime());
    feed->skipTo(Nanoseconds{0});
    QCOMPARE(feed->nextFrameTime()->count(), 10 * kInterval.count());
}

void TestRecordedFeed::aTruncatedFileEndsWithAWord()
{
    auto bytes = readBytes(m_clip);
    bytes.resize(bytes.size() * 4 / 5);
    CameraSettings camera = settings();
    camera.source = path("cut.mp4");
    writeBytes(camera.source, bytes);
    const auto feed = open(camera);
    QVERIFY(feed);
    const auto frames = collectUntil(*feed, kForever);
    QVERIFY(!frames.empty() && frames.size() < kFrames);
    QVERIFY(feed->ended());
    QVERIFY(!feed->ended()->regular);
    QVERIFY2(feed->ended()->reason.find(camera.source) != std::string::npos, feed->ended()->reason.c_str());
    QVERIFY2(feed->ended()->reason.find("it is cut off") != std::string::npos, feed->ended()->reason.c_str());
    const auto faults = feed->takeFaults();
    QCOMPARE(faults.size(), std::size_t(1));
    QCOMPARE(static_cast<int>(faults[0].kind), static_cast<int>(VideoFaultKind::CutOff));
}

void TestRecordedFeed::wrongSettingsAreErrors()
{
    for (const double speed :
         {0.0, -1.0, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
        const auto feed = RecordedFeed::open(settings(speed));
        QVERIFY(!feed);
        QCOMPARE(static_cast<int>(feed.error().code), static_cast<int>(ErrorCode::InvalidInput));
        QVERIFY(feed.error().message.find("gate") != std::string::npos);
    }
    QVERIFY(!RecordedFeed::open(settings(1.0, Nanoseconds{-1})));
}

void TestRecordedFeed::anUnreadableSourceIsAnError()
{
    CameraSettings camera = settings();
    camera.source = path("missing.mp4");
    const auto missing = RecordedFeed::open(camera);
    QVERIFY(!missing);
    QCOMPARE(static_cast<int>(missing.error().code), static_cast<int>(ErrorCode::NotFound));
    camera.source = path("empty.mp4");
    writeBytes(camera.source, {});
    const auto empty = RecordedFeed::open(camera);
    QVERIFY(!empty);
    QCOMPARE(static_cast<int>(empty.error().code), static_cast<int>(ErrorCode::Corrupt));
}

void TestRecordedFeed::aFeedMayGoAtAnyMoment()
{
    for (int frames = 0; frames < 12; ++frames) {
        const auto feed = open(settings(1.0, {}, true));
        QVERIFY(feed);
        collectUntil(*feed, frames * kInterval - Nanoseconds{1});
        if (frames % 3 == 0)
            feed->skipTo(fromSeconds(100.0));
    }
}

void TestRecordedFeed::pollingNeverWaits()
{
    const auto gate = std::make_shared<Gate>();
    const auto feed = openGated(gate, 5);
    QVERIFY(feed);
    std::vector<VideoFrame> frames;
    const FeedState first = feed->poll(kForever, frames);
    QVERIFY(first.kind == FeedState::Kind::Waiting);
    QVERIFY(frames.empty());
    const FeedState second = feed->poll(kForever, frames);
    QVERIFY(second.kind == FeedState::Kind::Waiting);
    QVERIFY(second.waited > first.waited);
    QVERIFY(!feed->ended());
    gate->pictures.release();
}

void TestRecordedFeed::theWakeCallSaysThatThereIsNews()
{
    const auto gate = std::make_shared<Gate>();
    const auto feed = openGated(gate, 3);
    QVERIFY(feed);
    std::vector<VideoFrame> frames;
    QVERIFY(feed->poll(Nanoseconds{0}, frames).kind == FeedState::Kind::Waiting);
    gate->pictures.release(2);
    FeedState state = pollUntilKnown(*feed, *gate, Nanoseconds{0}, frames);
    QVERIFY(state.kind == FeedState::Kind::Ready);
    QCOMPARE(state.nextFrame.count(), kInterval.count());
    QCOMPARE(frames.size(), std::size_t(1));
    gate->pictures.release(2);
    state = pollUntilKnown(*feed, *gate, kForever, frames);
    QVERIFY(state.kind == FeedState::Kind::Ended);
    QCOMPARE(frames.size(), std::size_t(3));
    QVERIFY(feed->ended()->regular);
    // Nobody waits any more: no further call came than there were waits.
    QVERIFY(!gate->woken.try_acquire());
}

void TestRecordedFeed::pollingGivesTheSameFramesAsCollecting()
{
    const auto collected = open(settings(3.7, 13 * kInterval, true));
    const auto polled = open(settings(3.7, 13 * kInterval, true));
    QVERIFY(collected && polled);
    Gate gate;
    polled->setWake([&] { gate.woken.release(); });
    for (int step = 0; step < 60; ++step) {
        const Nanoseconds now = step * Nanoseconds{23'000'000};
        std::vector<VideoFrame> found;
        const FeedState state = pollUntilKnown(*polled, gate, now, found);
        const auto expected = collectUntil(*collected, now);
        QCOMPARE(found.size(), expected.size());
        for (std::size_t i = 0; i < found.size(); ++i) {
            QCOMPARE(found[i].index, expected[i].index);
            QCOMPARE(found[i].time.count(), expected[i].time.count());
        }
        QCOMPARE(state.nextFrame.count(), collected->nextFrameTime()->count());
    }
    polled->setWake({});
}

void TestRecordedFeed::skippingDoesNotWaitForAHangingSource()
{
    const auto gate = std::make_shared<Gate>();
    const auto feed = openGated(gate, 50);
    QVERIFY(feed);
    feed->skipTo(30 * kInterval);
    std::vector<VideoFrame> frames;
    QVERIFY(feed->poll(kForever, frames).kind == FeedState::Kind::Waiting);
    gate->pictures.release(2); // the one that was being read, and the first after the skip
    while (frames.empty()) {
        gate->woken.acquire();
        feed->poll(kForever, frames);
    }
    QCOMPARE(numberIn(frames.front()), 30);
    gate->pictures.release();
}

void TestRecordedFeed::aSkipThatTheDecoderHasNotDoneYetIsDone()
{
    const auto gate = std::make_shared<Gate>();
    const auto feed = openGated(gate, 50);
    QVERIFY(feed);
    feed->skipTo(30 * kInterval);
    feed->skipTo(40 * kInterval);
    gate->pictures.release(100);
    std::vector<VideoFrame> frames;
    QVERIFY(pollUntilKnown(*feed, *gate, kForever, frames).kind == FeedState::Kind::Ended);
    QCOMPARE(frames.size(), std::size_t(10));
    QCOMPARE(numberIn(frames.front()), 40);
}

void TestRecordedFeed::aFeedThatHangsInTheSystemMayGo()
{
    const auto gate = std::make_shared<Gate>();
    auto feed = openGated(gate, 5);
    QVERIFY(feed);
    std::vector<VideoFrame> frames;
    feed->poll(kForever, frames);
    feed.reset();
    QVERIFY(!gate->gone.try_acquire()); // the thread still hangs in its read
    gate->pictures.release();
    gate->gone.acquire();
    QVERIFY(!gate->woken.try_acquire()); // and what it read wakes nobody
}

void TestRecordedFeed::aHangingSourceCanBeGivenUp()
{
    const auto gate = std::make_shared<Gate>();
    const auto feed = openGated(gate, 5);
    QVERIFY(feed);
    std::vector<VideoFrame> frames;
    QVERIFY(feed->poll(kForever, frames).kind == FeedState::Kind::Waiting);
    feed->giveUp();
    gate->pictures.release(5);
    QVERIFY(feed->poll(kForever, frames).kind == FeedState::Kind::Ended);
    QVERIFY(frames.empty());
    QVERIFY(!feed->ended()->regular);
    QVERIFY2(feed->ended()->reason.starts_with("'a gated source' was given up: it gave no picture for"),
             feed->ended()->reason.c_str());
}

void TestRecordedFeed::aPipeIsPlayedToItsEnd()
{
    CameraSettings camera = settings();
    camera.source = makePipe("whole");
    SilentWriter writer(camera.source, readBytes(m_clip));
    writer.finish();
    const auto feed = open(camera);
    QVERIFY(feed);
    const auto frames = collectUntil(*feed, kForever);
    QCOMPARE(frames.size(), std::size_t(kFrames));
    QCOMPARE(numberIn(frames.back()), kFrames - 1);
    QVERIFY(feed->ended()->regular);
}

void TestRecordedFeed::aPipeThatNobodyWritesToIsAnError()
{
    CameraSettings camera = settings();
    camera.source = makePipe("unwritten");
    camera.patience = std::chrono::milliseconds(100);
    const auto feed = RecordedFeed::open(camera);
    QVERIFY(!feed);
    QCOMPARE(static_cast<int>(feed.error().code), static_cast<int>(ErrorCode::Io));
    QVERIFY2(feed.error().message.find("nothing came from '" + camera.source + "'") != std::string::npos,
             feed.error().message.c_str());
}

void TestRecordedFeed::aPipeThatFallsSilentStopsNobody()
{
    auto bytes = readBytes(m_clip);
    bytes.resize(bytes.size() * 3 / 4);
    for (const bool isGivenUp : {false, true}) {
        CameraSettings camera = settings();
        camera.source = makePipe(isGivenUp ? "given-up" : "left");
        const SilentWriter writer(camera.source, bytes);
        const auto feed = open(camera);
        QVERIFY(feed);
        Gate gate;
        feed->setWake([&] { gate.woken.release(); });
        std::vector<VideoFrame> frames;
        while (feed->poll(kForever, frames).kind == FeedState::Kind::Waiting && frames.empty())
            gate.woken.acquire();
        // Wherever the decoder stands by now: it never comes to the end.
        QVERIFY(feed->poll(kForever, frames).kind == FeedState::Kind::Waiting);
        if (isGivenUp) {
            feed->giveUp();
            QVERIFY(feed->poll(kForever, frames).kind == FeedState::Kind::Ended);
            QVERIFY(feed->ended()->reason.find(camera.source) != std::string::npos);
        }
        feed->setWake({});
    }
}

void TestRecordedFeed::aPipeCannotRepeat()
{
    CameraSettings camera = settings(1.0, {}, true);
    camera.source = makePipe("repeated");
    const SilentWriter writer(camera.source, readBytes(m_clip));
    const auto feed = RecordedFeed::open(camera);
    QVERIFY(!feed);
    QCOMPARE(static_cast<int>(feed.error().code), static_cast<int>(ErrorCode::Unsupported));
    QVERIFY2(feed.error().message.find("is a pipe") != std::string::npos, feed.error().message.c_str());
}

QTEST_GUILESS_MAIN(TestRecordedFeed)
#include "tst_recorded_feed.moc"
