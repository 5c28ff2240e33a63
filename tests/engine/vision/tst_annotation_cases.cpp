// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "engine/vision/annotation_check.h"
#include "engine/vision/annotation_document.h"
#include "engine/vision/annotation_file.h"
#include "tests/support/sentences.h"
#include "tests/support/shared_data.h"

#include <algorithm>

using namespace jackdaw;
using namespace jackdaw::vision;
using jackdaw::testing::joined;

namespace {

const std::vector<std::string> kClasses{"person", "car", "bus", "truck"};
constexpr PictureSize kPicture{160, 120};

AnnotationOptions options()
{
    return {kClasses, trafficAliases(kClasses), 0.0F};
}

/// Of the video that the files were made for.
VideoFacts video()
{
    return {"the video", kPicture, 0, 200};
}

} // namespace

/// The files that users brought and that were misread, each with what is right for it.
class TestAnnotationCases : public QObject {
    Q_OBJECT

private:
    static Result<AnnotationDocument> open(const QString& name, const std::string& task = {})
    {
        return readAnnotations(*testing::sharedData() / "cases/labels" / name.toStdString(), task);
    }

private Q_SLOTS:
    void initTestCase();
    void filesOfCarsAreRead_data();
    void filesOfCarsAreRead();
    void whatWasNotReadAsItStandsIsSaid_data();
    void whatWasNotReadAsItStandsIsSaid();
    void shapesAreReadAsTheBoxAroundThem();
    void anAttributeThatNamesNoClassDoesNotHideTheLabel();
    void aPartOfAVideoIsEmptyOnlyWherePeopleLooked();
    void ofAProjectOneTaskIsAskedFor();
    void framesOfAFilteredTaskAreUnknownBetweenItsSteps();
    void whatDoesNotFitTheVideoIsSaidBeforeARun_data();
    void whatDoesNotFitTheVideoIsSaidBeforeARun();
    void wrongValuesAreNamedWithTheirLine_data();
    void wrongValuesAreNamedWithTheirLine();
    void aListOfPicturesWithoutPicturesIsReadAsWhatItIs();
};

void TestAnnotationCases::initTestCase()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    if (!std::filesystem::is_directory(shared / "cases/labels"))
        JACKDAW_LACKS_SHARED_DATA("needs the folder cases/labels of the shared data");
}

void TestAnnotationCases::filesOfCarsAreRead_data()
{
    QTest::addColumn<QByteArray>("format");
    QTest::addColumn<int>("frames"); // that are covered
    QTest::addColumn<int>("cars"); // on frame 0
    const auto csv = [](const char* name) { QTest::newRow(name) << QByteArray("CSV") << 40 << 1; };
    QTest::newRow("occluded8.csv") << QByteArray("CSV") << 40 << 2;
    for (const char* name : {"ok.csv", "crlf.csv", "OK.CSV", "bom.csv", "utf16.csv", "case.csv", "space.csv",
                             "spaces.csv", "quoted.csv", "comment.csv", "order.csv", "floatframe.csv", "neg.csv"})
        csv(name);
    const auto cvat = [](const char* name) { QTest::newRow(name) << QByteArray("CVAT for video") << 200 << 1; };
    for (const char* name : {"cv-ok.xml", "cv-10.xml", "cv-utf16.xml", "cv-allkey0.xml", "cv-case.xml", "cv-dup.xml",
                             "cv-unsorted.xml", "cv-type.xml"})
        cvat(name);
    QTest::newRow("cv-images.xml") << QByteArray("CVAT for images") << 1 << 1;
    QTest::newRow("voc.xml") << QByteArray("Pascal VOC") << 1 << 1;
    QTest::newRow("mot.txt") << QByteArray("MOT Challenge") << 199 << 1;
}

void TestAnnotationCases::filesOfCarsAreRead()
{
    QFETCH(const QByteArray, format);
    QFETCH(const int, frames);
    QFETCH(const int, cars);
    const QString name = QString::fromUtf8(QTest::currentDataTag());
    const auto document = open(name);
    QVERIFY2(document.has_value(), document ? "" : document.error().message.c_str());
    QCOMPARE(document->format, format.toStdString());
    QCOMPARE(static_cast<int>(document->frames.size()), frames);
    const auto labels = readAnnotationFile(*testing::sharedData() / "cases/labels" / name.toStdString(), options());
    QVERIFY2(labels.has_value(), labels ? "" : labels.error().message.c_str());
    const auto found = labels->frames.at(0);
    QCOMPARE(static_cast<int>(found.size()), cars);
    QCOMPARE(found.front().allowedClasses, format == "MOT Challenge" ? 0b1U : 0b10U);
    QCOMPARE(found.front().box.x2, 60.0F);
    QCOMPARE(found.front().box.y2, 50.0F);
    const auto check = checkAnnotations(*document, options(), video());
    QVERIFY2(check.faults.empty(), joined(check.faults).c_str());
}

void TestAnnotationCases::whatWasNotReadAsItStandsIsSaid_data()
{
    QTest::addColumn<QByteArray>("word");
    QTest::newRow("occluded8.csv") << QByteArray("column 'occluded'");
    QTest::newRow("cv-dup.xml") << QByteArray("once more");
    QTest::newRow("cv-unsorted.xml") << QByteArray("sorted");
    QTest::newRow("cv-skel.xml") << QByteArray("skeletons");
    QTest::newRow("cv-mixed.xml") << QByteArray("polygons");
    QTest::newRow("mot.txt") << QByteArray("'pedestrian'");
    QTest::newRow("header-only.csv") << QByteArray("no frame is labelled");
    QTest::newRow("ok.csv") << QByteArray("Only frames with a row count as labelled");
}

void TestAnnotationCases::whatWasNotReadAsItStandsIsSaid()
{
    QFETCH(const QByteArray, word);
    const auto document = open(QString::fromUtf8(QTest::currentDataTag()));
    QVERIFY2(document.has_value(), document ? "" : document.error().message.c_str());
    QVERIFY2(joined(document->notes).find(word.toStdString()) != std::string::npos, joined(document->notes).c_str());
}

void TestAnnotationCases::shapesAreReadAsTheBoxAroundThem()
{
    const auto skeleton = open(QStringLiteral("cv-skel.xml"));
    QVERIFY(skeleton.has_value());
    QVERIFY(skeleton->frames.at(0).front().box == (Box{20, 30, 20, 30}));
    const auto mixed = open(QStringLiteral("cv-mixed.xml"));
    QVERIFY(mixed.has_value());
    QCOMPARE(mixed->frames.at(0).size(), std::size_t(2));
    QVERIFY(mixed->frames.at(0).back().box == (Box{100, 20, 120, 50}));
    QCOMPARE(mixed->names[mixed->frames.at(199).front().name], std::string("person"));
}

void TestAnnotationCases::anAttributeThatNamesNoClassDoesNotHideTheLabel()
{
    const auto labels = readAnnotationFile(*testing::sharedData() / "cases/labels/cv-type.xml", options());
    QVERIFY(labels.has_value());
    QCOMPARE(labels->frames.at(99).front().allowedClasses, 0b10U);
    QCOMPARE(labels->coveredClasses, 0b10U);
}

void TestAnnotationCases::aPartOfAVideoIsEmptyOnlyWherePeopleLooked()
{
    const auto document = open(QStringLiteral("cv-sub.xml"));
    QVERIFY(document.has_value());
    QCOMPARE(document->frames.begin()->first, std::int64_t(40));
    QCOMPARE(document->frames.rbegin()->first, std::int64_t(120));
    QCOMPARE(document->frames.at(99).size(), std::size_t(1));
    QVERIFY(document->frames.at(100).empty());
    QVERIFY(!document->frames.contains(39));
}

void TestAnnotationCases::ofAProjectOneTaskIsAskedFor()
{
    const auto both = open(QStringLiteral("cv-project.xml"));
    QVERIFY(!both);
    QVERIFY2(both.error().message.find("'gate', 'yard'") != std::string::npos, both.error().message.c_str());
    const auto yard = open(QStringLiteral("cv-project.xml"), "yard");
    QVERIFY2(yard.has_value(), yard ? "" : yard.error().message.c_str());
    QCOMPARE(yard->objects(), std::size_t(50));
    QCOMPARE(yard->names[yard->frames.at(0).front().name], std::string("bus"));
    QVERIFY(open(QStringLiteral("cv-project.xml"), "5").has_value());
    QVERIFY(!open(QStringLiteral("cv-project.xml"), "attic"));
}

void TestAnnotationCases::framesOfAFilteredTaskAreUnknownBetweenItsSteps()
{
    const auto document = open(QStringLiteral("cv-ok.xml"));
    QVERIFY(document.has_value());
    QCOMPARE(document->frames.size(), std::size_t(200));
    const auto stepped = open(QStringLiteral("ok.csv"));
    QVERIFY(stepped.has_value());
    QVERIFY(stepped->frames.contains(5) && !stepped->frames.contains(6));
}

void TestAnnotationCases::whatDoesNotFitTheVideoIsSaidBeforeARun_data()
{
    QTest::addColumn<QByteArray>("fault");
    QTest::newRow("other-size.csv") << QByteArray("outside of the video of 160 x 120");
    QTest::newRow("past.csv") << QByteArray("No labelled frame is in the video");
    QTest::newRow("header-only.csv") << QByteArray("No frame is labelled");
    QTest::newRow("coco.json") << QByteArray("No frame is labelled");
}

void TestAnnotationCases::whatDoesNotFitTheVideoIsSaidBeforeARun()
{
    QFETCH(const QByteArray, fault);
    const auto document = open(QString::fromUtf8(QTest::currentDataTag()));
    QVERIFY2(document.has_value(), document ? "" : document.error().message.c_str());
    const auto check = checkAnnotations(*document, options(), video());
    QVERIFY2(joined(check.faults).find(fault.toStdString()) != std::string::npos, joined(check.faults).c_str());
    QVERIFY(checkText(check).find("fault:   ") != std::string::npos);
}

void TestAnnotationCases::wrongValuesAreNamedWithTheirLine_data()
{
    QTest::addColumn<QByteArray>("word");
    QTest::newRow("xywh.csv") << QByteArray("line 2: the box must have x1 <= x2");
    QTest::newRow("percent.csv") << QByteArray("line 2: 'score' must be a number from 0 to 1; percent");
}

void TestAnnotationCases::wrongValuesAreNamedWithTheirLine()
{
    QFETCH(const QByteArray, word);
    const auto document = open(QString::fromUtf8(QTest::currentDataTag()));
    QVERIFY(!document);
    QVERIFY2(document.error().message.find(word.toStdString()) != std::string::npos, document.error().message.c_str());
}

void TestAnnotationCases::aListOfPicturesWithoutPicturesIsReadAsWhatItIs()
{
    const auto document = open(QStringLiteral("coco.json"));
    QVERIFY(document.has_value());
    QCOMPARE(document->format, std::string("COCO"));
    QVERIFY(document->frames.empty());
}

QTEST_GUILESS_MAIN(TestAnnotationCases)
#include "tst_annotation_cases.moc"
