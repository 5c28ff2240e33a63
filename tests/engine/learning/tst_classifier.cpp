// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learning/classifier_family.h"
#include "engine/learning/classifier_network.h"
#include "engine/learning/family.h"
#include "engine/vision/accuracy.h"
#include "engine/vision/matching.h"
#include "tests/engine/learning/reference_classifier.h"
#include "tests/engine/learning/synthetic_scene.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <limits>
#include <map>
#include <set>

#include <QTemporaryDir>
#include <QTest>

using namespace jackdaw;
using namespace jackdaw::learning;
using jackdaw::testing::syntheticFrame;
using jackdaw::testing::syntheticFrames;

namespace {

constexpr double kFloatBound = 5e-5; ///< of the largest value; 1.5e-5 on an EPYC with AVX-512
constexpr double kBFloat16Bound = 0.05;

ClassifierSettings smallSettings(ClassifierNetwork network = ClassifierNetwork::ResNet18)
{
    ClassifierSettings settings;
    settings.network = network;
    settings.width = network == ClassifierNetwork::ResNet18 ? 0.125 : 0.5;
    settings.crop = 32;
    settings.inputWidth = settings.inputHeight = 96;
    return settings;
}

std::shared_ptr<const Learner> smallClassifier(ClassifierNetwork network = ClassifierNetwork::ResNet18)
{
    return *makeLearner(smallSettings(network), {"red", "green"});
}

TrainingInputs someInputs(const Learner& learner, const TrainingConfiguration& configuration)
{
    TrainingInputs inputs;
    inputs.start = learner.initial(1, CameraId{0});
    inputs.training = syntheticFrames(0, 12);
    inputs.heldOut = syntheticFrames(50, 8);
    inputs.configuration = configuration;
    inputs.seed = 1;
    return inputs;
}

std::unique_ptr<Training> finished(const Learner& learner, TrainingInputs inputs)
{
    auto run = learner.train(std::move(inputs));
    if (!run)
        return nullptr;
    while ((*run)->nextBatch())
        if (const auto ran = (*run)->runBatch(); !ran) {
            qWarning("%s %s", ran.error().text().c_str(), ran.error().detail.substr(0, 400).c_str());
            return nullptr;
        }
    return std::move(*run);
}

TrainingConfiguration whole(double epochs = 20)
{
    return {.name = "whole", .epochs = epochs, .learningRate = 4e-3, .rehearsal = 0};
}

TrainingConfiguration upper(double epochs = 20)
{
    return {.name = "upper", .layers = TrainedLayers::Upper, .epochs = epochs, .learningRate = 4e-3, .rehearsal = 0};
}

/// Difference from plain arithmetic, as a part of the largest value.
double deviation(const ClassifierWeights& weights, onnx::Precision precision)
{
    const auto side = static_cast<std::size_t>(weights.plan().architecture.crop);
    RandomStream random(9, 0, RandomPurpose::Test);
    std::vector<float> input(side * side * 3);
    for (float& value : input)
        value = static_cast<float>(random.uniform(-2.0, 2.0));
    const auto expected = jackdaw::testing::ReferenceClassifier(weights).run(input);
    PreparedClassifier network(weights, 2, precision);
    std::copy(input.begin(), input.end(), network.input().begin());
    const auto found = network.run();
    double largest = 0.0;
    double scale = 0.0;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        largest = std::max(largest, std::abs(static_cast<double>(found[i] - expected[i])));
        scale = std::max(scale, std::abs(static_cast<double>(expected[i])));
    }
    qInfo("differs by %.1e of the largest value", largest / scale);
    return largest / scale;
}

} // namespace

class TestClassifier : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { useThreads(1); }

    void preparedInferenceAgreesWithPlainArithmetic_data()
    {
        QTest::addColumn<int>("network");
        for (std::size_t i = 0; i < classifierNetworkNames().size(); ++i)
            QTest::addRow("%s", classifierNetworkNames()[i].c_str()) << static_cast<int>(i);
    }

    void preparedInferenceAgreesWithPlainArithmetic()
    {
        QFETCH(int, network);
        const auto learner = smallClassifier(static_cast<ClassifierNetwork>(network));
        const auto trained = finished(*learner, someInputs(*learner, whole(1)));
        QVERIFY(trained);
        for (const auto& weights : {learner->initial(5, CameraId{0}), trained->best()}) {
            const auto own = *ClassifierWeights::from(weights);
            QVERIFY(deviation(*own, onnx::Precision::Float32) < kFloatBound);
            QVERIFY(deviation(*own->withHidden(24), onnx::Precision::Float32) < kFloatBound);
            QVERIFY(deviation(*own, precisionOf(own->plan().architecture)) < kBFloat16Bound);
        }
    }

    void aClassifierLearnsToNameObjects_data()
    {
        QTest::addColumn<int>("network");
        QTest::addColumn<bool>("whole");
        for (std::size_t i = 0; i < classifierNetworkNames().size(); ++i)
            for (const bool all : {true, false})
                QTest::addRow("%s, %s", classifierNetworkNames()[i].c_str(), all ? "whole" : "upper")
                    << static_cast<int>(i) << all;
    }

    void aClassifierLearnsToNameObjects()
    {
        QFETCH(int, network);
        QFETCH(bool, whole);
        const auto learner = smallClassifier(static_cast<ClassifierNetwork>(network));
        const auto run = finished(*learner, someInputs(*learner, whole ? ::whole() : upper()));
        QVERIFY(run);
        QVERIFY(run->bestAccuracy());
        QVERIFY2(run->bestAccuracy()->golden.value > 0.9, std::to_string(run->bestAccuracy()->golden.value).c_str());
    }

    void theSameSeedGivesTheSameWeights()
    {
        const auto learner = smallClassifier();
        for (const TrainingConfiguration& configuration : {whole(3), upper(3)}) {
            const auto first = finished(*learner, someInputs(*learner, configuration));
            const auto second = finished(*learner, someInputs(*learner, configuration));
            QVERIFY(first && second);
            QCOMPARE(first->best()->hash(), second->best()->hash());
            TrainingInputs other = someInputs(*learner, configuration);
            other.seed = 2;
            QVERIFY(finished(*learner, std::move(other))->best()->hash() != first->best()->hash());
        }
    }

    void theUpperLayersAloneLeaveTheTrunkAsItWas()
    {
        const auto learner = smallClassifier();
        TrainingInputs inputs = someInputs(*learner, upper(2));
        inputs.start = finished(*learner, someInputs(*learner, whole(1)))->best();
        const auto before = *ClassifierWeights::from(inputs.start);
        const auto run = finished(*learner, std::move(inputs));
        QVERIFY(run);
        const auto after = *ClassifierWeights::from(run->best());
        for (const Unit& unit : before->plan().units) {
            const auto first = static_cast<std::ptrdiff_t>(unit.weight);
            const auto last = first + static_cast<std::ptrdiff_t>(unit.weightCount());
            const bool same = std::equal(before->values().begin() + first, before->values().begin() + last,
                                         after->values().begin() + first);
            QVERIFY2(same != unit.upper, unit.name.c_str());
        }
    }

    void aConfigurationMayChangeTheHiddenWidth()
    {
        const auto learner = smallClassifier();
        TrainingConfiguration wide = whole(1);
        wide.hidden = 32;
        const auto run = finished(*learner, someInputs(*learner, wide));
        QVERIFY(run);
        QCOMPARE((*ClassifierWeights::from(run->best()))->plan().architecture.hidden, 32);
        TrainingInputs further = someInputs(*learner, whole(1));
        further.start = run->best();
        const auto next = finished(*learner, std::move(further));
        QVERIFY(next);
        QCOMPARE((*ClassifierWeights::from(next->best()))->plan().architecture.hidden, 32);
        QVERIFY(wide.family() != whole(1).family());
        QVERIFY(learner->prepare(next->best()));
    }

    void pricesNameEveryBatchOfARun()
    {
        const auto learner = smallClassifier();
        for (const TrainingConfiguration& configuration : {whole(2), upper(2)}) {
            std::map<std::string, int> expected;
            for (const auto& [shape, count] : learner->batches(configuration, {12, 0, 8}, 1))
                expected[shape] += count;
            std::map<std::string, int> found;
            auto run = *learner->train(someInputs(*learner, configuration));
            while (const auto batch = run->nextBatch()) {
                ++found[batch->costShape];
                QVERIFY(run->runBatch());
            }
            QVERIFY(found == expected);
            std::set<std::string> calibrated;
            for (const CalibrationBatch& batch : learner->calibrationBatches({configuration})) {
                calibrated.insert(batch.costShape);
                batch.run();
            }
            for (const auto& [shape, count] : expected)
                QVERIFY2(calibrated.contains(shape), shape.c_str());
        }
    }

    void whatStandsOutFromTheBackgroundIsFoundAndNamed()
    {
        const auto learner = smallClassifier();
        const auto run = finished(*learner, someInputs(*learner, whole()));
        auto student = *learner->prepare(run->best());
        std::size_t right = 0;
        std::size_t objects = 0;
        for (const LabelledFrame& frame : syntheticFrames(200, 10)) {
            const auto found = student->detect(frame.picture);
            QVERIFY2(found, found ? "" : found.error().text().c_str());
            for (std::size_t i = 1; i < found->size(); ++i)
                QVERIFY((*found)[i - 1].score >= (*found)[i].score);
            for (const auto& counts : vision::match(*found, frame.labels, 2))
                right += counts.truePositives;
            objects += frame.labels.size();
        }
        QVERIFY2(static_cast<double>(right) > 0.7 * static_cast<double>(objects), std::to_string(right).c_str());
    }

    void everyRegionIsAStatementInThePixelsOfItsPicture()
    {
        const auto learner = smallClassifier();
        const auto run = finished(*learner, someInputs(*learner, whole(2)));
        auto student = *learner->prepare(run->best());
        const LabelledFrame small = syntheticFrame(7);
        std::vector<std::uint8_t> pixels;
        for (int y = 0; y < 192; ++y)
            for (int x = 0; x < 192; ++x)
                for (int c = 0; c < 3; ++c)
                    pixels.push_back(small.picture.rgb()[static_cast<std::size_t>((y / 2 * 96 + x / 2) * 3 + c)]);
        const VideoFrame large{.width = 192, .height = 192, .picture = std::make_shared<RgbPicture>(std::move(pixels))};
        const auto expected = student->detect(small.picture).value();
        const auto found = student->detect(large).value();
        QVERIFY(!expected.empty());
        QCOMPARE(found.size(), expected.size());
        for (const Detection& detection : found) {
            QVERIFY(detection.score >= kScoreThreshold && detection.score <= 1.0F);
            QVERIFY(detection.box.x2 <= 192.0F && detection.box.y2 <= 192.0F && detection.box.width() > 8.0F);
        }
    }

    void withoutABackgroundNothingIsFound()
    {
        const auto learner = smallClassifier();
        auto student = *learner->prepare(learner->initial(1, CameraId{0}));
        const auto found = student->detect(syntheticFrame(3).picture);
        QVERIFY(found);
        QVERIFY(found->empty());
    }

    void aStudentIsJudgedOnTheLabelsOwnBoxes()
    {
        const auto learner = smallClassifier();
        auto student = *learner->prepare(learner->initial(1, CameraId{0}));
        LabelledFrame frame = syntheticFrame(3);
        frame.labels.front().allowedClasses = 0;
        frame.people = vision::PeopleLabels{syntheticFrame(3).labels, ~0U};
        const auto judged = student->judge(frame);
        QVERIFY(judged);
        QCOMPARE(vision::objectsIn(judged->golden), 1U);
        QVERIFY2(vision::objectsIn(judged->people) == 1U, "the other object has no name to be held against");
    }

    void framesWithoutObjectsTeachNothing()
    {
        const auto learner = smallClassifier();
        TrainingInputs inputs = someInputs(*learner, whole(2));
        for (LabelledFrame& frame : inputs.training)
            frame.labels.clear();
        const auto run = finished(*learner, std::move(inputs));
        QVERIFY(run);
        const auto before = *ClassifierWeights::from(learner->initial(1, CameraId{0}));
        const auto after = *ClassifierWeights::from(run->best());
        QCOMPARE(after->values()[before->plan().units.back().bias], before->values()[before->plan().units.back().bias]);
    }

    void aThresholdIsNothingToRetrain()
    {
        const auto learner = smallClassifier();
        const TrainingConfiguration threshold{.name = "threshold", .layers = TrainedLayers::Threshold, .epochs = 1};
        QVERIFY(!learner->trains(threshold));
        const auto run = learner->train(someInputs(*learner, threshold));
        QVERIFY(!run);
        QVERIFY2(run.error().text().find("is not for students like 96x96") != std::string::npos,
                 run.error().text().c_str());
    }

    void weightsOfOtherStudentsAreErrors()
    {
        const auto learner = smallClassifier();
        QVERIFY(!learner->prepare(jackdaw::testing::smallLearner()->initial(1, CameraId{0})));
        QVERIFY(!learner->prepare(nullptr));
        const auto mobile = smallClassifier(ClassifierNetwork::MobileNetV2)->initial(1, CameraId{0});
        const auto prepared = learner->prepare(mobile);
        QVERIFY(!prepared);
        QVERIFY2(prepared.error().text().find("mobilenet_v2") != std::string::npos, prepared.error().text().c_str());
        const auto own = *ClassifierWeights::from(learner->initial(1, CameraId{0}));
        const ClassifierWeights elsewhere(own->plan(), own->values(),
                                          vision::Background{8, 8, std::vector<std::uint8_t>(192)});
        std::vector<std::uint8_t> file;
        for (const auto& part : elsewhere.stored().parts)
            file.insert(file.end(), part.bytes.begin(), part.bytes.end());
        const auto read = learner->read(file, "elsewhere");
        QVERIFY(!read);
        QVERIFY2(read.error().text().find("background of 8 x 8") != std::string::npos, read.error().text().c_str());
    }

    void settingsThatCannotBeAreErrors()
    {
        const auto error = [](const ClassifierSettings& settings) {
            const auto made = makeLearner(settings, {"car"});
            return QString::fromStdString(made ? "" : made.error().text());
        };
        ClassifierSettings settings = smallSettings();
        settings.width = 7.0;
        QVERIFY(error(settings).contains(QStringLiteral("width is 7")));
        settings = smallSettings();
        settings.weights = "no/such/file.safetensors";
        QVERIFY(error(settings).contains(QStringLiteral("file.safetensors")));
        settings = smallSettings();
        settings.source = "no/such/detector.onnx";
        QVERIFY(error(settings).contains(QStringLiteral("detector.onnx")));
        QTemporaryDir folder;
        settings = smallSettings();
        settings.weights = folder.filePath(QStringLiteral("w.safetensors")).toStdString();
        std::ofstream(settings.weights) << "not weights";
        QVERIFY(error(settings).contains(QStringLiteral("w.safetensors")));
    }

    void aFrameWithoutPixelsIsAnError()
    {
        const auto learner = smallClassifier();
        auto student = *learner->prepare(learner->initial(1, CameraId{0}));
        const auto found = student->detect(VideoFrame{});
        QVERIFY(!found);
        QVERIFY(found.error().message.find("pixels") != std::string::npos);
    }

    void answersThatAreNotNumbersAreAnError()
    {
        const auto learner = smallClassifier();
        const auto own = *ClassifierWeights::from(learner->initial(1, CameraId{0}));
        std::vector<float> values = own->values();
        values[own->plan().units.back().bias] = std::numeric_limits<float>::quiet_NaN();
        auto student = *learner->prepare(std::make_shared<const ClassifierWeights>(own->plan(), values, std::nullopt));
        const auto judged = student->judge(syntheticFrame(3));
        QVERIFY(!judged);
        QVERIFY2(judged.error().message.find("not numbers") != std::string::npos, judged.error().message.c_str());
    }
};

QTEST_GUILESS_MAIN(TestClassifier)
#include "tst_classifier.moc"
