// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <QTest>

#include "engine/learning/families.h"
#include "engine/learning/onnx_weights.h"
#include "engine/video/video_reader.h"
#include "engine/vision/accuracy.h"
#include "engine/vision/golden_model.h"
#include "engine/vision/matching.h"
#include "engine/vision/onnx_detector.h"
#include "tests/engine/learning/synthetic_scene.h"
#include "tests/support/shared_data.h"
#include "tests/support/small_detector.h"

#include <algorithm>
#include <map>
#include <set>

using namespace jackdaw;
using namespace jackdaw::learning;
using jackdaw::testing::kSide;
using jackdaw::testing::SmallDetector;
using jackdaw::testing::syntheticFrame;

namespace {

const std::vector<std::string> kClasses{"person", "bicycle"};

std::vector<LabelledFrame> frames(std::uint32_t first, std::uint32_t count)
{
    std::vector<LabelledFrame> all;
    for (std::uint32_t i = first; i < first + count; ++i)
        all.push_back(syntheticFrame(i, kSide, kSide));
    return all;
}

TrainingInputs inputsFor(const Learner& learner, TrainedLayers layers, double epochs, double rate)
{
    TrainingInputs inputs;
    inputs.start = learner.initial(1, CameraId{0});
    inputs.training = frames(0, 12);
    inputs.rehearsal = frames(40, 2);
    inputs.heldOut = frames(60, 8);
    inputs.configuration = {.name = "test",
                            .layers = layers,
                            .epochs = epochs,
                            .learningRate = rate,
                            .batch = 4,
                            .augment = layers != TrainedLayers::Threshold};
    inputs.seed = 11;
    return inputs;
}

} // namespace

class TestOnnxFamily : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::shared_ptr<const Learner> m_learner;
    onnx::GraphParts m_small;

    std::filesystem::path path(const char* name) const
    {
        return m_folder.filePath(QString::fromUtf8(name)).toStdString();
    }
    static std::vector<std::uint8_t> bytesOf(const Weights& weights)
    {
        std::vector<std::uint8_t> bytes;
        for (const StoredWeights::Part& part : weights.stored().parts)
            bytes.insert(bytes.end(), part.bytes.begin(), part.bytes.end());
        return bytes;
    }
    static std::shared_ptr<const Weights> trained(const Learner& learner, TrainingInputs inputs)
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

private Q_SLOTS:
    void initTestCase();
    void theLastLayersLearn();
    void allLayersLearn();
    void theThresholdAloneCanBeChosen();
    void batchesAreThoseThatWereForetold();
    void theSameTrainingGivesTheSameWeights();
    void retrainingsShareTheNetworkInTheirStoredForm();
    void storedWeightsComeBack();
    void damagedWeightsAreNamed();
    void weightsOfAnotherNetworkAreRefused();
    void oneNetworkServesAtSeveralSizes();
    void unknownClassesAndFilesAreNamed();
    void anExportedStudentIsTheSameForOpenCv();
    void everyDetectorIsRetrained_data();
    void everyDetectorIsRetrained();
};

void TestOnnxFamily::initTestCase()
{
    m_small = SmallDetector().parts();
    const auto graph = onnx::Graph::make(m_small);
    QVERIFY2(graph.has_value(), graph ? "" : graph.error().message.c_str());
    QVERIFY(graph->write(path("small.onnx")));
    const auto learner = makeLearner(OnnxSettings{path("small.onnx"), kSide, kSide}, kClasses);
    QVERIFY2(learner.has_value(), learner ? "" : learner.error().message.c_str());
    m_learner = *learner;
    QCOMPARE(m_learner->description(), std::string("96x96/small"));
}

void TestOnnxFamily::theLastLayersLearn()
{
    const auto inputs = inputsFor(*m_learner, TrainedLayers::Upper, 30, 2e-2);
    const auto before = evaluate(**m_learner->prepare(inputs.start), inputs.heldOut);
    const auto best = trained(*m_learner, inputs);
    QVERIFY(best && before);
    const auto after = evaluate(**m_learner->prepare(best), inputs.heldOut);
    QVERIFY2(after->golden.value > 0.5 && before->golden.value < 0.2,
             qPrintable(QStringLiteral("%1 and %2").arg(before->golden.value).arg(after->golden.value)));
    QVERIFY2(!OnnxWeights::from(best).value()->changesTrunk(), "the trunk is frozen");
}

void TestOnnxFamily::allLayersLearn()
{
    const auto inputs = inputsFor(*m_learner, TrainedLayers::Whole, 40, 1e-3);
    const auto best = trained(*m_learner, inputs);
    QVERIFY(best);
    const auto after = evaluate(**m_learner->prepare(best), inputs.heldOut);
    QVERIFY2(after->golden.value > 0.3, qPrintable(QString::number(after->golden.value)));
    QVERIFY(OnnxWeights::from(best).value()->changesTrunk());
}

void TestOnnxFamily::theThresholdAloneCanBeChosen()
{
    auto inputs = inputsFor(*m_learner, TrainedLayers::Upper, 30, 2e-2);
    inputs.start = trained(*m_learner, inputs);
    const auto known = OnnxWeights::from(inputs.start).value();
    const float unsuited = 0.9F;
    inputs.start = std::make_shared<const OnnxWeights>(known->base(), known->own(), unsuited);
    const auto before = evaluate(**m_learner->prepare(inputs.start), inputs.heldOut);
    inputs.configuration = {.name = "threshold", .layers = TrainedLayers::Threshold, .epochs = 1};
    const auto best = trained(*m_learner, inputs);
    QVERIFY(best);
    QVERIFY(OnnxWeights::from(best).value()->threshold() < unsuited);
    QVERIFY(evaluate(**m_learner->prepare(best), inputs.heldOut)->golden.value > before->golden.value);
    QVERIFY2(OnnxWeights::from(best).value()->own() == known->own(), "weights stay as they are");
}

void TestOnnxFamily::batchesAreThoseThatWereForetold()
{
    for (const TrainedLayers layers : {TrainedLayers::Whole, TrainedLayers::Upper, TrainedLayers::Threshold}) {
        auto inputs = inputsFor(*m_learner, layers, layers == TrainedLayers::Threshold ? 1 : 3, 1e-3);
        std::map<std::string, int> foretold;
        for (const auto& [shape, count] : m_learner->batches(
                 inputs.configuration, {inputs.training.size(), inputs.rehearsal.size(), inputs.heldOut.size()}, 1))
            foretold[shape] += count;
        std::map<std::string, int> found;
        auto run = m_learner->train(inputs);
        QVERIFY(run.has_value());
        while (const auto batch = (*run)->nextBatch()) {
            ++found[batch->costShape];
            QVERIFY((*run)->runBatch().has_value());
        }
        QCOMPARE(found, foretold);
        std::set<std::string> measured;
        for (const auto& batch : m_learner->calibrationBatches({inputs.configuration}))
            measured.insert(batch.costShape);
        for (const auto& [shape, count] : foretold)
            QVERIFY2(measured.contains(shape), shape.c_str());
    }
}

void TestOnnxFamily::theSameTrainingGivesTheSameWeights()
{
    const auto inputs = inputsFor(*m_learner, TrainedLayers::Upper, 4, 1e-2);
    QCOMPARE(trained(*m_learner, inputs)->hash(), trained(*m_learner, inputs)->hash());
}

void TestOnnxFamily::retrainingsShareTheNetworkInTheirStoredForm()
{
    const auto first = m_learner->initial(1, CameraId{0})->stored();
    const auto second = trained(*m_learner, inputsFor(*m_learner, TrainedLayers::Upper, 2, 1e-2))->stored();
    QVERIFY(first.hash != second.hash);
    QCOMPARE(first.parts.at(1).name, std::string("network.onnx"));
    QCOMPARE(first.parts.at(1).hash, second.parts.at(1).hash);
}

void TestOnnxFamily::storedWeightsComeBack()
{
    const auto best = trained(*m_learner, inputsFor(*m_learner, TrainedLayers::Upper, 2, 1e-2));
    const auto back = m_learner->read(bytesOf(*best), "stored");
    QVERIFY2(back.has_value(), back ? "" : back.error().message.c_str());
    QCOMPARE((*back)->hash(), best->hash());
    const auto frame = syntheticFrame(70, kSide, kSide).picture;
    QVERIFY(*(*m_learner->prepare(*back))->detect(frame) == *(*m_learner->prepare(best))->detect(frame));
}

void TestOnnxFamily::damagedWeightsAreNamed()
{
    const auto bytes = bytesOf(*m_learner->initial(1, CameraId{0}));
    for (const std::size_t size : {std::size_t{0}, std::size_t{7}, std::size_t{400}, bytes.size() - 1}) {
        const auto back = m_learner->read(std::span(bytes).first(size), "cut");
        QVERIFY(!back);
        QVERIFY(back.error().message.starts_with("cut"));
    }
    std::string text(bytes.begin(), bytes.end());
    text.replace(text.find("jackdaw-onnx-1"), 14, "jackdaw-onnx-9");
    const std::vector<std::uint8_t> foreign(text.begin(), text.end());
    QVERIFY(!m_learner->read(foreign, "foreign"));
}

void TestOnnxFamily::weightsOfAnotherNetworkAreRefused()
{
    const auto point = makeLearner(jackdaw::testing::smallArchitecture());
    const auto foreign = m_learner->prepare(point->initial(1, CameraId{0}));
    QVERIFY(!foreign);
    QVERIFY(foreign.error().message.find("ONNX") != std::string::npos);
    QVERIFY(!point->prepare(m_learner->initial(1, CameraId{0})));
    auto parts = m_small;
    parts.weights.at("r1.box.b").values = std::vector<float>{1.0F, 2.0F, 3.0F, 4.0F};
    QVERIFY(onnx::Graph::make(parts)->write(path("other.onnx")));
    const auto other = makeLearner(OnnxSettings{path("other.onnx"), kSide, kSide}, kClasses);
    QVERIFY(other.has_value());
    const auto read = m_learner->read(bytesOf(*(*other)->initial(1, CameraId{0})), "the other's");
    QVERIFY2(!read, "weights that fit by name and shape alone");
    QCOMPARE(static_cast<int>(read.error().code), static_cast<int>(ErrorCode::InvalidInput));
    TrainingInputs inputs = inputsFor(*m_learner, TrainedLayers::Upper, 1, 1e-3);
    inputs.start = point->initial(1, CameraId{0});
    QVERIFY(!m_learner->train(inputs));
}

void TestOnnxFamily::oneNetworkServesAtSeveralSizes()
{
    const auto larger = makeLearner(OnnxSettings{path("small.onnx"), 128, 160}, kClasses);
    QVERIFY2(larger.has_value(), larger ? "" : larger.error().message.c_str());
    const auto weights = (*larger)->read(bytesOf(*m_learner->initial(1, CameraId{0})), "of the smaller");
    QVERIFY2(weights.has_value(), weights ? "" : weights.error().message.c_str());
    const auto student = (*larger)->prepare(*weights);
    QVERIFY(student.has_value());
    QVERIFY((*student)->detect(syntheticFrame(1, kSide, kSide).picture, 0.01F).has_value());
}

void TestOnnxFamily::unknownClassesAndFilesAreNamed()
{
    const auto gone = makeLearner(OnnxSettings{path("gone.onnx"), kSide, kSide}, kClasses);
    QVERIFY(!gone && gone.error().message.find("gone.onnx") != std::string::npos);
    const auto van = makeLearner(OnnxSettings{path("small.onnx"), kSide, kSide}, {"van"});
    QVERIFY(!van && van.error().message.find("'van'") != std::string::npos);
}

void TestOnnxFamily::anExportedStudentIsTheSameForOpenCv()
{
    const auto best = trained(*m_learner, inputsFor(*m_learner, TrainedLayers::Upper, 30, 2e-2));
    const auto graph = OnnxWeights::from(best).value()->graph();
    QVERIFY(graph.has_value());
    QVERIFY(graph->write(path("exported.onnx")));
    const auto frame = syntheticFrame(70, kSide, kSide).picture;
    const auto found = (*m_learner->prepare(best))->detect(frame, 0.02F);
    auto openCv = vision::OnnxDetector::open(path("exported.onnx"), 1, vision::OnnxDetector::Runner::OpenCv);
    QVERIFY2(openCv.has_value(), openCv ? "" : (openCv.error().message + openCv.error().detail).c_str());
    const auto reference = openCv->detect(frame);
    QVERIFY(found && reference && !reference->empty());
    for (const Detection& wanted : *reference)
        QVERIFY(wanted.label.value > 1 || std::any_of(found->begin(), found->end(), [&](const Detection& own) {
                    return own.label == wanted.label && std::abs(own.box.x1 - wanted.box.x1) < 0.05F
                        && std::abs(own.box.y2 - wanted.box.y2) < 0.05F;
                }));
}

void TestOnnxFamily::everyDetectorIsRetrained_data()
{
    QTest::addColumn<QString>("file");
    for (const char* file : {"yolox_nano.onnx", "nanodet-plus-m_416x416.onnx", "nanodet_m.onnx"})
        QTest::newRow(file) << QString::fromUtf8(file);
}

void TestOnnxFamily::everyDetectorIsRetrained()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    QFETCH(QString, file);
    const std::vector<std::string> classes{"person", "car", "bus", "truck"};
    const auto learner = makeLearner(OnnxSettings{shared / "real/models" / file.toStdString(), 352, 288}, classes);
    QVERIFY2(learner.has_value(), learner ? "" : learner.error().message.c_str());
    auto golden = vision::openGoldenModel({{shared / "real/golden/scenes-352x288-25fps.csv"}, classes, 0.3F, 1});
    auto reader = video::VideoReader::open((shared / "real/streams/scenes-352x288-25fps.mp4").string());
    QVERIFY(golden && reader);
    TrainingInputs inputs;
    inputs.start = (*learner)->initial(1, CameraId{0});
    inputs.configuration = {.name = "upper", .layers = TrainedLayers::Upper, .epochs = 2, .learningRate = 5e-4};
    for (int index = 240; index < 420; index += 20) {
        QVERIFY((*reader)->seek(Nanoseconds{40'000'000LL * index}).has_value());
        const auto frame = (*reader)->next();
        const auto labels = (*golden)->detect(**frame);
        QVERIFY(labels.has_value());
        auto kept = (*learner)->keep(**frame, vision::toLabels(*labels));
        (index < 360 ? inputs.training : inputs.heldOut).push_back(std::move(*kept));
    }
    const auto before = evaluate(**(*learner)->prepare(inputs.start), inputs.heldOut);
    const auto best = trained(**learner, inputs);
    QVERIFY(best && before);
    const auto after = evaluate(**(*learner)->prepare(best), inputs.heldOut);
    QVERIFY2(after->golden.value > 0.4 && after->golden.value >= before->golden.value - 0.05,
             qPrintable(QStringLiteral("%1 and %2").arg(before->golden.value).arg(after->golden.value)));
}

QTEST_GUILESS_MAIN(TestOnnxFamily)
#include "tst_onnx_family.moc"
