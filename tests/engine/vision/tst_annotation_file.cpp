// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <QTest>

#include "engine/vision/annotation_file.h"
#include "tests/support/shared_data.h"

#include <fstream>
#include <set>

using namespace jackdaw;
using namespace jackdaw::vision;

namespace {

constexpr const char* kTask =
    "<meta><task><start_frame>0</start_frame><stop_frame>9</stop_frame><labels><label><name>vehicle</name>"
    "<attributes><attribute><name>type</name><values>car\nbus\nvan</values></attribute></attributes></label>"
    "</labels></task></meta>";

std::string box(int frame, float x, const char* more = "outside=\"0\" keyframe=\"1\"", const char* type = "car")
{
    const std::string left = std::to_string(x);
    const std::string right = std::to_string(x + 10);
    return "<box frame=\"" + std::to_string(frame) + "\" " + more + " xtl=\"" + left + "\" ytl=\"0\" xbr=\"" + right
        + "\" ybr=\"5\"><attribute name=\"type\">" + type + "</attribute></box>";
}

std::string document(const std::string& tracks)
{
    return std::string("<annotations><version>1.1</version>") + kTask + tracks + "</annotations>";
}
std::string track(const std::string& boxes, int id = 4)
{
    return "<track id=\"" + std::to_string(id) + "\" label=\"vehicle\">" + boxes + "</track>";
}

} // namespace

class TestAnnotationFile : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    const std::vector<std::string> m_classes{"person", "car", "bus", "truck"};
    AnnotationOptions options(float threshold = 0.0F) const
    {
        return {m_classes, trafficAliases(m_classes), threshold};
    }
    Result<LabelFile> read(const char* name, const std::string& text, float threshold = 0.0F) const
    {
        const std::string path = m_folder.filePath(QString::fromUtf8(name)).toStdString();
        std::ofstream(path, std::ios::binary) << text;
        return readAnnotationFile(path, options(threshold));
    }

private Q_SLOTS:
    void csvRowsBecomeObjects();
    void csvRowsBelowTheThresholdAreLeftOutAndTheirFrameStays();
    void wrongCsvRowsAreNamedWithTheirLine_data();
    void wrongCsvRowsAreNamedWithTheirLine();
    void boxesBetweenKeyFramesMoveEvenly();
    void outsideEndsABox();
    void aTrackThatDoesNotLeaveStaysToTheEnd();
    void framesWithoutBoxesAreLabelledAsEmpty();
    void typesMapToClasses();
    void declaredTypesAreCovered();
    void labelsWithoutTypeMapByName();
    void wrongXmlIsNamedWithItsPlace_data();
    void wrongXmlIsNamedWithItsPlace();
    void missingAndEmptyAndUnknownFilesAreNamed();
    void aliasesNameOnlyClassesOfTheSession();
    void theHumanLabelsAreRead_data();
    void theHumanLabelsAreRead();
    void theStoredGoldenLabelsAreRead();
};

void TestAnnotationFile::csvRowsBecomeObjects()
{
    const auto labels = read("a.csv",
                             "frame,class,score,x1,y1,x2,y2,track\r\n5,car,0.5,1,2,3.5,4,17\r\n5,bus,1,0,0,1,1,\n9,,,,,"
                             ",,\n7,unicorn,1,0,0,1,1,\n");
    QVERIFY2(labels.has_value(), labels ? "" : labels.error().message.c_str());
    QCOMPARE(labels->frames.size(), std::size_t(3));
    const FrameLabels& objects = labels->frames.at(5);
    QCOMPARE(objects.size(), std::size_t(2));
    QVERIFY(objects[0] == (LabelledObject{{1, 2, 3.5F, 4}, 0b10U, TrackId{17}}));
    QVERIFY(objects[1] == (LabelledObject{{0, 0, 1, 1}, 0b100U, std::nullopt}));
    QVERIFY(labels->frames.at(9).empty());
    QVERIFY(labels->frames.at(7).front().isIgnored());
    QCOMPARE(labels->coveredClasses, 0b110U);
}

void TestAnnotationFile::csvRowsBelowTheThresholdAreLeftOutAndTheirFrameStays()
{
    const auto labels = read("b.csv", "frame,class,score,x1,y1,x2,y2\n0,car,0.29,1,2,3,4\n10,car,0.3,1,2,3,4\n", 0.3F);
    QVERIFY(labels.has_value());
    QCOMPARE(labels->frames.size(), std::size_t(2));
    QVERIFY(labels->frames.at(0).empty());
    QCOMPARE(labels->frames.at(10).size(), std::size_t(1));
}

void TestAnnotationFile::wrongCsvRowsAreNamedWithTheirLine_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    const QByteArray header("frame,class,score,x1,y1,x2,y2\n0,car,0.5,1,2,3,4\n");
    QTest::newRow("no header") << QByteArray("0,car,0.5,1,2,3,4\n") << QByteArray("line 1");
    QTest::newRow("too few fields") << header + "1,car,0.5,1,2,3\n" << QByteArray("line 3");
    QTest::newRow("too many fields") << header + "1,car,0.5,1,2,3,4,5\n" << QByteArray("line 3");
    QTest::newRow("frame is no number") << header + "one,car,0.5,1,2,3,4\n" << QByteArray("'frame'");
    QTest::newRow("frame is negative") << header + "-1,car,0.5,1,2,3,4\n" << QByteArray("'frame'");
    QTest::newRow("score out of range") << header + "1,car,1.5,1,2,3,4\n" << QByteArray("'score'");
    QTest::newRow("score is nan") << header + "1,car,nan,1,2,3,4\n" << QByteArray("'score'");
    QTest::newRow("corner is no number") << header + "1,car,0.5,1,2,x,4\n" << QByteArray("numbers");
    QTest::newRow("corner is infinite") << header + "1,car,0.5,1,2,inf,4\n" << QByteArray("numbers");
    QTest::newRow("box is inside out") << header + "1,car,0.5,3,2,1,4\n" << QByteArray("x1 <= x2");
}

void TestAnnotationFile::wrongCsvRowsAreNamedWithTheirLine()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, expected);
    const auto labels = read("wrong.csv", text.toStdString());
    QVERIFY(!labels);
    QCOMPARE(static_cast<int>(labels.error().code), static_cast<int>(ErrorCode::Corrupt));
    QVERIFY2(labels.error().message.find("wrong.csv', line ") != std::string::npos, labels.error().message.c_str());
    QVERIFY2(labels.error().message.find(expected.toStdString()) != std::string::npos, labels.error().message.c_str());
}

void TestAnnotationFile::boxesBetweenKeyFramesMoveEvenly()
{
    const auto labels =
        read("key.xml", document(track(box(2, 0) + box(6, 8) + box(7, 8, "outside=\"1\" keyframe=\"1\""))));
    QVERIFY2(labels.has_value(), labels ? "" : labels.error().message.c_str());
    for (int frame = 2; frame <= 6; ++frame) {
        const FrameLabels& objects = labels->frames.at(frame);
        QCOMPARE(objects.size(), std::size_t(1));
        QCOMPARE(objects[0].box.x1, 2.0F * float(frame - 2));
        QCOMPARE(objects[0].box.x2, 2.0F * float(frame - 2) + 10.0F);
        QVERIFY(objects[0].track == TrackId{4});
    }
    QVERIFY(labels->frames.at(1).empty() && labels->frames.at(7).empty());
}

void TestAnnotationFile::outsideEndsABox()
{
    const auto labels = read("outside.xml",
                             document(track(box(0, 0) + box(2, 0, "outside=\"1\" keyframe=\"1\"") + box(5, 50)
                                            + box(6, 50, "outside=\"1\" keyframe=\"1\""))));
    QVERIFY(labels.has_value());
    for (int frame = 0; frame < 10; ++frame)
        QCOMPARE(labels->frames.at(frame).size(), std::size_t(frame < 2 || frame == 5 ? 1 : 0));
}

void TestAnnotationFile::aTrackThatDoesNotLeaveStaysToTheEnd()
{
    const auto labels = read("stay.xml", document(track(box(3, 7))));
    QVERIFY(labels.has_value());
    for (int frame = 0; frame < 10; ++frame)
        QCOMPARE(labels->frames.at(frame).size(), std::size_t(frame < 3 ? 0 : 1));
}

void TestAnnotationFile::framesWithoutBoxesAreLabelledAsEmpty()
{
    const auto labels = read("none.xml", document(""));
    QVERIFY(labels.has_value());
    QCOMPARE(labels->frames.size(), std::size_t(10));
}

void TestAnnotationFile::typesMapToClasses()
{
    const char* const key = "outside=\"0\" keyframe=\"1\"";
    const auto labels = read("types.xml",
                             document(track(box(9, 0, key, "car"), 0) + track(box(9, 0, key, "van"), 1)
                                      + track(box(9, 0, key, "undefined"), 2) + track(box(9, 0, key, "motorbike"), 3)
                                      + track(box(9, 0, key, "tram"), 4)));
    QVERIFY(labels.has_value());
    const std::uint32_t expected[] = {0b10, 0b1010, 0b1110, 0,
                                      0b1110}; // nothing is known of a tram but that it is a vehicle
    QCOMPARE(labels->frames.at(9).size(), std::size_t(5));
    for (std::size_t i = 0; i < 5; ++i)
        QCOMPARE(labels->frames.at(9)[i].allowedClasses, expected[i]);
}

void TestAnnotationFile::declaredTypesAreCovered()
{
    const auto labels = read("covered.xml", document(""));
    QVERIFY(labels.has_value());
    QCOMPARE(labels->coveredClasses, 0b1110U);
}

void TestAnnotationFile::labelsWithoutTypeMapByName()
{
    const auto labels =
        read("name.xml",
             "<annotations><track id=\"1\" label=\"person\"><box frame=\"3\" keyframe=\"1\" outside=\"0\" "
             "xtl=\"1\" ytl=\"1\" xbr=\"2\" ybr=\"2\"/></track></annotations>");
    QVERIFY2(labels.has_value(), labels ? "" : labels.error().message.c_str());
    QCOMPARE(labels->frames.size(), std::size_t(1));
    QCOMPARE(labels->frames.at(3).front().allowedClasses, 1U);
}

void TestAnnotationFile::wrongXmlIsNamedWithItsPlace_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char* name, const std::string& text) {
        QTest::newRow(name) << QByteArray::fromStdString(text);
    };
    const std::string whole = document(track(box(0, 0)));
    row("cut off", whole.substr(0, whole.size() - 30));
    row("no XML", "frame,class\n");
    row("another root", "<html></html>");
    row("no frame", document(track("<box xtl=\"1\" ytl=\"1\" xbr=\"2\" ybr=\"2\"/>")));
    row("huge frame", document(track(box(2'000'000'000, 0))));
    row("negative frame", document(track(box(-1, 0))));
    row("corner is no number", document(track("<box frame=\"1\" xtl=\"a\" ytl=\"1\" xbr=\"2\" ybr=\"2\"/>")));
    row("corner is missing", document(track("<box frame=\"1\" xtl=\"1\" ytl=\"1\" xbr=\"2\"/>")));
    row("box is inside out", document(track("<box frame=\"1\" xtl=\"9\" ytl=\"1\" xbr=\"2\" ybr=\"2\"/>")));
    row("huge task", "<annotations><meta><task><stop_frame>99999999999</stop_frame></task></meta></annotations>");
}

void TestAnnotationFile::wrongXmlIsNamedWithItsPlace()
{
    QFETCH(const QByteArray, text);
    const auto labels = read("wrong.xml", text.toStdString());
    QVERIFY(!labels);
    QCOMPARE(static_cast<int>(labels.error().code), static_cast<int>(ErrorCode::Corrupt));
    QVERIFY2(labels.error().message.find("wrong.xml', byte ") != std::string::npos, labels.error().message.c_str());
}

void TestAnnotationFile::missingAndEmptyAndUnknownFilesAreNamed()
{
    const auto missing = readAnnotationFile(m_folder.filePath(QStringLiteral("gone.csv")).toStdString(), options());
    QVERIFY(!missing);
    QCOMPARE(static_cast<int>(missing.error().code), static_cast<int>(ErrorCode::NotFound));
    QVERIFY(missing.error().message.find("gone.csv") != std::string::npos);
    QCOMPARE(static_cast<int>(read("empty.csv", "").error().code), static_cast<int>(ErrorCode::Corrupt));
    QCOMPARE(static_cast<int>(read("labels.json", "{}").error().code), static_cast<int>(ErrorCode::Unsupported));
    QVERIFY(!readAnnotationFile(m_folder.path().toStdString(), options()));
}

void TestAnnotationFile::aliasesNameOnlyClassesOfTheSession()
{
    const auto aliases = trafficAliases({"bus", "car"});
    QVERIFY(aliases.at("van") == std::vector<std::string>{"car"});
    QVERIFY(aliases.at("motorbike").empty());
    QVERIFY(trafficAliases({"motorcycle"}).at("motorbike") == std::vector<std::string>{"motorcycle"});
}

void TestAnnotationFile::theHumanLabelsAreRead_data()
{
    QTest::addColumn<QString>("clip");
    QTest::addColumn<int>("tracks");
    QTest::addColumn<int>("frames");
    QTest::newRow("first") << QStringLiteral("jamcam-03601-20190628-1400") << 23 << 242;
    QTest::newRow("second") << QStringLiteral("jamcam-06514-20190628-1401") << 22 << 238;
    QTest::newRow("third") << QStringLiteral("jamcam-03601-20190702-1000") << 21 << 234;
}

void TestAnnotationFile::theHumanLabelsAreRead()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    QFETCH(const QString, clip);
    QFETCH(const int, tracks);
    QFETCH(const int, frames);
    const auto labels = readAnnotationFile(shared / "real/videos" / (clip.toStdString() + ".cvat.xml"), options());
    QVERIFY2(labels.has_value(), labels ? "" : labels.error().message.c_str());
    QCOMPARE(labels->frames.size(), static_cast<std::size_t>(frames));
    QCOMPARE(labels->coveredClasses, 0b1110U);
    std::set<TrackId> found;
    for (const auto& [frame, objects] : labels->frames)
        for (const LabelledObject& object : objects)
            found.insert(*object.track);
    QCOMPARE(found.size(), static_cast<std::size_t>(tracks));
}

void TestAnnotationFile::theStoredGoldenLabelsAreRead()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    const auto labels = readAnnotationFile(shared / "real/golden/scenes-352x288-25fps.csv", options(0.3F));
    QVERIFY(labels.has_value());
    QCOMPARE(labels->frames.size(), std::size_t(184));
    QCOMPARE(labels->coveredClasses, 0b1111U);
}

QTEST_GUILESS_MAIN(TestAnnotationFile)
#include "tst_annotation_file.moc"
