// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <QTest>

#include "engine/video/ffmpeg_handles.h"
#include "engine/video/picture_watch.h"
#include "engine/video/recorded_feed.h"
#include "tests/engine/video/clip.h"
#include "tests/support/shared_data.h"

#include <functional>
#include <random>

using namespace jackdaw;
using namespace jackdaw::testing;
using video::PictureWatch;
using video::RecordedFeed;

namespace {

constexpr Nanoseconds kInterval{200'000'000};
constexpr Nanoseconds kForever{std::int64_t{1} << 60};

/// A picture whose brightness \p level tells, of any format that has a plane of brightness.
video::FrameHandle picture(const std::function<int(int, int)>& level, AVPixelFormat format = AV_PIX_FMT_GRAY8)
{
    video::FrameHandle frame(av_frame_alloc());
    frame->width = 96;
    frame->height = 72;
    frame->format = format;
    av_frame_get_buffer(frame.get(), 0);
    for (int plane = 0; plane < 3 && frame->buf[plane]; ++plane)
        std::fill_n(frame->buf[plane]->data, frame->buf[plane]->size, std::uint8_t{0});
    const AVPixFmtDescriptor* description = av_pix_fmt_desc_get(format);
    const int shift = description->comp[0].shift + description->comp[0].depth - 8;
    for (int y = 0; y < frame->height; ++y)
        for (int x = 0; x < frame->width; ++x) {
            std::uint8_t* at = frame->data[description->comp[0].plane] + y * frame->linesize[0]
                + x * description->comp[0].step + description->comp[0].offset;
            const int value = level(x, y) << shift;
            at[0] = static_cast<std::uint8_t>(value);
            if (shift > 0)
                at[1] = static_cast<std::uint8_t>(value >> 8);
        }
    return frame;
}

int scene(int x, int y)
{
    return (x * 7 + y * 13) % 200 + 20;
}

std::size_t count(const std::vector<VideoFault>& faults, VideoFaultKind kind)
{
    return static_cast<std::size_t>(
        std::count_if(faults.begin(), faults.end(), [kind](const VideoFault& fault) { return fault.kind == kind; }));
}

/// Faults of so many pictures, \p kInterval apart.
std::vector<VideoFault> watch(PictureWatch& watch, int pictures, const std::function<video::FrameHandle(int)>& make,
                              Nanoseconds begin = {})
{
    std::vector<VideoFault> faults;
    for (int i = 0; i < pictures; ++i)
        for (VideoFault& fault : watch.see(*make(i), begin + i * kInterval))
            faults.push_back(std::move(fault));
    return faults;
}

std::vector<VideoFault> faultsOf(const std::string& source, double imagesPerSecond = 25.0)
{
    const auto feed =
        RecordedFeed::open({.id = CameraId{0}, .name = "gate", .source = source, .imagesPerSecond = imagesPerSecond});
    if (!feed)
        return {};
    std::vector<VideoFrame> frames;
    (*feed)->collect(kForever, frames);
    return (*feed)->takeFaults();
}

} // namespace

class TestPictureWatch : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

private Q_SLOTS:
    void aPictureThatStandsIsSaidOnce();
    void aShortStandIsNoFault();
    void aFewPicturesAreTooFew();
    void oneMovingSpotIsEnough();
    void aPictureThatIsEncodedAnewIsTheSame();
    void oneColourAllOverIsSaidOnce();
    void aSceneIsNotOneColour();
    void everyFormatOfBrightnessIsSeen_data();
    void everyFormatOfBrightnessIsSeen();
    void picturesThatCannotBeLookedAtAreLeftAlone();
    void whatWasWrongBeforeASkipIsNotSaidAgain();
    void whatStandsBehindAReconnectionIsSaidUnlessItWas();
    void noticesInPlaceOfTheSceneAreSaid();
    void realStreetsAreNeitherFrozenNorCovered();
    void aFrozenPartOfAVideoIsSaid();
    void aResumedFeedSaysNothingAgain();
};

void TestPictureWatch::aPictureThatStandsIsSaidOnce()
{
    PictureWatch eye;
    const auto faults = watch(
        eye, 100, [](int) { return picture(scene); }, fromSeconds(10));
    QCOMPARE(faults.size(), std::size_t{1});
    QCOMPARE(static_cast<int>(faults[0].kind), static_cast<int>(VideoFaultKind::Frozen));
    QCOMPARE(faults[0].sourceTime.count(), fromSeconds(10).count());
    QVERIFY2(faults[0].message.find("10.00 s") != std::string::npos, faults[0].message.c_str());
    watch(
        eye, 1, [](int) { return picture([](int x, int y) { return scene(y, x); }); }, fromSeconds(30));
    QCOMPARE(watch(
                 eye, 100, [](int) { return picture(scene); }, fromSeconds(31))
                 .size(),
             std::size_t{1});
}

void TestPictureWatch::aShortStandIsNoFault()
{
    PictureWatch eye;
    const auto faults =
        watch(eye, 200, [](int i) { return picture([i](int x, int y) { return scene(x + i / 20, y); }); });
    QVERIFY(faults.empty());
}

void TestPictureWatch::aFewPicturesAreTooFew()
{
    PictureWatch eye;
    for (int i = 0; i < 4; ++i)
        QVERIFY(eye.see(*picture(scene), fromSeconds(5.0 * i)).empty());
    QCOMPARE(eye.see(*picture(scene), fromSeconds(20.0)).size(), std::size_t{1});
}

void TestPictureWatch::oneMovingSpotIsEnough()
{
    PictureWatch eye;
    const auto faults = watch(eye, 100, [](int i) {
        return picture([i](int x, int y) { return x == i % 90 && y == 70 ? 255 : scene(x, y); });
    });
    QVERIFY(faults.empty());
}

void TestPictureWatch::aPictureThatIsEncodedAnewIsTheSame()
{
    PictureWatch eye;
    std::mt19937 noise(7);
    const auto faults = watch(eye, 100, [&](int) {
        return picture([&](int x, int y) { return scene(x, y) + static_cast<int>(noise() % 7); });
    });
    QCOMPARE(count(faults, VideoFaultKind::Frozen), std::size_t{1});
}

void TestPictureWatch::oneColourAllOverIsSaidOnce()
{
    PictureWatch eye;
    std::mt19937 noise(5);
    const auto faults =
        watch(eye, 100, [&](int) { return picture([&](int, int) { return 30 + static_cast<int>(noise() % 5); }); });
    QCOMPARE(faults.size(), std::size_t{1});
    QCOMPARE(static_cast<int>(faults[0].kind), static_cast<int>(VideoFaultKind::Covered));
}

void TestPictureWatch::aSceneIsNotOneColour()
{
    PictureWatch eye;
    const auto faults =
        watch(eye, 100, [](int i) { return picture([i](int x, int y) { return y < 10 ? (x * 11 + i) % 256 : 30; }); });
    QVERIFY(faults.empty());
}

void TestPictureWatch::everyFormatOfBrightnessIsSeen_data()
{
    QTest::addColumn<int>("format");
    for (const AVPixelFormat format : {AV_PIX_FMT_YUV420P, AV_PIX_FMT_YUVJ422P, AV_PIX_FMT_NV12, AV_PIX_FMT_YUYV422,
                                       AV_PIX_FMT_YUV420P10LE, AV_PIX_FMT_RGB24, AV_PIX_FMT_BGRA, AV_PIX_FMT_P010LE})
        QTest::newRow(av_get_pix_fmt_name(format)) << static_cast<int>(format);
}

void TestPictureWatch::everyFormatOfBrightnessIsSeen()
{
    QFETCH(const int, format);
    const auto pixels = static_cast<AVPixelFormat>(format);
    PictureWatch still;
    QCOMPARE(count(watch(still, 60, [&](int) { return picture(scene, pixels); }), VideoFaultKind::Frozen),
             std::size_t{1});
    PictureWatch moving;
    QVERIFY(watch(moving, 60, [&](int i) {
                return picture([i](int x, int y) { return scene(x + i, y); }, pixels);
            }).empty());
    PictureWatch blank;
    QCOMPARE(count(watch(blank, 60, [&](int i) { return picture([i](int, int) { return 90 + i % 3; }, pixels); }),
                   VideoFaultKind::Covered),
             std::size_t{1});
}

void TestPictureWatch::picturesThatCannotBeLookedAtAreLeftAlone()
{
    PictureWatch eye;
    for (const AVPixelFormat format : {AV_PIX_FMT_PAL8, AV_PIX_FMT_MONOBLACK}) {
        video::FrameHandle frame(av_frame_alloc());
        frame->width = 96;
        frame->height = 72;
        frame->format = format;
        av_frame_get_buffer(frame.get(), 0);
        for (int i = 0; i < 60; ++i)
            QVERIFY(eye.see(*frame, i * kInterval).empty());
    }
    video::FrameHandle nothing(av_frame_alloc());
    QVERIFY(eye.see(*nothing, {}).empty());
}

void TestPictureWatch::whatWasWrongBeforeASkipIsNotSaidAgain()
{
    PictureWatch eye;
    const auto dark = [](int) { return picture([](int, int) { return 16; }); };
    const auto day = [](int i) { return picture([i](int x, int y) { return scene(x + i, y); }); };
    eye.skip();
    QVERIFY(watch(eye, 60, dark).empty());
    QVERIFY(watch(eye, 10, day, fromSeconds(20)).empty());
    QCOMPARE(watch(eye, 60, dark, fromSeconds(30)).size(), std::size_t{1});
}

void TestPictureWatch::whatStandsBehindAReconnectionIsSaidUnlessItWas()
{
    const auto other = [](int x, int y) { return scene(x + 31, y); };
    PictureWatch eye;
    eye.reconnect();
    QCOMPARE(watch(eye, 20, [](int) { return picture(scene); }).size(), std::size_t{0});
    eye.reconnect(); // neither the part before it nor the part behind it stands long enough
    QCOMPARE(watch(
                 eye, 20, [](int) { return picture(scene); }, fromSeconds(60))
                 .size(),
             std::size_t{0});
    QCOMPARE(watch(
                 eye, 20, [](int) { return picture(scene); }, fromSeconds(64))
                 .size(),
             std::size_t{1});
    eye.reconnect();
    QCOMPARE(watch(
                 eye, 40, [](int) { return picture(scene); }, fromSeconds(90))
                 .size(),
             std::size_t{0});
    eye.reconnect();
    QCOMPARE(watch(
                 eye, 40, [&](int) { return picture(other); }, fromSeconds(120))
                 .size(),
             std::size_t{1});
}

void TestPictureWatch::noticesInPlaceOfTheSceneAreSaid()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    int stills = 0;
    for (const auto& entry : std::filesystem::directory_iterator(shared / "real/stills")) {
        const std::string name = entry.path().filename().string();
        if (!name.starts_with("fault-"))
            continue;
        ++stills;
        const std::filesystem::path folder = m_folder.filePath(QStringLiteral("still%1").arg(stills)).toStdString();
        std::filesystem::create_directories(folder);
        for (int i = 0; i < 20; ++i)
            std::filesystem::create_symlink(entry.path(), folder / (std::to_string(i) + ".jpg"));
        const auto faults = faultsOf(folder.string(), 2.0);
        QVERIFY2(count(faults, VideoFaultKind::Frozen) == 1, name.c_str());
    }
    QVERIFY(stills >= 2);
}

void TestPictureWatch::realStreetsAreNeitherFrozenNorCovered()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    for (const char* folder : {"real/videos", "real/streams"})
        for (const auto& entry : std::filesystem::directory_iterator(shared / folder))
            if (entry.path().extension() == ".mp4") {
                const auto faults = faultsOf(entry.path().string());
                QVERIFY2(faults.empty(), faults.empty() ? "" : faults[0].message.c_str());
            }
}

void TestPictureWatch::aFrozenPartOfAVideoIsSaid()
{
    const std::string file = m_folder.filePath(QStringLiteral("frozen.mp4")).toStdString();
    auto writer = video::VideoWriter::create(file, {kBit * kBits, 64, 10, 20});
    QVERIFY(writer.has_value());
    for (int i = 0; i < 200; ++i) // stands from 5 s to 15 s
        QVERIFY(
            (*writer)->write(numberedFrame(std::clamp(i, 0, 50) + std::max(0, i - 150), kBit * kBits, 64)).has_value());
    QVERIFY((*writer)->finish().has_value());
    const auto faults = faultsOf(file);
    QCOMPARE(faults.size(), std::size_t{1});
    QCOMPARE(static_cast<int>(faults[0].kind), static_cast<int>(VideoFaultKind::Frozen));
    QVERIFY2(faults[0].sourceTime >= fromSeconds(5.0) && faults[0].sourceTime < fromSeconds(8.0),
             faults[0].message.c_str());
}

void TestPictureWatch::aResumedFeedSaysNothingAgain()
{
    const std::string file = m_folder.filePath(QStringLiteral("still.mp4")).toStdString();
    auto writer = video::VideoWriter::create(file, {kBit * kBits, 64, 10, 20});
    QVERIFY(writer.has_value());
    for (int i = 0; i < 200; ++i)
        QVERIFY((*writer)->write(numberedFrame(77, kBit * kBits, 64)).has_value());
    QVERIFY((*writer)->finish().has_value());
    const auto feed = RecordedFeed::open({.id = CameraId{0}, .name = "gate", .source = file});
    QVERIFY(feed.has_value());
    (*feed)->skipTo(fromSeconds(12.0));
    std::vector<VideoFrame> frames;
    (*feed)->collect(kForever, frames);
    QCOMPARE(frames.size(), std::size_t{80});
    QVERIFY((*feed)->takeFaults().empty());
}

QTEST_GUILESS_MAIN(TestPictureWatch)
#include "tst_picture_watch.moc"
