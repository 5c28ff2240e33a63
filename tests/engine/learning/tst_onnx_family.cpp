// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <QTest>

#include "engine/learning/families.h"
#include "engine/learning/family.h"
#include "engine/learning/onnx_weights.h"
#include "engine/learning/score_scale.h"
#include "engine/video/video_reader.h"
#include "engine/vision/accuracy.h"
#include "engine/vision/golden_model.h"
#include "engine/vision/matching.h"
#include "engine/vision/onnx_detector.h"
#include "tests/engine/learning/batch_counts.h"
#include "tests/engine/learning/synthetic_scene.h"
#include "tests/support/shared_data.h"
#include "tests/support/small_detector.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>

using namespace jackdaw;
using namespace jackdaw::learning;
using jackdaw::testing::kSide;
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

VideoFrame withColumnsTwice(const VideoFrame& frame)
{
    std::vector<std::uint8_t> pixels;
    const auto rgb = frame.rgb();
    for (std::size_t i = 0; i < rgb.size(); i += 3)
        for (int copy = 0; copy < 2; ++copy)
            pixels.insert(pixels.end(), {rgb[i], rgb[i + 1], rgb[i + 2]});
    VideoFrame wide = frame;
    wide.width = 2 * frame.width;
    wide.picture = std::make_shared<RgbPicture>(std::move(pixels));
    return wide;
}

bool areNear(const Detection& a, const Detection& b)
{
    constexpr float kTolerance = 1e-3F;
    return a.label == b.label && std::abs(a.score - b.score) < kTolerance && std::abs(a.box.x1 - b.box.x1) < kTolerance
        && std::abs(a.box.y1 - b.box.y1) < kTolerance && std::abs(a.box.x2 - b.box.x2) < kTolerance
        && std::abs(a.box.y2 - b.box.y2) < kTolerance;
}

/// Formats whose networks are small enough for tests.
std::map<std::string, onnx::GraphParts> smallNetworks()
{
    return {{"yolox", jackdaw::testing::SmallYolox(2).parts()},
            {"yolov3-tiny", jackdaw::testing::SmallYolov3Tiny().parts()},
            {"ssdlite", jackdaw::testing::SmallSsdLite().parts()}};
}

} // namespace

class TestOnnxFamily : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::map<std::string, std::shared_ptr<const Learner>> m_learners;
    std::map<std::string, std::shared_ptr<const Weights>> m_retrained;
    std::shared_ptr<const Learner> m_learner; ///< for what all formats have in common

    std::filesystem::path path(const std::string& name) const
    {
        return m_folder.filePath(QString::fromStdString(name)).toStdString();
    }
    static void networks()
    {
        QTest::addColumn<std::string>("network");
        for (const auto& [name, parts] : smallNetworks())
            QTest::newRow(name.c_str()) << name;
    }
    /// What the network as it came sees, however little it is sure of it.
    static std::vector<Detection> detectionsOf(const Learner& learner)
    {
        const auto student = learner.prepare(learner.initial(1, CameraId{0}));
        const auto found = student ? (*student)->detect(syntheticFrame(1, kSide, kSide).picture, 1e-6F)
                                   : Result<std::vector<Detection>>(tl::unexpected(student.error()));
        if (!found)
            qWarning("%s", found.error().message.c_str());
        return found.value_or(std::vector<Detection>());
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

    /// All layers, once for all tests.
    std::shared_ptr<const Weights> wholeRetrained(const std::string& network)
    {
        auto& best = m_retrained[network];
        const auto& learner = *m_learners.at(network);
        if (!best)
            best = trained(learner, inputsFor(learner, TrainedLayers::Whole, 40, 3e-3));
        return best;
    }

private Q_SLOTS:
    void initTestCase();
    void theLastLayersLearn_data() { networks(); }
    void theLastLayersLearn();
    void allLayersLearn_data() { networks(); }
    void allLayersLearn();
    void theLossFalls_data() { networks(); }
    void theLossFalls();
    void theThresholdAloneCanBeChosen_data() { networks(); }
    void theThresholdAloneCanBeChosen();
    void batchesAreThoseThatWereForetold_data() { networks(); }
    void batchesAreThoseThatWereForetold();
    void theSameTrainingGivesTheSameWeights();
    void retrainingsShareTheNetworkInTheirStoredForm();
    void storedWeightsComeBack();
    void damagedWeightsAreNamed();
    void weightsOfAnotherNetworkAreRefused();
    void oneNetworkServesAtSeveralSizes_data() { networks(); }
    void oneNetworkServesAtSeveralSizes();
    void unknownClassesAndFilesAreNamed();
    void aClassOfTheNetworksOwnIsFoundByItsName();
    void turnedOutputsAreTurnedBackAndRetrained();
    void theFileBesideSaysHowAStudentsPictureIsScaled();
    void anExportedStudentIsTheSameForOpenCv_data() { networks(); }
    void anExportedStudentIsTheSameForOpenCv();
    void aRetrainedStudentCanBeGolden_data() { networks(); }
    void aRetrainedStudentCanBeGolden();
    void anSsdSeesItsPictureStretched();
    void everyDetectorIsRetrained_data();
    void everyDetectorIsRetrained();
};

void TestOnnxFamily::initTestCase()
{
    for (const auto& [name, parts] : smallNetworks()) {
        const auto graph = onnx::Graph::make(parts);
        QVERIFY2(graph.has_value(), graph ? "" : graph.error().message.c_str());
        QVERIFY(graph->write(path(name + ".onnx")));
        const auto learner = makeLearner(OnnxSettings{path(name + ".onnx"), kSide, kSide}, kClasses);
        QVERIFY2(learner.has_value(), learner ? "" : learner.error().message.c_str());
        QCOMPARE((*learner)->description(), "96x96/" + name);
        m_learners[name] = *learner;
    }
    m_learner = m_learners.at("yolox");
}

void TestOnnxFamily::theLastLayersLearn()
{
    QFETCH(std::string, network);
    const auto& learner = m_learners.at(network);
    const auto inputs = inputsFor(*learner, TrainedLayers::Upper, 30, 2e-2);
    const auto before = evaluate(**learner->prepare(inputs.start), inputs.heldOut);
    const auto best = trained(*learner, inputs);
    QVERIFY(best && before);
    const auto after = evaluate(**learner->prepare(best), inputs.heldOut);
    QVERIFY2(after->golden.value > (network == "yolov3-tiny" ? 0.35 : 0.5) && before->golden.value < 0.1,
             qPrintable(QStringLiteral("%1 and %2").arg(before->golden.value).arg(after->golden.value)));
    QVERIFY2(!OnnxWeights::from(best).value()->changesTrunk(), "the trunk is frozen");
}

void TestOnnxFamily::allLayersLearn()
{
    QFETCH(std::string, network);
    const auto& learner = m_learners.at(network);
    const auto inputs = inputsFor(*learner, TrainedLayers::Whole, 40, 3e-3);
    const auto best = wholeRetrained(network);
    QVERIFY(best);
    const auto after = evaluate(**learner->prepare(best), inputs.heldOut);
    QVERIFY2(after->golden.value > 0.6, qPrintable(QString::number(after->golden.value)));
    QVERIFY(OnnxWeights::from(best).value()->changesTrunk());
}

void TestOnnxFamily::theLossFalls()
{
    QFETCH(std::string, network);
    const auto inputs = inputsFor(*m_learners.at(network), TrainedLayers::Whole, 1, 1e-3);
    const auto& family = dynamic_cast<const StudentFamily&>(*m_learners.at(network));
    const auto trainee = family.trainee(inputs.start, inputs.configuration, inputs.training);
    QVERIFY2(trainee.has_value(), trainee ? "" : trainee.error().message.c_str());
    std::vector<View> views;
    for (int i = 0; i < inputs.configuration.batch; ++i) {
        const LabelledFrame& frame = inputs.training[static_cast<std::size_t>(i)];
        views.push_back({&frame, plainMap(frame.picture, family.inputSize())});
    }
    const double first = (*trainee)->step(views, 1e-3).value_or(0.0);
    double last = first;
    for (int step = 0; step < 20; ++step)
        last = (*trainee)->step(views, 1e-3).value_or(first);
    QVERIFY2(last < 0.8 * first, qPrintable(QStringLiteral("%1 and %2").arg(first).arg(last)));
}

void TestOnnxFamily::theThresholdAloneCanBeChosen()
{
    QFETCH(std::string, network);
    const auto& learner = m_learners.at(network);
    auto inputs = inputsFor(*learner, TrainedLayers::Upper, 30, 2e-2);
    inputs.start = trained(*learner, inputs);
    const auto known = OnnxWeights::from(inputs.start).value();
    const float unsuited = 0.9F;
    inputs.start = std::make_shared<const OnnxWeights>(known->base(), known->own(), unsuited);
    const auto before = evaluate(**learner->prepare(inputs.start), inputs.heldOut);
    inputs.configuration = {.name = "threshold", .layers = TrainedLayers::Threshold, .epochs = 1};
    const auto best = trained(*learner, inputs);
    QVERIFY(best);
    QVERIFY(OnnxWeights::from(best).value()->threshold() < unsuited);
    QVERIFY(evaluate(**learner->prepare(best), inputs.heldOut)->golden.value > before->golden.value);
    QVERIFY2(OnnxWeights::from(best).value()->own() == known->own(), "weights stay as they are");
}

void TestOnnxFamily::batchesAreThoseThatWereForetold()
{
    QFETCH(std::string, network);
    const auto& learner = m_learners.at(network);
    for (const TrainedLayers layers : {TrainedLayers::Whole, TrainedLayers::Upper, TrainedLayers::Threshold}) {
        auto inputs = inputsFor(*learner, layers, layers == TrainedLayers::Threshold ? 1 : 3, 1e-3);
        const auto foretold = jackdaw::testing::foretold(*learner, inputs, 1);
        auto run = learner->train(inputs);
        QVERIFY(run.has_value());
        QCOMPARE(jackdaw::testing::runAll(**run), foretold);
        const auto measured = jackdaw::testing::measured(*learner, inputs.configuration);
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
    auto parts = jackdaw::testing::SmallYolox(2).parts();
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
    QFETCH(std::string, network);
    const auto& learner = m_learners.at(network);
    const auto larger = makeLearner(OnnxSettings{path(network + ".onnx"), 128, 160}, kClasses);
    QVERIFY2(larger.has_value(), larger ? "" : larger.error().message.c_str());
    const auto weights = (*larger)->read(bytesOf(*learner->initial(1, CameraId{0})), "of the smaller");
    QVERIFY2(weights.has_value(), weights ? "" : weights.error().message.c_str());
    const auto student = (*larger)->prepare(*weights);
    QVERIFY(student.has_value());
    QVERIFY((*student)->detect(syntheticFrame(1, kSide, kSide).picture, 0.01F).has_value());
}

void TestOnnxFamily::unknownClassesAndFilesAreNamed()
{
    const auto gone = makeLearner(OnnxSettings{path("gone.onnx"), kSide, kSide}, kClasses);
    QVERIFY(!gone && gone.error().message.find("gone.onnx") != std::string::npos);
    const auto van = makeLearner(OnnxSettings{path("yolox.onnx"), kSide, kSide}, {"van"});
    QVERIFY(!van && van.error().message.find("'van'") != std::string::npos);
}

void TestOnnxFamily::aClassOfTheNetworksOwnIsFoundByItsName()
{
    std::filesystem::copy_file(path("yolox.onnx"), path("own.onnx"));
    std::ofstream names(path("own.names"));
    for (int i = 0; i < 80; ++i)
        names << (i == 1 ? std::string("Fork-Lift") : "thing " + std::to_string(i)) << '\n';
    names.close();
    const auto own = makeLearner(OnnxSettings{path("own.onnx"), kSide, kSide}, {"forklift"});
    QVERIFY2(own.has_value(), own ? "" : own.error().message.c_str());
    const auto bicycle = makeLearner(OnnxSettings{path("yolox.onnx"), kSide, kSide}, {"bicycle"});
    QVERIFY(detectionsOf(**own) == detectionsOf(**bicycle));
    const auto car = makeLearner(OnnxSettings{path("own.onnx"), kSide, kSide}, {"car"});
    QVERIFY(!car && car.error().message.find("'car'") != std::string::npos);
    QVERIFY2(car.error().message.find("'Fork-Lift'") != std::string::npos, car.error().message.c_str());
}

/// Nodes behind the network give its outputs the known form, so it is stored and learns as any other.
void TestOnnxFamily::turnedOutputsAreTurnedBackAndRetrained()
{
    onnx::GraphParts parts = smallNetworks().at("yolox");
    onnx::Node turn;
    turn.type = "Transpose";
    turn.inputs = {parts.outputs[0].name};
    turn.outputs = {"turned"};
    turn.attributes["perm"] = std::vector<std::int64_t>{0, 2, 1};
    parts.nodes.push_back(turn);
    parts.outputs = {{"turned", {}}};
    QVERIFY(onnx::Graph::make(std::move(parts))->write(path("turned.onnx")));
    const auto learner = makeLearner(OnnxSettings{path("turned.onnx"), kSide, kSide}, kClasses);
    QVERIFY2(learner.has_value(), learner ? "" : learner.error().message.c_str());
    QVERIFY(detectionsOf(**learner) == detectionsOf(*m_learner));
    const auto best = trained(**learner, inputsFor(**learner, TrainedLayers::Upper, 4, 1e-2));
    const auto expected = trained(*m_learner, inputsFor(*m_learner, TrainedLayers::Upper, 4, 1e-2));
    QVERIFY(best && expected);
    QCOMPARE(evaluate(**(*learner)->prepare(best), frames(60, 8))->golden.value,
             evaluate(**m_learner->prepare(expected), frames(60, 8))->golden.value);
}

/// The same network, which wants its values from 0 to 1.
void TestOnnxFamily::theFileBesideSaysHowAStudentsPictureIsScaled()
{
    onnx::GraphParts parts = smallNetworks().at("yolox");
    const std::string input = parts.inputs[0].name;
    for (onnx::Node& node : parts.nodes)
        std::replace(node.inputs.begin(), node.inputs.end(), input, std::string("shades"));
    parts.weights["most"] = {{}, std::vector<float>{255.0F}};
    onnx::Node scale;
    scale.type = "Mul";
    scale.inputs = {input, "most"};
    scale.outputs = {"shades"};
    parts.nodes.insert(parts.nodes.begin(), scale);
    QVERIFY(onnx::Graph::make(std::move(parts))->write(path("unit.onnx")));
    std::ofstream(path("unit.input")) << "values 0-1\n";
    const auto learner = makeLearner(OnnxSettings{path("unit.onnx"), kSide, kSide}, kClasses);
    QVERIFY2(learner.has_value(), learner ? "" : learner.error().message.c_str());
    const auto found = detectionsOf(**learner);
    const auto expected = detectionsOf(*m_learner);
    QVERIFY(!found.empty() && !expected.empty());
    QVERIFY(areNear(found.front(), expected.front()));
    std::ofstream(path("unit.input")) << "values 0-2\n";
    QVERIFY(!makeLearner(OnnxSettings{path("unit.onnx"), kSide, kSide}, kClasses));
}

void TestOnnxFamily::anExportedStudentIsTheSameForOpenCv()
{
    QFETCH(std::string, network);
    const auto best = wholeRetrained(network);
    QVERIFY(OnnxWeights::from(best).value()->graph().value().write(path("exported.onnx")));
    auto torch = vision::OnnxDetector::open(path("exported.onnx"), 1);
    auto openCv = vision::OnnxDetector::open(path("exported.onnx"), 1, vision::OnnxDetector::Runner::OpenCv);
    QVERIFY2(torch.has_value(), torch ? "" : torch.error().message.c_str());
    QVERIFY2(openCv.has_value(), openCv ? "" : (openCv.error().message + openCv.error().detail).c_str());
    QCOMPARE(torch->name(), std::string("exported"));
    const auto frame = syntheticFrame(70, kSide, kSide).picture;
    const auto found = torch->detect(frame);
    const auto reference = openCv->detect(frame);
    QVERIFY(found && reference && !found->empty());
    QCOMPARE(found->size(), reference->size());
    for (std::size_t i = 0; i < found->size(); ++i)
        QVERIFY(areNear((*found)[i], (*reference)[i]));
    QVERIFY2(*torch->copy()->detect(frame) == *found, "a copy sees the same");
    const auto said = (*m_learners.at(network)->prepare(best))->detect(frame, 0.02F);
    const ScoreScale scale(OnnxWeights::from(best).value()->threshold());
    QVERIFY(said.has_value());
    for (Detection each : *found) {
        each.score = scale.fromRaw(each.score);
        QVERIFY(std::any_of(said->begin(), said->end(), [&](const auto& one) { return areNear(one, each); }));
    }
}

void TestOnnxFamily::aRetrainedStudentCanBeGolden()
{
    QFETCH(std::string, network);
    const auto best = OnnxWeights::from(wholeRetrained(network)).value();
    QVERIFY(best->graph().value().write(path("golden.onnx")));
    const auto golden = vision::openGoldenModel({{path("golden.onnx")}, kClasses, best->threshold(), 1});
    QVERIFY2(golden.has_value(), golden ? "" : golden.error().message.c_str());
    std::vector<ClassCounts> counts;
    for (const LabelledFrame& frame : frames(60, 8))
        vision::add(counts, vision::match(*(*golden)->detect(frame.picture), frame.labels, kClasses.size()));
    QVERIFY2(vision::f1(counts)->value > 0.6, qPrintable(QString::number(vision::f1(counts)->value)));
}

/// A picture with every column twice, stretched over the same input, is the same picture.
void TestOnnxFamily::anSsdSeesItsPictureStretched()
{
    QVERIFY(OnnxWeights::from(wholeRetrained("ssdlite")).value()->graph().value().write(path("stretched.onnx")));
    auto detector = vision::OnnxDetector::open(path("stretched.onnx"), 1);
    QVERIFY(detector.has_value());
    const auto plain = syntheticFrame(70, kSide, kSide).picture;
    const auto found = detector->detect(plain);
    const auto inWide = detector->detect(withColumnsTwice(plain));
    QVERIFY(found && inWide && !found->empty());
    QCOMPARE(inWide->size(), found->size());
    for (std::size_t i = 0; i < found->size(); ++i) {
        Detection expected = (*found)[i];
        expected.box.x1 *= 2.0F;
        expected.box.x2 *= 2.0F;
        QVERIFY(areNear((*inWide)[i], expected));
    }
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
