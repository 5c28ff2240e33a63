// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/vision/annotation_check.h"
#include "engine/vision/annotation_document.h"
#include "engine/vision/annotation_file.h"
#include "tests/datasets/made_data_sets.h"
#include "tests/support/sentences.h"

#include <QTemporaryDir>
#include <QtTest>

#include <cmath>
#include <filesystem>

using namespace jackdaw;
using namespace jackdaw::vision;
using jackdaw::testing::joined;

namespace {

const std::vector<std::string> kClasses{"person", "car", "bus", "truck"};

AnnotationOptions options()
{
    return {kClasses, trafficAliases(kClasses), 0.0F};
}

} // namespace

/// What one object of a file is, and where.
class TestAnnotationShapes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aBoxThatTurnsIsTurnedBetweenItsKeyFrames();
    void cocosMasksAndKeypointsAreBoxes();
    void blanksOfAnyWidthAreBlanks();
    void aTypeOfAVehicleIsAskedBeforeItsLabel();
    void aTypeThatNamesNoClassIsSaidWithItsCount();
    void cornersThatAreSizesAreRefusedWhereThatIsSure();
    void cornersThatAreSizesAreSaidWhereTheyMayBe_data();
    void cornersThatAreSizesAreSaidWhereTheyMayBe();
    void rowsMayNameTheirPictures();
    void tracksMayBeAbsentOrOfADataFrame();
    void classesOfRowsThatAreNotTheBenchmarksAreAsked();

private:
    std::filesystem::path file(const char* name, const std::string& text) const
    {
        const auto path = std::filesystem::path(m_folder.path().toStdString()) / name;
        testing::writeFile(path, text);
        return path;
    }

    QTemporaryDir m_folder;
};

void TestAnnotationShapes::aBoxThatTurnsIsTurnedBetweenItsKeyFrames()
{
    const auto shape = [](int frame, int rotation, int outside) {
        return "<box frame=\"" + std::to_string(frame) + "\" outside=\"" + std::to_string(outside)
            + "\" keyframe=\"1\" xtl=\"50\" ytl=\"50\" xbr=\"90\" ybr=\"60\" rotation=\"" + std::to_string(rotation)
            + "\"/>";
    };
    const auto document = readAnnotations(file("turns.xml",
                                               "<annotations><track id=\"0\" label=\"car\">" + shape(0, 315, 0)
                                                   + shape(10, 45, 0) + shape(11, 45, 1) + "</track></annotations>"));
    QVERIFY2(document.has_value(), document ? "" : document.error().message.c_str());
    const Box upright = document->frames.at(5).front().box; // half way from -45 to 45 degrees
    QVERIFY(std::abs(upright.x1 - 50.0F) < 0.01F && std::abs(upright.y1 - 50.0F) < 0.01F);
    QVERIFY(std::abs(upright.x2 - 90.0F) < 0.01F && std::abs(upright.y2 - 60.0F) < 0.01F);
    QVERIFY(std::abs(document->frames.at(0).front().box.width() - 50.0F / std::sqrt(2.0F)) < 0.01F);
}

void TestAnnotationShapes::cocosMasksAndKeypointsAreBoxes()
{
    const auto annotation = [](const std::string& place) {
        return R"({"id":1,"image_id":1,"category_id":1,)" + place + "}";
    };
    // Both masks are the pixels 2 to 4 across and 1 to 2 down of 6 x 4.
    const auto document = readAnnotations(
        file("places.json",
             R"({"images":[{"id":1,"file_name":"f_0.png"}],"categories":[{"id":1,"name":"person"}],"annotations":[)"
                 + annotation(R"("keypoints":[10,20,2,0,0,0,30,15,1])") + ","
                 + annotation(R"("segmentation":{"size":[4,6],"counts":[9,2,2,2,2,2,5]})") + ","
                 + annotation(R"("segmentation":{"size":[4,6],"counts":"9220003"})") + "]}"));
    QVERIFY2(document.has_value(), document ? "" : document.error().message.c_str());
    const auto& objects = document->frames.at(0);
    QVERIFY(objects[0].box == (Box{10, 15, 30, 20}));
    QVERIFY(objects[1].box == (Box{2, 1, 5, 3}));
    QVERIFY(objects[2].box == (Box{2, 1, 5, 3}));
    QVERIFY(joined(document->notes).find("mask or keypoints: 3") != std::string::npos);
    for (const char* const broken : {R"("keypoints":[1,2])", R"("segmentation":{"size":[4,6],"counts":[9,99]})",
                                     R"("segmentation":{"size":[4,6],"counts":"~"})", R"("keypoints":[1,2,0])"}) {
        const auto refused = readAnnotations(
            file("noplace.json",
                 R"({"images":[{"id":1,"file_name":"f_0.png"}],"categories":[{"id":1,"name":"person"}],"annotations":[)"
                     + annotation(broken) + "]}"));
        QVERIFY2(!refused && refused.error().message.find("/annotations/0") != std::string::npos, broken);
    }
}

void TestAnnotationShapes::blanksOfAnyWidthAreBlanks()
{
    const auto labels = readAnnotationFile(file("wide.csv",
                                                "frame,class,x1,y1,x2,y2\n0,\xC2\xA0"
                                                "car,1,2,3,4\n1,bus\xE2\x80\x8B,1,2,3,4\n"),
                                           options());
    QVERIFY2(labels.has_value(), labels ? "" : labels.error().message.c_str());
    QCOMPARE(labels->frames.at(0).front().allowedClasses, 0b10U);
    QCOMPARE(labels->frames.at(1).front().allowedClasses, 0b100U);
}

void TestAnnotationShapes::aTypeOfAVehicleIsAskedBeforeItsLabel()
{
    const auto box = [](const char* label, const char* type) {
        return std::string("<box label=\"") + label
            + "\" xtl=\"1\" ytl=\"1\" xbr=\"2\" ybr=\"2\"><attribute name=\"Class\">" + type + "</attribute></box>";
    };
    const auto path = file("types.xml",
                           "<annotations><image id=\"0\" name=\"a\">" + box("vehicle", "Truck") + box("car", "sedan")
                               + box("vehicle", "tractor") + box("object", "bus") + box("vehicle", "train")
                               + box("person", "backpack") + "</image></annotations>");
    const auto labels = readAnnotationFile(path, options());
    QVERIFY2(labels.has_value(), labels ? "" : labels.error().message.c_str());
    const std::uint32_t expected[] = {0b1000U, 0b10U, 0b1110U, 0b100U, 0U, 0b1U};
    for (std::size_t i = 0; i < std::size(expected); ++i)
        QCOMPARE(labels->frames.at(0)[i].allowedClasses, expected[i]);
    const std::vector<std::string> buses{"bus", "person"};
    const auto few = readAnnotationFile(path, {buses, trafficAliases(buses), 0.0F});
    QVERIFY2(few.has_value(), few ? "" : few.error().message.c_str());
    QVERIFY2(few->frames.at(0)[0].allowedClasses == 0, "a vehicle that is a truck is no bus");
}

void TestAnnotationShapes::aTypeThatNamesNoClassIsSaidWithItsCount()
{
    const auto box = [](const char* label, const char* type) {
        return std::string("<box label=\"") + label
            + "\" xtl=\"1\" ytl=\"1\" xbr=\"2\" ybr=\"2\"><attribute name=\"Type\">" + type + "</attribute></box>";
    };
    const auto document = readAnnotations(
        file("told.xml",
             "<annotations><image id=\"0\" name=\"a\">" + box(" Vehicle ", "Sedan") + box("vehicle", "Sedan")
                 + box("person", "backpack") + box("vehicle", "bus") + box("car", "hatch") + "</image></annotations>"));
    QVERIFY2(document.has_value(), document ? "" : document.error().message.c_str());
    const AnnotationCheck check = checkAnnotations(*document, options());
    QVERIFY2(joined(check.warnings).find("'Sedan' (2 objects)") != std::string::npos, joined(check.warnings).c_str());
    QVERIFY2(joined(check.notes).find("'backpack' (1 object), 'hatch' (1 object)") != std::string::npos,
             joined(check.notes).c_str());
    QVERIFY(joined(check.warnings).find("'bus'") == std::string::npos);
}

void TestAnnotationShapes::cornersThatAreSizesAreRefusedWhereThatIsSure()
{
    std::string rows = "frame,class,x1,y1,x2,y2\n";
    for (int frame = 0; frame < 40; ++frame)
        rows += std::to_string(frame) + ",car," + std::to_string(5 * frame) + ",20,60,40\n";
    const auto sizes = readAnnotations(file("sizes.csv", rows));
    QVERIFY(!sizes);
    QVERIFY2(sizes.error().message.find("line 15: the box must have x1 <= x2") != std::string::npos
                 && sizes.error().message.find("27 of 40 boxes have not") != std::string::npos,
             sizes.error().message.c_str());
    rows = "frame,class,x1,y1,x2,y2\n";
    for (int frame = 0; frame < 40; ++frame)
        rows += std::to_string(frame) + ",car,10,20," + (frame == 7 ? "6,40\n" : "60,40\n");
    const auto slip = readAnnotations(file("slip.csv", rows));
    QVERIFY(!slip);
    QVERIFY2(slip.error().message.find("line 9: ") != std::string::npos
                 && slip.error().message.find("boxes have not") == std::string::npos,
             slip.error().message.c_str());
}

void TestAnnotationShapes::cornersThatAreSizesAreSaidWhereTheyMayBe_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<int>("grows"); // by how many pixels what stands under x2 grows with each frame
    QTest::addColumn<bool>("isTracked");
    QTest::addColumn<bool>("isSaid");
    QTest::newRow("sizes of a track") << QByteArray("x1,y1,x2,y2") << 0 << true << true;
    QTest::newRow("sizes of one car") << QByteArray("x1,y1,x2,y2") << 0 << false << true;
    QTest::newRow("sizes of a car that comes nearer") << QByteArray("x1,y1,x2,y2") << 1 << true << true;
    QTest::newRow("corners") << QByteArray("x1,y1,x2,y2") << 6 << true << false;
    QTest::newRow("corners of one car") << QByteArray("x1,y1,x2,y2") << 6 << false << false;
    QTest::newRow("sizes that are called so") << QByteArray("x,y,width,height") << 0 << true << false;
}

/// Objects that never get as far right as they are wide: no row alone is wrong.
void TestAnnotationShapes::cornersThatAreSizesAreSaidWhereTheyMayBe()
{
    QFETCH(const QByteArray, header);
    QFETCH(const int, grows);
    QFETCH(const bool, isTracked);
    QFETCH(const bool, isSaid);
    std::string rows = "frame,class," + header.toStdString() + (isTracked ? ",track\n" : "\n");
    for (int frame = 0; frame < 150; ++frame) {
        const int way = frame % 50;
        rows += std::to_string(frame) + ",car," + std::to_string(6 * way) + ",20," + std::to_string(310 + grows * way)
            + ",200" + (isTracked ? "," + std::to_string(frame / 50) + "\n" : "\n");
    }
    const auto document = readAnnotations(file("may-be.csv", rows));
    QVERIFY2(document.has_value(), document ? "" : document.error().message.c_str());
    const auto check = checkAnnotations(*document, options(), VideoFacts{"the video", {1280, 720}, 0, 150});
    QCOMPARE(joined(check.warnings).find("perhaps the columns of these hold width and height") != std::string::npos,
             isSaid);
}

void TestAnnotationShapes::rowsMayNameTheirPictures()
{
    const std::string header = "filename,width,height,class,xmin,ymin,xmax,ymax\n";
    const auto read = readAnnotations(file("pictures.csv",
                                           header
                                               + "street_000010.jpg,640,480,Car,1,2,30,40\n"
                                                 "street_000010.jpg,640,480,bus,50,60,90,100\n"
                                                 "street_000020.jpg,640,480,car,5,2,35,40\n"));
    QVERIFY2(read, read ? "" : read.error().message.c_str());
    QCOMPARE(read->frames.size(), std::size_t(2));
    QCOMPARE(read->frames.at(10).size(), std::size_t(2));
    QVERIFY(read->frames.at(20).front().box == (Box{5, 2, 35, 40}));
    QVERIFY(read->size == std::optional(PictureSize{640, 480}));
    QCOMPARE(read->pictures.at(20), std::string("street_000020.jpg"));
    const auto sizes = readAnnotations(file("sizes.csv", "image,label,x,y,width,height\n7.png,car,1,2,30,40\n"));
    QVERIFY2(sizes, sizes ? "" : sizes.error().message.c_str());
    QVERIFY(sizes->frames.at(7).front().box == (Box{1, 2, 31, 42}) && !sizes->size);
    const auto times = readAnnotations(file("times.csv", header + "cam_2024-01-05T12-30-15.jpg,9,9,car,1,2,3,4\n"));
    QVERIFY(!times && times.error().message.find("no frame numbers") != std::string::npos);
    const auto two =
        readAnnotations(file("two.csv", header + "a_000001.jpg,9,9,car,1,2,3,4\nb_000001.jpg,9,9,car,1,2,3,4\n"));
    QVERIFY(!two && two.error().message.find("about 2 videos") != std::string::npos);
    const auto none = readAnnotations(file("none.csv", header + ",9,9,car,1,2,3,4\n"));
    QVERIFY(!none && none.error().message.find("line 2: the row does not name its picture") != std::string::npos);
}

void TestAnnotationShapes::tracksMayBeAbsentOrOfADataFrame()
{
    const std::string header = "frame,class,x1,y1,x2,y2,track\n";
    const auto read =
        readAnnotations(file("tracks.csv", header + "0,car,1,2,3,4,7.0\n1,car,1,2,3,4,-1\n2,car,1,2,3,4,\n"));
    QVERIFY2(read, read ? "" : read.error().message.c_str());
    QVERIFY(read->frames.at(0).front().track == std::optional(TrackId{7}));
    QVERIFY(!read->frames.at(1).front().track && !read->frames.at(2).front().track);
    for (const char* const track : {"car_1", "1.5", "-2", "9999999999", "nan"}) {
        const auto wrong = readAnnotations(file("wrong.csv", header + "0,car,1,2,3,4," + track + "\n"));
        QVERIFY2(!wrong && wrong.error().message.find("line 2: 'track'") != std::string::npos, track);
    }
}

/// VisDrone numbers its classes otherwise: its 4 is a car, the benchmark's a bicycle.
void TestAnnotationShapes::classesOfRowsThatAreNotTheBenchmarksAreAsked()
{
    const std::string rows = "1,0,10,20,50,30,1,4,0,0\n2,0,10,20,50,30,1,4,0,1\n2,0,1,2,5,3,1,0,0,1\n";
    const auto path = file("drone.txt", rows);
    const auto read = readAnnotations(path);
    QVERIFY2(read, read ? "" : read.error().message.c_str());
    QCOMPARE(read->names, (std::vector<std::string>{"class 4", "class 0"}));
    QVERIFY2(joined(read->notes).find("Rows have ten fields") != std::string::npos, joined(read->notes).c_str());
    QVERIFY(!checkAnnotations(*read, options()).faults.empty());
    const auto found = readAnnotations(file("found.txt", "1,-1,10,20,50,30,0.9,-1,-1,-1\n"));
    QVERIFY(found && found->names == (std::vector<std::string>{"pedestrian"}));
    file("named/labels.txt", "pedestrian\npeople\nbicycle\ncar\n");
    const auto named = readAnnotations(file("named/drone.txt", rows));
    QVERIFY(named && named->names == (std::vector<std::string>{"car", "class 0"}));
    const auto truth = readAnnotations(file("truth.txt", "1,1,10,20,50,30,1,4,0.5\n"));
    QVERIFY(truth && truth->names == (std::vector<std::string>{"bicycle"}));
}

QTEST_GUILESS_MAIN(TestAnnotationShapes)
#include "tst_annotation_shapes.moc"
