// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Video as it is shown: upright, with square pixels, in its own colours.

#include <QTemporaryDir>
#include <QTest>

#include "tests/engine/video/clip.h"
#include "tests/engine/video/played.h"
#include "tests/support/shared_data.h"

#include <array>
#include <cstring>

using namespace jackdaw;
using namespace jackdaw::testing;
using video::VideoReader;

namespace {

/// Where a text stands in a file; fails the test that asks where it does not.
std::size_t placeOf(const std::vector<char>& bytes, const char* text)
{
    const auto found = std::search(bytes.begin(), bytes.end(), text, text + std::strlen(text));
    return static_cast<std::size_t>(found - bytes.begin());
}

/// Eight ways to show a picture, as the numbers a, b, c, d of an MP4's matrix, and where its corners then are: of the
/// stored picture the top left and the bottom left one.
struct Shown {
    const char* name;
    std::array<int, 4> matrix;
    bool transposed;
    bool right; ///< where the stored top left corner is shown
    bool bottom;
};

constexpr std::array<Shown, 8> kShown{{{"as it is", {1, 0, 0, 1}, false, false, false},
                                       {"a quarter to the right", {0, 1, -1, 0}, true, true, false},
                                       {"on its head", {-1, 0, 0, -1}, false, true, true},
                                       {"a quarter to the left", {0, -1, 1, 0}, true, false, true},
                                       {"mirrored", {-1, 0, 0, 1}, false, true, false},
                                       {"mirrored top to bottom", {1, 0, 0, -1}, false, false, true},
                                       {"transposed", {0, 1, 1, 0}, true, false, false},
                                       {"transposed the other way", {0, -1, -1, 0}, true, true, true}}};

void putNumber(std::vector<char>& bytes, std::size_t at, std::int32_t value)
{
    for (std::size_t i = 0; i < 4; ++i)
        bytes[at + i] = static_cast<char>(static_cast<std::uint32_t>(value) >> (24 - 8 * i));
}

} // namespace

class TestShownPictures : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::string path(const char* name) const { return m_folder.filePath(QString::fromUtf8(name)).toStdString(); }
    static std::string shared(const std::string& name) { return (*sharedData() / "cases/video" / name).string(); }

private Q_SLOTS:
    void initTestCase();
    void theFirstPictureIsUpright();
    void everyTurnOfAPictureIsFollowed_data();
    void everyTurnOfAPictureIsFollowed();
    void pixelsThatAreNotSquareAreMadeSquare();
    void largeVideoWithoutMarksIsBt709();
};

void TestShownPictures::initTestCase()
{
    QVERIFY(m_folder.isValid());
    JACKDAW_NEED_SHARED_DATA(shared);
}

void TestShownPictures::theFirstPictureIsUpright()
{
    auto reader = VideoReader::open(shared("rotate-90.mp4"));
    QVERIFY(reader.has_value());
    QCOMPARE((*reader)->info().width, 180);
    QCOMPARE((*reader)->info().height, 240);
    const auto frame = (*reader)->next();
    QVERIFY(frame && *frame);
    // As players show it: the stored top left corner is at the bottom left.
    QVERIFY(isNear(colourAt(**frame, 15, 225), {255, 255, 255}));
    QVERIFY(isNear(colourAt(**frame, 165, 15), {128, 128, 128}));
    QVERIFY(isNear(colourAt(**frame, 60, 20), {0, 0, 255}));
    QVERIFY(isNear(colourAt(**frame, 90, 120), {0, 255, 0}));
    QVERIFY(isNear(colourAt(**frame, 120, 220), {255, 0, 0}));
}

void TestShownPictures::everyTurnOfAPictureIsFollowed_data()
{
    QTest::addColumn<int>("shown");
    for (std::size_t i = 0; i < kShown.size(); ++i)
        QTest::newRow(kShown[i].name) << static_cast<int>(i);
}

void TestShownPictures::everyTurnOfAPictureIsFollowed()
{
    QFETCH(const int, shown);
    const Shown& expected = kShown[static_cast<std::size_t>(shown)];
    auto bytes = readBytes(shared("rotate-90.mp4"));
    const std::size_t matrix = placeOf(bytes, "tkhd") + 44;
    const std::array<std::size_t, 4> places{0, 4, 12, 16}; // a, b, -, c, d
    for (std::size_t i = 0; i < 4; ++i)
        putNumber(bytes, matrix + places[i], expected.matrix[i] * 0x10000);
    const std::string file = path("turned.mp4");
    writeBytes(file, bytes);
    auto reader = VideoReader::open(file);
    QVERIFY(reader.has_value());
    const VideoReader::Info info = (*reader)->info();
    QCOMPARE(info.width, expected.transposed ? 180 : 240);
    QCOMPARE(info.height, expected.transposed ? 240 : 180);
    const auto frame = (*reader)->next();
    QVERIFY(frame && *frame);
    const int x = expected.right ? info.width - 15 : 15;
    const int y = expected.bottom ? info.height - 15 : 15;
    QVERIFY(isNear(colourAt(**frame, x, y), {255, 255, 255}));
    QVERIFY(isNear(colourAt(**frame, info.width - x, info.height - y), {128, 128, 128}));
    // Red is the stored picture's left third: beside the white corner, along its shown left side.
    const int along = expected.transposed ? (expected.right ? 40 : info.width - 40) : x;
    const int down = expected.transposed ? y : (expected.bottom ? 40 : info.height - 40);
    QVERIFY(isNear(colourAt(**frame, along, down), {255, 0, 0}));
}

void TestShownPictures::pixelsThatAreNotSquareAreMadeSquare()
{
    const auto reader = VideoReader::open(shared("hd-untagged-709.mp4"));
    QVERIFY(reader.has_value());
    QCOMPARE((*reader)->info().width, 960); // 1280 stored, 3:4
    QCOMPARE((*reader)->info().height, 720);
}

void TestShownPictures::largeVideoWithoutMarksIsBt709()
{
    const Played played = play(shared("hd-untagged-709.mp4"));
    QVERIFY(!played.frames.empty());
    const VideoFrame& frame = played.frames.front();
    QVERIFY(isNear(colourAt(frame, 200, 500), {254, 0, 0}, 2));
    QVERIFY(isNear(colourAt(frame, 480, 360), {0, 255, 0}, 4));
    QVERIFY(isNear(colourAt(frame, 760, 300), {0, 0, 255}, 4));
}

QTEST_GUILESS_MAIN(TestShownPictures)
#include "tst_shown_pictures.moc"
