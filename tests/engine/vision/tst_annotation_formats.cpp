// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include "engine/vision/annotation_check.h"
#include "engine/vision/annotation_document.h"
#include "engine/vision/annotation_file.h"
#include "engine/vision/annotation_writer.h"
#include "tests/support/sentences.h"

#include <algorithm>
#include <cmath>
#include <fstream>

using namespace jackdaw;
using namespace jackdaw::vision;
using jackdaw::testing::joined;

namespace {

const std::vector<std::string> kClasses{"person", "car", "bus", "truck"};

AnnotationOptions options()
{
    return {kClasses, trafficAliases(kClasses), 0.0F};
}

/// Two tracks and an object that nobody followed, over frames 0, 5, ... 45, some of them empty.
AnnotationDocument street()
{
    AnnotationDocument document;
    document.format = "test";
    document.size = PictureSize{640, 360};
    const std::uint32_t car = document.number("car");
    const std::uint32_t person = document.number("traffic light");
    for (std::int64_t frame = 0; frame < 50; frame += 5) {
        document.cover(frame);
        const auto t = static_cast<float>(frame);
        if (frame >= 5 && frame < 30)
            document.add(frame, {.name = car, .box = {10.25F + t, 20.5F, 60.123F + t, 50.75F}, .track = TrackId{3}});
        if (frame >= 10 && frame != 20 && frame < 40)
            document.add(frame, {.name = person, .box = {300.333F, 100.667F, 320.0F, 150.0F}, .track = TrackId{7}});
    }
    document.add(40, {.name = car, .box = {0.0F, 0.0F, 639.5F, 359.25F}});
    return document;
}

} // namespace

class TestAnnotationFormats : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    std::filesystem::path file(const std::string& name, const std::string& text) const
    {
        const std::filesystem::path path = at(name);
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << text;
        return path;
    }
    std::filesystem::path at(const std::string& name) const
    {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }

private Q_SLOTS:
    void whatIsWrittenIsReadAgain_data();
    void whatIsWrittenIsReadAgain();
    void framesWithoutAnEvenStepAreKept();
    void motChallengeCountsFramesFromOne();
    void motChallengeSaysByItsSequenceWhatIsEmpty();
    void cocoIsReadByTheNamesOfPictures();
    void numbersOfPicturesAreNotThoseOfHashes();
    void cocoOfSeveralVideosIsAskedAbout();
    void picturesOfTwoCamerasAreAskedAbout();
    void cocoResultsAreADetectors();
    void yoloNeedsTheSizeOfPictures();
    void yoloIsReadBesideItsPictures();
    void datumaroItemsSayTheirFrame();
    void detracRegionsAreIgnored();
    void aFilteredTaskIsLabelledAtItsStepAlone();
    void aTaskThatHasNoneOfItsFramesIsRefused();
    void classNumbersOfYoloAreTakenAsTheyAreWritten();
    void pixelsAreNoYolo();
    void turnedBoxesAndOtherShapesBecomeUprightBoxes();
    void commasMayBeDecimalPoints();
    void aHeaderOfAnotherToolIsUnderstood();
    void aCommentSaysWhichFramesWereLookedAt();
    void mappingFilesLieBesideLabels();
    void namesThatMeanNothingAreRefused();
    void brokenFilesAreNamedWithTheirPlace_data();
    void brokenFilesAreNamedWithTheirPlace();
    void scalesThatAreNoPixelsAreSuspected();
    void pycocotoolsOpensWhatIsWritten();
};

void TestAnnotationFormats::whatIsWrittenIsReadAgain_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<bool>("tracks");
    QTest::newRow("csv") << QStringLiteral("a.csv") << true;
    QTest::newRow("cvat") << QStringLiteral("a.xml") << true;
    QTest::newRow("coco") << QStringLiteral("coco.json") << true;
    QTest::newRow("datumaro") << QStringLiteral("datumaro.json") << true;
    QTest::newRow("mot") << QStringLiteral("gt.txt") << true;
    QTest::newRow("yolo") << QStringLiteral("yolo") << false;
}

void TestAnnotationFormats::whatIsWrittenIsReadAgain()
{
    QFETCH(const QString, file);
    QFETCH(const bool, tracks);
    const std::string format = QTest::currentDataTag();
    const AnnotationDocument before = street();
    const auto path = at(format + "-out/" + file.toStdString());
    std::filesystem::create_directories(path.parent_path());
    const auto written = writeAnnotations(before, path, format);
    QVERIFY2(written.has_value(), written ? "" : written.error().message.c_str());
    const auto after = readAnnotations(path);
    QVERIFY2(after.has_value(), after ? "" : after.error().message.c_str());
    const bool saysEmpty = format != "mot"; // of frames at a step it cannot
    QCOMPARE(after->frames.size(), saysEmpty ? before.frames.size() : before.frames.size() - 2);
    for (const auto& [frame, objects] : before.frames) {
        if (!saysEmpty && objects.empty())
            continue;
        std::vector<AnnotatedObject> found = after->frames.at(frame);
        QCOMPARE(found.size(), objects.size());
        for (const AnnotatedObject& object : objects) {
            const auto same = std::find_if(found.begin(), found.end(), [&](const AnnotatedObject& other) {
                return after->names[other.name] == before.names[object.name]
                    && std::abs(other.box.x1 - object.box.x1) <= 0.01F
                    && std::abs(other.box.y1 - object.box.y1) <= 0.01F
                    && std::abs(other.box.x2 - object.box.x2) <= 0.01F
                    && std::abs(other.box.y2 - object.box.y2) <= 0.01F
                    && (!tracks || !object.track || other.track == object.track);
            });
            QVERIFY2(same != found.end(), ("frame " + std::to_string(frame)).c_str());
        }
    }
}

void TestAnnotationFormats::framesWithoutAnEvenStepAreKept()
{
    AnnotationDocument document = street();
    document.cover(7);
    for (const char* const name : {"odd.csv", "odd.xml", "odd.json"}) {
        const std::string format = std::string(name).ends_with("csv") ? "csv"
            : std::string(name).ends_with("xml")                      ? "cvat"
                                                                      : "coco";
        QVERIFY(writeAnnotations(document, at(name), format).has_value());
        const auto after = readAnnotations(at(name));
        QVERIFY2(after.has_value(), after ? "" : after.error().message.c_str());
        QCOMPARE(after->frames.size(), document.frames.size());
        QVERIFY(after->frames.at(7).empty());
        QVERIFY(after->frames.at(25).front().track == TrackId{3});
    }
}

void TestAnnotationFormats::motChallengeCountsFramesFromOne()
{
    const auto document =
        readAnnotations(file("det/det.txt", "1,-1,10,20,50,30,0.8\n3, -1, 10, 20, 50, 30, 57.2, -1, -1, -1\n"));
    QVERIFY2(document.has_value(), document ? "" : document.error().message.c_str());
    QCOMPARE(document->frames.size(), std::size_t(2));
    const AnnotatedObject& object = document->frames.at(0).front();
    QVERIFY(object.box == (Box{10, 20, 60, 50}));
    QCOMPARE(object.score, 0.8F);
    QVERIFY(!object.track);
    QCOMPARE(document->frames.at(2).front().score, 1.0F);
    const auto ofPictures = checkAnnotations(*document, options(), VideoFacts{"pictures", {640, 360}, 1, 0});
    QVERIFY2(joined(ofPictures.faults).find("--shift 1") != std::string::npos, "both count from 1");
}

void TestAnnotationFormats::motChallengeSaysByItsSequenceWhatIsEmpty()
{
    file("MOT-02/seqinfo.ini", "[Sequence]\nname=MOT-02\nseqLength=5\nimWidth=1920\nimHeight=1080\n");
    file("MOT-02/gt/gt.txt", "2,4,10,20,50,30,1,3,1\n2,5,1,2,3,4,0,8,1\n");
    for (const char* const path : {"MOT-02/gt/gt.txt", "MOT-02"}) {
        const auto document = readAnnotations(at(path));
        QVERIFY2(document.has_value(), document ? "" : document.error().message.c_str());
        QCOMPARE(document->frames.size(), std::size_t(5));
        QVERIFY(document->size == (PictureSize{1920, 1080}));
        QCOMPARE(document->names[document->frames.at(1)[0].name], std::string("car"));
        QVERIFY2(document->frames.at(1)[1].ignored, "a distractor");
    }
    file("sequences/MOT-04/gt/gt.txt", "1,4,10,20,50,30,1,1,1\n");
    file("sequences/MOT-05/gt/gt.txt", "1,4,10,20,50,30,1,1,1\n");
    const auto several = readAnnotations(at("sequences"));
    QVERIFY(!several);
    QVERIFY(several.error().message.find("'MOT-04', 'MOT-05'") != std::string::npos);
    QVERIFY(readAnnotations(at("sequences"), "MOT-05").has_value());
}

void TestAnnotationFormats::cocoIsReadByTheNamesOfPictures()
{
    const auto document = readAnnotations(file(
        "instances.json",
        R"({"images":[{"id":1,"file_name":"frame_000010.PNG","width":640,"height":360},{"id":2,"file_name":"frame_000020.PNG"}],
            "categories":[{"id":3,"name":"Car"}],
            "annotations":[{"id":1,"image_id":1,"category_id":3,"bbox":[10,20,50,30],"iscrowd":0,"attributes":{"track_id":4}},
                           {"id":2,"image_id":1,"category_id":3,"segmentation":[[1,2,30,2,30,40]],"iscrowd":1}]})"));
    QVERIFY2(document.has_value(), document ? "" : document.error().message.c_str());
    QCOMPARE(document->frames.size(), std::size_t(2));
    QVERIFY2(document->frames.at(20).empty(), "listed, and nothing was there");
    const auto& objects = document->frames.at(10);
    QVERIFY(objects[0].box == (Box{10, 20, 60, 50}) && objects[0].track == TrackId{4});
    QVERIFY(objects[1].box == (Box{1, 2, 30, 40}) && objects[1].ignored);
    QCOMPARE(readAnnotationFile(at("instances.json"), options())->frames.at(10)[0].allowedClasses, 0b10U);
}

void TestAnnotationFormats::numbersOfPicturesAreNotThoseOfHashes()
{
    const auto document = readAnnotations(file(
        "hosted.json",
        R"({"images":[{"id":0,"file_name":"frame_000010_jpg.rf.0a1b2c77.jpg"},{"id":1,"file_name":"b/frame_20_png.rf.77.jpg"}],
                 "categories":[],"annotations":[]})"));
    QVERIFY2(document.has_value(), document ? "" : document.error().message.c_str());
    QVERIFY(document->frames.contains(10) && document->frames.contains(20));
}

void TestAnnotationFormats::cocoOfSeveralVideosIsAskedAbout()
{
    const auto path =
        file("videos.json",
             R"({"videos":[{"id":1,"name":"gate"},{"id":2,"name":"yard"}],"categories":[{"id":1,"name":"car"}],
            "images":[{"id":1,"video_id":1,"file_name":"gate/0.jpg"},{"id":2,"video_id":2,"file_name":"yard/0.jpg"}],
            "annotations":[{"image_id":2,"category_id":1,"bbox":[1,1,2,2]}]})");
    const auto both = readAnnotations(path);
    QVERIFY(!both);
    QVERIFY(both.error().message.find("'gate', 'yard'") != std::string::npos);
    QVERIFY(readAnnotations(path, "gate")->frames.at(0).empty());
    QCOMPARE(readAnnotations(path, "yard")->objects(), std::size_t(1));
}

void TestAnnotationFormats::picturesOfTwoCamerasAreAskedAbout()
{
    const auto path = file("cameras.xml",
                           "<annotations><image id=\"0\" name=\"a_001.jpg\"/><image id=\"1\" name=\"b_001.jpg\"><box "
                           "label=\"car\" xtl=\"1\" ytl=\"1\" xbr=\"2\" ybr=\"2\"/></image></annotations>");
    const auto byId = readAnnotations(path);
    QVERIFY2(!byId, "the pictures would be taken for frames 0 and 1 of one video");
    QVERIFY2(byId.error().message.find("'a_', 'b_'") != std::string::npos, byId.error().message.c_str());
    QCOMPARE(readAnnotations(path, "b_")->frames.at(1).size(), std::size_t(1));
}

void TestAnnotationFormats::cocoResultsAreADetectors()
{
    const auto document =
        readAnnotations(file("results.json", R"([{"image_id":7,"category_id":8,"bbox":[1,2,3,4],"score":0.5}])"));
    QVERIFY(document.has_value());
    QCOMPARE(document->names[document->frames.at(7).front().name], std::string("truck"));
    QCOMPARE(document->frames.at(7).front().score, 0.5F);
}

void TestAnnotationFormats::yoloNeedsTheSizeOfPictures()
{
    file("bare/classes.txt", "person\ncar\n");
    file("bare/frame_000003.txt", "1 0.5 0.5 0.25 0.5\n");
    const auto document = readAnnotations(at("bare"));
    QVERIFY2(document.has_value(), document ? "" : document.error().message.c_str());
    QVERIFY(document->isRelative);
    QVERIFY(document->frames.at(3).front().box == (Box{0.375F, 0.25F, 0.625F, 0.75F}));
    const auto used = readAnnotationFile(at("bare"), options());
    QVERIFY(!used);
    QVERIFY2(used.error().action.find("labels convert") != std::string::npos, used.error().action.c_str());
    file("nameless/frame_000003.txt", "1 0.5 0.5 0.25 0.5\n");
    QVERIFY(readAnnotations(at("nameless")).error().action.find("data.yaml") != std::string::npos);
}

void TestAnnotationFormats::yoloIsReadBesideItsPictures()
{
    file("set/data.yaml", "train: images\nnc: 2\nnames: ['person', \"car\"] # two\n");
    file("set/labels/frame_000003.txt", "1 0.5 0.5 0.25 0.5\n0 0.1 0.1 0.2 0.1 0.2 0.2 0.1 0.2\n");
    file("set/labels/frame_000004.txt", "");
    const std::string size("\0\0\0\xA0\0\0\0\x78", 8);
    file("set/images/frame_000003.png", "\x89PNG\r\n\x1A\n" + std::string("\0\0\0\rIHDR", 8) + size + "          ");
    const auto document = readAnnotations(at("set"));
    QVERIFY2(document.has_value(), document ? "" : document.error().message.c_str());
    QVERIFY(document->size == (PictureSize{160, 120}));
    QVERIFY(document->frames.at(3)[0].box == (Box{60, 30, 100, 90}));
    QVERIFY2(document->frames.at(4).empty(), "an empty file says that nothing is there");
    QCOMPARE(document->names[document->frames.at(3)[1].name], std::string("person"));
}

void TestAnnotationFormats::datumaroItemsSayTheirFrame()
{
    const auto document =
        readAnnotations(file("default.json",
                             R"({"info":{},"categories":{"label":{"labels":[{"name":"car","parent":""}]}},"items":[
            {"id":"first","attr":{"frame":10},"image":{"path":"","size":[360,640]},"annotations":[
              {"id":0,"type":"bbox","attributes":{"track_id":2},"label_id":0,"bbox":[1,2,3,4]},
              {"id":1,"type":"polygon","label_id":0,"points":[1,2,30,2,30,40]},{"id":2,"type":"label","label_id":0}]},
            {"id":"second","attr":{"frame":20},"annotations":[]}]})"));
    QVERIFY2(document.has_value(), document ? "" : document.error().message.c_str());
    QCOMPARE(document->frames.at(10).size(), std::size_t(2));
    QVERIFY(document->frames.at(10)[0].box == (Box{1, 2, 4, 6}));
    QVERIFY(document->frames.at(10)[1].box == (Box{1, 2, 30, 40}));
    QVERIFY(document->frames.at(20).empty() && document->size == (PictureSize{640, 360}));
    QVERIFY(joined(document->notes).find("'polygon'") != std::string::npos);
}

void TestAnnotationFormats::detracRegionsAreIgnored()
{
    const auto document = readAnnotations(
        file("MVI_1.xml",
             "<?xml version=\"1.0\"?><sequence name=\"MVI_1\"><ignored_region><box left=\"1\" top=\"2\" width=\"3\" "
             "height=\"4\"/></ignored_region><frame density=\"1\" num=\"3\"><target_list><target id=\"5\"><box "
             "left=\"10\" top=\"20\" width=\"50\" height=\"30\"/><attribute vehicle_type=\"others\"/></target>"
             "</target_list></frame></sequence>"));
    QVERIFY2(document.has_value(), document ? "" : document.error().message.c_str());
    QCOMPARE(document->format, std::string("UA-DETRAC"));
    const auto& objects = document->frames.at(2);
    QVERIFY(objects[0].box == (Box{10, 20, 60, 50}) && objects[0].track == TrackId{5});
    QVERIFY(objects[1].ignored);
    QCOMPARE(readAnnotationFile(at("MVI_1.xml"), options())->frames.at(2)[0].allowedClasses, 0b1110U);
}

void TestAnnotationFormats::aFilteredTaskIsLabelledAtItsStepAlone()
{
    const auto document = readAnnotations(file(
        "step.xml",
        "<annotations><meta><task><start_frame>5</start_frame><stop_frame>45</stop_frame><frame_filter>step=10"
        "</frame_filter></task></meta><track id=\"0\" label=\"car\"><box frame=\"15\" outside=\"0\" keyframe=\"1\" "
        "xtl=\"0\" ytl=\"0\" xbr=\"10\" ybr=\"10\"/><box frame=\"35\" outside=\"1\" keyframe=\"1\" xtl=\"20\" "
        "ytl=\"0\" xbr=\"30\" ybr=\"10\"/></track></annotations>"));
    QVERIFY2(document.has_value(), document ? "" : document.error().message.c_str());
    QCOMPARE(document->frames.size(), std::size_t(5));
    QVERIFY(document->frames.at(5).empty() && document->frames.at(35).empty());
    QVERIFY(document->frames.at(25).front().box == (Box{10, 0, 20, 10}));
    QVERIFY2(!document->frames.contains(16), "not labelled, which is not to say that it is empty");
}

void TestAnnotationFormats::aTaskThatHasNoneOfItsFramesIsRefused()
{
    const auto document = readAnnotations(
        file("shifted.xml",
             "<annotations><meta><task><start_frame>100</start_frame><stop_frame>109</stop_frame></task></meta><track "
             "id=\"0\" label=\"car\"><box frame=\"0\" outside=\"0\" keyframe=\"1\" xtl=\"0\" ytl=\"0\" xbr=\"10\" "
             "ybr=\"10\"/><box frame=\"9\" outside=\"1\" keyframe=\"1\" xtl=\"0\" ytl=\"0\" xbr=\"10\" ybr=\"10\"/>"
             "</track></annotations>"));
    QVERIFY2(!document, "its frames would count as empty");
    QVERIFY2(document.error().message.find("shifted.xml") != std::string::npos, document.error().message.c_str());
}

void TestAnnotationFormats::classNumbersOfYoloAreTakenAsTheyAreWritten()
{
    file("keys/data.yaml", "names:\n  1: bus\n  0: car\nnc: 2\n");
    file("keys/1.txt", "1 0.5 0.5 0.25 0.5\n");
    file("braces/data.yaml", "names: {0: car, 2: 'bus'}\n");
    file("braces/1.txt", "2 0.5 0.5 0.25 0.5\n");
    for (const char* folder : {"keys", "braces"}) {
        const auto document = readAnnotations(at(folder));
        QVERIFY2(document.has_value(), document ? "" : document.error().message.c_str());
        QCOMPARE(document->names[document->frames.at(1).front().name], std::string("bus"));
    }
}

void TestAnnotationFormats::pixelsAreNoYolo()
{
    file("pixels/classes.txt", "car\n");
    file("pixels/1.txt", "0 50 50 20 20\n");
    const auto document = readAnnotations(at("pixels"));
    QVERIFY(!document);
    QVERIFY2(document.error().message.find("line 1") != std::string::npos, document.error().message.c_str());
    file("edge/classes.txt", "car\n");
    file("edge/1.txt", "0 0.98 0.5 0.1 0.2\n");
    QVERIFY2(readAnnotations(at("edge")).has_value(), "a box may reach over the picture's edge");
}

void TestAnnotationFormats::turnedBoxesAndOtherShapesBecomeUprightBoxes()
{
    const auto document = readAnnotations(
        file("shapes.xml",
             "<annotations><image id=\"4\" name=\"a\"><box label=\"car\" xtl=\"10\" ytl=\"20\" xbr=\"50\" ybr=\"40\" "
             "rotation=\"90\"/><ellipse label=\"car\" cx=\"10\" cy=\"10\" rx=\"5\" ry=\"2\"/><tag label=\"car\"/><mask "
             "label=\"car\" left=\"1\" top=\"2\" width=\"3\" height=\"4\" rle=\"1\"/><polyline label=\"car\" "
             "points=\"1,2;5,1\"/></image></annotations>"));
    QVERIFY2(document.has_value(), document ? "" : document.error().message.c_str());
    const auto& objects = document->frames.at(4);
    QCOMPARE(objects.size(), std::size_t(4));
    QVERIFY(std::abs(objects[0].box.x1 - 20.0F) < 0.01F && std::abs(objects[0].box.y2 - 50.0F) < 0.01F);
    QVERIFY(objects[1].box == (Box{5, 8, 15, 12}));
    QVERIFY(objects[2].box == (Box{1, 2, 4, 6}));
    QVERIFY(objects[3].box == (Box{1, 1, 5, 2}));
    for (const char* const kind : {"turned boxes", "ellipses", "tags", "masks", "polylines"})
        QVERIFY2(joined(document->notes).find(kind) != std::string::npos, kind);
}

void TestAnnotationFormats::commasMayBeDecimalPoints()
{
    const auto document =
        readAnnotations(file("comma.csv", "frame;class;score;x1;y1;x2;y2\r\n3;car;0,5;1,25;2;3,5;4\r\n"));
    QVERIFY2(document.has_value(), document ? "" : document.error().message.c_str());
    QVERIFY(document->frames.at(3).front().box == (Box{1.25F, 2, 3.5F, 4}));
    QCOMPARE(document->frames.at(3).front().score, 0.5F);
    const auto sheet = readAnnotations(file("sheet.csv", "sep=;\nframe;class;x1;y1;x2;y2\n3;car;1;2;3;4\n4\n5;;\n"));
    QVERIFY2(sheet.has_value(), sheet ? "" : sheet.error().message.c_str());
    QVERIFY2(sheet->frames.at(4).empty() && sheet->frames.at(5).empty(), "a number alone: nothing is there");
}

void TestAnnotationFormats::aHeaderOfAnotherToolIsUnderstood()
{
    const auto document = readAnnotations(
        file("tool.csv", "Frame_ID,Label,Left,Top,Width,Height,colour\n3,\"a \"\"big\"\" car\",1,2,3,4,red\n"));
    QVERIFY2(document.has_value(), document ? "" : document.error().message.c_str());
    QVERIFY(document->frames.at(3).front().box == (Box{1, 2, 4, 6}));
    QCOMPARE(document->names.front(), std::string("a \"big\" car"));
    QVERIFY(joined(document->notes).find("'colour'") != std::string::npos);
}

void TestAnnotationFormats::aCommentSaysWhichFramesWereLookedAt()
{
    const auto document =
        readAnnotations(file("said.csv", "# frames 0-20 step 10\nframe,class,score,x1,y1,x2,y2\n10,car,1,1,2,3,4\n"));
    QVERIFY2(document.has_value(), document ? "" : document.error().message.c_str());
    QCOMPARE(document->frames.size(), std::size_t(3));
    QVERIFY(document->frames.at(20).empty() && !document->frames.contains(5));
}

void TestAnnotationFormats::mappingFilesLieBesideLabels()
{
    const auto path = file("own.csv", "frame,class,score,x1,y1,x2,y2\n0,PKW,1,1,2,3,4\n0,Baum,1,1,2,3,4\n");
    file("own.csv.map", "# what the names are\nPkw = car\nbaum=\n");
    const auto labels = readAnnotationFile(path, options());
    QVERIFY2(labels.has_value(), labels ? "" : labels.error().message.c_str());
    QCOMPARE(labels->frames.at(0)[0].allowedClasses, 0b10U);
    QCOMPARE(labels->frames.at(0)[1].allowedClasses, 0U);
    file("own.csv.map", "pkw=lorry\n");
    const auto wrong = readAnnotationFile(path, options());
    QVERIFY(!wrong);
    QVERIFY2(wrong.error().message.find("no class 'lorry'") != std::string::npos, wrong.error().message.c_str());
    QVERIFY(!withMapping(options(), {"pkw"}));
}

void TestAnnotationFormats::namesThatMeanNothingAreRefused()
{
    const auto path = file("strange.csv", "frame,class,score,x1,y1,x2,y2\n0,PKW,1,1,2,3,4\n1,PKW,1,1,2,3,4\n");
    const auto labels = readAnnotationFile(path, options());
    QVERIFY(!labels);
    QVERIFY2(labels.error().message.find("'PKW'") != std::string::npos, labels.error().message.c_str());
    const auto check = checkAnnotations(*readAnnotations(path), options());
    QVERIFY2(joined(check.faults).find("'PKW' (2 objects)") != std::string::npos, joined(check.faults).c_str());
    const auto dogs = file("dogs.csv", "frame,class,score,x1,y1,x2,y2\n0,Dog,1,1,2,3,4\n");
    QVERIFY2(readAnnotationFile(dogs, options()).has_value(), "known, and not what the session is about");
}

void TestAnnotationFormats::brokenFilesAreNamedWithTheirPlace_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("place");
    const auto row = [](const char* tag, const char* name, const QByteArray& text, const char* place) {
        QTest::newRow(tag) << QByteArray(name) << text << QByteArray(place);
    };
    row("cut JSON", "cut.json", "{\"images\":[", "cut off");
    row("COCO without a box", "nobox.json",
        R"({"images":[{"id":1,"file_name":"1.jpg"}],"categories":[{"id":1,"name":"car"}],
            "annotations":[{"image_id":1,"category_id":1,"bbox":[1,2,3]}]})",
        "/annotations/0");
    row("COCO of another image", "noimage.json",
        R"({"images":[],"categories":[],"annotations":[{"image_id":1,"category_id":1,"bbox":[1,2,3,4]}]})",
        "/annotations/0");
    row("COCO without names", "noname.json", R"({"images":[],"categories":[{"id":1}],"annotations":[]})",
        "/categories/0");
    row("Datumaro without labels", "nolabel.json",
        R"({"items":[{"id":"frame_1","annotations":[{"type":"bbox","bbox":[1,2,3,4],"label_id":0}]}]})",
        "/items/0/annotations/0");
    row("MOT with words", "mot.txt", "1,1,1,1,1,1,1\n1,1,one,2,3,4,1\n", "line 2");
    row("MOT from 0", "mot0.txt", "0,1,10,20,50,30,1\n", "line 1");
    row("UA-DETRAC without a number", "detrac.xml", "<sequence><frame num=\"x\"/></sequence>", "byte 11");
    row("a box without a class", "noclass.csv", "frame,class,score,x1,y1,x2,y2\n1,,1,1,2,3,4\n", "line 2");
    row("an unknown shape", "shape.xml",
        "<annotations><image id=\"0\" name=\"a\"><blob label=\"car\"/></image></annotations>", "byte");
    row("bytes that are no text", "bytes.csv", QByteArray("ab\0c\0\0\0", 7), "no text");
    row("blanks", "blanks.csv", " \n \n", "blanks");
}

void TestAnnotationFormats::brokenFilesAreNamedWithTheirPlace()
{
    QFETCH(const QByteArray, name);
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, place);
    const auto document = readAnnotations(file(name.toStdString(), text.toStdString()));
    QVERIFY(!document);
    const std::string& message = document.error().message;
    QVERIFY2(message.find(name.toStdString()) != std::string::npos, message.c_str());
    QVERIFY2(message.find(place.toStdString()) != std::string::npos, message.c_str());
}

void TestAnnotationFormats::scalesThatAreNoPixelsAreSuspected()
{
    const VideoFacts video{"the video", {640, 480}, 0, 100};
    const std::string header = "frame,class,score,x1,y1,x2,y2\n";
    const auto parts = readAnnotations(file("parts.csv", header + "0,car,1,0.1,0.2,0.5,0.9\n"));
    QVERIFY(joined(checkAnnotations(*parts, options(), video).faults).find("parts of the picture")
            != std::string::npos);
    std::string rows;
    for (int i = 0; i < 30; ++i)
        rows += std::to_string(i) + ",car,1,10,20," + std::to_string(70 + i) + ",90\n";
    const auto percent = readAnnotations(file("hundred.csv", header + rows));
    QVERIFY(joined(checkAnnotations(*percent, options(), video).warnings).find("percent of the picture")
            != std::string::npos);
    const auto reaching = readAnnotations(file("reach.csv", header + "0,car,1,600,400,1200,700\n"));
    QVERIFY(joined(checkAnnotations(*reaching, options(), video).warnings).find("left, top, width and height")
            != std::string::npos);
    AnnotationDocument other = street();
    QVERIFY(joined(checkAnnotations(other, options(), video).faults).find("640 x 360") != std::string::npos);
}

/// A third party's reader; skipped where it is not installed.
void TestAnnotationFormats::pycocotoolsOpensWhatIsWritten()
{
    QProcess python;
    python.start(QStringLiteral("python3"), {QStringLiteral("-c"), QStringLiteral("import pycocotools.coco")});
    if (!python.waitForFinished(-1) || python.exitCode() != 0)
        QSKIP("needs the Python package pycocotools");
    QVERIFY(writeAnnotations(street(), at("third.json"), "coco").has_value());
    python.start(QStringLiteral("python3"),
                 {QStringLiteral("-c"),
                  QStringLiteral("import sys\nfrom pycocotools.coco import COCO\nc = COCO(sys.argv[1])\n"
                                 "print('found', len(c.getImgIds()), len(c.getAnnIds()), c.loadCats(1)[0]['name'])"),
                  QString::fromStdString(at("third.json").string())});
    QVERIFY(python.waitForFinished(-1));
    const QByteArray told = python.readAllStandardOutput();
    QVERIFY2(told.contains("found 10 11 car"), told.constData());
}

QTEST_GUILESS_MAIN(TestAnnotationFormats)
#include "tst_annotation_formats.moc"
