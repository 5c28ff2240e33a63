// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "datasets/import/import_scenario.h"
#include "datasets/scenario/scenario.h"
#include "engine/runtime/label_check.h"
#include "engine/video/video_reader.h"
#include "engine/vision/annotation_file.h"
#include "tests/datasets/made_data_sets.h"

#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>

using namespace jackdaw;
using namespace jackdaw::datasets;
using namespace jackdaw::testing;
namespace fs = std::filesystem;

namespace {

std::vector<std::string> namesOf(const FoundDataSet& found)
{
    std::vector<std::string> names;
    for (const FoundCamera& camera : found.cameras)
        names.push_back(camera.name);
    return names;
}

std::vector<std::int64_t> framesOf(const FoundCamera& camera)
{
    std::vector<std::int64_t> frames;
    for (const auto& [frame, objects] : camera.labels.frames)
        frames.push_back(frame);
    return frames;
}

bool says(const std::vector<std::string>& sentences, const std::string& words)
{
    return std::any_of(sentences.begin(), sentences.end(),
                       [&](const std::string& sentence) { return sentence.find(words) != std::string::npos; });
}

std::string nameOfFirst(const FoundCamera& camera, std::int64_t frame)
{
    return camera.labels.names.at(camera.labels.frames.at(frame).at(0).name);
}

std::size_t filesIn(const fs::path& folder)
{
    return static_cast<std::size_t>(std::distance(fs::recursive_directory_iterator(folder), {}));
}

} // namespace

/// Data sets as their folders lie on disk become scenarios.
class TestImport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void citiesAreCameras();
    void polygonsAreOfTheirPictures();
    void aGroupThatIsIgnoredDoesNotHideAClass();
    void citiesWithoutFinePolygonsHaveTheirCoarseOnes();
    void detracsIgnoredRegionsAreTheCameras();
    void cityFlowsObjectsAreVehicles();
    void motSequencesAreTakenOnce();
    void ekyasListsOfCitiesAreRead();
    void ekyasListsOfVideosCountTheVideosFrames();
    void waymosSegmentsFollowOneAnother();
    void aPlanIsNoScenarioYet();
    void whatIsWrittenRuns_data();
    void whatIsWrittenRuns();
    void picturesOfSeveralFoldersAreLinked();
    void anotherImportReplacesItsLinksAlone();
    void peoplesLabelsStandBesideAGoldenModel();
    void windowsFitTheShortestCamera();
    void scarceLabelsWidenTheSample();
    void unknownKindsAndFoldersAreNamed();
    void aFolderOfAnotherLayoutSaysWhatWasLookedFor();
    void labelsWithoutPicturesAreLeftOut();
    void aCameraThatIsNotThereIsNamed();
    void brokenPartsAreRefusedOneByOne();

private:
    fs::path made(const std::string& name, void (*make)(const fs::path&));
    fs::path at(const std::string& name) const { return fs::path(m_folder.path().toStdString()) / name; }
    static FoundDataSet find(const std::string& kind, const fs::path& folder);

    QTemporaryDir m_folder;
};

fs::path TestImport::made(const std::string& name, void (*make)(const fs::path&))
{
    if (!fs::exists(at(name)))
        make(at(name));
    return at(name);
}

FoundDataSet TestImport::find(const std::string& kind, const fs::path& folder)
{
    auto found = findDataSet(kind, folder);
    if (!found)
        qWarning("%s", found.error().text().c_str());
    return found ? std::move(*found) : FoundDataSet();
}

void TestImport::citiesAreCameras()
{
    const FoundDataSet found = find("cityscapes", made("cities", makeCityscapes));
    QCOMPARE(namesOf(found), (std::vector<std::string>{"aachen", "berlin", "zurich"}));
    QCOMPARE(namesOf(find("cityscapes", made("cities", makeCityscapes).string() + "/")), namesOf(found));
    QCOMPARE(found.cameras[2].imagesPerSecond, 17.0);
    QVERIFY(std::abs(found.cameras[0].imagesPerSecond - 17.0 / 30.0) < 1e-9);
    QVERIFY(found.cameras[0].size == (vision::PictureSize{kMadeWidth, kMadeHeight}));
    QVERIFY2(found.cameras[1].labels.frames.empty() && says(found.notes, "withheld"),
             "nothing is labelled there, which is not empty");
    QVERIFY(says(found.missing, "zurich: of 1 pictures there are polygons"));
}

void TestImport::polygonsAreOfTheirPictures()
{
    const FoundDataSet found = find("cityscapes", made("cities", makeCityscapes));
    QCOMPARE(framesOf(found.cameras[0]), (std::vector<std::int64_t>{0, 2}));
    QCOMPARE(framesOf(found.cameras[2]), (std::vector<std::int64_t>{19}));
    const auto& first = found.cameras[0].labels.frames.at(0);
    QCOMPARE(first.size(), std::size_t{1});
    QVERIFY(first[0].box == (Box{9, 10, 30, 22}));
    const auto& last = found.cameras[0].labels.frames.at(2);
    QVERIFY(last[0].ignored && !last[1].ignored);
}

void TestImport::aGroupThatIsIgnoredDoesNotHideAClass()
{
    const fs::path folder = at("groups");
    makeCityscapes(folder);
    writeFile(folder / "gtFine/train/aachen/aachen_000000_000019_gtFine_polygons.json",
              R"({"imgHeight": 48, "imgWidth": 64, "objects": [)"
              R"({"label": "cargroup", "polygon": [[10, 10], [30, 12], [28, 20], [9, 22]]}]})");
    const FoundDataSet found = find("cityscapes", folder);
    const auto plan = planImport(found, {}, at("groups.json"));
    QVERIFY2(plan.has_value(), plan ? "" : plan.error().message.c_str());
    const auto& classes = plan->settings.classes;
    QVERIFY2(std::count(classes.begin(), classes.end(), "car") == 1, "zurich has cars");
    std::map<bool, std::size_t> cars; // by whether they are of a class
    for (const auto& name : namesIn(plan->cameras, classes))
        if (name.name == "car")
            cars[!name.classes.empty()] += name.objects;
    QCOMPARE(cars, (std::map<bool, std::size_t>{{false, 1}, {true, 1}}));
}

void TestImport::citiesWithoutFinePolygonsHaveTheirCoarseOnes()
{
    const fs::path folder = at("coarse");
    makeCityscapes(folder);
    const fs::path coarse = folder / "gtCoarse";
    const fs::path fine = folder / "gtFine/train/aachen/aachen_000000_000019_gtFine_polygons.json";
    for (const char* city : {"aachen", "ulm"}) {
        const std::string key = std::string(city) + "_000000_000019";
        fs::create_directories(coarse / "train" / city);
        fs::copy_file(fine, coarse / "train" / city / (key + "_gtCoarse_polygons.json"));
    }
    writePicture(folder / "leftImg8bit/train/ulm/ulm_000000_000019_leftImg8bit.png");
    const FoundDataSet found = find("cityscapes", folder);
    QCOMPARE(namesOf(found), (std::vector<std::string>{"aachen", "berlin", "ulm", "zurich"}));
    QCOMPARE(framesOf(found.cameras[0]), (std::vector<std::int64_t>{0, 2}));
    QCOMPARE(framesOf(found.cameras[2]).size(), std::size_t{1});
}

void TestImport::detracsIgnoredRegionsAreTheCameras()
{
    const FoundDataSet found = find("ua-detrac", made("detrac", makeDetrac));
    QCOMPARE(namesOf(found), (std::vector<std::string>{"MVI_20011", "MVI_20012"}));
    const FoundCamera& camera = found.cameras[0];
    QCOMPARE(framesOf(camera), (std::vector<std::int64_t>{1, 3}));
    QCOMPARE(camera.labels.frames.at(1).size(), std::size_t{1});
    QCOMPARE(nameOfFirst(camera, 1), std::string("van"));
    QVERIFY(camera.ignored == (std::vector<IgnoredRegion>{{"region 1", {{0.5, 0}, {1, 0}, {1, 0.5}, {0.5, 0.5}}}}));
    QVERIFY(says(found.missing, "MVI_20012: there is no MVI_20012.xml"));
    QVERIFY(says(found.missing, "MVI_39999: there are labels"));
}

void TestImport::cityFlowsObjectsAreVehicles()
{
    QVERIFY(fs::exists(at("flow")) || makeCityFlow(at("flow")));
    const FoundDataSet found = find("cityflow", at("flow"));
    QCOMPARE(namesOf(found), (std::vector<std::string>{"S01-c001", "S01-c002"}));
    QCOMPARE(framesOf(found.cameras[0]), (std::vector<std::int64_t>{0, 4}));
    QCOMPARE(nameOfFirst(found.cameras[0], 0), std::string("vehicle"));
    QVERIFY(std::abs(found.cameras[0].seconds - 2.0) < 0.2);
    QVERIFY(says(found.missing, "S01-c002: there is no gt/gt.txt"));
    QVERIFY(found.cameras[0].ignoredMask && !found.cameras[1].ignoredMask);
    QVERIFY(says(found.notes, "roi.jpg"));
    QVERIFY(!says(found.notes, "pedestrian"));
    const auto plan = planImport(found, {}, at("x.json"));
    QVERIFY(plan);
    QCOMPARE(plan->settings.classes, std::vector<std::string>{"car"});
    QVERIFY(says(plan->notes, "'vehicle' counts as car"));
    ImportOptions options;
    options.models = {"/models/detector.onnx"};
    QCOMPARE(planImport(found, options, at("x.json"))->settings.classes.size(), std::size_t{4});
}

void TestImport::motSequencesAreTakenOnce()
{
    const FoundDataSet found = find("mot", made("mot", makeMot));
    QCOMPARE(namesOf(found), (std::vector<std::string>{"MOT17-01", "MOT17-02"}));
    const FoundCamera& camera = found.cameras[1];
    QCOMPARE(camera.imagesPerSecond, 14.0);
    QCOMPARE(framesOf(camera), (std::vector<std::int64_t>{1, 2, 3, 4, 5}));
    QCOMPARE(camera.labels.frames.at(1).size(), std::size_t{1});
    QVERIFY(camera.labels.frames.at(2).empty());
    QVERIFY(camera.labels.frames.at(4)[1].ignored);
    QVERIFY(says(found.notes, "taken once"));
    QVERIFY(says(found.missing, "MOT17-01: there is no gt/gt.txt"));
    QVERIFY(says(found.missing, "MOT17-01: no seqinfo.ini"));
}

void TestImport::ekyasListsOfCitiesAreRead()
{
    QVERIFY(fs::exists(at("ekya")) || makeEkya(at("ekya")));
    const FoundDataSet found = find("ekya", at("ekya"));
    QCOMPARE(namesOf(found), (std::vector<std::string>{"bellevue_5fps_1_61", "bremen"}));
    const FoundCamera& camera = found.cameras[1];
    QCOMPARE(framesOf(camera), (std::vector<std::int64_t>{0, 1}));
    QCOMPARE(nameOfFirst(camera, 0), std::string("car"));
    QCOMPARE(nameOfFirst(camera, 1), std::string("person"));
    QVERIFY(!camera.byDetector);
    QVERIFY(says(found.missing, "bremen: pictures of 1 rows are not there"));
    QVERIFY(says(found.refused, "line 4: its corners are no box"));
}

void TestImport::ekyasListsOfVideosCountTheVideosFrames()
{
    QVERIFY(fs::exists(at("ekya")) || makeEkya(at("ekya")));
    const FoundDataSet found = find("ekya", at("ekya"));
    const FoundCamera& camera = found.cameras[0];
    QVERIFY(camera.byDetector);
    QCOMPARE(camera.source.filename().string(), std::string("bellevue.mp4"));
    QCOMPARE(nameOfFirst(camera, 6), std::string("car"));
    QCOMPARE(nameOfFirst(camera, 24), std::string("truck"));
    // From the first to the last frame of the list at the step of its rows; what has no row is empty.
    QCOMPARE(framesOf(camera), (std::vector<std::int64_t>{6, 24, 42, 60}));
    QVERIFY(camera.labels.frames.at(60).empty());
}

void TestImport::waymosSegmentsFollowOneAnother()
{
    for (const char* const kind : {"waymo", "ekya"}) {
        const FoundDataSet found = find(kind, made("waymo", makeWaymo));
        QCOMPARE(namesOf(found), (std::vector<std::string>{"phx_000_001-FRONT", "phx_000_001-SIDE_LEFT"}));
        const FoundCamera& camera = found.cameras[0];
        QCOMPARE(camera.pictures.size(), std::size_t{6});
        QVERIFY(camera.pictures[0].parent_path() == at("waymo") / "images/seg-b/FRONT");
        QCOMPARE(framesOf(camera), (std::vector<std::int64_t>{0, 2, 4}));
        QCOMPARE(camera.imagesPerSecond, 2.0);
        QCOMPARE(nameOfFirst(camera, 4), std::string("cyclist"));
        QVERIFY(says(found.notes, "Lists of whole cities are passed over"));
    }
}

void TestImport::aPlanIsNoScenarioYet()
{
    const fs::path folder = made("cities", makeCityscapes);
    const std::size_t before = filesIn(at(""));
    const FoundDataSet found = find("cityscapes", folder);
    const auto plan = planImport(found, {}, at("dry.json"));
    QVERIFY(plan);
    const std::string text = importText(found, *plan);
    for (const char* const words : {"cameras: 3", "aachen", "car", "rider", "person", "missing: zurich", "windows of"})
        QVERIFY2(text.find(words) != std::string::npos, text.c_str());
    QCOMPARE(filesIn(at("")), before);
}

void TestImport::whatIsWrittenRuns_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("folder");
    QTest::newRow("Cityscapes") << "cityscapes"
                                << "cities";
    QTest::newRow("UA-DETRAC") << "ua-detrac"
                               << "detrac";
    QTest::newRow("CityFlow") << "cityflow"
                              << "flow";
    QTest::newRow("MOT Challenge") << "mot"
                                   << "mot";
    QTest::newRow("Ekya") << "ekya"
                          << "ekya";
    QTest::newRow("Waymo") << "waymo"
                           << "waymo";
}

/// The scenario is read, its videos are opened, and its labels are held against them as before a run.
void TestImport::whatIsWrittenRuns()
{
    QFETCH(QString, kind);
    QFETCH(QString, folder);
    made("cities", makeCityscapes);
    made("detrac", makeDetrac);
    made("mot", makeMot);
    made("waymo", makeWaymo);
    QVERIFY(fs::exists(at("flow")) || makeCityFlow(at("flow")));
    QVERIFY(fs::exists(at("ekya")) || makeEkya(at("ekya")));
    const fs::path out = at("out") / (kind.toStdString() + ".json");
    fs::create_directories(out.parent_path());
    const FoundDataSet found = find(kind.toStdString(), at(folder.toStdString()));
    const auto plan = planImport(found, {}, out);
    QVERIFY2(plan, plan ? "" : plan.error().text().c_str());
    const Status written = writeImport(*plan, out);
    QVERIFY2(written, written ? "" : written.error().text().c_str());
    const auto settings = readScenario(out);
    QVERIFY(settings);
    QCOMPARE(settings->cameras.size(), plan->cameras.size());
    const auto checked = runtime::checkLabels(*settings);
    QVERIFY2(checked, checked ? "" : checked.error().text().c_str());
    for (std::size_t i = 0; i < settings->cameras.size(); ++i) {
        const runtime::CameraRun& camera = settings->cameras[i];
        auto reader = video::VideoReader::open(camera.settings.source, camera.settings.imagesPerSecond);
        QVERIFY2(reader, camera.settings.source.c_str());
        QVERIFY(camera.goldenLabels);
        const auto labels = vision::readAnnotationFile(
            *camera.goldenLabels, {settings->classes, vision::trafficAliases(settings->classes), 0.0F});
        QVERIFY2(labels, labels ? "" : labels.error().text().c_str());
        QCOMPARE(labels->frames.size(), plan->cameras[i].labels.frames.size());
        QVERIFY(camera.ignored == plan->cameras[i].ignored);
    }
}

void TestImport::picturesOfSeveralFoldersAreLinked()
{
    const fs::path out = at("linked.json");
    const FoundDataSet found = find("waymo", made("waymo", makeWaymo));
    const auto plan = planImport(found, {}, out);
    QVERIFY(plan && writeImport(*plan, out));
    const fs::path pictures = at("linked-files/pictures/phx_000_001-FRONT");
    QVERIFY(fs::is_symlink(pictures / "frame_000005.jpg"));
    QVERIFY(fs::equivalent(pictures / "frame_000003.jpg", at("waymo/images/seg-a/FRONT/000000.jpg")));
    QVERIFY(!fs::exists(pictures / "frame_000006.jpg"));
}

void TestImport::anotherImportReplacesItsLinksAlone()
{
    const fs::path out = at("again.json");
    FoundDataSet found = find("waymo", made("waymo", makeWaymo));
    QVERIFY(writeImport(*planImport(found, {}, out), out));
    const fs::path pictures = at("again-files/pictures/phx_000_001-FRONT");
    writeFile(pictures / "mine.txt", "mine");
    found.cameras[0].pictures.resize(4);
    std::erase_if(found.cameras[0].labels.frames, [](const auto& frame) { return frame.first > 3; });
    QVERIFY(writeImport(*planImport(found, {}, out), out));
    QVERIFY(fs::exists(pictures / "frame_000003.jpg") && !fs::exists(pictures / "frame_000004.jpg"));
    QVERIFY(fs::exists(pictures / "mine.txt"));
}

void TestImport::peoplesLabelsStandBesideAGoldenModel()
{
    QVERIFY(fs::exists(at("ekya")) || makeEkya(at("ekya")));
    ImportOptions options;
    options.models = {"/models/detector.onnx"};
    const auto plan = planImport(find("ekya", at("ekya")), options, at("x.json"));
    QVERIFY(plan);
    const auto& cameras = plan->settings.cameras;
    QVERIFY2(cameras[0].goldenLabels && cameras[0].humanLabels.empty(), "a detector's labels are golden");
    QVERIFY(!cameras[1].goldenLabels);
    QCOMPARE(cameras[1].humanLabels.size(), std::size_t{1});
    QCOMPARE(cameras[1].humanLabels[0].lastFrame, std::int64_t{1});
    const auto mot = planImport(find("mot", made("mot", makeMot)), options, at("x.json"));
    QVERIFY2(mot && mot->settings.cameras.size() == 2, "cameras without labels are of use, too");
    const auto alone = planImport(find("mot", made("mot", makeMot)), {}, at("x.json"));
    QVERIFY(alone && alone->settings.cameras.size() == 1);
    QVERIFY(says(alone->notes, "without labels are left out"));
}

void TestImport::windowsFitTheShortestCamera()
{
    FoundDataSet found = find("mot", made("mot", makeMot));
    found.cameras[1].seconds = 3000.0;
    const auto whole = planImport(found, {}, at("x.json"));
    QVERIFY(whole);
    QCOMPARE(whole->settings.windows, 10U);
    QCOMPARE(toSeconds(whole->settings.windowLength), 200.0);
    found.cameras[1].seconds = 120.0;
    const auto shorter = planImport(found, {}, at("x.json"));
    QVERIFY(shorter);
    QCOMPARE(shorter->settings.windows, 4U);
    QCOMPARE(toSeconds(shorter->settings.windowLength), 30.0);
    ImportOptions options;
    options.windowSeconds = 50.0;
    const auto wanted = planImport(found, options, at("x.json"));
    QVERIFY(wanted);
    QCOMPARE(wanted->settings.windows, 2U);
}

void TestImport::scarceLabelsWidenTheSample()
{
    FoundDataSet found = find("mot", made("mot", makeMot));
    found.cameras[1].seconds = 100.0;
    const auto plan = planImport(found, {}, at("x.json"));
    QVERIFY(plan);
    QVERIFY(plan->settings.labelling.trainingSpan > 0.5);
    QVERIFY(says(plan->notes, "Labelled pictures are scarce"));
    QVERIFY(says(plan->notes, "too few for a round"));
}

void TestImport::unknownKindsAndFoldersAreNamed()
{
    const auto kind = findDataSet("kitti", at(""));
    QVERIFY(!kind && kind.error().text().find("cityscapes") != std::string::npos);
    const auto folder = findDataSet("mot", at("nowhere"));
    QVERIFY(!folder && folder.error().message.find("is no folder") != std::string::npos);
}

void TestImport::aFolderOfAnotherLayoutSaysWhatWasLookedFor()
{
    const fs::path folder = made("mot", makeMot);
    for (const DataSetKind& kind : dataSetKinds()) {
        if (kind.name == "mot")
            continue;
        const auto found = findDataSet(kind.name, folder);
        QVERIFY2(!found, kind.name.c_str());
        QVERIFY(found.error().message.find(kind.layout) != std::string::npos);
    }
}

void TestImport::labelsWithoutPicturesAreLeftOut()
{
    const fs::path folder = at("fewer");
    makeMot(folder);
    fs::remove(folder / "train/MOT17-02-DPM/img1/000004.jpg");
    const FoundDataSet found = find("mot", folder);
    QCOMPARE(framesOf(found.cameras[1]), (std::vector<std::int64_t>{1, 2, 3, 5}));
    QCOMPARE(found.cameras[1].labels.objects(), std::size_t{1});
    QVERIFY(says(found.missing, "MOT17-02: of 1 labelled frames there is no picture"));
}

void TestImport::aCameraThatIsNotThereIsNamed()
{
    ImportOptions options;
    options.cameras = {"MOT17-02", "MOT17-99"};
    const auto plan = planImport(find("mot", made("mot", makeMot)), options, at("x.json"));
    QVERIFY(!plan && plan.error().message.find("MOT17-99") != std::string::npos);
    options.cameras = {"MOT17-01"};
    const auto bare = planImport(find("mot", made("mot", makeMot)), options, at("x.json"));
    QVERIFY(!bare && bare.error().message.find("has labels") != std::string::npos);
}

void TestImport::brokenPartsAreRefusedOneByOne()
{
    const fs::path folder = at("broken");
    makeCityscapes(folder);
    writeFile(folder / "gtFine/train/aachen/aachen_000001_000019_gtFine_polygons.json",
              R"({"imgHeight": 48, "imgWidth": 64, "objects": [{"label": "car", "polygon": [[1, 2], [3]]}]})");
    writeFile(folder / "leftImg8bit/train/ulm/ulm_000000_000019_leftImg8bit.png", "no picture");
    const FoundDataSet found = find("cityscapes", folder);
    QCOMPARE(namesOf(found), (std::vector<std::string>{"aachen", "berlin", "zurich"}));
    QVERIFY(says(found.refused, "/objects/0"));
    QVERIFY(says(found.refused, "ulm: "));
    makeEkya(at("broken-ekya"));
    writeFile(at("broken-ekya/bellevue/other_5fps.csv"), "idx,frame,class\n0,1,3\n");
    writeFile(at("broken-ekya/bremen_coarse.csv"), "0,1,2,3\n");
    writeFile(at("broken-ekya/notes.csv"), "a,b\n");
    const FoundDataSet lists = find("ekya", at("broken-ekya"));
    QVERIFY(says(lists.refused, "no column 'frame id'"));
    QVERIFY(says(lists.refused, "has 4 fields, expected are 7"));
    QVERIFY(says(lists.refused, "notes.csv"));
}

QTEST_GUILESS_MAIN(TestImport)
#include "tst_import.moc"
