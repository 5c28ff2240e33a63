// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/session_file.h"
#include "engine/vision/annotation_document.h"
#include "tests/app/cli_process.h"

#include <QTemporaryDir>
#include <QTest>

using namespace jackdaw;
using namespace jackdaw::testing;
using Path = std::filesystem::path;

namespace {

constexpr CameraId kGate{0};
constexpr CameraId kYard{1};

Detection detection(float left, std::uint32_t label, float score)
{
    return {{left, 20, left + 30.5F, 60.25F}, ClassId{label}, score};
}

CameraAdded camera(CameraId id, const std::string& name)
{
    CameraAdded added;
    added.camera = id;
    added.name = name;
    added.source = name + ".mp4";
    added.width = 640;
    added.height = 360;
    added.framesPerSecond = 10;
    return added;
}

/// Of the gate frames 0, 10 and 20 are labelled, the second one empty, and the first once more; of the yard none.
Status writeSession(const Path& file)
{
    auto writer = session::SessionWriter::create(file);
    if (!writer)
        return tl::unexpected(writer.error());
    std::int64_t seconds = 0;
    const auto append = [&](EventBody body) { (*writer)->append(std::chrono::seconds(++seconds), std::move(body)); };
    SessionStarted started;
    started.classes = {"person", "car"};
    append(started);
    append(camera(kGate, "gate / north"));
    append(camera(kYard, "yard"));
    append(GoldenLabelled{kGate, 0, Nanoseconds{1}, {detection(5, 0, 0.5F)}, GpuSeconds{0}});
    append(GoldenLabelled{kGate, 10, Nanoseconds{2}, {}, GpuSeconds{0}});
    append(GoldenLabelled{kGate, 20, Nanoseconds{3}, {detection(50, 1, 0.75F), detection(90, 0, 0.9F)}, GpuSeconds{0}});
    append(GoldenLabelled{kGate, 0, Nanoseconds{4}, {detection(7, 1, 0.6F)}, GpuSeconds{0}});
    for (std::int64_t frame = 0; frame < 4; ++frame) {
        FrameIndexed indexed{kYard, frame, Nanoseconds{frame}, Nanoseconds{frame}, WeightsVersion{1}, {}};
        indexed.predictions = {detection(10.0F * static_cast<float>(frame), 1, 0.4F)};
        append(indexed);
        // What is found on a frame later than what was moved to it replaces that.
        indexed.predictions[0].score = 0.5F;
        append(indexed);
    }
    append(SessionClosed{});
    return (*writer)->close();
}

} // namespace

/// What a golden model labelled and what was served, as label files.
class TestExportLabels : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyFormatIsReadAgain_data();
    void everyFormatIsReadAgain();
    void oneCameraOrOneKindIsTakenOut();
    void mistakesAreNamed_data();
    void mistakesAreNamed();

private:
    Path at(const std::string& name) const { return Path(m_folder.path().toStdString()) / name; }
    Ended cli(const QString& arguments) const
    {
        QProcess process;
        process.setWorkingDirectory(m_folder.path());
        process.start(QStringLiteral(JACKDAW_CLI),
                      QStringList{QStringLiteral("export"), QStringLiteral("run.jackdaw")} + arguments.split(u' '));
        return ended(process);
    }

    QTemporaryDir m_folder;
};

void TestExportLabels::initTestCase()
{
    const Status written = writeSession(at("run.jackdaw"));
    QVERIFY2(written, written ? "" : written.error().text().c_str());
}

void TestExportLabels::everyFormatIsReadAgain_data()
{
    QTest::addColumn<QString>("golden");
    QTest::addColumn<QString>("served");
    QTest::newRow("csv") << "0-gate---north-golden.csv"
                         << "1-yard-served.csv";
    QTest::newRow("cvat") << "0-gate---north-golden.xml"
                          << "1-yard-served.xml";
    QTest::newRow("coco") << "0-gate---north-golden.json"
                          << "1-yard-served.json";
    QTest::newRow("datumaro") << "0-gate---north-golden.json"
                              << "1-yard-served.json";
    QTest::newRow("mot") << "0-gate---north-golden/gt.txt"
                         << "1-yard-served/gt.txt";
    QTest::newRow("yolo") << "0-gate---north-golden"
                          << "1-yard-served";
}

void TestExportLabels::everyFormatIsReadAgain()
{
    QFETCH(QString, golden);
    QFETCH(QString, served);
    const QString format = QString::fromUtf8(QTest::currentDataTag());
    const Ended told = cli(QStringLiteral("--labels ") + format + QStringLiteral(" --out ") + format);
    QVERIFY2(told.code == 0, told.told().constData());
    QVERIFY2(told.out.contains(QStringLiteral("of 1 frames that came once more")), told.told().constData());
    QVERIFY2(told.out.contains(QStringLiteral("yard: no frame of it was labelled")), told.told().constData());
    QVERIFY2(!told.out.contains(QStringLiteral("yard: its source began again")), told.told().constData());
    const auto labels = vision::readAnnotations(at(format.toStdString()) / golden.toStdString());
    QVERIFY2(labels, labels ? "" : labels.error().text().c_str());
    // The rows of MOT Challenge cannot say that a frame is empty.
    QCOMPARE(labels->frames.size(), format == QStringLiteral("mot") ? std::size_t{2} : std::size_t{3});
    const auto& first = labels->frames.at(0).front();
    QCOMPARE(labels->names.at(first.name), std::string("car"));
    QVERIFY2(std::abs(first.box.x1 - 7.0F) < 0.01F && std::abs(first.box.y2 - 60.25F) < 0.01F, "the newest box");
    QCOMPARE(labels->frames.at(20).size(), std::size_t{2});
    const auto stood = vision::readAnnotations(at(format.toStdString()) / served.toStdString());
    QVERIFY2(stood, stood ? "" : stood.error().text().c_str());
    QCOMPARE(stood->frames.size(), std::size_t{4});
    QVERIFY(std::abs(stood->frames.at(3).front().box.x1 - 30.0F) < 0.01F);
}

void TestExportLabels::oneCameraOrOneKindIsTakenOut()
{
    QCOMPARE(cli(QStringLiteral("yard --labels csv --out one")).code, 0);
    QVERIFY(std::filesystem::exists(at("one/1-yard-served.csv")));
    QVERIFY(!std::filesystem::exists(at("one/0-gate---north-golden.csv")));
    QCOMPARE(cli(QStringLiteral("--labels csv --out golden --of golden")).code, 0);
    QVERIFY(std::filesystem::exists(at("golden/0-gate---north-golden.csv")));
    QVERIFY(!std::filesystem::exists(at("golden/1-yard-served.csv")));
}

void TestExportLabels::mistakesAreNamed_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<QString>("words");
    QTest::newRow("a format") << "--labels kitti --out x"
                              << "kitti";
    QTest::newRow("no folder") << "--labels csv"
                               << "--out";
    QTest::newRow("a camera") << "attic --labels csv --out x"
                              << "no camera 'attic'";
    QTest::newRow("the session itself") << "yard run.jackdaw"
                                        << "would be overwritten";
    QTest::newRow("a student beside") << "yard y.safetensors --labels csv --out x"
                                      << "goes neither";
}

void TestExportLabels::mistakesAreNamed()
{
    QFETCH(QString, arguments);
    QFETCH(QString, words);
    const Ended told = cli(arguments);
    QCOMPARE(told.code, 2);
    QVERIFY2(told.err.contains(words), told.told().constData());
}

QTEST_GUILESS_MAIN(TestExportLabels)
#include "tst_export_labels.moc"
