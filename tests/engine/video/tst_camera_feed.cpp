// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <QTest>

#include "engine/video/camera_feed.h"
#include "tests/engine/video/clip.h"

using namespace jackdaw;
using namespace jackdaw::testing;
using video::CameraFeed;
using video::CameraSettings;

namespace {

constexpr int kFrames = 60;
constexpr Nanoseconds kInterval{40'000'000};
constexpr Nanoseconds kForever{std::int64_t{1} << 60};

std::vector<VideoFrame> collectUntil(CameraFeed& feed, Nanoseconds now)
{
    std::vector<VideoFrame> frames;
    feed.collect(now, frames);
    return frames;
}

} // namespace

class TestCameraFeed : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::string m_clip;
    std::string path(const char* name) const { return m_folder.filePath(QString::fromUtf8(name)).toStdString(); }
    CameraSettings settings(double speed = 1.0, Nanoseconds offset = {}, bool loop = false) const
    {
        return {CameraId{0}, "gate", m_clip, speed, offset, loop, 25.0};
    }
    std::unique_ptr<CameraFeed> open(const CameraSettings& camera) const
    {
        auto feed = CameraFeed::open(camera);
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
    void aTruncatedFileEndsInAnEvent();
    void wrongSettingsAreErrors();
    void anUnreadableSourceIsAnError();
    void aFeedMayGoAtAnyMoment();
};

void TestCameraFeed::initTestCase()
{
    QVERIFY(m_folder.isValid());
    m_clip = path("clip.mp4");
    const auto written = writeClip(m_clip, kFrames);
    QVERIFY2(written.has_value(), written ? "" : written.error().message.c_str());
}

void TestCameraFeed::framesComeWhenTheyAreDue()
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

void TestCameraFeed::allFramesComeAtOnceWhenTimeJumps()
{
    const auto feed = open(settings());
    QVERIFY(feed);
    const auto frames = collectUntil(*feed, kForever);
    QCOMPARE(frames.size(), std::size_t(kFrames));
    for (int i = 0; i < kFrames; ++i)
        QCOMPARE(numberIn(frames[static_cast<std::size_t>(i)]), i);
}

void TestCameraFeed::speedStretchesSessionTime()
{
    const auto feed = open(settings(0.2));
    QVERIFY(feed);
    QCOMPARE(feed->info().framesPerSecond, 5.0);
    const auto frames = collectUntil(*feed, fromSeconds(1.0));
    QCOMPARE(frames.size(), std::size_t(6));
    QCOMPARE(frames[5].time.count(), std::int64_t(1'000'000'000));
    QCOMPARE(frames[5].sourceTime.count(), 5 * kInterval.count());
}

void TestCameraFeed::anOffsetStartsInTheMiddle()
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

void TestCameraFeed::aLoopGoesOnWithTheFirstFrame()
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

void TestCameraFeed::anOffsetBeyondTheEndWrapsAroundInALoop()
{
    const auto feed = open(settings(1.0, (2 * kFrames + 7) * kInterval, true));
    QVERIFY(feed);
    const auto frames = collectUntil(*feed, Nanoseconds{0});
    QCOMPARE(frames.size(), std::size_t(1));
    QCOMPARE(frames.front().index, std::int64_t(7));
}

void TestCameraFeed::anOffsetBeyondTheEndIsAnError()
{
    const auto feed = CameraFeed::open(settings(1.0, kFrames * kInterval));
    QVERIFY(!feed);
    QCOMPARE(static_cast<int>(feed.error().code), static_cast<int>(ErrorCode::InvalidInput));
    QVERIFY2(feed.error().message.find(m_clip) != std::string::npos, feed.error().message.c_str());
}

void TestCameraFeed::anOffsetAfterTheLastFrameLoopsToTheFirst()
{
    const Nanoseconds offset = (kFrames - 1) * kInterval + kInterval / 2;
    const auto feed = open(settings(1.0, offset, true));
    QVERIFY(feed);
    QCOMPARE(feed->nextFrameTime()->count(), kInterval.count() / 2);
    const auto frames = collectUntil(*feed, kInterval);
    QCOMPARE(frames.size(), std::size_t(1));
    QCOMPARE(frames.front().index, std::int64_t(0));
}

void TestCameraFeed::theEndIsSaidOnceAllIsCollected()
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

void TestCameraFeed::skippingGivesTheSameFramesAsPlaying_data()
{
    QTest::addColumn<double>("speed");
    QTest::addColumn<qint64>("to");
    for (const double speed : {1.0, 0.2, 3.7})
        for (const qint64 to : {qint64(1), qint64(400'000'000), qint64(2'399'999'999), qint64(7'000'000'000)})
            QTest::addRow("speed %g to %lld", speed, static_cast<long long>(to)) << speed << to;
}

void TestCameraFeed::skippingGivesTheSameFramesAsPlaying()
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
        QVERIFY(*found[i].rgb == *expected[i].rgb);
    }
}

void TestCameraFeed::skippingBackDoesNothing()
{
    const auto feed = open(settings());
    QVERIFY(feed);
    QCOMPARE(collectUntil(*feed, 9 * kInterval).size(), std::size_t(10));
    QVERIFY(feed->nextFrameTime());
    feed->skipTo(Nanoseconds{0});
    QCOMPARE(feed->nextFrameTime()->count(), 10 * kInterval.count());
}

void TestCameraFeed::aTruncatedFileEndsInAnEvent()
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
    QVERIFY2(feed->ended()->reason.find("cut off after") != std::string::npos, feed->ended()->reason.c_str());
}

void TestCameraFeed::wrongSettingsAreErrors()
{
    for (const double speed :
         {0.0, -1.0, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
        const auto feed = CameraFeed::open(settings(speed));
        QVERIFY(!feed);
        QCOMPARE(static_cast<int>(feed.error().code), static_cast<int>(ErrorCode::InvalidInput));
        QVERIFY(feed.error().message.find("gate") != std::string::npos);
    }
    QVERIFY(!CameraFeed::open(settings(1.0, Nanoseconds{-1})));
}

void TestCameraFeed::anUnreadableSourceIsAnError()
{
    CameraSettings camera = settings();
    camera.source = path("missing.mp4");
    const auto missing = CameraFeed::open(camera);
    QVERIFY(!missing);
    QCOMPARE(static_cast<int>(missing.error().code), static_cast<int>(ErrorCode::NotFound));
    camera.source = path("empty.mp4");
    writeBytes(camera.source, {});
    const auto empty = CameraFeed::open(camera);
    QVERIFY(!empty);
    QCOMPARE(static_cast<int>(empty.error().code), static_cast<int>(ErrorCode::Corrupt));
}

void TestCameraFeed::aFeedMayGoAtAnyMoment()
{
    for (int frames = 0; frames < 12; ++frames) {
        const auto feed = open(settings(1.0, {}, true));
        QVERIFY(feed);
        collectUntil(*feed, frames * kInterval - Nanoseconds{1});
        if (frames % 3 == 0)
            feed->skipTo(fromSeconds(100.0));
    }
}

QTEST_GUILESS_MAIN(TestCameraFeed)
#include "tst_camera_feed.moc"
