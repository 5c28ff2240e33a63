// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <QTest>

#include "engine/video/video_reader.h"
#include "engine/vision/accuracy.h"
#include "engine/vision/coco_classes.h"
#include "engine/vision/detection_fusion.h"
#include "engine/vision/golden_model.h"
#include "engine/vision/matching.h"
#include "engine/vision/onnx_detector.h"
#include "tests/support/shared_data.h"

#include <algorithm>
#include <fstream>

using namespace jackdaw;
using namespace jackdaw::vision;

namespace {

const std::vector<std::string> kClasses{"person", "bicycle", "car", "motorbike", "bus", "truck"};

VideoFrame frameOf(std::int64_t index)
{
    VideoFrame frame;
    frame.width = 64;
    frame.height = 48;
    frame.index = index;
    frame.picture = std::make_shared<RgbPicture>(std::vector<std::uint8_t>(64 * 48 * 3, 100));
    return frame;
}

GoldenSettings fused(const std::filesystem::path& shared)
{
    return {{shared / "real/models/nanodet-plus-m_416x416.onnx", shared / "real/models/yolox_nano.onnx"},
            kClasses,
            0.3F,
            1};
}

} // namespace

class TestGoldenModel : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::string file(const char* name, const std::string& text) const
    {
        const std::string path = m_folder.filePath(QString::fromUtf8(name)).toStdString();
        std::ofstream(path, std::ios::binary) << text;
        return path;
    }
    void expectOpenFails(const GoldenSettings& settings, ErrorCode code, const std::string& words) const
    {
        const auto model = openGoldenModel(settings);
        QVERIFY(!model);
        QVERIFY2(model.error().message.find(words) != std::string::npos, model.error().message.c_str());
        QCOMPARE(static_cast<int>(model.error().code), static_cast<int>(code));
    }

private Q_SLOTS:
    void aMissingModelIsNamed() { expectOpenFails({{"gone.onnx"}, kClasses}, ErrorCode::NotFound, "gone.onnx"); }
    void anEmptyModelIsNamed();
    void aFileThatIsNoModelIsNamed();
    void aFileThatOnlyLooksLikeAModelIsNamed();
    void wrongSettingsAreNamed();
    void aLabelFileAnswersByFrame();
    void aLabelFileKnowsWhichFramesItCovers();
    void aDetectorsLabelFileIsEmptyBetweenItsRows();
    void whatPeopleAreMoreOrLessSureOfIsNotEmptyBetweenItsRows();
    void whatIsNotKnownInALabelFileCountsNeitherWay();
    void aBrokenLabelFileIsNamedWithItsLine();
    void theFingerprintFollowsContentAndOptions();
    void aCutModelIsNamed();
    void aModelOfAnotherShapeIsNamed();
    void theFusionAgreesWithTheStoredLabels();
    void bothRunnersSeeTheSameBoxes();
    void theFusionsBoxesAreThoseThatOpenCvGives();
    void halfThePrecisionIsNotBetterThanAllOfIt();
    void looksThatAreInterruptedSeeTheSame();
    void aLookThatIsGivenUpLeavesNothing();
    void theNetworksSayWhatTheyAre();
    void aFrameWithoutPictureIsAnError();
};

void TestGoldenModel::anEmptyModelIsNamed()
{
    expectOpenFails({{file("empty.onnx", "")}, kClasses}, ErrorCode::Corrupt, "empty.onnx");
}

void TestGoldenModel::aFileThatIsNoModelIsNamed()
{
    expectOpenFails({{file("letter.onnx", "This is a letter and no network.")}, kClasses}, ErrorCode::Corrupt,
                    "letter.onnx' is not an ONNX file");
}

void TestGoldenModel::aFileThatOnlyLooksLikeAModelIsNamed()
{
    // Field 1 (version) = 7 and field 7 (graph) of three bytes that are no graph.
    expectOpenFails({{file("fake.onnx", std::string("\x08\x07\x3a\x03\xff\xff\xff", 7))}, kClasses}, ErrorCode::Corrupt,
                    "fake.onnx");
}

void TestGoldenModel::wrongSettingsAreNamed()
{
    const std::string csv = file("labels.csv", "frame,class,score,x1,y1,x2,y2\n0,car,1,0,0,1,1\n");
    expectOpenFails({{}, kClasses}, ErrorCode::InvalidInput, "no file");
    expectOpenFails({{csv}, {}}, ErrorCode::InvalidInput, "classes");
    expectOpenFails({{csv}, kClasses, 1.5F}, ErrorCode::InvalidInput, "threshold");
    expectOpenFails({{csv}, kClasses, 0.3F, 0}, ErrorCode::InvalidInput, "thread");
    expectOpenFails({{csv, "a.onnx"}, kClasses}, ErrorCode::InvalidInput, "not both");
}

void TestGoldenModel::aLabelFileAnswersByFrame()
{
    const auto model = openGoldenModel({{file("truth.csv",
                                              "frame,class,score,x1,y1,x2,y2\n0,car,0.8,1,2,30,40\n0,bus,0.2,0,0,9,"
                                              "9\n0,tram,1,0,0,1,1\n2,truck,1,0,0,5,5\n")},
                                        kClasses});
    QVERIFY2(model.has_value(), model ? "" : model.error().message.c_str());
    const auto found = (*model)->detect(frameOf(0));
    QVERIFY(found.has_value());
    QCOMPARE(found->size(), std::size_t(1));
    QVERIFY(found->front() == (Detection{{1, 2, 30, 40}, ClassId{2}, 0.8F}));
    QCOMPARE((*model)->description(), std::string("labels of truth.csv"));
    QCOMPARE((*model)->costShape(), std::string("label/file"));
    const auto cachedModel = withLabelCache(
        std::move(*openGoldenModel({{m_folder.filePath(QStringLiteral("truth.csv")).toStdString()}, kClasses})),
        m_folder.filePath(QStringLiteral("cache")).toStdString());
    QVERIFY2(*cachedModel->detect(frameOf(0)) != *cachedModel->detect(frameOf(2)), "equal pictures, other labels");
    QVERIFY2(!cachedModel->lastWasCached(), "looking a label up is what it costs");
}

void TestGoldenModel::aLabelFileKnowsWhichFramesItCovers()
{
    const auto model = openGoldenModel({{file("tenth.csv",
                                              "frame,class,score,x1,y1,x2,y2\n0,car,1,0,0,1,1\n10,,,,,,\n20,car,1,0,0,"
                                              "1,1\n40,lorries,1,0,0,1,1\n")},
                                        kClasses});
    QVERIFY(model.has_value());
    QVERIFY2((*model)->detect(frameOf(10))->empty(), "labelled, and nothing was there");
    for (const std::int64_t index : {5, 31, 30, 40, 60}) {
        QVERIFY2(!(*model)->knows(frameOf(index)), "not labelled, or by a name that may be any class");
        const auto missing = (*model)->detect(frameOf(index));
        QVERIFY(!missing);
        QCOMPARE(static_cast<int>(missing.error().code), static_cast<int>(ErrorCode::NotFound));
        QVERIFY(missing.error().message.find("frame " + std::to_string(index)) != std::string::npos);
    }
}

void TestGoldenModel::aDetectorsLabelFileIsEmptyBetweenItsRows()
{
    std::string rows = "frame,class,score,x1,y1,x2,y2\n";
    for (int i = 0; i < 11; ++i)
        if (i != 1)
            rows += std::to_string(10 * i) + ",car,0." + std::to_string(831 - 17 * i) + ",0,0,1,1\n";
    const auto model = openGoldenModel({{file("detector.csv", rows)}, kClasses});
    QVERIFY(model.has_value());
    QVERIFY2((*model)->detect(frameOf(10))->empty(), "it looked at every tenth frame and found nothing here");
    QVERIFY(!(*model)->knows(frameOf(5)));
    QVERIFY(!(*model)->knows(frameOf(110)));
}

/// Nobody looked at what lies between the frames that people listed, however certain they were of each.
void TestGoldenModel::whatPeopleAreMoreOrLessSureOfIsNotEmptyBetweenItsRows()
{
    std::string rows = "frame,class,score,x1,y1,x2,y2\n";
    for (int i = 0; i < 21; ++i)
        if (i != 1)
            rows += std::to_string(10 * i) + ",car," + std::to_string(i / 20.0) + ",0,0,1,1\n";
    for (const std::string& labels :
         {rows,
          std::string("frame,class,score,x1,y1,x2,y2\n0,car,1,0,0,1,1\n20,car,0.5,0,0,1,1\n30,car,1,0,0,1,1\n")}) {
        const auto model = openGoldenModel({{file("human.csv", labels)}, kClasses});
        QVERIFY(model.has_value());
        QVERIFY((*model)->knows(frameOf(20)));
        QVERIFY(!(*model)->knows(frameOf(10)));
    }
}

/// A place that nobody can name is not empty: what is found there is no false alarm, and nothing is learned there.
void TestGoldenModel::whatIsNotKnownInALabelFileCountsNeitherWay()
{
    const auto model =
        openGoldenModel({{file("mixed.csv",
                               "frame,class,score,x1,y1,x2,y2\n0,car,1,0,0,10,10\n0,Kutsche,1,20,0,30,10\n"
                               "0,ignored,1,40,0,50,10\n0,van,1,0,20,10,30\n0,dog,1,20,20,30,30\n"
                               "1,Kutsche,1,20,0,30,10\n2,car,0.2,0,0,10,10\n")},
                         kClasses,
                         0.3F});
    QVERIFY2(model, model ? "" : model.error().text().c_str());
    QCOMPARE((*model)->detect(frameOf(0))->size(), std::size_t(2));
    const auto reference = (*model)->reference(0);
    QVERIFY(reference && reference->size() == 4);
    QCOMPARE((*reference)[0].allowedClasses, 1U << 2U);
    QVERIFY2((*reference)[1].isIgnored() && (*reference)[1].box.x1 == 20.0F, "a name that means nothing");
    QVERIFY2((*reference)[2].isIgnored() && (*reference)[2].box.x1 == 40.0F, "one that says so");
    QCOMPARE((*reference)[3].allowedClasses, (1U << 2U) | (1U << 5U));
    QVERIFY2(!(*model)->knows(frameOf(1)) && !(*model)->reference(1), "full of what nobody can name");
    QVERIFY2((*model)->knows(frameOf(2)) && (*model)->reference(2)->empty(), "nothing sure enough");
    QCOMPARE(referenceOf(**model, 0, {}).size(), std::size_t(4));
    const auto labels = *(*model)->detect(frameOf(0));
    const auto recorded = toRecorded(*reference, labels);
    QVERIFY2(toLabels(labels, recorded) == *reference, "what is recorded says as much");
    QVERIFY(toRecorded(toLabels(labels), labels).empty());
    QVERIFY(toLabels(labels, {}) == toLabels(labels));
    QVERIFY(referenceOf(**model, 7, {{{0, 0, 1, 1}, ClassId{1}, 0.5F}})
            == (FrameLabels{{{0, 0, 1, 1}, 2U, std::nullopt}}));
}

void TestGoldenModel::aBrokenLabelFileIsNamedWithItsLine()
{
    expectOpenFails({{file("broken.csv", "frame,class,score,x1,y1,x2,y2\n0,car,9,0,0,1,1\n")}, kClasses},
                    ErrorCode::Corrupt, "broken.csv', line 2");
    expectOpenFails({{file("bare.csv", "frame,class,score,x1,y1,x2,y2\n")}, kClasses}, ErrorCode::Corrupt, "no labels");
}

void TestGoldenModel::theFingerprintFollowsContentAndOptions()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    GoldenSettings settings{{shared / "real/models/yolox_nano.onnx"}, kClasses, 0.3F, 1};
    const std::string base = (*openGoldenModel(settings))->fingerprint();
    QCOMPARE((*openGoldenModel(settings))->fingerprint(), base);
    settings.threads = 2;
    QVERIFY2((*openGoldenModel(settings))->fingerprint() == base, "the number of threads does not change results");
    settings.scoreThreshold = 0.31F;
    const std::string stricter = (*openGoldenModel(settings))->fingerprint();
    QVERIFY(stricter != base);
    settings.classes.pop_back();
    QVERIFY((*openGoldenModel(settings))->fingerprint() != stricter);
}

void TestGoldenModel::aCutModelIsNamed()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    std::ifstream whole(shared / "real/models/yolox_nano.onnx", std::ios::binary);
    std::string bytes(100'000, '\0');
    whole.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    expectOpenFails({{file("cut.onnx", bytes)}, kClasses}, ErrorCode::Corrupt,
                    "cut.onnx' is not an ONNX file, or it was cut off");
}

void TestGoldenModel::aModelOfAnotherShapeIsNamed()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    expectOpenFails({{shared / "real/models/osnet_x0_25_msmt17.onnx"}, kClasses}, ErrorCode::Unsupported,
                    "gives an output of 1 x 512; expected is");
}

void TestGoldenModel::theFusionAgreesWithTheStoredLabels()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    auto model = openGoldenModel(fused(shared));
    auto stored = openGoldenModel({{shared / "real/golden/scenes-352x288-25fps.csv"}, kClasses});
    auto reader = video::VideoReader::open((shared / "real/streams/scenes-352x288-25fps.mp4").string());
    QVERIFY(model && stored && reader);
    std::vector<ClassCounts> counts;
    for (int index = 40; index < 1800; index += 160) {
        QVERIFY((*reader)->seek(Nanoseconds{40'000'000LL * index}).has_value());
        const auto frame = (*reader)->next();
        QVERIFY(frame && *frame);
        QCOMPARE((*frame)->index, std::int64_t(index));
        const auto found = (*model)->detect(**frame);
        const auto reference = (*stored)->detect(**frame);
        QVERIFY(found && reference);
        add(counts, match(*found, toLabels(*reference), kClasses.size(), {0.9F}));
    }
    const auto accuracy = f1(counts);
    QVERIFY(accuracy.has_value());
    QVERIFY2(accuracy->value >= 0.98, qPrintable(QStringLiteral("F1 at IoU 0.9: %1").arg(accuracy->value)));
}

void TestGoldenModel::bothRunnersSeeTheSameBoxes()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    auto reader = video::VideoReader::open((shared / "real/streams/scenes-352x288-25fps.mp4").string());
    QVERIFY(reader && (*reader)->seek(Nanoseconds{40'000'000LL * 40}).has_value());
    const auto frame = (*reader)->next();
    QVERIFY(frame && *frame);
    for (const char* file : {"nanodet-plus-m_416x416.onnx", "nanodet_m.onnx", "yolox_nano.onnx"}) {
        auto torch = OnnxDetector::open(shared / "real/models" / file, 1);
        auto openCv = OnnxDetector::open(shared / "real/models" / file, 1, OnnxDetector::Runner::OpenCv);
        QVERIFY2(torch.has_value() && openCv.has_value(), file);
        const auto found = torch->detect(**frame);
        const auto reference = openCv->detect(**frame);
        QVERIFY(found && reference && reference->size() > 5);
        std::vector<ClassCounts> counts;
        add(counts, match(*found, toLabels(*reference), kCocoClasses, {0.9F}));
        QVERIFY2(f1(counts)->value >= 0.95, file);
    }
}

/// Frames of the scenes, every \p step th from the 40th on; none where they cannot be read.
std::vector<VideoFrame> sceneFrames(const std::filesystem::path& shared, int step)
{
    std::vector<VideoFrame> frames;
    auto reader = video::VideoReader::open((shared / "real/streams/scenes-352x288-25fps.mp4").string());
    for (int index = 40; reader && index < 1800; index += step) {
        const auto there = (*reader)->seek(Nanoseconds{40'000'000LL * index});
        const auto frame = there ? (*reader)->next() : tl::unexpected(there.error());
        if (!frame || !*frame)
            return {};
        frames.push_back(**frame);
    }
    return frames;
}

/// What \p detectors find together, as a fusion of golden models does, with what it calls sure enough.
std::vector<Detection> fusedBoxes(std::vector<OnnxDetector>& detectors, const VideoFrame& frame)
{
    std::vector<std::vector<Detection>> found;
    for (OnnxDetector& detector : detectors)
        found.push_back(detector.detect(frame).value_or(std::vector<Detection>{}));
    auto boxes = fuse(found, 0.55F);
    std::erase_if(boxes, [](const Detection& box) { return box.score < 0.3F; });
    return boxes;
}

std::vector<OnnxDetector> goldenDetectors(const std::filesystem::path& shared, OnnxDetector::Runner runner)
{
    std::vector<OnnxDetector> detectors;
    for (const char* file : {"nanodet-plus-m_416x416.onnx", "yolox_nano.onnx"})
        if (auto detector = OnnxDetector::open(shared / "real/models" / file, 1, runner))
            detectors.push_back(std::move(*detector));
    return detectors;
}

void TestGoldenModel::theFusionsBoxesAreThoseThatOpenCvGives()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    auto fastest = goldenDetectors(shared, OnnxDetector::Runner::Fastest);
    auto openCv = goldenDetectors(shared, OnnxDetector::Runner::OpenCv);
    QCOMPARE(fastest.size() + openCv.size(), std::size_t{4});
    const auto frames = sceneFrames(shared, 80);
    QCOMPARE(frames.size(), std::size_t{22});
    std::vector<ClassCounts> counts;
    for (const VideoFrame& frame : frames)
        add(counts, match(fusedBoxes(fastest, frame), toLabels(fusedBoxes(openCv, frame)), kCocoClasses, {0.9F}));
    const auto accuracy = f1(counts);
    QVERIFY(accuracy.has_value());
    qInfo("F1 at IoU 0.9: %.4f", accuracy->value);
    QVERIFY(accuracy->value >= 0.995);
}

/// F1 against \p reference of what \p detector finds on \p frames, with the threshold that suits it best.
double bestAccuracy(OnnxDetector& detector, GoldenModel& reference, const std::vector<VideoFrame>& frames)
{
    const std::vector<float> thresholds{0.15F, 0.2F, 0.25F, 0.3F, 0.35F, 0.4F};
    std::vector<std::vector<ClassCounts>> counts(thresholds.size());
    for (const VideoFrame& frame : frames) {
        std::vector<Detection> found;
        for (Detection box : detector.detect(frame).value_or(std::vector<Detection>{}))
            for (std::uint32_t i = 0; i < kClasses.size(); ++i)
                if (cocoIndex(kClasses[i]) == static_cast<int>(box.label.value))
                    found.push_back({box.box, ClassId{i}, box.score});
        for (std::size_t i = 0; i < thresholds.size(); ++i) {
            std::erase_if(found, [&](const Detection& box) { return box.score < thresholds[i]; });
            add(counts[i], match(found, toLabels(*reference.detect(frame)), kClasses.size()));
        }
    }
    double best = 0.0;
    for (const auto& each : counts)
        best = std::max(best, f1(each).value_or(Accuracy{0}).value);
    return best;
}

/// Golden models are computed in 32 bits: fewer cost the network whose BatchNorm is folded some of its boxes.
void TestGoldenModel::halfThePrecisionIsNotBetterThanAllOfIt()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    auto stored = openGoldenModel({{shared / "real/golden/scenes-352x288-25fps.csv"}, kClasses});
    const auto frames = sceneFrames(shared, 40);
    QVERIFY(stored && frames.size() == 44);
    auto whole = goldenDetectors(shared, OnnxDetector::Runner::Fastest);
    auto half = goldenDetectors(shared, OnnxDetector::Runner::BFloat16);
    for (std::size_t i = 0; i < 2; ++i) {
        const double of32 = bestAccuracy(whole.at(i), **stored, frames);
        const double of16 = bestAccuracy(half.at(i), **stored, frames);
        qInfo("%s: F1 %.3f, in bfloat16 %.3f", whole[i].name().c_str(), of32, of16);
        QVERIFY(of32 >= of16 - 0.005);
    }
}

void TestGoldenModel::looksThatAreInterruptedSeeTheSame()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    auto model = openGoldenModel(fused(shared));
    auto reader = video::VideoReader::open((shared / "real/streams/scenes-352x288-25fps.mp4").string());
    QVERIFY(model && reader && (*reader)->seek(Nanoseconds{40'000'000LL * 40}).has_value());
    const auto first = (*reader)->next();
    QVERIFY((*reader)->seek(Nanoseconds{40'000'000LL * 400}).has_value());
    const auto second = (*reader)->next();
    QVERIFY(first && *first && second && *second);
    const auto one = (*model)->look(**first);
    const auto other = (*model)->look(**second);
    QVERIFY(one && other);
    for (const double part : {0.1, 0.3, 0.55, 0.9}) {
        one->goOn(part);
        other->goOn(part / 2.0);
    }
    const auto found = one->finish();
    const auto foundByOther = other->finish();
    const auto whole = (*model)->detect(**first);
    QVERIFY(found && foundByOther && whole && found->size() > 3);
    QVERIFY(*found == *whole);
    QVERIFY(*foundByOther == *(*model)->detect(**second));
    QVERIFY(*found != *foundByOther);
}

void TestGoldenModel::aLookThatIsGivenUpLeavesNothing()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    auto model = openGoldenModel({{shared / "real/models/yolox_nano.onnx"}, kClasses});
    auto reader = video::VideoReader::open((shared / "real/streams/scenes-352x288-25fps.mp4").string());
    QVERIFY(model && reader && (*reader)->seek(Nanoseconds{40'000'000LL * 40}).has_value());
    const auto frame = (*reader)->next();
    QVERIFY(frame && *frame);
    (*model)->look(frameOf(0))->goOn(0.6);
    const auto next = (*model)->look(**frame)->finish();
    QVERIFY(next && *next == *(*model)->detect(**frame));
}

void TestGoldenModel::theNetworksSayWhatTheyAre()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    const auto model = openGoldenModel(fused(shared));
    QVERIFY(model.has_value());
    QCOMPARE((*model)->description(), std::string("fusion of nanodet-plus-m_416x416 and yolox_nano"));
    QCOMPARE((*model)->costShape(), std::string("label/nanodet-plus-m_416x416+yolox_nano"));
    QCOMPARE((*model)->fingerprint().size(), std::size_t(32));
}

void TestGoldenModel::aFrameWithoutPictureIsAnError()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    const auto model = openGoldenModel({{shared / "real/models/yolox_nano.onnx"}, kClasses});
    QVERIFY(model.has_value());
    QVERIFY(!(*model)->detect(VideoFrame{}));
    const auto look = (*model)->look(VideoFrame{});
    look->goOn(0.5);
    QVERIFY(!look->finish());
    VideoFrame wrong = frameOf(0);
    wrong.width = 63;
    QVERIFY(!(*model)->detect(wrong));
    QVERIFY((*model)->detect(frameOf(0)).has_value());
}

QTEST_GUILESS_MAIN(TestGoldenModel)
#include "tst_golden_model.moc"
