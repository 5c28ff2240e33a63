// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Folders of images as cameras and label tools leave them, and what else a word for a source may name.

#include <QImage>
#include <QTemporaryDir>
#include <QTest>

#include "engine/video/image_data.h"
#include "engine/video/image_list.h"
#include "engine/video/recorded_feed.h"
#include "tests/engine/video/clip.h"
#include "tests/engine/video/played.h"
#include "tests/support/shared_data.h"

#include <cstring>
#include <filesystem>
#include <numeric>

using namespace jackdaw;
using namespace jackdaw::testing;
using video::NamePattern;
using video::VideoReader;

namespace {

namespace fs = std::filesystem;

QImage toImage(const VideoFrame& frame)
{
    return QImage(frame.rgb().data(), frame.width, frame.height, frame.width * 3, QImage::Format_RGB888).copy();
}

/// Qt on its own writes neither WebP nor TIFF.
bool encode(const QImage& image, const std::string& file, const char* encoderName, AVPixelFormat format)
{
    const AVCodec* encoder = avcodec_find_encoder_by_name(encoderName);
    video::CodecHandle context(avcodec_alloc_context3(encoder));
    video::FrameHandle frame(av_frame_alloc());
    video::PacketHandle packet(av_packet_alloc());
    context->width = frame->width = image.width();
    context->height = frame->height = image.height();
    context->pix_fmt = format;
    frame->format = format;
    context->time_base = {1, 25};
    if (avcodec_open2(context.get(), encoder, nullptr) < 0 || av_frame_get_buffer(frame.get(), 0) < 0)
        return false;
    const QImage pixels =
        image.convertToFormat(format == AV_PIX_FMT_RGB24 ? QImage::Format_RGB888 : QImage::Format_ARGB32);
    for (int y = 0; y < image.height(); ++y)
        std::memcpy(frame->data[0] + y * frame->linesize[0], pixels.constScanLine(y),
                    static_cast<std::size_t>(image.width() * pixels.depth() / 8));
    if (avcodec_send_frame(context.get(), frame.get()) < 0 || avcodec_send_frame(context.get(), nullptr) < 0
        || avcodec_receive_packet(context.get(), packet.get()) < 0)
        return false;
    writeBytes(file, {packet->data, packet->data + packet->size});
    return true;
}

bool saveImage(const QImage& image, const std::string& file)
{
    if (file.ends_with(".webp"))
        return encode(image, file, "libwebp", AV_PIX_FMT_RGB32);
    if (file.ends_with(".tif") || file.ends_with(".tiff"))
        return encode(image, file, "tiff", AV_PIX_FMT_RGB24);
    return image.save(QString::fromStdString(file), nullptr, 95);
}

/// Red at the left, blue at the right, a white corner at the top left.
QImage corners(int width, int height)
{
    QImage image(width, height, QImage::Format_RGB888);
    image.fill(Qt::blue);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width / 2; ++x)
            image.setPixelColor(x, y, x < width / 4 && y < height / 4 ? Qt::white : Qt::red);
    return image;
}

/// Bytes of EXIF that say nothing but an orientation.
std::vector<char> exif(int orientation)
{
    std::vector<char> bytes{'M', 'M', 0, '*', 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0};
    bytes[19] = static_cast<char>(orientation);
    return bytes;
}

void insertExif(const std::string& file, int orientation)
{
    auto bytes = readBytes(file);
    auto tiff = exif(orientation);
    std::vector<char> part{static_cast<char>(0xFF), static_cast<char>(0xE1), 0, static_cast<char>(tiff.size() + 8)};
    for (const char letter : {'E', 'x', 'i', 'f', '\0', '\0'})
        part.push_back(letter);
    part.insert(part.end(), tiff.begin(), tiff.end());
    bytes.insert(bytes.begin() + 2, part.begin(), part.end());
    writeBytes(file, bytes);
}

} // namespace

class TestImageFolders : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::string path(const std::string& name) const
    {
        return m_folder.filePath(QString::fromStdString(name)).toStdString();
    }
    std::string makeFolder(const std::string& name) const
    {
        fs::create_directories(path(name));
        return path(name);
    }
    /// Image \p number of a folder, as a file of the name's format.
    static void save(const std::string& folder, const std::string& name, int number, int width = kBit * kBits)
    {
        const QImage image = toImage(numberedFrame(number, width));
        QVERIFY2(saveImage(image, folder + "/" + name), name.c_str());
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_folder.isValid()); }
    void numbersCountAsNumbers();
    void unpaddedNumbersComeInTheirOrder();
    void aNumberIsTheFramesNumber();
    void bytesAfterTheEndAreIgnored();
    void hiddenAndForeignFilesAreCounted();
    void namesThatDifferInMoreThanANumberAreCounted();
    void numbersThatAreTimesAreNoFrameNumbers();
    void anyFormatIsRead();
    void aBrokenImageIsLeftOut_data();
    void aBrokenImageIsLeftOut();
    void brokenImagesInARowAreOneFault();
    void aFolderOfBrokenImagesIsAnError();
    void imagesOfAnotherSizeAreScaled();
    void everyOrientationIsFollowed_data();
    void everyOrientationIsFollowed();
    void orientationIsFoundInEveryFormat();
    void aPatternNamesSomeOfAFolder();
    void aPatternOfNothingIsAnError_data();
    void aPatternOfNothingIsAnError();
    void patternsAreUnderstood();
    void addressesOfFilesAreRead();
    void aWordThatIsNoRecordingIsExplained_data();
    void aWordThatIsNoRecordingIsExplained();
    void aFrameIsFoundByItsNumberAtAnyRate();
    void aFolderIsThinnedByItsTimes();
    void aSkippedFolderGivesTheSameFrames();
};

void TestImageFolders::numbersCountAsNumbers()
{
    const std::vector<std::string> sorted{"a1.png", "a02.png", "a2.png", "a10.png", "a10b.png", "a11.png", "b1.png"};
    for (std::size_t i = 0; i < sorted.size(); ++i)
        for (std::size_t j = 0; j < sorted.size(); ++j)
            QCOMPARE(video::comesBefore(sorted[i], sorted[j]), i < j);
    QVERIFY(video::comesBefore("99999999999999999999998", "99999999999999999999999"));
}

void TestImageFolders::unpaddedNumbersComeInTheirOrder()
{
    JACKDAW_NEED_SHARED_DATA(data);
    const Played played = play((data / "cases/images/unpadded-numbers").string());
    QVERIFY2(!played.error && played.faults.empty(), played.text().c_str());
    QCOMPARE(played.frames.size(), std::size_t{30});
    for (std::size_t i = 0; i < 30; ++i) {
        QCOMPARE(played.frames[i].index, static_cast<std::int64_t>(i) + 1);
        QCOMPARE(played.frames[i].sourceTime.count(), static_cast<std::int64_t>(i) * 40'000'000);
        QCOMPARE(barsIn(played.frames[i]), barsIn(played.frames[0]) + static_cast<int>(i));
    }
}

void TestImageFolders::aNumberIsTheFramesNumber()
{
    JACKDAW_NEED_SHARED_DATA(data);
    auto reader = VideoReader::open((data / "cases/images/gaps-in-numbers").string(), 10.0);
    QVERIFY(reader.has_value());
    QVERIFY(std::abs((*reader)->info().framesPerSecond - 20 * 10.0 / 191) < 1e-9);
    QCOMPARE((*reader)->info().duration.count(), fromSeconds(19.1).count());
    const Played played = playOn(**reader);
    QCOMPARE(played.frames.size(), std::size_t{20});
    for (std::size_t i = 0; i < 20; ++i) {
        QCOMPARE(played.frames[i].index, static_cast<std::int64_t>(i) * 10);
        QCOMPARE(played.frames[i].sourceTime.count(), static_cast<std::int64_t>(i) * 1'000'000'000);
        QCOMPARE(barsIn(played.frames[i]), static_cast<int>(i) * 10);
    }
    QVERIFY((*reader)->seek(fromSeconds(2.5)).has_value());
    const auto frame = (*reader)->next();
    QVERIFY(frame && *frame);
    QCOMPARE((*frame)->index, std::int64_t{30});
}

void TestImageFolders::bytesAfterTheEndAreIgnored()
{
    JACKDAW_NEED_SHARED_DATA(data);
    const Played played = play((data / "cases/images/padded-after-end").string());
    QVERIFY2(!played.error && played.faults.empty(), played.text().c_str());
    QCOMPARE(played.frames.size(), std::size_t{6});
    const std::string folder = makeFolder("padded");
    for (const char* name : {"1.jpg", "2.png", "3.bmp", "4.webp", "5.tif"}) {
        save(folder, name, name[0] - '0');
        auto bytes = readBytes(folder + "/" + name);
        bytes.resize(bytes.size() + 5000, 'x');
        writeBytes(folder + "/" + name, bytes);
    }
    const Played mixed = play(folder);
    QVERIFY2(!mixed.error && mixed.faults.empty(), mixed.text().c_str());
    QCOMPARE(mixed.frames.size(), std::size_t{5});
}

void TestImageFolders::hiddenAndForeignFilesAreCounted()
{
    JACKDAW_NEED_SHARED_DATA(data);
    const Played apple = play((data / "cases/images/apple-double").string());
    QVERIFY(!apple.error);
    QCOMPARE(apple.frames.size(), std::size_t{20});
    QCOMPARE(apple.faults.size(), std::size_t{1});
    QCOMPARE(static_cast<int>(apple.faults[0].kind), static_cast<int>(VideoFaultKind::FilesSkipped));
    QCOMPARE(apple.faults[0].count, 1U);
    QVERIFY2(apple.text().find("._frame_000010.png") != std::string::npos, apple.text().c_str());

    const std::string folder = makeFolder("foreign");
    save(folder, "1.png", 1);
    fs::create_directories(folder + "/thumbnails");
    for (const char* name : {"Thumbs.db", ".DS_Store", "labels.csv"})
        writeBytes(folder + "/" + name, {'x'});
    const Played foreign = play(folder);
    QCOMPARE(foreign.faults.size(), std::size_t{1});
    QCOMPARE(foreign.faults[0].count, 3U);
}

void TestImageFolders::namesThatDifferInMoreThanANumberAreCounted()
{
    const std::string folder = makeFolder("names");
    for (const char* name : {"left_3.png", "left_20.png", "right_1.png"})
        save(folder, name, name[0] == 'r' ? 30 : name[5] - '0');
    const Played played = play(folder);
    QCOMPARE(played.frames.size(), std::size_t{3});
    for (std::size_t i = 0; i < 3; ++i)
        QCOMPARE(played.frames[i].index, static_cast<std::int64_t>(i));
    QCOMPARE(numberIn(played.frames[0]), 3);
    QCOMPARE(numberIn(played.frames[2]), 30);
}

void TestImageFolders::numbersThatAreTimesAreNoFrameNumbers()
{
    const std::string folder = makeFolder("times");
    for (const char* name : {"20190628140000.png", "20190628150000.png", "20190629080000.png"})
        save(folder, name, 1);
    const Played played = play(folder);
    QCOMPARE(played.frames.size(), std::size_t{3});
    QCOMPARE(played.frames.back().index, std::int64_t{2});
}

void TestImageFolders::anyFormatIsRead()
{
    const std::string folder = makeFolder("formats");
    const std::vector<std::string> names{"1.png", "2.jpg", "3.BMP", "4.webp", "5.tiff", "6.JPEG", "7.tif"};
    for (const std::string& name : names)
        save(folder, name, name[0] - '0');
    fs::copy(folder + "/1.png", folder + "/8.jpg"); // what it is, not what its name says
    const Played played = play(folder);
    QVERIFY2(!played.error && played.faults.empty(), played.text().c_str());
    QCOMPARE(played.frames.size(), std::size_t{8});
    for (std::size_t i = 0; i < 7; ++i)
        QCOMPARE(numberIn(played.frames[i]), static_cast<int>(i) + 1);
    QCOMPARE(numberIn(played.frames[7]), 1);
}

void TestImageFolders::aBrokenImageIsLeftOut_data()
{
    QTest::addColumn<QString>("broken");
    QTest::addColumn<double>("share"); // of it that is left
    for (const char* name : {"2.png", "2.jpg", "2.bmp", "2.webp", "2.tif"})
        for (const double share : {0.0, 0.3, 0.6})
            QTest::addRow("%g of %s", share, name) << QString::fromUtf8(name) << share;
}

void TestImageFolders::aBrokenImageIsLeftOut()
{
    QFETCH(const QString, broken);
    QFETCH(const double, share);
    const std::string folder = makeFolder("broken-" + std::string(QTest::currentDataTag()));
    const std::string file = folder + "/" + broken.toStdString();
    save(folder, "1.png", 1);
    save(folder, broken.toStdString(), 2);
    save(folder, "3.png", 3);
    auto bytes = readBytes(file);
    bytes.resize(static_cast<std::size_t>(share * static_cast<double>(bytes.size())));
    writeBytes(file, bytes);
    const Played played = play(folder);
    QVERIFY2(!played.error, played.text().c_str());
    QCOMPARE(played.frames.size(), std::size_t{2});
    QCOMPARE(played.frames[1].index, std::int64_t{3});
    QCOMPARE(played.frames[1].sourceTime.count(), std::int64_t{80'000'000});
    QCOMPARE(played.faults.size(), std::size_t{1});
    QCOMPARE(static_cast<int>(played.faults[0].kind), static_cast<int>(VideoFaultKind::FilesSkipped));
    QVERIFY2(played.text().find(file) != std::string::npos, played.text().c_str());
}

void TestImageFolders::brokenImagesInARowAreOneFault()
{
    const std::string folder = makeFolder("row");
    for (int i = 0; i < 10; ++i) {
        save(folder, std::to_string(i) + ".png", i);
        if (i < 2 || (i > 3 && i < 7) || i == 9)
            writeBytes(folder + "/" + std::to_string(i) + ".png", {'x'});
    }
    const Played played = play(folder);
    QVERIFY(!played.error);
    QCOMPARE(played.frames.size(), std::size_t{4});
    QCOMPARE(played.frames.front().index, std::int64_t{2});
    QCOMPARE(played.faults.size(), std::size_t{3});
    QCOMPARE(played.faults[0].count, 2U);
    QCOMPARE(played.faults[1].count, 3U);
    QCOMPARE(played.faults[1].sourceTime.count(), std::int64_t{160'000'000});
    QCOMPARE(played.faults[2].count, 1U);
}

void TestImageFolders::aFolderOfBrokenImagesIsAnError()
{
    const std::string folder = makeFolder("hopeless");
    writeBytes(folder + "/1.png", {'x'});
    writeBytes(folder + "/2.jpg", {});
    const auto reader = VideoReader::open(folder);
    QVERIFY(!reader);
    QCOMPARE(static_cast<int>(reader.error().code), static_cast<int>(ErrorCode::Corrupt));
    QVERIFY2(reader.error().message.find(folder) != std::string::npos, reader.error().message.c_str());
}

void TestImageFolders::imagesOfAnotherSizeAreScaled()
{
    const std::string folder = makeFolder("sizes");
    for (int i = 0; i < 6; ++i)
        save(folder, std::to_string(i) + ".png", i, i == 2 || i == 3 ? 2 * kBit * kBits : kBit * kBits);
    const Played played = play(folder);
    QVERIFY(!played.error);
    QCOMPARE(played.frames.size(), std::size_t{6});
    for (const VideoFrame& frame : played.frames) {
        QCOMPARE(frame.width, kBit * kBits);
        QVERIFY(frame.hasPixels());
    }
    QCOMPARE(played.faults.size(), std::size_t{1});
    QCOMPARE(static_cast<int>(played.faults[0].kind), static_cast<int>(VideoFaultKind::SizeChange));
    QVERIFY2(played.text().find("2.png") != std::string::npos, played.text().c_str());
}

void TestImageFolders::everyOrientationIsFollowed_data()
{
    QTest::addColumn<int>("orientation");
    QTest::addColumn<bool>("transposed");
    QTest::addColumn<bool>("right"); // where the stored top left corner is shown
    QTest::addColumn<bool>("bottom");
    QTest::newRow("1") << 1 << false << false << false;
    QTest::newRow("2") << 2 << false << true << false;
    QTest::newRow("3") << 3 << false << true << true;
    QTest::newRow("4") << 4 << false << false << true;
    QTest::newRow("5") << 5 << true << false << false;
    QTest::newRow("6") << 6 << true << true << false;
    QTest::newRow("7") << 7 << true << true << true;
    QTest::newRow("8") << 8 << true << false << true;
    QTest::newRow("none") << 0 << false << false << false;
}

void TestImageFolders::everyOrientationIsFollowed()
{
    QFETCH(const int, orientation);
    QFETCH(const bool, transposed);
    QFETCH(const bool, right);
    QFETCH(const bool, bottom);
    const std::string folder = makeFolder("turned" + std::to_string(orientation));
    QVERIFY(corners(80, 48).save(QString::fromStdString(folder + "/1.jpg"), nullptr, 100));
    insertExif(folder + "/1.jpg", orientation);
    const Played played = play(folder);
    QVERIFY2(!played.error, played.text().c_str());
    const VideoFrame& frame = played.frames.front();
    QCOMPARE(frame.width, transposed ? 48 : 80);
    QCOMPARE(frame.height, transposed ? 80 : 48);
    const int x = right ? frame.width - 5 : 5;
    const int y = bottom ? frame.height - 5 : 5;
    QVERIFY(isNear(colourAt(frame, x, y), {255, 255, 255}));
    QVERIFY(isNear(colourAt(frame, frame.width - x, frame.height - y), {0, 0, 255}));
    // The stored left side is red below the corner.
    QVERIFY(
        isNear(transposed ? colourAt(frame, frame.width - x, y) : colourAt(frame, x, frame.height - y), {255, 0, 0}));
}

void TestImageFolders::orientationIsFoundInEveryFormat()
{
    const auto turnIn = [](AVCodecID codec, std::vector<char> bytes) {
        const video::Turn turn =
            video::exifTurn(codec, std::span(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()));
        return turn == *video::turnOfOrientation(6);
    };
    const std::vector<char> tiff = exif(6);
    QVERIFY(turnIn(AV_CODEC_ID_TIFF, tiff));
    std::vector<char> png{'\x89', 'P', 'N', 'G', '\r', '\n', 26, '\n', 0, 0, 0, 26, 'e', 'X', 'I', 'f'};
    png.insert(png.end(), tiff.begin(), tiff.end());
    png.resize(png.size() + 4);
    QVERIFY(turnIn(AV_CODEC_ID_PNG, png));
    std::vector<char> webp{'R', 'I', 'F', 'F', 46, 0, 0, 0, 'W', 'E', 'B', 'P', 'E', 'X', 'I', 'F', 26, 0, 0, 0};
    webp.insert(webp.end(), tiff.begin(), tiff.end());
    QVERIFY(turnIn(AV_CODEC_ID_WEBP, webp));
    for (std::size_t length = 0; length < tiff.size(); ++length) // whatever is cut off
        QVERIFY(!turnIn(AV_CODEC_ID_TIFF,
                        {tiff.begin(), tiff.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(length, 19))}));
}

void TestImageFolders::aPatternNamesSomeOfAFolder()
{
    const std::string folder = makeFolder("pattern");
    for (const char* name : {"left_0003.png", "left_0012.png", "right_0003.png", "left_7.png", "left_12345.png"})
        save(folder, name, 1);
    const Played padded = play(folder + "/left_%04d.png");
    QVERIFY2(!padded.error && padded.faults.empty(), padded.text().c_str());
    QCOMPARE(padded.frames.size(), std::size_t{3});
    QCOMPARE(padded.frames[0].index, std::int64_t{3});
    QCOMPARE(padded.frames[1].index, std::int64_t{12});
    QCOMPARE(padded.frames[2].index, std::int64_t{12345});
    QCOMPARE(play(folder + "/right_%d.png").error.has_value(), true); // 0003 is no number that %d writes
    QCOMPARE(play(folder + "/left_%d.png").frames.size(), std::size_t{2});
}

void TestImageFolders::aPatternOfNothingIsAnError_data()
{
    QTest::addColumn<QString>("word");
    for (const char* word : {"pattern/other_%04d.png", "nowhere/left_%04d.png", "pattern/%d_%d.png", "pattern/*.png",
                             "pattern/left_%s.png"})
        QTest::newRow(word) << QString::fromUtf8(word);
}

void TestImageFolders::aPatternOfNothingIsAnError()
{
    QFETCH(const QString, word);
    const std::string folder = makeFolder("pattern");
    const auto reader = VideoReader::open(path(word.toStdString()));
    QVERIFY(!reader);
    QCOMPARE(static_cast<int>(reader.error().code), static_cast<int>(ErrorCode::NotFound));
    QVERIFY2(reader.error().text().find("folder") != std::string::npos, reader.error().text().c_str());
}

void TestImageFolders::patternsAreUnderstood()
{
    const auto numberOf = [](const char* pattern, const char* name) {
        const auto parsed = NamePattern::parse(pattern);
        return parsed ? parsed->numberIn(name).value_or(-1) : -2;
    };
    QCOMPARE(numberOf("%d.png", "17.png"), std::int64_t{17});
    QCOMPARE(numberOf("%d.png", "0.png"), std::int64_t{0});
    QCOMPARE(numberOf("a%03db", "a007b"), std::int64_t{7});
    QCOMPARE(numberOf("a%03db", "a07b"), std::int64_t{-1});
    QCOMPARE(numberOf("a%03db", "a1007b"), std::int64_t{1007});
    QCOMPARE(numberOf("a%3d", "axyz"), std::int64_t{-1});
    QCOMPARE(numberOf("%d", "99999999999999999999"), std::int64_t{-1});
    for (const char* wrong : {"a.png", "%", "%%", "%0", "%f", "%d%d", "%00000d"})
        QVERIFY2(!NamePattern::parse(wrong), wrong);
}

void TestImageFolders::addressesOfFilesAreRead()
{
    const std::string folder = makeFolder("with space%");
    save(folder, "1.png", 1);
    QVERIFY(writeClip(folder + "/clip.mp4", 3).has_value());
    const std::string address = "file://" + path("with%20space%25");
    QVERIFY2(!play(address).error, play(address).text().c_str());
    QCOMPARE(play(address + "/clip.mp4").frames.size(), std::size_t{3});
    QVERIFY(!play("file://localhost" + path("with%20space%25")).error);
    const auto feed = video::openFeed({.id = CameraId{0}, .name = "gate", .source = address + "/clip.mp4"});
    QVERIFY(feed.has_value());
    QVERIFY(play("file://elsewhere/clip.mp4").error.has_value());
    QVERIFY(play("file:///no/such/clip.mp4").error.has_value());
}

void TestImageFolders::aWordThatIsNoRecordingIsExplained_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("expected");
    QTest::newRow("live camera") << QStringLiteral("rtsp://10.0.0.1/stream") << QStringLiteral("live camera");
    QTest::newRow("device") << QStringLiteral("/dev/null") << QStringLiteral("device");
    QTest::newRow("nothing") << QStringLiteral("/no/such/video.mp4") << QStringLiteral("does not exist");
}

void TestImageFolders::aWordThatIsNoRecordingIsExplained()
{
    QFETCH(const QString, word);
    QFETCH(const QString, expected);
    const auto reader = VideoReader::open(word.toStdString());
    QVERIFY(!reader);
    QVERIFY2(reader.error().message.find(expected.toStdString()) != std::string::npos, reader.error().message.c_str());
    QVERIFY2(reader.error().message.find(word.toStdString()) != std::string::npos, reader.error().message.c_str());
}

void TestImageFolders::aFrameIsFoundByItsNumberAtAnyRate()
{
    const std::string folder = makeFolder("found");
    for (int i = 5; i < 60; i += 3)
        save(folder, std::to_string(i) + ".png", i);
    auto reader = VideoReader::open(folder, 25.0);
    QVERIFY(reader.has_value());
    for (const int number : {50, 5, 23, 56}) {
        // Time as it was at 2 pictures per second.
        QVERIFY((*reader)->seekFrame(number, fromSeconds((number - 5) / 2.0)).has_value());
        const auto frame = (*reader)->next();
        QVERIFY(frame && *frame);
        QCOMPARE(numberIn(**frame), number);
    }
}

void TestImageFolders::aFolderIsThinnedByItsTimes()
{
    // Three images at a time, then nothing for a second: one of each three is left at one per second.
    const std::string folder = makeFolder("bursts");
    for (int second = 0; second < 5; ++second)
        for (int i = 0; i < 3; ++i)
            save(folder, std::to_string(second * 25 + 10 + i) + ".png", second * 10 + i);
    const auto feed =
        video::RecordedFeed::open({.id = CameraId{0}, .name = "gate", .source = folder, .framesPerSecond = 1.0});
    QVERIFY(feed.has_value());
    std::vector<VideoFrame> frames;
    (*feed)->collect(fromSeconds(100), frames);
    QCOMPARE(frames.size(), std::size_t{5});
    for (std::size_t i = 0; i < frames.size(); ++i)
        QCOMPARE(numberIn(frames[i]), static_cast<int>(i) * 10);
}

void TestImageFolders::aSkippedFolderGivesTheSameFrames()
{
    const std::string folder = makeFolder("skipped");
    for (int i = 0; i < 40; ++i)
        if (i % 7 != 3)
            save(folder, "frame_" + std::to_string(i) + ".jpg", i);
    writeBytes(folder + "/frame_20.jpg", {'x'});
    const video::CameraSettings camera{
        .id = CameraId{0}, .name = "gate", .source = folder, .loop = true, .framesPerSecond = 9.0};
    const auto played = video::RecordedFeed::open(camera);
    const auto skipped = video::RecordedFeed::open(camera);
    QVERIFY(played && skipped);
    std::vector<VideoFrame> expected;
    (*played)->collect(fromSeconds(4.0), expected);
    std::erase_if(expected, [](const VideoFrame& frame) { return frame.time < fromSeconds(1.01); });
    std::vector<VideoFrame> found;
    (*skipped)->skipTo(fromSeconds(1.01));
    (*skipped)->collect(fromSeconds(4.0), found);
    QCOMPARE(found.size(), expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        QCOMPARE(found[i].index, expected[i].index);
        QCOMPARE(found[i].time.count(), expected[i].time.count());
    }
}

QTEST_GUILESS_MAIN(TestImageFolders)
#include "tst_image_folders.moc"
