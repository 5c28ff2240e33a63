// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/clip_export.h"

#include "datasets/scenario/scenario.h"
#include "engine/session/media_identity.h"
#include "engine/session/session_file.h"
#include "engine/video/video_reader.h"
#include "engine/video/video_writer.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <cmath>
#include <fstream>

using namespace jackdaw;
using namespace jackdaw::cli;
using namespace std::chrono_literals;
using Path = std::filesystem::path;

namespace {

constexpr int kWidth = 160;
constexpr int kHeight = 98;
constexpr int kBits = 8;
constexpr int kSourceRate = 10;
constexpr int kFrames = 60;
/// Of the source's ten pictures a second the camera shows five.
constexpr double kRate = 5.0;

/// A picture that says its number in black and white stripes at its lower edge; the rest is grey.
VideoFrame numbered(std::int64_t number)
{
    std::vector<std::uint8_t> rgb(std::size_t{kWidth} * kHeight * 3, 128);
    for (int bit = 0; bit < kBits; ++bit)
        for (int y = 64; y < kHeight; ++y)
            for (int x = bit * kWidth / kBits; x < (bit + 1) * kWidth / kBits; ++x)
                for (int c = 0; c < 3; ++c)
                    rgb[static_cast<std::size_t>((y * kWidth + x) * 3 + c)] = (number >> bit & 1) != 0 ? 235 : 20;
    return {kWidth, kHeight, number, {}, {}, std::make_shared<RgbPicture>(std::move(rgb))};
}

std::array<int, 3> colourAt(const VideoFrame& frame, int x, int y)
{
    const auto* pixel = frame.rgb().data() + static_cast<std::size_t>(y * frame.width + x) * 3;
    return {pixel[0], pixel[1], pixel[2]};
}

std::int64_t numberOf(const VideoFrame& frame)
{
    std::int64_t number = 0;
    for (int bit = 0; bit < kBits; ++bit)
        if (colourAt(frame, bit * kWidth / kBits + kWidth / kBits / 2, 80)[0] > 128)
            number |= std::int64_t{1} << bit;
    return number;
}

using Colour = std::array<int, 3>;

constexpr Colour kOrange{255, 170, 40};
constexpr Colour kBlue{80, 210, 255};
constexpr Colour kGreen{120, 255, 120};
constexpr Colour kGrey{128, 128, 128}; ///< where nothing is drawn

int distance(const Colour& one, const Colour& other)
{
    int sum = 0;
    for (std::size_t c = 0; c < 3; ++c)
        sum += std::abs(one[c] - other[c]);
    return sum;
}

/// A thin line's colour is washed out by the codec.
bool isColour(const Colour& seen, const Colour& colour)
{
    return distance(seen, colour) < (colour == kGrey ? 60 : distance(seen, kGrey));
}

std::vector<VideoFrame> read(const Path& file)
{
    std::vector<VideoFrame> frames;
    auto reader = video::VideoReader::open(file.string());
    while (reader) {
        auto frame = (*reader)->next();
        if (!frame || !*frame)
            break;
        frames.push_back(**frame);
    }
    return frames;
}

/// Where the prediction of a frame is: it moves.
Box boxOf(std::int64_t frame)
{
    const auto x = static_cast<float>(10 + 2 * (frame % 40));
    return {x, 10, x + 30, 30};
}

Box shrunk(const Box& box, int by)
{
    const auto part = 1.0F / static_cast<float>(by);
    return {box.x1 * part, box.y1 * part, box.x2 * part, box.y2 * part};
}

} // namespace

class TestClipExport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyPictureIsTheOneThatWasShown();
    void boxesLieOnTheirOwnPictures();
    void boxesAreScaledToTheLargerStreamThatClipsAreOf();
    void goldenAndPeoplesBoxesAreDrawn();
    void aStillIsThePictureOfItsMoment();
    void aPictureThatStandsKeepsItsLabels();
    void aCamerasOwnRecordingIsNotReplaced();
    void aClipEndsWithItsSession();
    void aGapShowsTheLastPicture();
    void whatIsGoneIsSaid();
    void wrongWishesAreNamed_data();
    void wrongWishesAreNamed();

private:
    Path path(const std::string& name) const { return Path(m_folder.path().toStdString()) / name; }
    /// \p shrink: the pictures that boxes were found on are so much smaller than those that were kept.
    void writeSession(const std::string& name, std::int64_t from, std::int64_t until, int shrink = 1);

    QTemporaryDir m_folder;
};

/// Camera "gate" shows every second picture from 10 s of session time on; every fifth of them is dropped.
void TestClipExport::writeSession(const std::string& name, std::int64_t from, std::int64_t until, int shrink)
{
    auto writer = session::SessionWriter::create(path(name));
    QVERIFY(writer);
    SessionStarted started;
    started.classes = {"car", "bus"};
    runtime::RunSettings settings = datasets::defaultSettings();
    settings.name = "street";
    settings.classes = started.classes;
    settings.windowLength = 10s;
    settings.windows = 2;
    runtime::CameraRun camera;
    camera.settings.name = "gate";
    camera.settings.source = path("gate.mp4").string();
    camera.goldenLabels = path("golden.csv");
    camera.humanLabels = {{path("people.csv"), 0, kFrames - 1, 0}};
    settings.cameras = {camera};
    started.scenario = datasets::scenarioJson(settings);
    (*writer)->append(0s, started);
    CameraAdded gate{CameraId{0}, "gate", path("gate.mp4").string(), kWidth / shrink, kHeight / shrink, kRate, 1.0};
    session::describeSource(gate, path(name));
    (*writer)->append(0s, gate);
    for (std::int64_t i = from; i < until; ++i) {
        const std::int64_t frame = 2 * i;
        const Nanoseconds due = 10s + 200ms * i;
        if (i % 5 == 4) {
            (*writer)->append(due + 200ms, FrameDropped{CameraId{0}, frame}); // the next one took its place
            continue;
        }
        (*writer)->append(
            due + 50ms,
            FrameIndexed{
                CameraId{0}, frame, 100ms * frame, due, {}, {{shrunk(boxOf(frame), shrink), ClassId{0}, 0.9F}}});
        if (i % 10 == 0)
            (*writer)->append(due + 900ms,
                              GoldenLabelled{CameraId{0}, frame, due, {{{100, 40, 140, 60}, ClassId{1}, 1.0F}}, {}});
    }
    (*writer)->append(20s, Note{"the session goes on"});
    QVERIFY((*writer)->close());
}

void TestClipExport::initTestCase()
{
    auto writer = video::VideoWriter::create(path("gate.mp4").string(), {kWidth, kHeight, kSourceRate, 10});
    QVERIFY(writer);
    for (int frame = 0; frame < kFrames; ++frame)
        QVERIFY((*writer)->write(numbered(frame)));
    QVERIFY((*writer)->finish());
    std::ofstream(path("golden.csv")) << "frame,class,score,x1,y1,x2,y2\n";
    std::ofstream(path("people.csv")) << "frame,class,score,x1,y1,x2,y2\n4,car,1,100,8,120,28\n";
    writeSession("a.jackdaw", 0, 30);
}

void TestClipExport::everyPictureIsTheOneThatWasShown()
{
    const auto notes = exportClip({path("a.jackdaw").string(), "gate", 11.0, 13.0, {}, path("plain.mp4").string()});
    QVERIFY2(notes, notes ? "" : notes.error().text().c_str());
    QVERIFY(notes->empty());
    const auto frames = read(path("plain.mp4"));
    QCOMPARE(frames.size(), std::size_t{11}); // 11.0, 11.2, … 13.0
    for (std::size_t i = 0; i < frames.size(); ++i) {
        QCOMPARE(numberOf(frames[i]), static_cast<std::int64_t>(10 + 2 * i));
        QCOMPARE(frames[i].sourceTime, Nanoseconds(200ms * static_cast<int>(i)));
        QVERIFY(isColour(colourAt(frames[i], 80, 20), kGrey));
    }
}

void TestClipExport::boxesLieOnTheirOwnPictures()
{
    const auto notes =
        exportClip({path("a.jackdaw").string(), "gate", 10.0, 15.8, {"predictions"}, path("boxes.mp4").string()});
    QVERIFY2(notes, notes ? "" : notes.error().text().c_str());
    const auto frames = read(path("boxes.mp4"));
    QCOMPARE(frames.size(), std::size_t{30});
    for (std::size_t i = 0; i < frames.size(); ++i) {
        const auto shown = static_cast<std::int64_t>(2 * i);
        QCOMPARE(numberOf(frames[i]), shown);
        // On a dropped frame the boxes of the one before stand.
        const Box box = boxOf(i % 5 == 4 ? shown - 2 : shown);
        QVERIFY(isColour(colourAt(frames[i], static_cast<int>(box.x1) + 15, 10), kOrange));
        QVERIFY(isColour(colourAt(frames[i], static_cast<int>(box.x1) + 15, 20), kGrey));
    }
}

void TestClipExport::boxesAreScaledToTheLargerStreamThatClipsAreOf()
{
    writeSession("small.jackdaw", 0, 30, 2);
    const auto notes =
        exportClip({path("small.jackdaw").string(), "gate", 10.0, 12.0, {"predictions"}, path("large.mp4").string()});
    QVERIFY2(notes, notes ? "" : notes.error().text().c_str());
    const auto frames = read(path("large.mp4"));
    QCOMPARE(frames.size(), std::size_t{11});
    QVERIFY(isColour(colourAt(frames[0], static_cast<int>(boxOf(0).x1) + 15, 10), kOrange));
    QVERIFY(isColour(colourAt(frames[0], static_cast<int>(boxOf(0).x1) + 15, 20), kGrey));
}

void TestClipExport::goldenAndPeoplesBoxesAreDrawn()
{
    const auto notes =
        exportClip({path("a.jackdaw").string(), "gate", 10.0, 12.0, {"golden", "people"}, path("labels.mp4").string()});
    QVERIFY2(notes, notes ? "" : notes.error().text().c_str());
    const auto frames = read(path("labels.mp4"));
    QCOMPARE(frames.size(), std::size_t{11});
    for (std::size_t i = 0; i < frames.size(); ++i) {
        QCOMPARE(isColour(colourAt(frames[i], 101, 40), kBlue), i % 10 == 0);
        QCOMPARE(isColour(colourAt(frames[i], 101, 8), kGreen), i == 2);
    }
    const auto none =
        exportClip({path("a.jackdaw").string(), "gate", 10.2, 10.3, {"golden", "people"}, path("none.mp4").string()});
    QVERIFY(none);
    QCOMPARE(*none,
             (std::vector<std::string>{"None of these pictures was labelled by the golden model.",
                                       "None of these pictures was labelled by people."}));
}

void TestClipExport::aStillIsThePictureOfItsMoment()
{
    for (const auto& [at, number] : {std::pair{11.0, 10}, std::pair{11.19, 10}, std::pair{11.2, 12}}) {
        const auto notes = exportClip(
            {path("a.jackdaw").string(), "gate", at, std::nullopt, {"predictions"}, path("still.png").string()});
        QVERIFY2(notes, notes ? "" : notes.error().text().c_str());
        auto folder = QDir(m_folder.path());
        folder.mkpath(QStringLiteral("stills"));
        QFile::remove(folder.filePath(QStringLiteral("stills/1.png")));
        QVERIFY(
            QFile::copy(folder.filePath(QStringLiteral("still.png")), folder.filePath(QStringLiteral("stills/1.png"))));
        const auto stills = read(path("stills"));
        QCOMPARE(stills.size(), std::size_t{1});
        QCOMPARE(numberOf(stills[0]), std::int64_t{number});
        QVERIFY(isColour(colourAt(stills[0], static_cast<int>(boxOf(number).x1) + 15, 10), kOrange));
    }
}

void TestClipExport::aPictureThatStandsKeepsItsLabels()
{
    const auto notes =
        exportClip({path("a.jackdaw").string(), "gate", 10.1, std::nullopt, {"golden"}, path("standing.png").string()});
    QVERIFY2(notes, notes ? "" : notes.error().text().c_str());
    QVERIFY2(notes->empty(), notes->empty() ? "" : notes->front().c_str());
}

void TestClipExport::aCamerasOwnRecordingIsNotReplaced()
{
    const auto bytes = std::filesystem::file_size(path("gate.mp4"));
    const auto notes = exportClip({path("a.jackdaw").string(), "gate", 11.0, 12.0, {}, path("gate.mp4").string()});
    QVERIFY(!notes);
    QVERIFY(notes.error().message.find("would be overwritten") != std::string::npos);
    QCOMPARE(std::filesystem::file_size(path("gate.mp4")), bytes);
}

void TestClipExport::aClipEndsWithItsSession()
{
    const auto notes = exportClip({path("a.jackdaw").string(), "gate", 12.0, 500.0, {}, path("end.mp4").string()});
    QVERIFY2(notes, notes ? "" : notes.error().text().c_str());
    QCOMPARE(read(path("end.mp4")).size(), std::size_t{41}); // 12.0, 12.2, … 20.0
}

void TestClipExport::aGapShowsTheLastPicture()
{
    writeSession("gap.jackdaw", 0, 5);
    const auto notes = exportClip({path("gap.jackdaw").string(), "gate", 10.4, 12.4, {}, path("gap.mp4").string()});
    QVERIFY2(notes, notes ? "" : notes.error().text().c_str());
    const auto frames = read(path("gap.mp4"));
    QCOMPARE(frames.size(), std::size_t{11});
    for (std::size_t i = 0; i < frames.size(); ++i)
        QCOMPARE(numberOf(frames[i]), static_cast<std::int64_t>(std::min<std::size_t>(4 + 2 * i, 8)));
}

void TestClipExport::whatIsGoneIsSaid()
{
    writeSession("beyond.jackdaw", 25, 35); // the source ends at number 30
    const auto notes =
        exportClip({path("beyond.jackdaw").string(), "gate", 15.0, 16.8, {}, path("beyond.mp4").string()});
    QVERIFY2(notes, notes ? "" : notes.error().text().c_str());
    QCOMPARE(*notes,
             (std::vector<std::string>{"5 of 10 pictures are not there any more or cannot be decoded: the ones "
                                       "before them stand."}));
    const auto gone = exportClip({path("beyond.jackdaw").string(), "gate", 16.6, 16.8, {}, path("no.mp4").string()});
    QVERIFY(!gone);
    QVERIFY2(gone.error().message.find("not there any more") != std::string::npos, gone.error().text().c_str());
    QVERIFY(!std::filesystem::exists(path("no.mp4")));
}

void TestClipExport::wrongWishesAreNamed_data()
{
    QTest::addColumn<QString>("session");
    QTest::addColumn<QString>("camera");
    QTest::addColumn<double>("to"); ///< 0: a still
    QTest::addColumn<QString>("boxes");
    QTest::addColumn<QString>("out");
    QTest::addColumn<QString>("named");
    const auto row = [](const char* name, const char* session, const char* camera, double to, const char* boxes,
                        const char* out,
                        const char* named) { QTest::newRow(name) << session << camera << to << boxes << out << named; };
    row("no session", "missing.jackdaw", "gate", 12, "golden", "a.mp4", "missing.jackdaw is not there");
    row("no camera", "a.jackdaw", "bridge", 12, "golden", "a.mp4", "it has gate");
    row("no boxes", "a.jackdaw", "gate", 12, "boxes", "a.mp4", "--boxes knows no \"boxes\"");
    row("no video", "a.jackdaw", "gate", 12, "golden", "a.avi", "written as .mp4");
    row("no picture", "a.jackdaw", "gate", 0, "golden", "a.mp4", "written as .png");
    row("backwards", "a.jackdaw", "gate", 10.5, "golden", "a.mp4", "end before it begins");
    row("after its end", "a.jackdaw", "gate", 500, "golden", "a.mp4", "showed nothing at that time");
    row("no folder", "a.jackdaw", "gate", 12, "golden", "nowhere/a.mp4", "nowhere/a.mp4");
}

void TestClipExport::wrongWishesAreNamed()
{
    QFETCH(QString, session);
    QFETCH(QString, camera);
    QFETCH(double, to);
    QFETCH(QString, boxes);
    QFETCH(QString, out);
    QFETCH(QString, named);
    const auto notes = exportClip({path(session.toStdString()).string(),
                                   camera.toStdString(),
                                   to > 100 ? 400.0 : 11.0,
                                   to > 0 ? std::optional(to) : std::nullopt,
                                   {boxes.toStdString()},
                                   path(out.toStdString()).string()});
    QVERIFY(!notes);
    QVERIFY2(notes.error().text().find(named.toStdString()) != std::string::npos, notes.error().text().c_str());
    QVERIFY(!std::filesystem::exists(path(out.toStdString())));
}

QTEST_GUILESS_MAIN(TestClipExport)
#include "tst_clip_export.moc"
