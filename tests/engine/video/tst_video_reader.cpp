// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QImage>
#include <QTemporaryDir>
#include <QTest>

#include "engine/video/picture_source.h"
#include "tests/engine/video/clip.h"
#include "tests/engine/video/played.h"
#include "tests/support/shared_data.h"

#include <algorithm>
#include <array>
#include <deque>
#include <thread>

using namespace jackdaw;
using namespace jackdaw::testing;
using video::VideoReader;

namespace {

/// Reads to the end; the error that stopped it, if one did.
std::optional<Error> readAll(VideoReader& reader, std::vector<VideoFrame>& frames)
{
    while (true) {
        auto frame = reader.next();
        if (!frame)
            return frame.error();
        if (!*frame)
            return std::nullopt;
        frames.push_back(std::move(**frame));
    }
}

} // namespace

class TestVideoReader : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::string m_clip;
    std::string path(const char* name) const { return m_folder.filePath(QString::fromUtf8(name)).toStdString(); }
    void expectOpenFails(const std::string& file, ErrorCode code) const
    {
        const auto reader = VideoReader::open(file);
        QVERIFY(!reader);
        QCOMPARE(static_cast<int>(reader.error().code), static_cast<int>(code));
        QVERIFY2(reader.error().message.find(file) != std::string::npos, reader.error().message.c_str());
    }
    std::string imageFolder(const char* name, int count, int firstWidth = kBit * kBits) const;

private Q_SLOTS:
    void initTestCase();
    void everyPictureComesOutOnceAndInOrder();
    void aSeekIsExact_data();
    void aSeekIsExact();
    void aSeekBackReadsTheSamePictures();
    void widthsThatAreNoMultipleOfABlockComeOutWhole();
    void aMissingFileIsNamed() { expectOpenFails(path("missing.mp4"), ErrorCode::NotFound); }
    void anEmptyFileIsNamed();
    void aFileThatIsNoVideoIsNamed();
    void aFileWithoutItsIndexIsNamed();
    void aTruncatedFileEndsWithAWord();
    void aDamagedFileIsPlayedToItsEndAndSaysSo();
    void aFolderOfImagesIsAVideo();
    void aFolderWithoutImagesIsNamed();
    void theRealClipsAreReadToTheirEnd();
    void aPictureBecomesRgbOnceAndOnlyWhenWanted();
    void aSourceThatPlaysOnAllocatesNothing();
    void picturesOutliveTheirSource();
};

void TestVideoReader::initTestCase()
{
    QVERIFY(m_folder.isValid());
    m_clip = path("clip.mp4");
    const auto written = writeClip(m_clip, 120);
    QVERIFY2(written.has_value(), written ? "" : written.error().message.c_str());
}

void TestVideoReader::everyPictureComesOutOnceAndInOrder()
{
    auto reader = VideoReader::open(m_clip);
    QVERIFY(reader.has_value());
    QCOMPARE((*reader)->info().width, kBit * kBits);
    QCOMPARE((*reader)->info().height, 32);
    QCOMPARE((*reader)->info().framesPerSecond, 25.0);
    QCOMPARE((*reader)->info().duration.count(), fromSeconds(120 / 25.0).count());
    QCOMPARE((*reader)->info().codec, std::string("h264"));
    std::vector<VideoFrame> frames;
    QVERIFY(!readAll(**reader, frames));
    QCOMPARE(frames.size(), std::size_t(120));
    for (int i = 0; i < 120; ++i) {
        const VideoFrame& frame = frames[static_cast<std::size_t>(i)];
        QCOMPARE(frame.index, std::int64_t(i));
        QCOMPARE(numberIn(frame), i);
        QCOMPARE(frame.sourceTime.count(), std::int64_t(i) * 40'000'000);
        QCOMPARE(frame.time.count(), frame.sourceTime.count());
        QCOMPARE(frame.rgb().size(), std::size_t(kBit * kBits * 32 * 3));
    }
}

void TestVideoReader::aSeekIsExact_data()
{
    QTest::addColumn<qint64>("time");
    QTest::addColumn<int>("expected");
    QTest::newRow("the beginning") << qint64(0) << 0;
    QTest::newRow("before the beginning") << qint64(-5) << 0;
    QTest::newRow("a picture's own time") << qint64(40'000'000) * 73 << 73;
    QTest::newRow("just after it") << qint64(40'000'000) * 73 + 1 << 74;
    QTest::newRow("a key frame") << qint64(40'000'000) * 50 << 50;
    QTest::newRow("just before a key frame") << qint64(40'000'000) * 50 - 1 << 50;
    QTest::newRow("the last picture") << qint64(40'000'000) * 119 << 119;
    QTest::newRow("after the last picture") << qint64(40'000'000) * 119 + 1 << -1;
    QTest::newRow("far beyond the end") << qint64(1'000'000'000'000) << -1;
}

void TestVideoReader::aSeekIsExact()
{
    QFETCH(const qint64, time);
    QFETCH(const int, expected);
    auto reader = VideoReader::open(m_clip);
    QVERIFY(reader.has_value());
    QVERIFY((*reader)->seek(Nanoseconds{time}).has_value());
    auto frame = (*reader)->next();
    QVERIFY(frame.has_value());
    QCOMPARE(frame->has_value(), expected >= 0);
    if (expected < 0)
        return;
    QCOMPARE((*frame)->index, std::int64_t(expected));
    QCOMPARE(numberIn(**frame), expected);
    std::vector<VideoFrame> rest;
    QVERIFY(!readAll(**reader, rest));
    QCOMPARE(rest.size(), static_cast<std::size_t>(119 - expected));
}

void TestVideoReader::aSeekBackReadsTheSamePictures()
{
    auto reader = VideoReader::open(m_clip);
    QVERIFY(reader.has_value());
    std::vector<VideoFrame> first;
    QVERIFY(!readAll(**reader, first));
    for (const int from : {0, 60, 10}) {
        QVERIFY((*reader)->seek(Nanoseconds{40'000'000LL * from}).has_value());
        std::vector<VideoFrame> again;
        QVERIFY(!readAll(**reader, again));
        QCOMPARE(again.size(), first.size() - static_cast<std::size_t>(from));
        for (std::size_t i = 0; i < again.size(); ++i)
            QVERIFY(std::ranges::equal(again[i].rgb(), first[i + static_cast<std::size_t>(from)].rgb()));
    }
}

void TestVideoReader::widthsThatAreNoMultipleOfABlockComeOutWhole()
{
    const std::string file = path("odd.mp4");
    auto writer = video::VideoWriter::create(file, {150, 34, 25, 10});
    QVERIFY(writer.has_value());
    QVERIFY((*writer)->write(numberedFrame(0xA5, 150, 34)).has_value());
    QVERIFY((*writer)->finish().has_value());
    auto reader = VideoReader::open(file);
    QVERIFY(reader.has_value());
    auto frame = (*reader)->next();
    QVERIFY(frame && *frame);
    QCOMPARE(numberIn(**frame), 0xA5);
    const auto rgb = (*frame)->rgb();
    for (std::size_t row = 0; row < 34; ++row)
        for (std::size_t x = 132; x < 150; ++x)
            QVERIFY2(std::abs(int(rgb[(row * 150 + x) * 3]) - 128) < 12, "the right edge is grey");
}

void TestVideoReader::anEmptyFileIsNamed()
{
    writeBytes(path("empty.mp4"), {});
    expectOpenFails(path("empty.mp4"), ErrorCode::Corrupt);
}

void TestVideoReader::aFileThatIsNoVideoIsNamed()
{
    const std::string text = "This is a letter and not a video. ";
    std::vector<char> bytes;
    for (int i = 0; i < 200; ++i)
        bytes.insert(bytes.end(), text.begin(), text.end());
    writeBytes(path("letter.mp4"), bytes);
    expectOpenFails(path("letter.mp4"), ErrorCode::Corrupt);
}

void TestVideoReader::aFileWithoutItsIndexIsNamed()
{
    auto bytes = readBytes(m_clip);
    bytes.resize(200);
    writeBytes(path("head.mp4"), bytes);
    expectOpenFails(path("head.mp4"), ErrorCode::Corrupt);
}

void TestVideoReader::aTruncatedFileEndsWithAWord()
{
    const auto bytes = readBytes(m_clip);
    for (const double share : {0.6, 0.75, 0.9, 0.99}) {
        const std::string file = path("truncated.mp4");
        writeBytes(file, {bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(share * double(bytes.size()))});
        const Played played = play(file);
        QVERIFY2(!played.error, "the index stands at the beginning, so the file opens");
        QCOMPARE(played.faults.size(), std::size_t(1));
        const VideoFault& fault = played.faults.front();
        QCOMPARE(static_cast<int>(fault.kind), static_cast<int>(VideoFaultKind::CutOff));
        QVERIFY2(fault.message.find(file) != std::string::npos, fault.message.c_str());
        QVERIFY2(fault.message.find(" s") != std::string::npos, fault.message.c_str());
        QVERIFY(!played.frames.empty() && played.frames.size() < 120);
        for (std::size_t i = 0; i + 1 < played.frames.size(); ++i)
            QCOMPARE(numberIn(played.frames[i]), static_cast<int>(played.frames[i].index));
    }
}

void TestVideoReader::aDamagedFileIsPlayedToItsEndAndSaysSo()
{
    const auto bytes = readBytes(m_clip);
    int damages = 0;
    for (std::size_t at = bytes.size() / 2; at + 400 < bytes.size(); at += 397) {
        auto damaged = bytes;
        for (std::size_t i = 0; i < 300; ++i)
            damaged[at + i] = static_cast<char>(i * 37);
        const std::string file = path("damaged.mp4");
        writeBytes(file, damaged);
        const Played played = play(file);
        QVERIFY2(!played.error, played.text().c_str());
        damages += static_cast<int>(played.faults.size());
        QVERIFY(played.frames.size() > 60);
        QVERIFY2(played.frames.size() == 120 || !played.faults.empty(), "what is missing is said");
    }
    QVERIFY2(damages > 0, "at least one of the damages is seen");
}

std::string TestVideoReader::imageFolder(const char* name, int count, int firstWidth) const
{
    const std::string folder = path(name);
    std::filesystem::create_directories(folder);
    for (int i = 0; i < count; ++i) {
        const int width = i == 0 ? firstWidth : kBit * kBits;
        const VideoFrame frame = numberedFrame(i, width);
        const QImage image(frame.rgb().data(), width, frame.height, width * 3, QImage::Format_RGB888);
        const bool png = i % 2 == 0;
        const QString file = QStringLiteral("%1/%2.%3")
                                 .arg(QString::fromStdString(folder))
                                 .arg(i, 3, 10, QLatin1Char('0'))
                                 .arg(png ? QStringLiteral("png") : QStringLiteral("jpg"));
        if (!image.save(file, nullptr, 95))
            return {};
    }
    writeBytes(folder + "/notes.txt", {'x'});
    return folder;
}

void TestVideoReader::aFolderOfImagesIsAVideo()
{
    const std::string folder = imageFolder("images", 12);
    auto reader = VideoReader::open(folder, 10.0);
    QVERIFY2(reader.has_value(), reader ? "" : reader.error().message.c_str());
    QCOMPARE((*reader)->info().duration.count(), fromSeconds(1.2).count());
    std::vector<VideoFrame> frames;
    const auto error = readAll(**reader, frames);
    QVERIFY2(!error, error ? error->message.c_str() : "");
    QCOMPARE(frames.size(), std::size_t(12));
    for (int i = 0; i < 12; ++i) {
        QCOMPARE(numberIn(frames[static_cast<std::size_t>(i)]), i);
        QCOMPARE(frames[static_cast<std::size_t>(i)].sourceTime.count(), std::int64_t(i) * 100'000'000);
    }
    QVERIFY((*reader)->seek(fromSeconds(0.31)).has_value());
    const auto frame = (*reader)->next();
    QVERIFY(frame && *frame);
    QCOMPARE((*frame)->index, std::int64_t(4));
    QVERIFY(!VideoReader::open(folder, 0.0));
}

void TestVideoReader::aFolderWithoutImagesIsNamed()
{
    std::filesystem::create_directories(path("bare"));
    expectOpenFails(path("bare"), ErrorCode::NotFound);
}

void TestVideoReader::theRealClipsAreReadToTheirEnd()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    const std::pair<const char*, std::size_t> clips[] = {{"videos/jamcam-03601-20190628-1400.mp4", 242},
                                                         {"videos/jamcam-06514-20190628-1401.mp4", 238},
                                                         {"videos/jamcam-03601-20190702-1000.mp4", 234},
                                                         {"videos/intel-car-detection.mp4", 377}};
    for (const auto& [name, count] : clips) {
        auto reader = VideoReader::open((shared / "real" / name).string());
        QVERIFY2(reader.has_value(), name);
        std::vector<VideoFrame> frames;
        const auto error = readAll(**reader, frames);
        QVERIFY2(!error, error ? (error->message + error->detail).c_str() : "");
        QCOMPARE(frames.size(), count);
    }
}

void TestVideoReader::aPictureBecomesRgbOnceAndOnlyWhenWanted()
{
    const auto source = video::openVideoFile(m_clip, std::make_shared<video::ReadWatch>());
    QVERIFY(source.has_value());
    std::vector<VideoFrame> frames;
    for (int i = 0; i < 10; ++i)
        frames.push_back(**(*source)->next());
    QCOMPARE((*source)->pool().converted(), std::size_t(0));
    std::array<const std::uint8_t*, 4> seen{};
    {
        std::vector<std::jthread> readers;
        for (auto& address : seen)
            readers.emplace_back([&] { address = frames[7].rgb().data(); });
    }
    for (const auto* address : seen)
        QCOMPARE(address, seen[0]);
    QCOMPARE(numberIn(frames[7]), 7);
    QCOMPARE((*source)->pool().converted(), std::size_t(1));
}

void TestVideoReader::aSourceThatPlaysOnAllocatesNothing()
{
    const auto source = video::openVideoFile(m_clip, std::make_shared<video::ReadWatch>());
    QVERIFY(source.has_value());
    std::deque<VideoFrame> held;
    int read = 0;
    for (auto frame = (*source)->next(); frame && *frame; frame = (*source)->next(), ++read) {
        QCOMPARE(numberIn(**frame), read % 256); // as good as new, whatever was in it before
        held.push_back(std::move(**frame));
        if (held.size() > 3)
            held.pop_front();
    }
    QVERIFY(read > 20);
    // Three are held, and one more while the next one is read.
    QVERIFY2((*source)->pool().made() <= 5, std::to_string((*source)->pool().made()).c_str());
}

void TestVideoReader::picturesOutliveTheirSource()
{
    auto source = video::openVideoFile(m_clip, std::make_shared<video::ReadWatch>());
    QVERIFY(source.has_value());
    std::optional<VideoFrame> frame = **(*source)->next();
    source->reset();
    QCOMPARE(numberIn(*frame), 0);
    QVERIFY(frame->hasPixels());
    frame.reset();
}

QTEST_GUILESS_MAIN(TestVideoReader)
#include "tst_video_reader.moc"
