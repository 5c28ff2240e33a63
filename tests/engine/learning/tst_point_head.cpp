// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <QTest>

#include "engine/learning/decoding.h"
#include "engine/learning/families.h"
#include "engine/learning/onnx_weights.h"
#include "engine/learning/picture.h"
#include "engine/learning/point_head.h"
#include "engine/learning/score_scale.h"
#include "engine/onnx/network.h"
#include "engine/video/video_reader.h"
#include "engine/vision/golden_model.h"
#include "engine/vision/matching.h"
#include "tests/engine/learning/batch_counts.h"
#include "tests/engine/learning/synthetic_scene.h"
#include "tests/support/shared_data.h"
#include "tests/support/small_detector.h"

#include <algorithm>
#include <map>

#include <opencv2/dnn.hpp>

using namespace jackdaw;
using namespace jackdaw::learning;
using jackdaw::testing::kSide;
using jackdaw::testing::SmallYolox;
using jackdaw::testing::syntheticFrame;
using jackdaw::testing::syntheticFrames;

namespace {

/// None of them is COCO's.
const std::vector<std::string> kClasses{"crate", "post"};

TrainingInputs inputsFor(const Learner& learner, TrainedLayers layers, double epochs)
{
    TrainingInputs inputs;
    inputs.start = learner.initial(1, CameraId{0});
    inputs.training = syntheticFrames(0, 12);
    inputs.rehearsal = syntheticFrames(40, 2);
    inputs.heldOut = syntheticFrames(60, 8);
    inputs.configuration = {.name = "test",
                            .layers = layers,
                            .epochs = epochs,
                            .learningRate = 4e-3,
                            .batch = 4,
                            .augment = layers != TrainedLayers::Threshold};
    inputs.seed = 11;
    return inputs;
}

std::shared_ptr<const Weights> trained(const Learner& learner, TrainingInputs inputs)
{
    auto run = learner.train(std::move(inputs));
    if (!run)
        qWarning("%s", run.error().message.c_str());
    while (run && (*run)->nextBatch())
        if (const Status ran = (*run)->runBatch(); !ran) {
            qWarning("%s %s", ran.error().message.c_str(), ran.error().detail.c_str());
            return nullptr;
        }
    return run ? (*run)->best() : nullptr;
}

double f1Of(const Learner& learner, const std::shared_ptr<const Weights>& weights,
            const std::vector<LabelledFrame>& frames)
{
    const auto student = learner.prepare(weights);
    const auto accuracy = student ? evaluate(**student, frames) : tl::unexpected(student.error());
    return accuracy ? accuracy->golden.value : -1.0;
}

std::vector<std::uint8_t> bytesOf(const Weights& weights)
{
    std::vector<std::uint8_t> bytes;
    for (const StoredWeights::Part& part : weights.stored().parts)
        bytes.insert(bytes.end(), part.bytes.begin(), part.bytes.end());
    return bytes;
}

/// What OpenCV makes of \p file, as a student would say it.
std::vector<Detection> foundByOpenCv(const std::filesystem::path& file, const VideoFrame& frame, const CellGrid& grid)
{
    auto network = cv::dnn::readNetFromONNX(file.string());
    std::vector<float> pixels(static_cast<std::size_t>(kSide * kSide * 3));
    drawInput(frame, plainMap(frame, {kSide, kSide}), {kSide, kSide}, pixels, {{0, 0, 0}, {1, 1, 1}, 114.0F, true});
    std::vector<float> planes(pixels.size());
    for (std::size_t i = 0; i < pixels.size(); ++i)
        planes[i % 3 * (pixels.size() / 3) + i / 3] = pixels[i];
    network.setInput(cv::Mat({1, 3, kSide, kSide}, CV_32F, planes.data()));
    const cv::Mat output = network.forward();
    return decode({output.ptr<float>(), output.total()}, grid, {}, kSide, kSide, 0.02F);
}

} // namespace

class TestPointHead : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::shared_ptr<const Learner> m_learner;

    std::filesystem::path path(const char* name) const
    {
        return m_folder.filePath(QString::fromUtf8(name)).toStdString();
    }
    static OnnxSettings settings(std::filesystem::path network, HeadKind head = HeadKind::Point)
    {
        return {std::move(network), kSide, kSide, head};
    }

private Q_SLOTS:
    void initTestCase();
    void itLearnsClassesThatTheNetworkDoesNotKnow();
    void itLearnsOnFeaturesOfOtherStrides();
    void theTrunkStaysAsItIs();
    void theSameTrainingGivesTheSameWeights();
    void everySeedAndCameraBeginsWithItsOwnHead();
    void batchesAreThoseThatWereForetold();
    void allLayersAreNotTrained();
    void theThresholdAloneCanBeChosen();
    void studentsShareTheNetworkInTheirStoredForm();
    void storedWeightsComeBack();
    void theSameWeightsServeAtAnotherSize();
    void foreignAndDamagedWeightsAreRefusedByName();
    void anExportedStudentIsTheSameForOpenCv();
    void realNetworksAreTheSameForOpenCv_data();
    void realNetworksAreTheSameForOpenCv();
    void networksWithoutFeaturesOnAGridAreRefused();
    void realScenesAreLearned();
};

void TestPointHead::initTestCase()
{
    const auto graph = onnx::Graph::make(SmallYolox().parts());
    QVERIFY2(graph.has_value(), graph ? "" : graph.error().message.c_str());
    QVERIFY(graph->write(path("small.onnx")));
    const auto learner = makeLearner(settings(path("small.onnx")), kClasses);
    QVERIFY2(learner.has_value(), learner ? "" : learner.error().message.c_str());
    m_learner = *learner;
    QCOMPARE(m_learner->description(), std::string("96x96/small/point"));
}

void TestPointHead::itLearnsClassesThatTheNetworkDoesNotKnow()
{
    const auto inputs = inputsFor(*m_learner, TrainedLayers::Upper, 40);
    const double before = f1Of(*m_learner, inputs.start, inputs.heldOut);
    const double after = f1Of(*m_learner, trained(*m_learner, inputs), inputs.heldOut);
    qInfo("from %.2f to %.2f", before, after);
    QVERIFY2(before >= 0.0 && before < 0.1 && after > 0.7,
             qPrintable(QStringLiteral("%1 and %2").arg(before).arg(after)));
}

void TestPointHead::itLearnsOnFeaturesOfOtherStrides()
{
    for (const auto& [name, parts] : {std::pair{"tiny", jackdaw::testing::SmallYolov3Tiny().parts()},
                                      {"ssd", jackdaw::testing::SmallSsdLite().parts()}}) {
        const auto file = path(name).concat(".onnx");
        QVERIFY(onnx::Graph::make(parts)->write(file));
        const auto learner = makeLearner(settings(file), kClasses);
        QVERIFY2(learner.has_value(), learner ? "" : learner.error().message.c_str());
        const auto inputs = inputsFor(**learner, TrainedLayers::Upper, 40);
        const auto trunk = OnnxWeights::from(inputs.start).value()->base()->parts().trunk;
        QCOMPARE(pointGrid(trunk, {kSide, kSide}, 2)->stride, 16);
        const double before = f1Of(**learner, inputs.start, inputs.heldOut);
        const double after = f1Of(**learner, trained(**learner, inputs), inputs.heldOut);
        qInfo("%s: from %.2f to %.2f", name, before, after);
        QVERIFY(before < 0.1 && after > 0.6);
    }
}

void TestPointHead::theTrunkStaysAsItIs()
{
    const auto best = OnnxWeights::from(trained(*m_learner, inputsFor(*m_learner, TrainedLayers::Upper, 3))).value();
    QVERIFY(!best->changesTrunk());
    const auto file = onnx::Graph::read(path("small.onnx"));
    const auto graph = best->graph();
    QVERIFY(file && graph);
    for (const char* name : {"f1.w", "f1.b"})
        QVERIFY2(graph->weights().at(name) == file->weights().at(name), name);
    QVERIFY2(!graph->weights().contains("f2.w"), "what only coarser features need is gone");
}

void TestPointHead::theSameTrainingGivesTheSameWeights()
{
    const auto inputs = inputsFor(*m_learner, TrainedLayers::Upper, 4);
    QCOMPARE(trained(*m_learner, inputs)->hash(), trained(*m_learner, inputs)->hash());
}

void TestPointHead::everySeedAndCameraBeginsWithItsOwnHead()
{
    const std::string hash = m_learner->initial(1, CameraId{0})->hash();
    QCOMPARE(m_learner->initial(1, CameraId{0})->hash(), hash);
    QVERIFY(m_learner->initial(2, CameraId{0})->hash() != hash);
    QVERIFY(m_learner->initial(1, CameraId{1})->hash() != hash);
}

void TestPointHead::batchesAreThoseThatWereForetold()
{
    for (const TrainedLayers layers : {TrainedLayers::Upper, TrainedLayers::Threshold}) {
        auto inputs = inputsFor(*m_learner, layers, layers == TrainedLayers::Threshold ? 1 : 3);
        const auto foretold = jackdaw::testing::foretold(*m_learner, inputs, 1);
        auto run = m_learner->train(inputs);
        QVERIFY(run.has_value());
        QCOMPARE(jackdaw::testing::runAll(**run), foretold);
        const auto measured = jackdaw::testing::measured(*m_learner, inputs.configuration);
        for (const auto& [shape, count] : foretold)
            QVERIFY2(measured.contains(shape), shape.c_str());
    }
}

void TestPointHead::allLayersAreNotTrained()
{
    const auto inputs = inputsFor(*m_learner, TrainedLayers::Whole, 3);
    QVERIFY(!m_learner->trains(inputs.configuration));
    const auto run = m_learner->train(inputs);
    QVERIFY(!run);
    QCOMPARE(static_cast<int>(run.error().code), static_cast<int>(ErrorCode::InvalidInput));
    QVERIFY2(run.error().message.find("small/point") != std::string::npos, run.error().message.c_str());
}

void TestPointHead::theThresholdAloneCanBeChosen()
{
    auto inputs = inputsFor(*m_learner, TrainedLayers::Upper, 40);
    const auto known = OnnxWeights::from(trained(*m_learner, inputs)).value();
    const float unsuited = 0.97F;
    inputs.start = std::make_shared<const OnnxWeights>(known->base(), known->own(), unsuited);
    inputs.configuration = {.name = "threshold", .layers = TrainedLayers::Threshold, .epochs = 1};
    const auto best = trained(*m_learner, inputs);
    QVERIFY(best);
    QVERIFY(OnnxWeights::from(best).value()->threshold() < unsuited);
    QVERIFY(f1Of(*m_learner, best, inputs.heldOut) > f1Of(*m_learner, inputs.start, inputs.heldOut));
    QVERIFY2(OnnxWeights::from(best).value()->own() == known->own(), "weights stay as they are");
}

void TestPointHead::studentsShareTheNetworkInTheirStoredForm()
{
    const auto first = m_learner->initial(1, CameraId{0})->stored();
    const auto second = trained(*m_learner, inputsFor(*m_learner, TrainedLayers::Upper, 2))->stored();
    const auto third = m_learner->initial(5, CameraId{3})->stored();
    QVERIFY(first.hash != second.hash);
    QCOMPARE(first.parts.at(1).name, std::string("network.onnx"));
    QCOMPARE(first.parts.at(1).hash, second.parts.at(1).hash);
    QCOMPARE(first.parts.at(1).hash, third.parts.at(1).hash);
}

void TestPointHead::storedWeightsComeBack()
{
    const auto best = trained(*m_learner, inputsFor(*m_learner, TrainedLayers::Upper, 20));
    const auto back = m_learner->read(bytesOf(*best), "stored");
    QVERIFY2(back.has_value(), back ? "" : back.error().message.c_str());
    QCOMPARE((*back)->hash(), best->hash());
    const auto frame = syntheticFrame(70, kSide, kSide).picture;
    const auto found = (*m_learner->prepare(*back))->detect(frame);
    QVERIFY(!found->empty());
    QVERIFY(*found == *(*m_learner->prepare(best))->detect(frame));
}

void TestPointHead::theSameWeightsServeAtAnotherSize()
{
    auto larger = settings(path("small.onnx"));
    larger.inputWidth = 160;
    larger.inputHeight = 128;
    const auto learner = makeLearner(larger, kClasses);
    QVERIFY2(learner.has_value(), learner ? "" : learner.error().message.c_str());
    const auto best = trained(*m_learner, inputsFor(*m_learner, TrainedLayers::Upper, 40));
    const auto weights = (*learner)->read(bytesOf(*best), "of the smaller");
    QVERIFY2(weights.has_value(), weights ? "" : weights.error().message.c_str());
    // The same objects in a picture of the larger input's size.
    std::vector<LabelledFrame> frames;
    for (std::uint32_t i = 70; i < 76; ++i)
        frames.push_back(syntheticFrame(i, 160, 128));
    QVERIFY(f1Of(**learner, *weights, frames) > 0.5);
}

void TestPointHead::foreignAndDamagedWeightsAreRefusedByName()
{
    const auto bytes = bytesOf(*m_learner->initial(1, CameraId{0}));
    for (const std::size_t size : {std::size_t{0}, std::size_t{7}, std::size_t{400}, bytes.size() - 1}) {
        const auto back = m_learner->read(std::span(bytes).first(size), "cut");
        QVERIFY(!back);
        QVERIFY(back.error().message.starts_with("cut"));
    }
    const auto own = makeLearner(settings(path("small.onnx"), HeadKind::Own), {"person", "bicycle"});
    const auto three = makeLearner(settings(path("small.onnx")), {"crate", "post", "van"});
    QVERIFY(own && three);
    for (const auto& other : {*own, *three}) {
        const auto foreign = m_learner->read(bytesOf(*other->initial(1, CameraId{0})), "the other's");
        QVERIFY(!foreign);
        QVERIFY2(foreign.error().message.find("small") != std::string::npos, foreign.error().message.c_str());
        QVERIFY(!m_learner->prepare(other->initial(1, CameraId{0})));
        QVERIFY(!other->prepare(m_learner->initial(1, CameraId{0})));
    }
}

void TestPointHead::anExportedStudentIsTheSameForOpenCv()
{
    const auto best = trained(*m_learner, inputsFor(*m_learner, TrainedLayers::Upper, 40));
    const auto weights = OnnxWeights::from(best).value();
    const auto graph = weights->graph();
    QVERIFY(graph.has_value());
    QVERIFY(graph->write(path("exported.onnx")));
    const auto frame = syntheticFrame(70, kSide, kSide).picture;
    const auto grid = pointGrid(weights->base()->parts().trunk, {kSide, kSide}, 2);
    QVERIFY(grid.has_value());
    const auto reference = foundByOpenCv(path("exported.onnx"), frame, *grid);
    const ScoreScale scale(weights->threshold());
    const auto found = (*m_learner->prepare(best))->detect(frame, scale.fromRaw(0.02F));
    QVERIFY(found && !reference.empty());
    QCOMPARE(found->size(), reference.size());
    for (std::size_t i = 0; i < reference.size(); ++i) {
        QVERIFY((*found)[i].label == reference[i].label);
        QVERIFY(std::abs((*found)[i].box.x1 - reference[i].box.x1) < 0.05F);
        QVERIFY(std::abs((*found)[i].box.y2 - reference[i].box.y2) < 0.05F);
        QVERIFY(std::abs((*found)[i].score - scale.fromRaw(reference[i].score)) < 1e-3F);
    }
}

void TestPointHead::realNetworksAreTheSameForOpenCv_data()
{
    QTest::addColumn<QString>("file");
    for (const char* file : {"yolox_nano.onnx", "nanodet-plus-m_416x416.onnx", "nanodet_m.onnx"})
        QTest::newRow(file) << QString::fromUtf8(file);
}

void TestPointHead::realNetworksAreTheSameForOpenCv()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    QFETCH(QString, file);
    const OnnxSettings network{shared / "real/models" / file.toStdString(), 352, 288, HeadKind::Point};
    const auto learner = makeLearner(network, {"van", "tram"});
    QVERIFY2(learner.has_value(), learner ? "" : learner.error().message.c_str());
    QVERIFY((*learner)->prepare((*learner)->initial(1, CameraId{0})).has_value());
    const auto graph = OnnxWeights::from((*learner)->initial(1, CameraId{0})).value()->graph();
    QVERIFY(graph && graph->write(path("real.onnx")));
    auto prepared = onnx::Network::prepare(*graph);
    QVERIFY2(prepared.has_value(), prepared ? "" : prepared.error().message.c_str());
    QCOMPARE(prepared->outputShape(), (onnx::Shape{1, 52 * 52, 2 + kBoxChannels}));
    std::vector<float> input(prepared->input().size());
    RandomStream random(5, 3, RandomPurpose::Test);
    for (float& value : input)
        value = static_cast<float>(random.uniform(-2.0, 2.0));
    std::copy(input.begin(), input.end(), prepared->input().begin());
    QVERIFY(prepared->run().has_value());
    auto openCv = cv::dnn::readNetFromONNX(path("real.onnx").string());
    openCv.setInput(cv::Mat({1, 3, 416, 416}, CV_32F, input.data()));
    const cv::Mat reference = openCv.forward();
    QCOMPARE(reference.total(), prepared->output().size());
    for (std::size_t i = 0; i < reference.total(); ++i)
        QVERIFY(std::abs(reference.ptr<float>()[i] - prepared->output()[i]) < 1e-4F);
}

void TestPointHead::networksWithoutFeaturesOnAGridAreRefused()
{
    auto parts = SmallYolox().parts();
    const auto gone = makeLearner(settings(path("gone.onnx")), kClasses);
    QVERIFY(!gone && gone.error().message.find("gone.onnx") != std::string::npos);
    QVERIFY(!makeLearner(settings(path("small.onnx")), std::vector<std::string>(33, "crate")));
    QVERIFY(!makeLearner(settings(path("small.onnx")), {}));
    // 104 pixels are 13 cells of 8 pixels; 100 are none.
    auto split = onnx::splitBeforeLastConvolutions(*onnx::Graph::make(parts));
    QVERIFY(split.has_value());
    QVERIFY(pointGrid(split->trunk, {104, 104}, 2).has_value());
    const auto uneven = pointGrid(split->trunk, {104, 100}, 2);
    QVERIFY(!uneven);
    QCOMPARE(static_cast<int>(uneven.error().code), static_cast<int>(ErrorCode::Unsupported));
    QVERIFY2(uneven.error().message.find("'small'") != std::string::npos, uneven.error().message.c_str());
}

void TestPointHead::realScenesAreLearned()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    const std::vector<std::string> classes{"person", "car", "bus", "truck"};
    const OnnxSettings network{shared / "real/models/yolox_nano.onnx", 352, 288, HeadKind::Point};
    const auto learner = makeLearner(network, classes);
    QVERIFY2(learner.has_value(), learner ? "" : learner.error().message.c_str());
    auto golden = vision::openGoldenModel({{shared / "real/golden/scenes-352x288-25fps.csv"}, classes, 0.3F, 1});
    auto reader = video::VideoReader::open((shared / "real/streams/scenes-352x288-25fps.mp4").string());
    QVERIFY(golden && reader);
    // Scenes of 230 frames each. The first half of one is learned, its second half is held out.
    constexpr int kSceneFrames = 230;
    double sum = 0.0;
    const std::vector<int> scenes{1, 2};
    for (const int scene : scenes) {
        TrainingInputs inputs;
        inputs.start = (*learner)->initial(1, CameraId{0});
        inputs.configuration = {.name = "head", .layers = TrainedLayers::Upper, .epochs = 12, .learningRate = 2e-3};
        for (int index = 0; index < kSceneFrames; index += 10) {
            QVERIFY((*reader)->seek(Nanoseconds{40'000'000LL * (scene * kSceneFrames + index)}).has_value());
            const auto frame = (*reader)->next();
            const auto labels = (*golden)->detect(**frame);
            QVERIFY(labels.has_value());
            auto kept = (*learner)->keep(**frame, vision::toLabels(*labels));
            if (index <= 100)
                inputs.training.push_back(std::move(*kept));
            else if (index >= 120)
                inputs.heldOut.push_back(std::move(*kept));
        }
        const auto best = trained(**learner, inputs);
        QVERIFY(best);
        const double after = f1Of(**learner, best, inputs.heldOut);
        qInfo("scene %d: F1 %.3f", scene, after);
        sum += after;
    }
    // 0.66 when it was measured.
    QVERIFY2(sum / static_cast<double>(scenes.size()) > 0.5, qPrintable(QString::number(sum)));
}

QTEST_GUILESS_MAIN(TestPointHead)
#include "tst_point_head.moc"
