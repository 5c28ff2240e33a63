// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learning/class_loss_impl.h"
#include "engine/learning/classifier_network.h"
#include "engine/learning/kernel_views_impl.h"
#include "tests/engine/learning/lane_of_fake.h"
#include "tests/engine/learning/synthetic_scene.h"

#include <QTest>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/variable.h>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace jackdaw;
using namespace jackdaw::learning;
using namespace jackdaw::testing;

namespace {

constexpr int kSide = 32;
constexpr double kRate = 4e-3;

std::shared_ptr<const ClassifierWeights> someWeights()
{
    return ClassifierWeights::initial({ClassifierNetwork::ResNet18, 0.125, kSide, 2, 0}, 3, CameraId{0}, {});
}

/// Objects of \p pictures, each as it is.
std::vector<Crop> cropsIn(const std::vector<LabelledFrame>& pictures)
{
    std::vector<Crop> crops;
    RandomStream random(1, 0, RandomPurpose::Test);
    for (const LabelledFrame& each : pictures) {
        const View view{&each, plainMap(each.picture, {96, 96})};
        const auto some = cropsOf(view, kSide, 2, false, random);
        crops.insert(crops.end(), some.begin(), some.end());
    }
    return crops;
}

struct LossAndGradient {
    double loss = 0.0;
    at::Tensor gradient;
};

LossAndGradient byTensors(const at::Tensor& values, const std::vector<std::uint32_t>& allowed)
{
    const at::Tensor output = values.detach().clone().requires_grad_(true);
    const at::Tensor forbidden = at::zeros(output.sizes(), at::kBool);
    for (std::int64_t crop = 0; crop < output.size(0); ++crop)
        for (std::int64_t label = 0; label < output.size(1); ++label)
            forbidden[crop][label] = (allowed[static_cast<std::size_t>(crop)] >> label & 1U) == 0;
    const at::Tensor right = output.masked_fill(forbidden, -std::numeric_limits<double>::infinity());
    const at::Tensor loss = (at::logsumexp(output, {1}) - at::logsumexp(right, {1})).mean();
    torch::autograd::backward({loss}, {});
    return {loss.item<double>(), output.grad()};
}

LossAndGradient byKernel(LaneOfFake& lane, const at::Tensor& values, const std::vector<std::uint32_t>& allowed)
{
    LossAndGradient found;
    lane.run([&] {
        KernelClassLoss loss(values.size(0), at::kCPU, *StepKernels::here());
        loss.set(allowed);
        const auto [value, gradient] = loss.of(values);
        found = {value.item<double>(), gradient};
    });
    return found;
}

at::Tensor someValues(std::int64_t crops, std::int64_t classes)
{
    return at::sin(at::arange(crops * classes, at::kFloat) * 0.7).mul(6.0).reshape({crops, classes});
}

std::vector<std::uint32_t> someClasses(std::size_t crops, std::uint32_t classes)
{
    std::vector<std::uint32_t> allowed;
    for (std::uint32_t i = 0; i < crops; ++i)
        allowed.push_back(1U << i % classes | (i % 5 == 0 ? 1U : 0U));
    return allowed;
}

double apart(const at::Tensor& one, const at::Tensor& other)
{
    return (one.to(at::kFloat) - other.to(at::kFloat)).abs().max().item<double>();
}

double apart(const std::vector<float>& one, const std::vector<float>& other)
{
    double sum = 0.0;
    double scale = 0.0;
    for (std::size_t i = 0; i < one.size(); ++i) {
        sum += std::pow(static_cast<double>(one[i] - other[i]), 2);
        scale += std::pow(static_cast<double>(other[i]), 2);
    }
    return std::sqrt(sum / scale);
}

} // namespace

/// Classifiers that learn by the house's own kernels, as their twins do it in a lane of a fake GPU.
class TestClassSteps : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theLossIsThatOfTensors_data()
    {
        QTest::addColumn<int>("crops");
        QTest::addColumn<int>("classes");
        QTest::newRow("one crop") << 1 << 2;
        QTest::newRow("several blocks") << 300 << 4;
        QTest::newRow("as many classes as there may be") << 9 << 32;
    }

    void theLossIsThatOfTensors()
    {
        QFETCH(int, crops);
        QFETCH(int, classes);
        LaneOfFake lane;
        const at::Tensor values = someValues(crops, classes);
        const auto allowed = someClasses(static_cast<std::size_t>(crops), static_cast<std::uint32_t>(classes));
        const LossAndGradient expected = byTensors(values, allowed);
        const LossAndGradient found = byKernel(lane, values, allowed);
        QVERIFY(std::abs(found.loss - expected.loss) < 1e-5 * expected.loss);
        QVERIFY(apart(found.gradient, expected.gradient) < 1e-5);
        const LossAndGradient halves = byKernel(lane, values.to(at::kBFloat16), allowed);
        const LossAndGradient ofHalves = byTensors(values.to(at::kBFloat16).to(at::kFloat), allowed);
        QCOMPARE(halves.gradient.scalar_type(), at::kBFloat16);
        QVERIFY(std::abs(halves.loss - ofHalves.loss) < 1e-5 * ofHalves.loss);
        QVERIFY(at::allclose(halves.gradient.to(at::kFloat), ofHalves.gradient, 1e-2, 1e-6));
        QVERIFY(lane.gpu().misuses().empty());
    }

    void theLossOfWhatIsTakenForImpossibleIsAsLargeAsItIs_data()
    {
        QTest::addColumn<double>("value");
        for (const double value : {80.0, 104.0, 300.0, 1e4})
            QTest::addRow("%g", value) << value;
    }

    void theLossOfWhatIsTakenForImpossibleIsAsLargeAsItIs()
    {
        QFETCH(double, value);
        LaneOfFake lane;
        const at::Tensor values = at::zeros({4, 3}, at::kFloat);
        values.select(1, 0).fill_(value);
        values.select(0, 1).fill_(-value);
        values[2][1] = -value;
        const std::vector<std::uint32_t> allowed{2, 6, 6, 1};
        const LossAndGradient expected = byTensors(values.to(at::kDouble), allowed);
        const LossAndGradient found = byKernel(lane, values, allowed);
        QVERIFY2(std::abs(found.loss - expected.loss) <= 1e-5 * expected.loss, qPrintable(QString::number(found.loss)));
        QVERIFY(apart(found.gradient, expected.gradient) < 1e-5);
    }

    void whatIsNoNumberIsNone()
    {
        LaneOfFake lane;
        for (const std::int64_t label : {0, 1, 2}) {
            const at::Tensor values = someValues(1, 3);
            values[0][label] = std::numeric_limits<float>::quiet_NaN();
            const LossAndGradient found = byKernel(lane, values, {2});
            QVERIFY(std::isnan(found.loss));
            QVERIFY(found.gradient.isnan().all().item<bool>());
        }
    }

    void whereEveryClassIsAllowedThereIsNothingToLearn()
    {
        LaneOfFake lane;
        const LossAndGradient found = byKernel(lane, someValues(4, 3), {7, 7, 7, 7});
        QVERIFY(std::abs(found.loss) < 1e-6 && found.gradient.abs().max().item<float>() < 1e-6F);
    }

    void aLossThatIsNotFiniteIsSaid()
    {
        LaneOfFake lane;
        at::Tensor values = someValues(4, 3);
        values[2][1] = std::numeric_limits<float>::quiet_NaN();
        QVERIFY(!std::isfinite(byKernel(lane, values, {1, 2, 4, 1}).loss));
    }

    void cropsAreDrawnInTheirStyle_data()
    {
        QTest::addColumn<bool>("blueFirst");
        QTest::newRow("torchvision's") << false;
        QTest::newRow("blue first, on white") << true;
    }

    void cropsAreDrawnInTheirStyle()
    {
        QFETCH(bool, blueFirst);
        PixelStyle style = cropStyle();
        style.blueFirst = blueFirst;
        style.fill = blueFirst ? 255.0F : 127.5F;
        const VideoFrame frame = syntheticFrames(4, 1).front().picture;
        PictureMap map = plainMap(frame, {kSide, kSide});
        map.x.isMirrored = true;
        map.x.inputFirst = 4;
        map.x.inputCount = kSide - 9;
        map.contrast = 1.2F;
        map.brightness = -0.1F;
        std::vector<float> expected(std::size_t{kSide} * kSide * 3);
        drawInput(frame, map, {kSide, kSide}, expected, style);
        at::Tensor found = at::zeros({1, kSide, kSide, 3});
        LaneOfFake lane;
        lane.run([&] {
            KernelViews views(at::kCPU, *StepKernels::here(), style);
            views.add(0, frame, map);
            views.drawAll(found);
        });
        const float shade = 1.3F / 57.0F;
        for (std::size_t i = 0; i < expected.size(); ++i)
            QVERIFY(std::abs(found.data_ptr<float>()[i] - expected[i]) <= shade);
    }

    void aStepOfTheWholeNetworkIsThatOfTensors()
    {
        const auto frames = syntheticFrames(0, 12);
        std::vector<Crop> crops = cropsIn(frames);
        QVERIFY(crops.size() >= 16);
        crops.resize(16); // so that none is repeated
        // As they are in their pictures: what is scaled may be a shade apart, which BatchNorm over few values enlarges.
        for (std::size_t i = 0; i < crops.size(); ++i) {
            const int first = static_cast<int>(i);
            crops[i].map.x = {.sourceFirst = first, .sourceCount = kSide, .inputFirst = 0, .inputCount = kSide};
            crops[i].map.y = {.sourceFirst = first + 3, .sourceCount = kSide, .inputFirst = 0, .inputCount = kSide};
        }
        LearningClassifier usual(someWeights(), false, onnx::Precision::Float32);
        LaneOfFake lane;
        lane.run([&] {
            LearningClassifier byKernels(someWeights(), false, onnx::Precision::Float32, StepWay::ByKernels);
            for (int i = 0; i < 3; ++i) {
                const double expected = usual.step(crops, kRate);
                const double found = byKernels.step(crops, kRate);
                QVERIFY2(std::abs(found - expected) < 0.05 * std::max(expected, 0.1),
                         qPrintable(QStringLiteral("%1 %2").arg(found).arg(expected)));
            }
            QVERIFY2(apart(byKernels.values(), usual.values()) < 0.02,
                     qPrintable(QString::number(apart(byKernels.values(), usual.values()))));
        });
        QVERIFY(lane.launches() > 0);
        QVERIFY(lane.gpu().misuses().empty());
    }

    void aStepOfTheUpperLayersIsThatOfTensors()
    {
        const auto frames = syntheticFrames(0, 8);
        std::vector<Crop> crops = cropsIn(frames);
        crops.resize(8);
        std::vector<std::size_t> all;
        std::vector<std::uint32_t> allowed;
        for (std::size_t i = 0; i < crops.size(); ++i) {
            all.push_back(i);
            allowed.push_back(crops[i].allowedClasses);
        }
        PreparedClassifier trunk(*someWeights(), 8, onnx::Precision::Float32);
        CropFeatures features;
        trunk.append(features, crops);
        QCOMPARE(features.size(), crops.size());
        LearningClassifier usual(someWeights(), true, onnx::Precision::Float32);
        LaneOfFake lane;
        lane.run([&] {
            LearningClassifier byKernels(someWeights(), true, onnx::Precision::Float32, StepWay::ByKernels);
            for (int i = 0; i < 3; ++i) {
                const double expected = usual.step(features, all, allowed, kRate);
                const double found = byKernels.step(features, all, allowed, kRate);
                QVERIFY(std::abs(found - expected) < 0.05 * std::max(expected, 0.1));
            }
            QVERIFY(apart(byKernels.values(), usual.values()) < 0.02);
        });
    }

    void fewCropsAreFilledUpAndLearnedFrom()
    {
        const auto frames = syntheticFrames(0, 12);
        std::vector<Crop> crops = cropsIn(frames);
        LaneOfFake lane;
        lane.run([&] {
            LearningClassifier network(someWeights(), false, onnx::Precision::Float32, StepWay::ByKernels);
            const double before = network.step(std::span(crops).first(11), kRate);
            double after = before;
            for (int i = 0; i < 25; ++i)
                after = network.step(std::span(crops).first(i % 2 == 0 ? 11 : 5), kRate);
            QVERIFY2(after < 0.5 * before, qPrintable(QStringLiteral("%1 %2").arg(before).arg(after)));
        });
    }
};

QTEST_APPLESS_MAIN(TestClassSteps)
#include "tst_class_steps.moc"
