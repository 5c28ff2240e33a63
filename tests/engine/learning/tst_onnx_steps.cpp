// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/cuda/cuda_device.h"
#include "engine/cuda/fake_gpu.h"
#include "engine/learning/onnx_family.h"
#include "tests/engine/learning/lane_of_fake.h"
#include "tests/engine/learning/synthetic_scene.h"
#include "tests/support/small_detector.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <latch>
#include <map>

using namespace jackdaw;
using namespace jackdaw::learning;
using jackdaw::testing::kSide;
using jackdaw::testing::syntheticFrame;

namespace {

constexpr int kBatch = 4;
constexpr double kRate = 2e-3;
const std::vector<std::string> kClasses{"person", "bicycle"};

struct Trained {
    std::vector<double> losses;
    std::map<std::string, onnx::Tensor> weights;
    float threshold = 0.0F;
};

struct Difference {
    double largest = 0.0;
    double mean = 0.0;
};

Difference differenceOf(const Trained& one, const Trained& other)
{
    Difference difference;
    std::size_t count = 0;
    for (const auto& [name, tensor] : one.weights) {
        const auto& values = std::get<std::vector<float>>(tensor.values);
        const auto& others = std::get<std::vector<float>>(other.weights.at(name).values);
        for (std::size_t i = 0; i < values.size(); ++i) {
            const double apart{std::abs(values[i] - others[i])};
            difference.largest = std::max(difference.largest, apart);
            difference.mean += apart;
        }
        count += values.size();
    }
    difference.mean /= static_cast<double>(std::max(count, std::size_t{1}));
    return difference;
}

} // namespace

/// Steps of ONNX students as a GPU takes them, here on the CPU: they are tensor operations alone.
class TestOnnxSteps : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void stepsByTensorsLearnTheSame_data();
    void stepsByTensorsLearnTheSame();
    void picturesThatKernelsDrawAreLearnedFromAlike();
    void aStudentServesInLanesOfAFakeGpu();

private:
    /// Five steps and a threshold.
    Trained train(const OnnxSettings& settings, TrainedLayers layers, StepWay way) const;

    QTemporaryDir m_folder;
    std::vector<LabelledFrame> m_frames;
    std::map<std::string, OnnxSettings> m_settings;
};

void TestOnnxSteps::initTestCase()
{
    const std::map<std::string, onnx::GraphParts> networks{{"yolox", jackdaw::testing::SmallYolox(2).parts()},
                                                           {"yolov3-tiny", jackdaw::testing::SmallYolov3Tiny().parts()},
                                                           {"ssdlite", jackdaw::testing::SmallSsdLite().parts()}};
    for (const auto& [name, parts] : networks) {
        const std::filesystem::path file = m_folder.filePath(QString::fromStdString(name + ".onnx")).toStdString();
        const auto graph = onnx::Graph::make(parts);
        QVERIFY(graph && graph->write(file));
        m_settings[name] = OnnxSettings{file, kSide, kSide};
    }
    m_settings["point head"] = m_settings["yolox"];
    m_settings["point head"].head = HeadKind::Point;
    for (std::uint32_t i = 0; i < 3 * kBatch; ++i)
        m_frames.push_back(syntheticFrame(i, kSide, kSide));
}

Trained TestOnnxSteps::train(const OnnxSettings& settings, TrainedLayers layers, StepWay way) const
{
    const auto plan = planOnnxDetector(settings, kClasses);
    const auto learner = makeOnnxLearner(settings, kClasses);
    const auto start = OnnxWeights::from((*learner)->initial(3, CameraId{0}));
    const bool isWhole = layers == TrainedLayers::Whole;
    auto trunk = onnx::Network::prepare(*(*start)->appliedTo(plan->base->parts().trunk),
                                        {.inputs = {{kBatch, 3, kSide, kSide}}, .order = onnx::Order::Pixels});
    auto trainee = isWhole ? makeWholeTrainee(*plan, *start, kBatch, way)
                           : makeLastLayersTrainee(*plan, *start, std::move(*trunk), way);
    Trained trained;
    std::vector<View> views;
    for (const LabelledFrame& frame : m_frames)
        views.push_back({&frame, plainMap(frame.picture, {kSide, kSide})});
    const auto batch = [&](int step) {
        return std::span(views).subspan(static_cast<std::size_t>(step % 3 * kBatch), kBatch);
    };
    for (int i = 0; i < 3 && !isWhole; ++i)
        if (!(*trainee)->cache(batch(i)))
            return {};
    for (int step = 0; step < 5; ++step) {
        std::vector<std::uint32_t> entries;
        for (std::uint32_t i = 0; i < kBatch; ++i)
            entries.push_back(static_cast<std::uint32_t>(step % 3 * kBatch) + i);
        const auto loss = isWhole ? (*trainee)->step(batch(step), kRate) : (*trainee)->step(entries, kRate);
        trained.losses.push_back(loss.value_or(-1.0));
        if (!isWhole && !(*trainee)->score(entries))
            return {};
    }
    const auto weights = *OnnxWeights::from(*(*trainee)->snapshot());
    trained.weights = weights->own();
    trained.threshold = weights->threshold();
    return trained;
}

void TestOnnxSteps::stepsByTensorsLearnTheSame_data()
{
    QTest::addColumn<std::string>("name");
    QTest::addColumn<bool>("whole");
    for (const auto& [name, settings] : m_settings) {
        QTest::addRow("%s, last layers", name.c_str()) << name << false;
        if (settings.head == HeadKind::Own)
            QTest::addRow("%s, whole", name.c_str()) << name << true;
    }
}

void TestOnnxSteps::stepsByTensorsLearnTheSame()
{
    QFETCH(std::string, name);
    QFETCH(bool, whole);
    const TrainedLayers layers = whole ? TrainedLayers::Whole : TrainedLayers::Upper;
    const Trained loop = train(m_settings.at(name), layers, StepWay::OfPlace);
    const Trained tensors = train(m_settings.at(name), layers, StepWay::ByTensors);
    QCOMPARE(loop.losses.size(), std::size_t{5});
    for (std::size_t i = 0; i < loop.losses.size(); ++i)
        QVERIFY2(std::abs(tensors.losses[i] - loop.losses[i]) < 5e-3 * loop.losses[i],
                 qPrintable(QString::number(tensors.losses[i]) + u' ' + QString::number(loop.losses[i])));
    QVERIFY(tensors.losses[3] < tensors.losses[0]); // of the same pictures
    // AdamW's first steps have the size of the rate, whatever the gradient: where that is about 0 they may differ.
    const Difference difference = differenceOf(loop, tensors);
    QVERIFY(difference.largest < 6 * kRate);
    // Five steps take most weights some rates away: whoever does not go along is that far off.
    QVERIFY2(difference.mean < 0.5 * kRate, qPrintable(QString::number(difference.mean / kRate)));
    QVERIFY(std::abs(loop.threshold - tensors.threshold) < 0.05F);
}

void TestOnnxSteps::picturesThatKernelsDrawAreLearnedFromAlike()
{
    for (const std::string name : {"yolox", "ssdlite"}) {
        const Trained tensors = train(m_settings.at(name), TrainedLayers::Whole, StepWay::ByTensors);
        jackdaw::testing::LaneOfFake lane;
        Trained kernels;
        lane.run([&] { kernels = train(m_settings.at(name), TrainedLayers::Whole, StepWay::ByKernels); });
        QVERIFY(lane.launches() > 0);
        QCOMPARE(kernels.losses.size(), tensors.losses.size());
        for (std::size_t i = 0; i < tensors.losses.size(); ++i)
            QVERIFY(std::abs(kernels.losses[i] - tensors.losses[i]) < 1e-3 * tensors.losses[i]);
        QVERIFY(differenceOf(tensors, kernels).mean < 0.1 * kRate);
    }
}

void TestOnnxSteps::aStudentServesInLanesOfAFakeGpu()
{
    const auto learner = makeOnnxLearner(m_settings.at("yolox"), kClasses);
    QVERIFY(learner);
    const std::shared_ptr<Student> student = *(*learner)->prepare((*learner)->initial(1, CameraId{0}));
    const auto expected = student->detect(m_frames.front().picture, 0.05F);
    const auto device = *cuda::makeCudaDevice(std::make_shared<cuda::FakeGpu>());
    std::latch ended(1);
    Result<std::vector<Detection>> found = std::vector<Detection>{};
    QVERIFY(device->submit({}, [&]() -> Status {
        found = student->detect(m_frames.front().picture, 0.05F);
        ended.count_down();
        return {};
    }));
    ended.wait();
    QVERIFY(expected && found && *expected == *found);
}

QTEST_APPLESS_MAIN(TestOnnxSteps)
#include "tst_onnx_steps.moc"
