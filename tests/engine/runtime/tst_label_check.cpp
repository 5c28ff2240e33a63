// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <QTest>

#include "engine/runtime/label_check.h"
#include "tests/engine/runtime/made_up_run.h"

#include <fstream>

using namespace jackdaw;
using namespace jackdaw::runtime;
using namespace jackdaw::testing;

namespace {

constexpr int kFrames = 20;
const std::string kHeader = "frame,class,score,x1,y1,x2,y2\n";

} // namespace

class TestLabelCheck : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    std::filesystem::path at(const std::string& name) const
    {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }
    RunSettings settings(const std::string& rows, int cameras = 1) const
    {
        RunSettings made = madeUpSettings(at(""), static_cast<std::uint32_t>(cameras));
        for (CameraRun& camera : made.cameras)
            std::ofstream(*camera.goldenLabels) << kHeader << rows;
        return made;
    }
    static QByteArray faultOf(const RunSettings& settings)
    {
        const auto checked = checkLabels(settings);
        return checked ? QByteArray("no fault") : QByteArray::fromStdString(checked.error().message);
    }

private Q_SLOTS:
    void initTestCase();
    void labelsThatFitSayNothing();
    void labelsOfAnotherVideoAreRefused_data();
    void labelsOfAnotherVideoAreRefused();
    void whatIsProbablyWrongIsAWarningOfItsCamera_data();
    void whatIsProbablyWrongIsAWarningOfItsCamera();
    void oneFileForSeveralVideosIsRefused();
    void aStretchWithoutLabelledFramesIsRefused();
    void labelsOfALiveCameraAreHeldAgainstItsClassesAlone();
};

void TestLabelCheck::initTestCase()
{
    for (std::uint32_t camera = 0; camera < 2; ++camera)
        QVERIFY(writeClip(at("camera-" + std::to_string(camera) + ".mp4"), camera, kFrames).has_value());
    const auto facts = videoFacts(at("camera-0.mp4").string(), 25.0);
    QVERIFY(facts.has_value());
    QCOMPARE(facts->frames, std::int64_t(kFrames));
    QVERIFY(!videoFacts(at("gone.mp4").string(), 25.0));
}

void TestLabelCheck::labelsThatFitSayNothing()
{
    const auto checked = checkLabels(settings("0,car,1,10,10,40,40\n19,Bus,1,10,10,40,40\n"));
    QVERIFY2(checked.has_value(), checked ? "" : checked.error().message.c_str());
    QVERIFY(checked->empty());
}

void TestLabelCheck::labelsOfAnotherVideoAreRefused_data()
{
    QTest::addColumn<QByteArray>("rows");
    QTest::addColumn<QByteArray>("fault");
    QTest::newRow("larger pictures") << QByteArray("0,car,1,600,300,700,400\n")
                                     << QByteArray("outside of camera-0.mp4");
    QTest::newRow("later frames") << QByteArray("900,car,1,10,10,40,40\n")
                                  << QByteArray("has the frames 0 to 19, and the labels are for 900 to 900");
    QTest::newRow("other names") << QByteArray("0,PKW,1,10,10,40,40\n") << QByteArray("no class for 'PKW'");
    QTest::newRow("parts of the picture") << QByteArray("0,car,1,0.1,0.1,0.4,0.4\n") << QByteArray("must be pixels");
    QTest::newRow("no rows") << QByteArray() << QByteArray("No frame is labelled");
}

void TestLabelCheck::labelsOfAnotherVideoAreRefused()
{
    QFETCH(const QByteArray, rows);
    QFETCH(const QByteArray, fault);
    const QByteArray found = faultOf(settings(rows.toStdString()));
    QVERIFY2(found.contains(fault), found.constData());
    QVERIFY2(found.contains("Camera camera 0, labels camera-0.csv"), found.constData());
}

void TestLabelCheck::whatIsProbablyWrongIsAWarningOfItsCamera_data()
{
    QTest::addColumn<QByteArray>("rows");
    QTest::addColumn<QByteArray>("warning");
    const QByteArray right("0,car,1,10,10,40,40\n1,car,1,10,10,40,40\n19,car,1,10,10,40,40\n");
    QTest::newRow("a part of the video") << QByteArray("0,car,1,10,10,40,40\n4,,,,,,\n")
                                         << QByteArray("the others are neither scored nor learned from");
    QTest::newRow("a few frames too many") << right + "20,car,1,10,10,40,40\n" << QByteArray("1 labelled frame is not");
    QTest::newRow("a name") << right + "3,LKW,1,10,10,40,40\n" << QByteArray("frames with nothing else count as not");
    QTest::newRow("a box outside") << right + "3,car,1,200,10,240,40\n" << QByteArray("1 box lies outside");
    QTest::newRow("a box twice") << right + "1,car,1,10,10,40,40\n" << QByteArray("stands twice");
    QTest::newRow("a box without area") << right + "3,car,1,10,10,10,40\n" << QByteArray("no area");
}

void TestLabelCheck::whatIsProbablyWrongIsAWarningOfItsCamera()
{
    QFETCH(const QByteArray, rows);
    QFETCH(const QByteArray, warning);
    const auto checked = checkLabels(settings(rows.toStdString()));
    QVERIFY2(checked.has_value(), checked ? "" : checked.error().message.c_str());
    QCOMPARE(checked->size(), std::size_t(1));
    QVERIFY(checked->front().camera == CameraId{0} && checked->front().severity == Severity::Warning);
    QVERIFY2(checked->front().message.find(warning.toStdString()) != std::string::npos,
             checked->front().message.c_str());
}

void TestLabelCheck::oneFileForSeveralVideosIsRefused()
{
    RunSettings made = settings("0,car,1,10,10,40,40\n", 2);
    QCOMPARE(faultOf(made), QByteArray("no fault"));
    made.labelling.models = {*made.cameras[0].goldenLabels};
    for (CameraRun& camera : made.cameras)
        camera.goldenLabels = std::nullopt;
    QVERIFY2(faultOf(made).contains("labels are one video's"), faultOf(made).constData());
    made.cameras[1].settings.source = made.cameras[0].settings.source;
    QCOMPARE(faultOf(made), QByteArray("no fault"));
}

void TestLabelCheck::aStretchWithoutLabelledFramesIsRefused()
{
    RunSettings made = settings("0,car,1,10,10,40,40\n");
    made.cameras[0].humanLabels = {{at("camera-0.csv"), 5, 9, 0}};
    QCOMPARE(faultOf(made), QByteArray("no fault"));
    made.cameras[0].humanLabels = {{at("camera-0.csv"), 5, 9, 100}};
    QVERIFY2(faultOf(made).contains("its frames 100 to 104"), faultOf(made).constData());
}

void TestLabelCheck::labelsOfALiveCameraAreHeldAgainstItsClassesAlone()
{
    RunSettings made = settings("900,car,1,600,300,700,400\n");
    made.cameras[0].settings.source = "rtsp://127.0.0.1/stream";
    QCOMPARE(faultOf(made), QByteArray("no fault"));
}

QTEST_GUILESS_MAIN(TestLabelCheck)
#include "tst_label_check.moc"
