// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Recordings as cameras and recorders leave them: the shared cases, each held against what its README says is right,
// and more of the same kinds made from them.

#include <QTemporaryDir>
#include <QTest>

#include "engine/video/recorded_feed.h"
#include "tests/engine/video/clip.h"
#include "tests/engine/video/played.h"
#include "tests/support/shared_data.h"

#include <cmath>
#include <numeric>
#include <random>
#include <thread>

#include <sys/stat.h>

using namespace jackdaw;
using namespace jackdaw::testing;
using video::RecordedFeed;
using video::VideoReader;

namespace {

constexpr Nanoseconds kInterval{40'000'000};
constexpr Nanoseconds kForever{std::int64_t{1} << 60};

} // namespace

class TestImperfectVideo : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::string path(const char* name) const { return m_folder.filePath(QString::fromUtf8(name)).toStdString(); }
    static std::string shared(const std::string& name) { return (*sharedData() / "cases/video" / name).string(); }
    /// The reference clip with \p change made to its bytes.
    template <class Change>
    std::string changed(const std::string& from, const char* name, Change change) const
    {
        auto bytes = readBytes(shared(from));
        change(bytes);
        writeBytes(path(name), bytes);
        return path(name);
    }
    static void expectBars(const Played& played);

private Q_SLOTS:
    void initTestCase();
    void everyCaseIsPlayed_data();
    void everyCaseIsPlayed();
    void aSeekFindsThePictureThatPlayingShows_data();
    void aSeekFindsThePictureThatPlayingShows();
    void aSeekFindsWhatPlayingShowsOfADamagedFile_data();
    void aSeekFindsWhatPlayingShowsOfADamagedFile();
    void aCameraMayStartAnywhereInAnOpenGop_data();
    void aCameraMayStartAnywhereInAnOpenGop();
    void ratesAreMeasured_data();
    void ratesAreMeasured();
    void brokenSideInformationIsSaidOnce();
    void aDamagedPictureLeavesAGapInTheNumbers();
    void leapsOfTimeStampsAreClosed_data();
    void leapsOfTimeStampsAreClosed();
    void aPipesLeapsAreClosed();
    void aChangeOfSizeIsSaidOnce();
    void aCoverPictureIsNoVideo();
    void aFileThatIsCutOffEndsWithAWord_data();
    void aFileThatIsCutOffEndsWithAWord();
    void transportPacketsOfAnySizeMayBeCutOff_data();
    void transportPacketsOfAnySizeMayBeCutOff();
    void aCutFileRepeatsInALoop();
    void theEndOfAnEditListIsTheEnd();
    void aFileThatBeginsWithoutAKeyPictureBeginsWithTheNextOne();
    void lostTransportPacketsAreReadOver();
    void faultsComeWithTheFramesAndNotBefore();
    void faultsOfALoopAreSaidOnce();
    void aFeedThatSkipsGivesTheSameFrames_data();
    void aFeedThatSkipsGivesTheSameFrames();
};

void TestImperfectVideo::initTestCase()
{
    QVERIFY(m_folder.isValid());
    JACKDAW_NEED_SHARED_DATA(shared);
}

void TestImperfectVideo::everyCaseIsPlayed_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("pictures");
    QTest::addColumn<double>("seconds");
    QTest::addColumn<double>("rate");
    QTest::addColumn<int>("faults");
    const auto row = [](const char* file, int pictures, double seconds, double rate, int faults) {
        QTest::newRow(file) << QString::fromUtf8(file) << pictures << seconds << rate << faults;
    };
    row("reference.mp4", 200, 8.0, 25.0, 0);
    row("rotate-90.mp4", 75, 3.0, 25.0, 0);
    row("open-gop.mp4", 200, 8.0, 25.0, 0);
    row("sei-truncated.h264", 200, 8.0, 25.0, 1);
    row("tail-cut.ts", 61, 2.52, 25.0, 1);
    row("20-bytes-damaged.mp4", 199, 8.0, 25.0, 1);
    row("joined-bytewise.ts", 206, 8.24, 25.0, 1);
    row("time-restarts.ts", 206, 8.24, 25.0, 1);
    row("time-jumps-1h.ts", 206, 8.24, 25.0, 1);
    row("edit-list-tail.mp4", 125, 5.0, 25.0, 0);
    row("no-default-duration.webm", 87, 7.982, 10.9, 0);
    row("hd-untagged-709.mp4", 75, 3.0, 25.0, 0);
    row("cut-off.mkv", 129, 5.16, 25.0, 1);
    row("size-changes.ts", 177, 7.08, 25.0, 1);
    row("one-picture-per-5s.mp4", 60, 300.0, 0.2, 0);
}

void TestImperfectVideo::everyCaseIsPlayed()
{
    QFETCH(const QString, file);
    QFETCH(const int, pictures);
    QFETCH(const double, seconds);
    QFETCH(const double, rate);
    QFETCH(const int, faults);
    auto reader = VideoReader::open(shared(file.toStdString()));
    QVERIFY2(reader.has_value(), reader ? "" : reader.error().message.c_str());
    const VideoReader::Info info = (*reader)->info();
    const Played played = playOn(**reader);
    QVERIFY2(!played.error, played.text().c_str());
    QCOMPARE(static_cast<int>(played.frames.size()), pictures);
    QVERIFY(std::abs(toSeconds(info.duration) - seconds) < 0.001);
    QVERIFY2(std::abs(info.framesPerSecond - rate) < 0.01, std::to_string(info.framesPerSecond).c_str());
    QVERIFY2(static_cast<int>(played.faults.size()) == faults, played.text().c_str());
    for (std::size_t i = 0; i < played.frames.size(); ++i) {
        QCOMPARE(played.frames[i].width, info.width);
        QCOMPARE(played.frames[i].height, info.height);
        QVERIFY(played.frames[i].hasPixels());
        QVERIFY(i == 0 || played.frames[i].sourceTime > played.frames[i - 1].sourceTime);
        QVERIFY(i == 0 || played.frames[i].index > played.frames[i - 1].index);
    }
    QVERIFY(played.frames.back().sourceTime < info.duration);
    for (const VideoFault& fault : played.faults)
        QVERIFY2(fault.message.find(file.toStdString()) != std::string::npos, fault.message.c_str());
}

void TestImperfectVideo::aSeekFindsThePictureThatPlayingShows_data()
{
    QTest::addColumn<QString>("file");
    for (const auto& entry : std::filesystem::directory_iterator(*sharedData() / "cases/video"))
        if (entry.path().extension() != ".mp3")
            QTest::newRow(entry.path().filename().c_str()) << QString::fromStdString(entry.path().string());
}

void TestImperfectVideo::aSeekFindsThePictureThatPlayingShows()
{
    QFETCH(const QString, file);
    auto reader = VideoReader::open(file.toStdString());
    QVERIFY(reader.has_value());
    const Played played = playOn(**reader);
    // Every picture once, in an order in which each is far from the one before.
    const std::size_t count = played.frames.size();
    std::size_t step = count / 3 + 1;
    while (std::gcd(step, count) != 1)
        ++step;
    for (std::size_t i = 0, at = 0; i < count; ++i, at = (at + step) % count) {
        const VideoFrame& expected = played.frames[at];
        const Nanoseconds early{static_cast<std::int64_t>(i % 3) * (at > 0 ? 1000 : 0)};
        QVERIFY((*reader)->seek(expected.sourceTime - early).has_value());
        const auto frame = (*reader)->next();
        QVERIFY(frame && *frame);
        QCOMPARE((*frame)->index, expected.index);
        QCOMPARE((*frame)->sourceTime.count(), expected.sourceTime.count());
        QVERIFY2(std::ranges::equal((*frame)->rgb(), expected.rgb()), std::to_string(expected.index).c_str());
    }
    QVERIFY((*reader)->seek(played.frames.back().sourceTime + Nanoseconds{1}).has_value());
    const auto after = (*reader)->next();
    QVERIFY(after && !*after);
}

void TestImperfectVideo::aSeekFindsWhatPlayingShowsOfADamagedFile_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("seed");
    for (const char* file :
         {"reference.mp4", "open-gop.mp4", "time-restarts.ts", "cut-off.mkv", "no-default-duration.webm"})
        for (int seed = 1; seed <= 3; ++seed)
            QTest::addRow("%s, seed %d", file, seed) << QString::fromUtf8(file) << seed;
}

void TestImperfectVideo::aSeekFindsWhatPlayingShowsOfADamagedFile()
{
    QFETCH(const QString, file);
    QFETCH(const int, seed);
    std::mt19937 random(static_cast<unsigned>(seed));
    const std::string damaged = changed(file.toStdString(), "damaged", [&](std::vector<char>& bytes) {
        for (int place = 0; place < seed; ++place) {
            const std::size_t at = bytes.size() / 3 + random() % (bytes.size() / 3);
            const std::size_t length = std::array{1, 20, 188}[random() % 3];
            for (std::size_t i = 0; i < length; ++i)
                bytes[at + i] = static_cast<char>(i * 37 + at);
        }
    });
    auto reader = VideoReader::open(damaged);
    QVERIFY2(reader.has_value(), reader ? "" : reader.error().message.c_str());
    const Played played = playOn(**reader);
    QVERIFY2(!played.error, played.text().c_str());
    for (std::size_t i = 0; i < played.frames.size(); i += 3) {
        const VideoFrame& expected = played.frames[played.frames.size() - 1 - i];
        QVERIFY((*reader)->seek(expected.sourceTime).has_value());
        const auto frame = (*reader)->next();
        QVERIFY(frame && *frame);
        QCOMPARE((*frame)->index, expected.index);
        QVERIFY2(std::ranges::equal((*frame)->rgb(), expected.rgb()), std::to_string(expected.index).c_str());
    }
}

void TestImperfectVideo::expectBars(const Played& played)
{
    for (const VideoFrame& frame : played.frames)
        QCOMPARE(barsIn(frame), static_cast<int>(frame.index));
}

void TestImperfectVideo::aCameraMayStartAnywhereInAnOpenGop_data()
{
    QTest::addColumn<double>("offset");
    QTest::addColumn<int>("expected");
    for (const auto& [offset, expected] : {std::pair(3.0, 75), {3.3, 83}, {5.0, 125}, {7.0, 175}, {7.95, 199}})
        QTest::addRow("%g s", offset) << offset << expected;
}

void TestImperfectVideo::aCameraMayStartAnywhereInAnOpenGop()
{
    QFETCH(const double, offset);
    QFETCH(const int, expected);
    for (const bool loop : {false, true}) {
        const auto feed = RecordedFeed::open({.id = CameraId{0},
                                              .name = "gate",
                                              .source = shared("open-gop.mp4"),
                                              .offset = fromSeconds(offset),
                                              .loop = loop});
        QVERIFY2(feed.has_value(), feed ? "" : feed.error().message.c_str());
        std::vector<VideoFrame> frames;
        (*feed)->collect(fromSeconds(0.1), frames);
        QVERIFY(!frames.empty());
        QCOMPARE(frames.front().index, std::int64_t{expected});
        for (const VideoFrame& frame : frames)
            QCOMPARE(barsIn(frame), static_cast<int>(frame.index));
        QVERIFY((*feed)->takeFaults().empty());
    }
}

void TestImperfectVideo::ratesAreMeasured_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<double>("expected");
    QTest::newRow("without default duration") << QStringLiteral("no-default-duration.webm") << 10.9;
    QTest::newRow("one per 5 s") << QStringLiteral("one-picture-per-5s.mp4") << 0.2;
    QTest::newRow("skipped pictures") << QStringLiteral("edit-list-tail.mp4") << 25.0;
    QTest::newRow("an hour's leap") << QStringLiteral("time-jumps-1h.ts") << 25.0;
}

void TestImperfectVideo::ratesAreMeasured()
{
    QFETCH(const QString, file);
    QFETCH(const double, expected);
    const auto feed =
        RecordedFeed::open({.id = CameraId{0}, .name = "gate", .source = shared(file.toStdString()), .speed = 2.0});
    QVERIFY(feed.has_value());
    QVERIFY(std::abs((*feed)->info().framesPerSecond - 2.0 * expected) < 0.01);
}

void TestImperfectVideo::brokenSideInformationIsSaidOnce()
{
    const Played played = play(shared("sei-truncated.h264"));
    expectBars(played);
    QCOMPARE(played.faults.size(), std::size_t{1});
    QCOMPARE(static_cast<int>(played.faults[0].kind), static_cast<int>(VideoFaultKind::Damaged));
    QVERIFY2(played.text().find("SEI") != std::string::npos, played.text().c_str());
}

void TestImperfectVideo::aDamagedPictureLeavesAGapInTheNumbers()
{
    const Played played = play(shared("20-bytes-damaged.mp4"));
    QCOMPARE(played.frames.size(), std::size_t{199});
    QCOMPARE(played.frames[40].index, std::int64_t{40});
    QCOMPARE(played.frames[41].index, std::int64_t{42});
    QCOMPARE(played.frames.back().index, std::int64_t{199});
    for (const VideoFrame& frame : played.frames)
        QCOMPARE(frame.sourceTime.count(), frame.index * kInterval.count());
    QCOMPARE(barsIn(played.frames.back()), 199);
    QCOMPARE(static_cast<int>(played.faults[0].kind), static_cast<int>(VideoFaultKind::Damaged));
    QVERIFY2(played.text().find("1.64 s") != std::string::npos, played.text().c_str());
    QVERIFY2(played.text().find("1 picture could not be decoded") != std::string::npos, played.text().c_str());
}

void TestImperfectVideo::leapsOfTimeStampsAreClosed_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("kind");
    QTest::newRow("jump") << QStringLiteral("time-jumps-1h.ts") << static_cast<int>(VideoFaultKind::TimeJump);
    QTest::newRow("restart") << QStringLiteral("time-restarts.ts") << static_cast<int>(VideoFaultKind::TimeRestart);
    QTest::newRow("joined") << QStringLiteral("joined-bytewise.ts") << static_cast<int>(VideoFaultKind::TimeRestart);
}

void TestImperfectVideo::leapsOfTimeStampsAreClosed()
{
    QFETCH(const QString, file);
    QFETCH(const int, kind);
    const Played played = play(shared(file.toStdString()));
    for (std::size_t i = 0; i < played.frames.size(); ++i)
        QCOMPARE(played.frames[i].sourceTime.count(), static_cast<std::int64_t>(i) * kInterval.count());
    QCOMPARE(played.faults.size(), std::size_t{1});
    QCOMPARE(static_cast<int>(played.faults[0].kind), kind);
    QVERIFY(played.faults[0].sourceTime > fromSeconds(4.0) && played.faults[0].sourceTime < fromSeconds(4.2));
}

void TestImperfectVideo::aPipesLeapsAreClosed()
{
    for (const char* file : {"time-jumps-1h.ts", "time-restarts.ts"}) {
        const std::string pipe = path("pipe");
        QCOMPARE(::mkfifo(pipe.c_str(), 0600), 0);
        const std::jthread writer([&] { writeBytes(pipe, readBytes(shared(file))); });
        const auto feed = RecordedFeed::open({.id = CameraId{0}, .name = "gate", .source = pipe});
        QVERIFY2(feed.has_value(), feed ? "" : feed.error().message.c_str());
        std::vector<VideoFrame> frames;
        (*feed)->collect(kForever, frames);
        QCOMPARE(frames.size(), std::size_t{206});
        QCOMPARE(frames.back().index, std::int64_t{205});
        QVERIFY(frames.back().sourceTime < fromSeconds(8.4));
        QCOMPARE((*feed)->takeFaults().size(), std::size_t{1});
        std::filesystem::remove(pipe);
    }
}

void TestImperfectVideo::aChangeOfSizeIsSaidOnce()
{
    const Played played = play(shared("size-changes.ts"));
    QCOMPARE(played.faults.size(), std::size_t{1});
    QCOMPARE(static_cast<int>(played.faults[0].kind), static_cast<int>(VideoFaultKind::SizeChange));
    QVERIFY2(played.text().find("320 x 240 instead of 160 x 120") != std::string::npos, played.text().c_str());
    QCOMPARE(played.frames.back().width, 160);
    QVERIFY(played.frames.back().hasPixels());
}

void TestImperfectVideo::aCoverPictureIsNoVideo()
{
    const auto reader = VideoReader::open(shared("cover-art.mp3"));
    QVERIFY(!reader);
    QCOMPARE(static_cast<int>(reader.error().code), static_cast<int>(ErrorCode::Unsupported));
    QVERIFY2(reader.error().message.find("holds no video") != std::string::npos, reader.error().message.c_str());
}

void TestImperfectVideo::aFileThatIsCutOffEndsWithAWord_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<double>("share"); // of its bytes that are left
    for (const char* file : {"tail-cut.ts", "cut-off.mkv"})
        QTest::addRow("%s", file) << QString::fromUtf8(file) << 1.0;
    for (const char* file : {"reference.mp4", "time-restarts.ts", "cut-off.mkv", "no-default-duration.webm"})
        for (const double share : {0.51, 0.77, 0.91})
            QTest::addRow("%g of %s", share, file) << QString::fromUtf8(file) << share;
}

void TestImperfectVideo::aFileThatIsCutOffEndsWithAWord()
{
    QFETCH(const QString, file);
    QFETCH(const double, share);
    const std::string cut = changed(file.toStdString(), "cut", [&](std::vector<char>& bytes) {
        bytes.resize(static_cast<std::size_t>(share * static_cast<double>(bytes.size())));
    });
    auto feed = RecordedFeed::open({.id = CameraId{3}, .name = "gate", .source = cut});
    if (!feed) {
        // An MP4 whose index stands at its end is no video without it.
        QVERIFY2(feed.error().message.find("cut off") != std::string::npos, feed.error().message.c_str());
        QCOMPARE(file, QStringLiteral("reference.mp4"));
        return;
    }
    std::vector<VideoFrame> frames;
    (*feed)->collect(kForever, frames);
    QVERIFY(!frames.empty());
    const auto end = (*feed)->ended();
    QVERIFY(end && !end->regular);
    QVERIFY2(end->reason.find("cut off") != std::string::npos, end->reason.c_str());
    int said = 0;
    for (const VideoFault& fault : (*feed)->takeFaults()) {
        QCOMPARE(fault.camera.value, CameraId{3}.value);
        said += fault.kind == VideoFaultKind::CutOff ? 1 : 0;
    }
    QCOMPARE(said, 1);
}

void TestImperfectVideo::transportPacketsOfAnySizeMayBeCutOff_data()
{
    QTest::addColumn<int>("before"); // bytes before each packet of 188
    QTest::addColumn<int>("after"); // and behind it
    QTest::newRow("plain") << 0 << 0;
    QTest::newRow("of a Blu-ray or an AVCHD camera") << 4 << 0;
    QTest::newRow("with parity") << 0 << 16;
}

void TestImperfectVideo::transportPacketsOfAnySizeMayBeCutOff()
{
    QFETCH(const int, before);
    QFETCH(const int, after);
    std::vector<char> wrapped;
    const std::vector<char> plain = readBytes(shared("time-restarts.ts"));
    for (auto at = plain.begin(); at != plain.end(); at += 188) {
        wrapped.insert(wrapped.end(), static_cast<std::size_t>(before), '\0');
        wrapped.insert(wrapped.end(), at, at + 188);
        wrapped.insert(wrapped.end(), static_cast<std::size_t>(after), '\0');
    }
    const auto cutOffs = [&](const std::vector<char>& bytes) {
        writeBytes(path("wrapped.ts"), bytes);
        const Played played = play(path("wrapped.ts"));
        return played.error ? std::size_t{99} : played.of(VideoFaultKind::CutOff).size();
    };
    QCOMPARE(cutOffs(wrapped), std::size_t{0});
    QCOMPARE(cutOffs({wrapped.begin(), wrapped.end() - 70}), std::size_t{1});
    // What lies between packets shifts those behind it, and cuts nothing off.
    const auto middle = wrapped.begin() + 100 * (188 + before + after);
    std::vector<char> shifted(wrapped.begin(), middle);
    shifted.insert(shifted.end(), 1000, '\x5a');
    shifted.insert(shifted.end(), middle, wrapped.end());
    QCOMPARE(cutOffs(shifted), std::size_t{0});
    shifted.resize(shifted.size() - 70);
    QCOMPARE(cutOffs(shifted), std::size_t{1});
}

void TestImperfectVideo::aCutFileRepeatsInALoop()
{
    const auto feed =
        RecordedFeed::open({.id = CameraId{0}, .name = "gate", .source = shared("tail-cut.ts"), .loop = true});
    QVERIFY(feed.has_value());
    std::vector<VideoFrame> frames;
    (*feed)->collect(fromSeconds(3 * 2.52), frames);
    QVERIFY(!(*feed)->ended());
    QCOMPARE(frames.size(), std::size_t{3 * 61 + 1});
    QCOMPARE(frames[61].index, std::int64_t{0});
    QCOMPARE(frames[61].time.count(), fromSeconds(2.52).count());
    QVERIFY(std::ranges::equal(frames[61].rgb(), frames[0].rgb()));
}

void TestImperfectVideo::theEndOfAnEditListIsTheEnd()
{
    const auto once = RecordedFeed::open({.id = CameraId{0}, .name = "gate", .source = shared("edit-list-tail.mp4")});
    QVERIFY(once.has_value());
    std::vector<VideoFrame> frames;
    (*once)->collect(kForever, frames);
    QCOMPARE(frames.size(), std::size_t{125});
    QVERIFY((*once)->ended()->regular);
    QVERIFY((*once)->takeFaults().empty());
    const auto loop =
        RecordedFeed::open({.id = CameraId{0}, .name = "gate", .source = shared("edit-list-tail.mp4"), .loop = true});
    QVERIFY(loop.has_value());
    frames.clear();
    (*loop)->collect(fromSeconds(5.0), frames);
    QCOMPARE(frames.size(), std::size_t{126});
    QCOMPARE(frames.back().index, std::int64_t{0});
}

void TestImperfectVideo::aFileThatBeginsWithoutAKeyPictureBeginsWithTheNextOne()
{
    // The first key picture's packets are taken out of the stream, but for the tables at its beginning.
    const std::string file = changed("time-restarts.ts", "headless.ts", [](std::vector<char>& bytes) {
        constexpr std::size_t kPacket = 188;
        bytes.erase(bytes.begin() + 3 * kPacket, bytes.begin() + 13 * kPacket);
    });
    auto reader = VideoReader::open(file);
    QVERIFY2(reader.has_value(), reader ? "" : reader.error().message.c_str());
    const Played played = playOn(**reader);
    QVERIFY(!played.error);
    QVERIFY(played.frames.size() > 150 && played.frames.size() < 206);
    QCOMPARE(played.frames.front().index, std::int64_t{0});
    QCOMPARE(played.frames.front().sourceTime.count(), std::int64_t{0});
    QVERIFY(!played.of(VideoFaultKind::Damaged).empty());
    QVERIFY((*reader)->seek(played.frames[20].sourceTime).has_value());
    const auto again = (*reader)->next();
    QVERIFY(again && *again);
    QCOMPARE((*again)->index, played.frames[20].index);
}

void TestImperfectVideo::lostTransportPacketsAreReadOver()
{
    constexpr std::size_t kPacket = 188;
    const std::size_t packets = readBytes(shared("time-jumps-1h.ts")).size() / kPacket;
    for (std::size_t lost = 20; lost + 20 < packets; lost += 17) {
        const std::string file = changed("time-jumps-1h.ts", "lost.ts", [lost](std::vector<char>& bytes) {
            const auto at = bytes.begin() + static_cast<std::ptrdiff_t>(lost * kPacket);
            bytes.erase(at, at + kPacket);
        });
        auto reader = VideoReader::open(file);
        QVERIFY(reader.has_value());
        const Played played = playOn(**reader);
        QVERIFY2(!played.error, played.text().c_str());
        QVERIFY2(played.frames.size() >= 180, std::to_string(played.frames.size()).c_str());
        QVERIFY((*reader)->info().duration < fromSeconds(9.0));
        QCOMPARE(played.of(VideoFaultKind::TimeJump).size(), std::size_t{1});
        QVERIFY(played.faults.size() <= 4);
    }
}

void TestImperfectVideo::faultsComeWithTheFramesAndNotBefore()
{
    const auto feed = RecordedFeed::open({.id = CameraId{0}, .name = "gate", .source = shared("time-restarts.ts")});
    QVERIFY(feed.has_value());
    std::vector<VideoFrame> frames;
    (*feed)->collect(fromSeconds(4.0), frames);
    QVERIFY((*feed)->takeFaults().empty());
    (*feed)->collect(fromSeconds(4.2), frames);
    QCOMPARE((*feed)->takeFaults().size(), std::size_t{1});
    QVERIFY((*feed)->takeFaults().empty());
}

void TestImperfectVideo::faultsOfALoopAreSaidOnce()
{
    const auto feed = RecordedFeed::open({.id = CameraId{0},
                                          .name = "gate",
                                          .source = shared("20-bytes-damaged.mp4"),
                                          .offset = fromSeconds(4.0),
                                          .loop = true});
    QVERIFY(feed.has_value());
    std::vector<VideoFrame> frames;
    (*feed)->collect(fromSeconds(30.0), frames);
    const auto faults = (*feed)->takeFaults();
    QCOMPARE(faults.size(), std::size_t{1});
    QCOMPARE(static_cast<int>(faults[0].kind), static_cast<int>(VideoFaultKind::Damaged));
}

void TestImperfectVideo::aFeedThatSkipsGivesTheSameFrames_data()
{
    aSeekFindsThePictureThatPlayingShows_data();
}

void TestImperfectVideo::aFeedThatSkipsGivesTheSameFrames()
{
    QFETCH(const QString, file);
    video::CameraSettings camera{.id = CameraId{0}, .name = "gate", .source = file.toStdString(), .speed = 1.3};
    camera.loop = true;
    camera.framesPerSecond = 7.0;
    const auto played = RecordedFeed::open(camera);
    const auto skipped = RecordedFeed::open(camera);
    QVERIFY(played && skipped);
    const Nanoseconds to = (*played)->info().sourceDuration * 2 / 3;
    const Nanoseconds until = 2 * (*played)->info().sourceDuration;
    std::vector<VideoFrame> expected;
    (*played)->collect(until, expected);
    std::erase_if(expected, [to](const VideoFrame& frame) { return frame.time < to; });
    std::vector<VideoFrame> found;
    (*skipped)->skipTo(to);
    (*skipped)->collect(until, found);
    QCOMPARE(found.size(), expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        QCOMPARE(found[i].time.count(), expected[i].time.count());
        QCOMPARE(found[i].index, expected[i].index);
        QVERIFY(std::ranges::equal(found[i].rgb(), expected[i].rgb()));
    }
}

QTEST_GUILESS_MAIN(TestImperfectVideo)
#include "tst_imperfect_video.moc"
