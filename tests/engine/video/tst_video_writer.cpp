// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <QTest>

#include "engine/video/video_writer.h"
#include "tests/engine/video/clip.h"

using namespace jackdaw;
using namespace jackdaw::testing;
using video::VideoWriter;

class TestVideoWriter : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::string path(const char* name) const { return m_folder.filePath(QString::fromUtf8(name)).toStdString(); }
    int files() const { return static_cast<int>(QDir(m_folder.path()).entryList(QDir::Files).size()); }

    static void encoders()
    {
        QTest::addColumn<int>("encoder");
        for (const auto& [name, encoder] : {std::pair("x264", video::Encoder::X264), {"MPEG-4", video::Encoder::Mpeg4}})
            QTest::newRow(name) << static_cast<int>(encoder);
    }
    /// Thirty numbered pictures in the encoder of the test's row.
    void writeNumbers(const std::string& file) const
    {
        QFETCH(int, encoder);
        auto writer = VideoWriter::create(file, {kBit * kBits, 32, 25, 20, static_cast<video::Encoder>(encoder)});
        QVERIFY(writer.has_value());
        for (int i = 0; i < 30; ++i)
            QVERIFY((*writer)->write(numberedFrame(i)).has_value());
        QVERIFY((*writer)->finish().has_value());
    }

private Q_SLOTS:
    void theFileAppearsWhenItIsFinished();
    void anUnfinishedFileIsRemoved();
    void theSamePicturesGiveTheSameFile_data() { encoders(); }
    void theSamePicturesGiveTheSameFile();
    void coloursSurvive_data() { encoders(); }
    void coloursSurvive();
    void everyPictureIsThere_data() { encoders(); }
    void everyPictureIsThere();
    void picturesOfAnotherSizeAreRefused();
    void wrongSettingsAreRefused();
    void anUnwritablePlaceIsNamed();
    void aFileWithoutPicturesIsNoFile();
};

void TestVideoWriter::theFileAppearsWhenItIsFinished()
{
    const std::string file = path("clip.mp4");
    auto writer = VideoWriter::create(file, {kBit * kBits, 32, 10, 20});
    QVERIFY(writer.has_value());
    for (int i = 0; i < 15; ++i)
        QVERIFY((*writer)->write(numberedFrame(i)).has_value());
    QVERIFY(!std::filesystem::exists(file));
    QVERIFY((*writer)->finish().has_value());
    QVERIFY(std::filesystem::exists(file));
    QCOMPARE(files(), 1);
    QVERIFY(!(*writer)->finish());
    QVERIFY(!(*writer)->write(numberedFrame(0)));
    auto reader = video::VideoReader::open(file);
    QVERIFY(reader.has_value());
    QCOMPARE((*reader)->info().framesPerSecond, 10.0);
    QCOMPARE((*reader)->info().duration.count(), std::int64_t(1'500'000'000));
}

void TestVideoWriter::anUnfinishedFileIsRemoved()
{
    const int before = files();
    {
        auto writer = VideoWriter::create(path("half.mp4"), {kBit * kBits, 32, 25, 20});
        QVERIFY(writer.has_value());
        QVERIFY((*writer)->write(numberedFrame(1)).has_value());
    }
    QCOMPARE(files(), before);
}

void TestVideoWriter::theSamePicturesGiveTheSameFile()
{
    writeNumbers(path("a.mp4"));
    writeNumbers(path("b.mp4"));
    QVERIFY(readBytes(path("a.mp4")) == readBytes(path("b.mp4")));
}

void TestVideoWriter::coloursSurvive()
{
    QFETCH(int, encoder);
    const std::string file = path("colours.mp4");
    const std::uint8_t colours[][3] = {{200, 40, 40}, {40, 180, 60}, {30, 60, 200}, {230, 230, 230}, {20, 20, 20}};
    auto writer = VideoWriter::create(file, {64, 64, 25, 10, static_cast<video::Encoder>(encoder)});
    QVERIFY(writer.has_value());
    for (const auto& colour : colours) {
        auto rgb = std::make_shared<std::vector<std::uint8_t>>();
        for (int i = 0; i < 64 * 64; ++i)
            rgb->insert(rgb->end(), std::begin(colour), std::end(colour));
        VideoFrame frame;
        frame.width = frame.height = 64;
        frame.picture = std::make_shared<RgbPicture>(std::move(*rgb));
        QVERIFY((*writer)->write(frame).has_value());
    }
    QVERIFY((*writer)->finish().has_value());
    auto reader = video::VideoReader::open(file);
    QVERIFY(reader.has_value());
    for (const auto& colour : colours) {
        const auto frame = (*reader)->next();
        QVERIFY(frame && *frame);
        for (std::size_t channel = 0; channel < 3; ++channel)
            QVERIFY(std::abs(int((*frame)->rgb()[(32 * 64 + 32) * 3 + channel]) - int(colour[channel])) <= 8);
    }
}

void TestVideoWriter::everyPictureIsThere()
{
    writeNumbers(path("numbers.mp4"));
    auto reader = video::VideoReader::open(path("numbers.mp4"));
    QVERIFY(reader.has_value());
    QCOMPARE((*reader)->info().framesPerSecond, 25.0);
    for (int i = 0; i < 30; ++i) {
        const auto frame = (*reader)->next();
        QVERIFY(frame && *frame);
        QCOMPARE(numberIn(**frame), i);
    }
    const auto end = (*reader)->next();
    QVERIFY(end && !*end);
}

void TestVideoWriter::picturesOfAnotherSizeAreRefused()
{
    auto writer = VideoWriter::create(path("size.mp4"), {64, 64, 25, 20});
    QVERIFY(writer.has_value());
    const auto written = (*writer)->write(numberedFrame(1));
    QVERIFY(!written);
    QCOMPARE(static_cast<int>(written.error().code), static_cast<int>(ErrorCode::InvalidInput));
    QVERIFY(!(*writer)->write(VideoFrame{}));
}

void TestVideoWriter::wrongSettingsAreRefused()
{
    for (const video::WriterSettings& wrong :
         {video::WriterSettings{0, 64, 25, 20}, video::WriterSettings{63, 64, 25, 20},
          video::WriterSettings{64, -2, 25, 20}, video::WriterSettings{64, 64, 0, 20},
          video::WriterSettings{64, 64, 25, 52}}) {
        const auto writer = VideoWriter::create(path("wrong.mp4"), wrong);
        QVERIFY(!writer);
        QCOMPARE(static_cast<int>(writer.error().code), static_cast<int>(ErrorCode::InvalidInput));
        QVERIFY(writer.error().message.find("wrong.mp4") != std::string::npos);
    }
}

void TestVideoWriter::anUnwritablePlaceIsNamed()
{
    const std::string file = path("no/such/folder/clip.mp4");
    const auto writer = VideoWriter::create(file, {64, 64, 25, 20});
    QVERIFY(!writer);
    QCOMPARE(static_cast<int>(writer.error().code), static_cast<int>(ErrorCode::Io));
    QVERIFY(writer.error().message.find(file) != std::string::npos);
    QVERIFY(!VideoWriter::create(m_folder.path().toStdString(), {64, 64, 25, 20}));
}

void TestVideoWriter::aFileWithoutPicturesIsNoFile()
{
    const int before = files();
    {
        auto writer = VideoWriter::create(path("none.mp4"), {64, 64, 25, 20});
        QVERIFY(writer.has_value());
        QVERIFY(!(*writer)->finish());
    }
    QCOMPARE(files(), before);
}

QTEST_GUILESS_MAIN(TestVideoWriter)
#include "tst_video_writer.moc"
