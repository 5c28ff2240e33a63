// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/vision/annotation_check.h"
#include "engine/vision/annotation_file.h"
#include "engine/vision/annotation_readers.h"
#include "engine/vision/annotation_writer.h"
#include "tests/datasets/made_data_sets.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <filesystem>
#include <fstream>

using namespace jackdaw;
using namespace jackdaw::vision;

namespace {

bool notes(const AnnotationDocument& document, const std::string& words)
{
    return std::any_of(document.notes.begin(), document.notes.end(),
                       [&](const std::string& note) { return note.find(words) != std::string::npos; });
}

/// A filtered task of 20 frames, 0, 10, ... 190, with one track.
std::string filteredTask(const std::string& boxes)
{
    return "<annotations><meta><task><start_frame>0</start_frame><stop_frame>199</stop_frame>"
           "<frame_filter>step=10</frame_filter></task></meta><track id=\"0\" label=\"car\">"
        + boxes + "</track></annotations>";
}

std::string box(int frame, int left, bool outside = false)
{
    return "<box frame=\"" + std::to_string(frame) + "\" outside=\"" + (outside ? "1" : "0")
        + "\" keyframe=\"1\" xtl=\"" + std::to_string(left) + "\" ytl=\"0\" xbr=\"" + std::to_string(left + 10)
        + "\" ybr=\"10\"/>";
}

std::size_t withObjects(const AnnotationDocument& document)
{
    return static_cast<std::size_t>(std::count_if(document.frames.begin(), document.frames.end(),
                                                  [](const auto& frame) { return !frame.second.empty(); }));
}

} // namespace

/// Label files with one thing in them that is easily misread.
class TestAnnotationFaults : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void lettersOfLatinOneAreRead_data();
    void lettersOfLatinOneAreRead();
    void utf8StaysWhatItIs();
    void keyFramesBetweenTheStepsCount();
    void aTrackThatLeavesBetweenTheStepsHasLeft();
    void keyFramesAfterTheTaskAreSaid();
    void aCategoryThatIsThereTwiceIsRefused();
    void aCategoryThatIsRepeatedIsRead();
    void namesOverSeveralLinesAreRead_data();
    void namesOverSeveralLinesAreRead();
    void polygonsOfCityscapesAreRead();
    void ridersAndCyclistsAreUnderstood();
    void labelsThatAreLeftInTheFolderAreNotMixedWithOthers();
    void whatLiesBesideRowsIsNotChangedForOthers();
    void whatIsNoFrameNumberIsNotTakenForOne_data();
    void whatIsNoFrameNumberIsNotTakenForOne();
    void countersBehindADayAreFrameNumbers();
    void filesOfAFolderSayTogetherWhatTheirNumbersAre_data();
    void filesOfAFolderSayTogetherWhatTheirNumbersAre();
    void aFormatWithoutScoresSaysThatTheyAreLost();
    void aSkeletonThatHasLeftIsNotThere();
    void difficultObjectsOfVocAreIgnored();
    void jointsThatAreAbsentAreInNoBox();
    void attributesOfJsonTurnAndIgnore_data();
    void attributesOfJsonTurnAndIgnore();
    void datumaroOpensWhatIsWritten();

private:
    std::filesystem::path file(const std::string& name, const std::string& text) const
    {
        const std::filesystem::path path = std::filesystem::path(m_folder.path().toStdString()) / name;
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << text;
        return path;
    }

    QTemporaryDir m_folder;
};

void TestAnnotationFaults::lettersOfLatinOneAreRead_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("CSV") << QByteArray("a.csv") << QByteArray("frame,class,x1,y1,x2,y2\n0,V\xE9lo,1,2,3,4\n");
    QTest::newRow("COCO") << QByteArray("a.json")
                          << QByteArray("{\"images\":[{\"id\":1,\"file_name\":\"f_0.png\"}],\"annotations\":[{\"id\":1,"
                                        "\"image_id\":1,\"category_id\":1,\"bbox\":[1,2,2,2]}],\"categories\":[{\"id\":"
                                        "1,\"name\":\"V\xE9lo\"}]}");
    QTest::newRow("CVAT") << QByteArray("a.xml")
                          << QByteArray("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><annotations><track id=\"0\" "
                                        "label=\"V\xE9lo\"><box frame=\"0\" outside=\"0\" keyframe=\"1\" xtl=\"1\" "
                                        "ytl=\"2\" xbr=\"3\" ybr=\"4\"/></track></annotations>");
}

void TestAnnotationFaults::lettersOfLatinOneAreRead()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, text);
    const auto document = readAnnotations(file(name.toStdString(), text.toStdString()));
    QVERIFY2(document.has_value(), document ? "" : document.error().message.c_str());
    QCOMPARE(QString::fromStdString(document->names.front()), QStringLiteral("Vélo"));
    QVERIFY(notes(*document, "Latin-1"));
}

void TestAnnotationFaults::utf8StaysWhatItIs()
{
    const std::string rows = "frame,class,x1,y1,x2,y2\n0,V\xC3\xA9lo \xE2\x82\xAC \xF0\x9F\x9A\x97,1,2,3,4\n";
    for (const std::string& text : {rows, "\xEF\xBB\xBF" + rows}) {
        const auto document = readAnnotations(file("utf8.csv", text));
        QVERIFY(document.has_value());
        QCOMPARE(QString::fromStdString(document->names.front()), QStringLiteral("Vélo € 🚗"));
        QVERIFY(!notes(*document, "Latin-1"));
    }
}

void TestAnnotationFaults::keyFramesBetweenTheStepsCount()
{
    const auto document = readAnnotations(file("between.xml", filteredTask(box(0, 0) + box(15, 15) + box(115, 115))));
    QVERIFY2(document.has_value(), document ? "" : document.error().message.c_str());
    QCOMPARE(document->frames.size(), std::size_t{20});
    QCOMPARE(withObjects(*document), std::size_t{20});
    for (const std::int64_t frame : {10, 20, 110})
        QCOMPARE(document->frames.at(frame).front().box.x1, static_cast<float>(frame));
    QCOMPARE(document->frames.at(190).front().box.x1, 115.0F);
    QVERIFY(!document->frames.contains(15));
}

void TestAnnotationFaults::aTrackThatLeavesBetweenTheStepsHasLeft()
{
    const auto document = readAnnotations(file("leaves.xml", filteredTask(box(3, 3) + box(47, 47, true))));
    QVERIFY(document.has_value());
    QCOMPARE(withObjects(*document), std::size_t{4});
    QVERIFY(document->frames.at(0).empty() && document->frames.at(50).empty());
    QCOMPARE(document->frames.at(40).front().box.x1, 40.0F);
}

void TestAnnotationFaults::keyFramesAfterTheTaskAreSaid()
{
    const auto document = readAnnotations(file("after.xml", filteredTask(box(0, 0) + box(250, 0) + box(260, 0, true))));
    QVERIFY(document.has_value());
    QCOMPARE(withObjects(*document), std::size_t{20});
    QVERIFY(notes(*document, "frames that the task does not have"));
}

void TestAnnotationFaults::aCategoryThatIsThereTwiceIsRefused()
{
    const auto document = readAnnotations(
        file("twice.json",
             R"({"images":[{"id":1,"file_name":"f_0.png"}],"annotations":[],)"
             R"("categories":[{"id":3,"name":"car"},{"id":4,"name":"bus"},{"id":3,"name":"person"}]})"));
    QVERIFY(!document.has_value());
    QVERIFY2(document.error().message.find("/categories/2: the id 3 is that of 'car'") != std::string::npos,
             document.error().message.c_str());
}

void TestAnnotationFaults::aCategoryThatIsRepeatedIsRead()
{
    const auto document = readAnnotations(file("repeated.json",
                                               R"({"images":[{"id":1,"file_name":"f_0.png"}],"annotations":[],)"
                                               R"("categories":[{"id":3,"name":"car"},{"id":3,"name":"car"}]})"));
    QVERIFY2(document.has_value(), document ? "" : document.error().message.c_str());
}

void TestAnnotationFaults::namesOverSeveralLinesAreRead_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::newRow("a list") << QByteArray("nc: 3\nnames: ['person', 'car',\n        'bus'] # all\ntrain: images\n");
    QTest::newRow("a list, closed alone") << QByteArray("names: [\n  person,\n  car, # the second\n  bus,\n]\n");
    QTest::newRow("pairs") << QByteArray("names: {0: person, 1: car,\n  2: bus}\n");
    QTest::newRow("quotes and blanks") << QByteArray("names: { '0' : \"person\" , 2 : bus, 1: 'car' }\n");
    QTest::newRow("one line") << QByteArray("names: [person, car, bus]\n");
}

void TestAnnotationFaults::namesOverSeveralLinesAreRead()
{
    QFETCH(QByteArray, yaml);
    const std::string folder = "yolo-" + std::to_string(qHash(yaml));
    file(folder + "/data.yaml", yaml.toStdString());
    file(folder + "/labels/frame_000003.txt", "2 0.5 0.5 0.2 0.2\n");
    const auto document = readAnnotations(std::filesystem::path(m_folder.path().toStdString()) / folder);
    QVERIFY2(document.has_value(), document ? "" : document.error().message.c_str());
    QCOMPARE(document->names, (std::vector<std::string>{"person", "car", "bus"}));
    QCOMPARE(document->names[document->frames.at(3).front().name], std::string("bus"));
}

void TestAnnotationFaults::polygonsOfCityscapesAreRead()
{
    const std::string head = R"({"imgHeight": 1024, "imgWidth": 2048, "objects": [)";
    const auto document = readAnnotations(
        file("ulm_000001_000019_gtFine_polygons.json",
             head
                 + R"({"label": "sky", "polygon": [[0, 0], [2048, 0], [2048, 300]]},)"
                   R"({"label": "car", "polygon": [[100, 400], [300, 420], [280, 520]]},)"
                   R"({"label": "bicyclegroup", "polygon": [[10, 400], [30, 420], [28, 520]]},)"
                   R"({"label": "bus", "deleted": 1, "polygon": [[10, 400], [30, 420], [28, 520]]}]})"));
    QVERIFY2(document.has_value(), document ? "" : document.error().message.c_str());
    QCOMPARE(document->format, std::string("Cityscapes"));
    QVERIFY(document->size == (PictureSize{2048, 1024}));
    const auto& objects = document->frames.at(19);
    QCOMPARE(objects.size(), std::size_t{2});
    QVERIFY(objects[0].box == (Box{100, 400, 300, 520}) && !objects[0].ignored);
    QVERIFY(objects[1].ignored);
    const auto broken = readAnnotations(
        file("ulm_000002_000019_gtFine_polygons.json", head + R"({"label": "car", "polygon": [[100, 400], [3]]}]})"));
    QVERIFY(!broken && broken.error().message.find("/objects/0: 'polygon'") != std::string::npos);
    const auto nameless = readAnnotations(file("x_gtFine_polygons.json", head + R"({"polygon": []}]})"));
    QVERIFY(!nameless && nameless.error().message.find("'label'") != std::string::npos);
}

void TestAnnotationFaults::ridersAndCyclistsAreUnderstood()
{
    const std::vector<std::string> classes{"person", "car", "bicycle"};
    const auto labels = readAnnotationFile(
        file("riders.csv", "frame,class,x1,y1,x2,y2\n0,rider,1,2,3,4\n0,cyclist,1,2,3,4\n0,trailer,1,2,3,4\n"),
        {classes, trafficAliases(classes), 0.0F});
    QVERIFY(labels.has_value());
    QCOMPARE(labels->frames.at(0)[0].allowedClasses, 0b001U);
    QCOMPARE(labels->frames.at(0)[1].allowedClasses, 0b101U);
    QVERIFY(labels->frames.at(0)[2].isIgnored());
}

void TestAnnotationFaults::labelsThatAreLeftInTheFolderAreNotMixedWithOthers()
{
    AnnotationDocument document;
    document.format = "CSV";
    document.size = PictureSize{640, 360};
    for (std::int64_t frame = 0; frame < 3; ++frame)
        document.cover(frame);
    const std::filesystem::path folder = std::filesystem::path(m_folder.path().toStdString()) / "left";
    QVERIFY(writeAnnotations(document, folder, "yolo").has_value());
    QVERIFY2(writeAnnotations(document, folder, "yolo").has_value(), "the same ones are written anew");
    document.frames.erase(2);
    const auto refused = writeAnnotations(document, folder, "yolo");
    QVERIFY(!refused);
    QVERIFY2(refused.error().message.find("frame_000002.txt") != std::string::npos, refused.error().message.c_str());
    QVERIFY(std::filesystem::exists(folder / "labels" / "frame_000002.txt"));
}

void TestAnnotationFaults::whatLiesBesideRowsIsNotChangedForOthers()
{
    const auto labels = [](const char* name, std::int64_t step) {
        AnnotationDocument document;
        document.format = "CSV";
        for (std::int64_t frame = 0; frame < 50; frame += step)
            (void)document.add(frame, {.name = document.number(name), .box = {1, 2, 30, 40}});
        return document;
    };
    const std::filesystem::path folder = std::filesystem::path(m_folder.path().toStdString()) / "rows";
    std::filesystem::create_directories(folder / "own");
    const auto refused = [&](const AnnotationDocument& document, const std::filesystem::path& to, const char* word) {
        const auto written = writeAnnotations(document, to, "mot");
        return !written && written.error().message.find(word) != std::string::npos;
    };
    QVERIFY(writeAnnotations(labels("car", 1), folder / "a.txt", "mot").has_value());
    QVERIFY2(writeAnnotations(labels("car", 1), folder / "a.txt", "mot").has_value(), "the same ones are written anew");
    QVERIFY2(refused(labels("bus", 1), folder / "b.txt", "'a.txt'"), "a.txt's cars would be buses");
    QVERIFY2(refused(labels("car", 5), folder / "b.txt", "'a.txt'"), "frames between would be empty");
    QVERIFY2(refused(labels("car", 5), folder / "a.txt", "seqinfo.ini"), "the older length would stand");
    QVERIFY2(refused(labels("car", 5), folder / "own" / "gt.txt", "seqinfo.ini"), "it is read from above, too");
    QVERIFY2(refused(labels("car", 1), folder / "own" / "labels.txt", "labels.txt"), "rows would be names");
    QVERIFY(writeAnnotations(labels("bus", 1), folder / "own" / "gt.txt", "mot").has_value());
    const auto first = readAnnotations(folder / "a.txt");
    QVERIFY(first.has_value());
    QCOMPARE(first->names, std::vector<std::string>{"car"});
    QVERIFY(!std::filesystem::exists(folder / "b.txt"));
}

void TestAnnotationFaults::aFormatWithoutScoresSaysThatTheyAreLost()
{
    AnnotationDocument document;
    document.format = "CSV";
    document.size = PictureSize{640, 360};
    for (const float score : {1.0F, 0.5F, 0.25F})
        (void)document.add(0, {.name = document.number("car"), .box = {1, 2, 30, 40}, .score = score});
    const std::filesystem::path folder = std::filesystem::path(m_folder.path().toStdString()) / "scores";
    std::filesystem::create_directories(folder);
    for (const char* const format : {"yolo", "cvat", "coco", "datumaro", "csv"}) {
        const auto notes = writeAnnotations(document, folder / format, format);
        QVERIFY2(notes.has_value(), notes ? "" : notes.error().message.c_str());
        const bool loses = std::string(format) == "yolo" || std::string(format) == "cvat";
        const bool says = std::any_of(notes->begin(), notes->end(), [](const std::string& note) {
            return note.find("scores: those of 2 objects are lost") != std::string::npos;
        });
        QVERIFY2(says == loses, format);
    }
}

void TestAnnotationFaults::whatIsNoFrameNumberIsNotTakenForOne_data()
{
    QTest::addColumn<QStringList>("names");
    QTest::newRow("hashes") << QStringList{QStringLiteral("9f86d081"), QStringLiteral("60303ae2"),
                                           QStringLiteral("fd61a03a")};
    QTest::newRow("one hash") << QStringList{QStringLiteral("9f86d081")};
    QTest::newRow("times") << QStringList{QStringLiteral("cam_2024-01-05T12-30-15"),
                                          QStringLiteral("cam_2024-01-05T12-30-16"),
                                          QStringLiteral("cam_2024-01-05T12-31-17")};
    QTest::newRow("times of one minute") << QStringList{QStringLiteral("20240105_123015"),
                                                        QStringLiteral("20240105_123016")};
    QTest::newRow("times as a labelling tool hosts them")
        << QStringList{QStringLiteral("cam_2024-01-05T12-30-15_jpg.rf.0a1b2c3d"),
                       QStringLiteral("cam_2024-01-05T12-30-16_jpg.rf.9f8e7d6c")};
    QTest::newRow("unlike names") << QStringList{QStringLiteral("car4"), QStringLiteral("bus-17")};
}

void TestAnnotationFaults::whatIsNoFrameNumberIsNotTakenForOne()
{
    QFETCH(const QStringList, names);
    const auto folder = std::filesystem::path(m_folder.path().toStdString()) / "nameless" / QTest::currentDataTag();
    testing::writeFile(folder / "classes.txt", "car\n");
    std::string images;
    for (const QString& name : names) {
        const std::string stem = name.toStdString();
        testing::writeFile(folder / (stem + ".txt"), "0 0.5 0.5 0.2 0.2\n");
        images += (images.empty() ? "" : ",") + std::string(R"({"id":)") + std::to_string(images.size())
            + R"(,"file_name":")" + stem + R"(.png"})";
    }
    const auto yolo = readAnnotations(folder);
    QVERIFY(!yolo);
    QVERIFY2(yolo.error().message.find("no frame numbers") != std::string::npos, yolo.error().message.c_str());
    const auto coco = parseAnnotations(R"({"images":[)" + images + R"(],"annotations":[],"categories":[]})", "a.json");
    QVERIFY(!coco);
    QVERIFY2(coco.error().message.find("no frame numbers") != std::string::npos, coco.error().message.c_str());
}

void TestAnnotationFaults::countersBehindADayAreFrameNumbers()
{
    const auto document = parseAnnotations(
        R"({"images":[{"id":1,"file_name":"cam_20240105_000010.png"},{"id":2,"file_name":"cam_20240105_000020.png"}],)"
        R"("annotations":[],"categories":[]})",
        "day.json");
    QVERIFY2(document.has_value(), document ? "" : document.error().message.c_str());
    QVERIFY(document->frames.contains(10) && document->frames.contains(20));
}

void TestAnnotationFaults::filesOfAFolderSayTogetherWhatTheirNumbersAre_data()
{
    QTest::addColumn<QStringList>("files");
    QTest::addColumn<QStringList>("pictures"); // empty: the file does not say
    const auto row = [](const char* name, const QStringList& files, const QStringList& pictures) {
        QTest::newRow(name) << files << pictures;
    };
    row("a counter that is a time as well",
        {QStringLiteral("cam_20240105_000010"), QStringLiteral("cam_20240105_000100"),
         QStringLiteral("cam_20240105_000110")},
        {QString(), QString(), QString()});
    row("the number of a camera before it",
        {QStringLiteral("c1-000010"), QStringLiteral("c1-000100"), QStringLiteral("c1-000110")},
        {QString(), QString(), QString()});
    row("files by hashes, pictures by frames",
        {QStringLiteral("9f86d081-884c-7d65"), QStringLiteral("60303ae2-2b99-8861"),
         QStringLiteral("fd61a03a-f4f7-7d87")},
        {QStringLiteral("frame_000010.jpg"), QStringLiteral("frame_000100.jpg"), QStringLiteral("frame_000110.jpg")});
}

void TestAnnotationFaults::filesOfAFolderSayTogetherWhatTheirNumbersAre()
{
    QFETCH(const QStringList, files);
    QFETCH(const QStringList, pictures);
    const auto folder = std::filesystem::path(m_folder.path().toStdString()) / "together" / QTest::currentDataTag();
    for (qsizetype i = 0; i < files.size(); ++i)
        testing::writeFile(folder / (files[i].toStdString() + ".xml"),
                           "<annotation><filename>" + pictures[i].toStdString()
                               + "</filename><object><name>car</name><bndbox><xmin>1</xmin><ymin>1</ymin><xmax>9</xmax>"
                                 "<ymax>9</ymax></bndbox></object></annotation>");
    const auto document = readAnnotations(folder);
    QVERIFY2(document.has_value(), document ? "" : document.error().message.c_str());
    QVERIFY(document->frames.contains(10) && document->frames.contains(100) && document->frames.contains(110));
}

/// CVAT says of joints alone that they are outside.
void TestAnnotationFaults::aSkeletonThatHasLeftIsNotThere()
{
    const auto skeleton = [](int frame, int outside) {
        const std::string says = " outside=\"" + std::to_string(outside) + "\" points=";
        return "<skeleton frame=\"" + std::to_string(frame) + "\" keyframe=\"1\"><points label=\"1\"" + says
            + "\"10,20\"/><points label=\"2\"" + says + "\"50,90\"/></skeleton>";
    };
    const auto document = parseAnnotations("<annotations><meta><task><start_frame>0</start_frame><stop_frame>49"
                                           "</stop_frame></task></meta><track id=\"0\" label=\"person\">"
                                               + skeleton(0, 0) + skeleton(10, 1) + skeleton(20, 0) + skeleton(22, 1)
                                               + "</track></annotations>",
                                           "skeletons.xml");
    QVERIFY2(document, document ? "" : document.error().text().c_str());
    QCOMPARE(document->objects(), std::size_t{12});
    QVERIFY(document->frames.at(9).size() == 1 && document->frames.at(10).empty() && document->frames.at(49).empty());
}

void TestAnnotationFaults::difficultObjectsOfVocAreIgnored()
{
    const std::string box = "<bndbox><xmin>1</xmin><ymin>2</ymin><xmax>30</xmax><ymax>40</ymax></bndbox></object>";
    const auto document =
        parseAnnotations("<annotation><filename>frame_7.jpg</filename><object><name>car</name>"
                         "<difficult>1</difficult>"
                             + box + "<object><name>car</name><difficult>0</difficult>" + box + "</annotation>",
                         "voc.xml");
    QVERIFY(document && document->frames.at(7).size() == 2);
    QVERIFY(document->frames.at(7)[0].ignored && !document->frames.at(7)[1].ignored);
}

void TestAnnotationFaults::jointsThatAreAbsentAreInNoBox()
{
    const auto document = parseAnnotations(
        R"({"categories": {"label": {"labels": [{"name": "person"}]}}, "items": [{"id": "frame_3", "annotations": [
              {"type": "skeleton", "label_id": 0, "elements": [
                {"type": "points", "points": [100, 20], "visibility": [2]},
                {"type": "points", "points": [0, 0], "visibility": [0]},
                {"type": "points", "points": [5, 5], "visibility": [2], "attributes": {"outside": true}},
                {"type": "points", "points": [140, 80], "visibility": [1]}]},
              {"type": "points", "label_id": 0, "points": [0, 0, 10, 20, 30, 40], "visibility": [0, 2]},
              {"type": "skeleton", "label_id": 0, "elements": [
                {"type": "points", "points": [0, 0], "visibility": [0]}]}]}]})",
        "x.json");
    QVERIFY2(document, document ? "" : document.error().text().c_str());
    const auto& objects = document->frames.at(3);
    QCOMPARE(objects.size(), std::size_t{2});
    QVERIFY(objects[0].box == (Box{100, 20, 140, 80}));
    QVERIFY(objects[1].box == (Box{10, 20, 30, 40}));
    QVERIFY(notes(*document, "are not read: 1."));
}

void TestAnnotationFaults::attributesOfJsonTurnAndIgnore_data()
{
    QTest::addColumn<std::string>("text");
    QTest::newRow("COCO") << std::string(
        R"({"images": [{"id": 1, "file_name": "frame_3.png"}], "categories": [{"id": 1, "name": "car"}],
            "annotations": [
              {"image_id": 1, "category_id": 1, "bbox": [0, 0, 40, 20], "attributes": {"rotation": 90.0}},
              {"image_id": 1, "category_id": 1, "bbox": [50, 0, 40, 20], "iscrowd": 1},
              {"image_id": 1, "category_id": 1, "bbox": [100, 0, 40, 20], "attributes": {"rotation": 0.0}}]})");
    QTest::newRow("Datumaro") << std::string(
        R"({"categories": {"label": {"labels": [{"name": "car"}]}}, "items": [{"id": "frame_3", "annotations": [
              {"type": "bbox", "label_id": 0, "bbox": [0, 0, 40, 20], "attributes": {"rotation": 90.0}},
              {"type": "bbox", "label_id": 0, "bbox": [50, 0, 40, 20], "attributes": {"is_crowd": true}},
              {"type": "bbox", "label_id": 0, "bbox": [9, 9, 40, 20], "attributes": {"outside": true}},
              {"type": "skeleton", "label_id": 0, "elements": [{"type": "points", "points": [100, 0]},
                                                               {"type": "points", "points": [140, 20]}]}]}]})");
}

void TestAnnotationFaults::attributesOfJsonTurnAndIgnore()
{
    QFETCH(std::string, text);
    const auto document = parseAnnotations(text, "x.json");
    QVERIFY2(document, document ? "" : document.error().text().c_str());
    const auto& objects = document->frames.at(3);
    QCOMPARE(objects.size(), std::size_t{3});
    const Box& turned = objects[0].box;
    QVERIFY(std::abs(turned.x1 - 10) < 0.01F && std::abs(turned.y1 + 10) < 0.01F && std::abs(turned.x2 - 30) < 0.01F
            && std::abs(turned.y2 - 30) < 0.01F);
    QVERIFY(objects[1].ignored && !objects[0].ignored && !objects[2].ignored);
    QVERIFY(objects[2].box == (Box{100, 0, 140, 20}));
    QVERIFY(notes(*document, "urned box"));
}

/// A third party's reader, which wants pictures beside some formats; skipped where it is not installed.
void TestAnnotationFaults::datumaroOpensWhatIsWritten()
{
    QProcess python;
    python.start(
        QStringLiteral("python3"),
        {QStringLiteral("-c"),
         QStringLiteral("import importlib.util, sys\nsys.exit(importlib.util.find_spec('datumaro') is None)")});
    if (!python.waitForFinished(-1) || python.exitCode() != 0)
        QSKIP("needs the Python package datumaro");
    const std::filesystem::path folder = std::filesystem::path(m_folder.path().toStdString()) / "sets";
    AnnotationDocument document;
    document.format = "CSV";
    document.size = PictureSize{64, 48};
    for (std::int64_t frame = 0; frame < 5; ++frame) {
        document.cover(frame);
        if (frame % 2 == 0)
            QVERIFY(document.add(frame, {.name = document.number("car"), .box = {10, 20, 30.5F, 40}}));
    }
    const std::pair<const char*, const char*> files[] = {{"datumaro", "annotations/default.json"},
                                                         {"coco", "annotations/instances_default.json"},
                                                         {"cvat", "annotations.xml"},
                                                         {"mot", "gt/gt.txt"},
                                                         {"yolo", "."}};
    for (const auto& [format, file] : files) {
        for (int frame = 0; frame < 5; ++frame)
            testing::writePicture(folder / format / "images" / ("frame_00000" + std::to_string(frame) + ".png"));
        std::filesystem::create_directories((folder / format / file).parent_path());
        QVERIFY(writeAnnotations(document, folder / format / file, format).has_value());
    }
    const QString program = QStringLiteral(
        "import sys\nfrom datumaro.components.dataset import Dataset\n"
        "for kind, name in (('datumaro', 'datumaro'), ('coco', 'coco'), ('cvat', 'cvat'), ('mot', 'mot_seq'), "
        "('yolo', 'yolo')):\n"
        "  d = Dataset.import_from(sys.argv[1] + '/' + kind, name)\n"
        "  names = [c.name for c in d.categories()[next(iter(d.categories()))].items]\n"
        "  number = lambda i: int(i.id.split('_')[-1]) - (kind == 'mot')\n"
        "  boxes = [(number(i), names[a.label], *(round(float(v), 2) for v in a.get_bbox())) for i in d "
        "for a in i.annotations if not a.attributes.get('outside')]\n"
        "  print(kind, *sorted(boxes))\n");
    python.start(QStringLiteral("python3"), {QStringLiteral("-c"), program, QString::fromStdString(folder.string())});
    QVERIFY(python.waitForFinished(-1));
    const QByteArray told = python.readAllStandardOutput();
    for (const auto& [format, file] : files)
        QVERIFY2(told.contains(QByteArray(format)
                               + " (0, 'car', 10.0, 20.0, 20.5, 20.0) (2, 'car', 10.0, 20.0, 20.5, 20.0) "
                                 "(4, 'car', 10.0, 20.0, 20.5, 20.0)"),
                 (told + python.readAllStandardError()).constData());
}

QTEST_GUILESS_MAIN(TestAnnotationFaults)
#include "tst_annotation_faults.moc"
