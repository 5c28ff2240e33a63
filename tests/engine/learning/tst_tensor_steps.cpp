// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learning/tensor_loss_impl.h"
#include "engine/learning/tensor_views_impl.h"
#include "engine/learning/trainable_network.h"
#include "engine/learning/weights_impl.h"
#include "tests/engine/learning/synthetic_scene.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace jackdaw;
using namespace jackdaw::learning;
using namespace jackdaw::testing;

namespace {

constexpr int kPictures = 3;
constexpr double kRate = 4e-3;

const CellGrid kGrid{.rows = 12, .columns = 12, .stride = 8, .classes = 2};

std::vector<Targets> someTargets(std::uint32_t first)
{
    std::vector<Targets> targets;
    for (const LabelledFrame& frame : syntheticFrames(first, kPictures))
        targets.push_back(makeTargets(frame.labels, plainMap(frame.picture, {96, 96}), kGrid));
    return targets;
}

std::vector<const Targets*> pointersTo(const std::vector<Targets>& targets)
{
    std::vector<const Targets*> pointers;
    for (const Targets& each : targets)
        pointers.push_back(&each);
    return pointers;
}

std::shared_ptr<const NetworkWeights> startWeights()
{
    return NetworkWeights::initial(smallArchitecture(), 3, CameraId{0});
}

void draw(std::span<float> input, std::uint32_t first)
{
    const auto frames = syntheticFrames(first, kPictures);
    const std::size_t size = input.size() / kPictures;
    for (std::size_t i = 0; i < kPictures; ++i)
        drawInput(frames[i].picture, plainMap(frames[i].picture, {96, 96}), {96, 96}, input.subspan(i * size, size));
}

/// Losses of five steps, the weights after them.
struct Trained {
    std::vector<double> losses;
    std::shared_ptr<const NetworkWeights> weights;
};

Trained train(TrainedLayers layers, StepWay way)
{
    const auto start = startWeights();
    TrainableNetwork network(*start, layers, kPictures, onnx::Precision::Float32, way);
    FusedNetwork trunk(*start, kPictures, onnx::Precision::Float32);
    ActivationCache cache;
    draw(trunk.input(), 0);
    cache.append(trunk);
    Trained trained;
    const std::array<std::uint32_t, kPictures> entries{0, 1, 2};
    for (std::uint32_t step = 0; step < 5; ++step) {
        const auto targets = someTargets(layers == TrainedLayers::Upper ? 0 : step);
        if (layers == TrainedLayers::Upper) {
            trained.losses.push_back(network.step(cache, entries, pointersTo(targets), kRate));
        } else {
            draw(network.input(), step);
            trained.losses.push_back(network.step(pointersTo(targets), kRate));
        }
    }
    trained.weights = network.snapshot();
    return trained;
}

double largestDifference(const NetworkWeights& one, const NetworkWeights& other)
{
    double largest = 0.0;
    for (std::size_t i = 0; i < one.impl().values.size(); ++i)
        largest = std::max(largest, double{std::abs(one.impl().values[i] - other.impl().values[i])});
    return largest;
}

} // namespace

/// The steps that a GPU takes as graphs, here on the CPU: they are tensor operations alone.
class TestTensorSteps : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theLossIsTheLoops();
    void moreBoxesThanEverMakeRoom();
    void stepsByTensorsLearnTheSame_data();
    void stepsByTensorsLearnTheSame();
    void theNarrowestNetworkLearns();
    void aStepThatIsNotFiniteChangesNothing();
    void viewsAreDrawnAlikeByTensors();
};

void TestTensorSteps::theLossIsTheLoops()
{
    TensorLoss loss(kGrid, kPictures, at::kCPU);
    at::Tensor output =
        at::sin(at::arange(kPictures * 12 * 12 * 6, at::kFloat) * 0.37).mul(4.0).reshape({kPictures, 12, 12, 6});
    for (const std::uint32_t first : {0U, 7U}) {
        const auto targets = someTargets(first);
        at::Tensor expected = at::zeros_like(output);
        const double value =
            detectionLoss({output.data_ptr<float>(), static_cast<std::size_t>(output.numel())}, pointersTo(targets),
                          kGrid, {expected.data_ptr<float>(), static_cast<std::size_t>(expected.numel())});
        loss.set(pointersTo(targets));
        const auto [found, gradient] = loss.of(output);
        QVERIFY2(std::abs(found.item<double>() - value) < 1e-4 * std::abs(value), qPrintable(QString::number(value)));
        const double wrong = (gradient - expected).abs().max().item<double>();
        QVERIFY2(wrong < 1e-5 * expected.abs().max().item<double>(), qPrintable(QString::number(wrong)));
    }
}

void TestTensorSteps::moreBoxesThanEverMakeRoom()
{
    TensorLoss loss(kGrid, 1, at::kCPU);
    Targets many = makeTargets(syntheticFrame(1).labels, plainMap(syntheticFrame(1).picture, {96, 96}), kGrid);
    const Targets few = many;
    while (many.boxes.size() <= kGrid.cells())
        many.boxes.insert(many.boxes.end(), few.boxes.begin(), few.boxes.end());
    QVERIFY(loss.set({&few}) == TensorLoss::Room::Same);
    QVERIFY(loss.set({&many}) == TensorLoss::Room::New);
    QVERIFY(loss.set({&few}) == TensorLoss::Room::Same);
    at::Tensor output = at::ones({1, 12, 12, 6});
    at::Tensor gradient = at::zeros_like(output);
    const double value = detectionLoss({output.data_ptr<float>(), static_cast<std::size_t>(output.numel())}, {&few},
                                       kGrid, {gradient.data_ptr<float>(), static_cast<std::size_t>(gradient.numel())});
    QVERIFY(std::abs(loss.of(output).first.item<double>() - value) < 1e-4 * std::abs(value));
}

void TestTensorSteps::stepsByTensorsLearnTheSame_data()
{
    QTest::addColumn<int>("layers");
    QTest::newRow("whole") << static_cast<int>(TrainedLayers::Whole);
    QTest::newRow("upper") << static_cast<int>(TrainedLayers::Upper);
}

void TestTensorSteps::stepsByTensorsLearnTheSame()
{
    QFETCH(int, layers);
    const Trained loop = train(static_cast<TrainedLayers>(layers), StepWay::OfPlace);
    const Trained tensors = train(static_cast<TrainedLayers>(layers), StepWay::ByTensors);
    for (std::size_t i = 0; i < loop.losses.size(); ++i)
        QVERIFY2(std::abs(tensors.losses[i] - loop.losses[i]) < 2e-3 * loop.losses[i],
                 qPrintable(QString::number(tensors.losses[i]) + u' ' + QString::number(loop.losses[i])));
    QVERIFY(tensors.losses.back() < tensors.losses.front());
    QVERIFY(largestDifference(*loop.weights, *startWeights()) > 10 * kRate / 10);
    // AdamW's first steps have the size of the rate, whatever the gradient: where that is about 0 they may differ.
    QVERIFY(largestDifference(*loop.weights, *tensors.weights) < 5 * kRate);
}

/// At the size that students usually have: there a library's gradients once wrote beyond their memory.
void TestTensorSteps::theNarrowestNetworkLearns()
{
    constexpr int kBatch = 4;
    const CellGrid grid{.rows = 36, .columns = 44, .stride = 8, .classes = 4};
    PictureMap map;
    map.x = {0, 352, 0, 352, false};
    map.y = {0, 288, 0, 288, false};
    const vision::FrameLabels car{{{100, 100, 160, 140}, 2U, std::nullopt}};
    const std::vector<Targets> targets(kBatch, makeTargets(car, map, grid));
    const auto start = NetworkWeights::initial(Architecture{.width = 8}, 3, CameraId{0});
    for (const onnx::Precision precision : {onnx::Precision::Float32, onnx::fastestPrecision()}) {
        TrainableNetwork network(*start, TrainedLayers::Whole, kBatch, precision);
        for (std::size_t i = 0; i < network.input().size(); ++i)
            network.input()[i] = static_cast<float>(i % 97) / 97.0F;
        const double first = network.step(pointersTo(targets), kRate);
        double last = first;
        for (int step = 0; step < 6; ++step)
            last = network.step(pointersTo(targets), kRate);
        QVERIFY2(last < first, qPrintable(QString::number(first) + u' ' + QString::number(last)));
    }
}

void TestTensorSteps::aStepThatIsNotFiniteChangesNothing()
{
    const auto start = startWeights();
    TrainableNetwork network(*start, TrainedLayers::Whole, kPictures, onnx::Precision::Float32, StepWay::ByTensors);
    const auto before = network.snapshot();
    const auto targets = someTargets(0);
    std::fill(network.input().begin(), network.input().end(), std::numeric_limits<float>::quiet_NaN());
    QVERIFY(!std::isfinite(network.step(pointersTo(targets), kRate)));
    for (std::size_t i = 0; i < before->impl().plan.units.size(); ++i) {
        const Unit& unit = before->impl().plan.units[i];
        const auto weightsOf = [&](const NetworkWeights& weights) {
            return std::span(weights.impl().values).subspan(unit.weight, unit.weightCount());
        };
        const auto after = network.snapshot();
        QVERIFY(std::ranges::equal(weightsOf(*before), weightsOf(*after)));
    }
}

void TestTensorSteps::viewsAreDrawnAlikeByTensors()
{
    constexpr double kShade = 1.0 / 127.5;
    TensorViews views(at::kCPU);
    RandomStream random(5, 0, RandomPurpose::Augmentation);
    for (std::uint32_t i = 0; i < 40; ++i) {
        const LabelledFrame frame = syntheticFrame(i % 4);
        const PictureMap map =
            i == 0 ? plainMap(frame.picture, {96, 96}) : augmentedMap(frame.picture, {96, 96}, random);
        at::Tensor expected = at::full({96, 96, 3}, 7.0);
        drawInput(frame.picture, map, {96, 96}, {expected.data_ptr<float>(), 96 * 96 * 3});
        const at::Tensor drawn = at::full({96, 96, 3}, 9.0);
        views.draw(frame.picture, map, drawn);
        const at::Tensor apart = (drawn - expected).abs();
        QVERIFY(apart.max().item<double>() < 1.01 * kShade * static_cast<double>(map.contrast));
        QVERIFY(apart.mean().item<double>() < 0.25 * kShade);
    }
}

QTEST_APPLESS_MAIN(TestTensorSteps)
#include "tst_tensor_steps.moc"
