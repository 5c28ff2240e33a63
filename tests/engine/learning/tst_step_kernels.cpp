// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learning/flat_optimiser_impl.h"
#include "engine/learning/kernel_check.h"
#include "engine/learning/kernel_loss_impl.h"
#include "engine/learning/kernel_norm_impl.h"
#include "engine/learning/kernel_views_impl.h"
#include "engine/learning/trainable_network.h"
#include "engine/learning/weights_impl.h"
#include "tests/engine/learning/lane_of_fake.h"
#include "tests/engine/learning/synthetic_scene.h"

#include <QTest>
#include <torch/csrc/autograd/autograd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

using namespace jackdaw;
using namespace jackdaw::learning;
using namespace jackdaw::testing;

namespace {

constexpr int kPictures = 3;
constexpr double kRate = 4e-3;

const CellGrid kGrid{.rows = 12, .columns = 12, .stride = 8, .classes = 2};

std::vector<Targets> someTargets(std::uint32_t first, int pictures = kPictures)
{
    std::vector<Targets> targets;
    for (const LabelledFrame& frame : syntheticFrames(first, static_cast<std::uint32_t>(pictures)))
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

std::span<float> valuesIn(at::Tensor& tensor)
{
    return {tensor.data_ptr<float>(), static_cast<std::size_t>(tensor.numel())};
}

at::Tensor someOutput(int pictures = kPictures)
{
    return at::sin(at::arange(pictures * 12 * 12 * 6, at::kFloat) * 0.37).mul(4.0).reshape({pictures, 12, 12, 6});
}

struct LossAndGradient {
    double loss = 0.0;
    at::Tensor gradient;
};

LossAndGradient byLoop(at::Tensor output, const std::vector<Targets>& targets)
{
    LossAndGradient found{0.0, at::zeros_like(output)};
    found.loss = detectionLoss(valuesIn(output), pointersTo(targets), kGrid, valuesIn(found.gradient));
    return found;
}

LossAndGradient byKernel(LaneOfFake& lane, const at::Tensor& output, const std::vector<Targets>& targets)
{
    LossAndGradient found;
    lane.run([&] {
        KernelLoss loss(kGrid, targets.size(), at::kCPU, *StepKernels::here());
        loss.set(pointersTo(targets));
        const auto [value, gradient] = loss.of(output);
        found = {value.item<double>(), gradient};
    });
    return found;
}

double apart(const at::Tensor& one, const at::Tensor& other)
{
    return (one.to(at::kFloat) - other.to(at::kFloat)).abs().max().item<double>();
}

/// A convolution's weight in the order of channels last, a bias and two scales, one larger than a chunk.
std::vector<at::Tensor> someParameters()
{
    const auto wave = [](at::IntArrayRef shape, double pitch) {
        return at::sin(at::arange(c10::multiply_integers(shape), at::kFloat) * pitch).reshape(shape);
    };
    return {wave({8, 6, 3, 3}, 0.3).contiguous(at::MemoryFormat::ChannelsLast), wave({8}, 0.7), wave({5}, 0.9),
            wave({2500}, 0.11)};
}

constexpr std::array kUses{ParameterUse::Multiplies, ParameterUse::Adds, ParameterUse::Exact, ParameterUse::Exact};

at::Tensor someGradient(const at::Tensor& like, int step, double size)
{
    return at::cos(at::arange(like.numel(), at::kFloat) * (0.2 + 0.1 * step)).mul(size).reshape(like.sizes());
}

/// The parameters of a FlatOptimiser.
struct FlatParameters {
    explicit FlatParameters(at::ScalarType type) : optimiser(counts(), at::kCPU, type, *StepKernels::here())
    {
        const auto starts = someParameters();
        for (std::size_t i = 0; i < starts.size(); ++i)
            all.push_back(optimiser.learn(starts[i], kUses[i]));
        optimiser.seal();
    }

    static std::vector<std::size_t> counts()
    {
        std::vector<std::size_t> counts;
        for (const at::Tensor& each : someParameters())
            counts.push_back(static_cast<std::size_t>(each.numel()));
        return counts;
    }

    double step(double rate, double loss)
    {
        at::Tensor told = at::zeros({});
        optimiser.step(at::full({}, rate), at::full({}, loss), told);
        return told.item<double>();
    }

    FlatOptimiser optimiser;
    std::vector<Parameter> all;
};

/// What BatchNorm with what follows it comes to, and its gradients.
struct Normalised {
    at::Tensor output;
    std::vector<at::Tensor> gradients; ///< of input, scale, shift, addend
    at::Tensor runningMean;
    at::Tensor runningVariance;
};

struct NormInputs {
    explicit NormInputs(int pictures, int channels, int rows, int columns)
    {
        const std::vector<std::int64_t> shape{pictures, channels, rows, columns};
        const auto wave = [&](double pitch, double offset) {
            return at::sin(at::arange(c10::multiply_integers(shape), at::kFloat) * pitch)
                .add(offset)
                .reshape(shape)
                .contiguous(at::MemoryFormat::ChannelsLast);
        };
        input = wave(0.37, 5.0);
        addend = wave(0.71, 0.2);
        gradient = wave(1.3, 0.1);
        scale = at::linspace(0.5, 1.5, channels);
        shift = at::linspace(-0.5, 0.5, channels);
    }
    at::Tensor input;
    at::Tensor addend;
    at::Tensor gradient;
    at::Tensor scale;
    at::Tensor shift;
};

template <class Run>
Normalised normalised(const NormInputs& from, bool hasAddend, Run run)
{
    std::vector<at::Tensor> leaves{from.input.detach().clone(), from.scale.clone(), from.shift.clone()};
    if (hasAddend)
        leaves.push_back(from.addend.detach().clone());
    for (at::Tensor& leaf : leaves)
        leaf.requires_grad_(true);
    Normalised found{{}, {}, at::zeros_like(from.scale), at::ones_like(from.scale)};
    const at::Tensor output = run(leaves, found.runningMean, found.runningVariance);
    found.output = output.detach();
    found.gradients = torch::autograd::grad({output}, leaves, {from.gradient.to(output.scalar_type())});
    return found;
}

Normalised byLibTorch(const NormInputs& from, bool hasAddend, Activation activation)
{
    return normalised(from, hasAddend, [&](const auto& leaves, const auto& mean, const auto& variance) {
        at::Tensor output = at::batch_norm(leaves[0], leaves[1], leaves[2], mean, variance, true, 0.2, 1e-5, false);
        if (hasAddend)
            output = output + leaves[3];
        return activation == Activation::Relu ? at::relu(output)
            : activation == Activation::Relu6 ? at::hardtanh(output, 0.0, 6.0)
                                              : output;
    });
}

Normalised byKernels(LaneOfFake& lane, const NormInputs& from, bool hasAddend, Activation activation)
{
    Normalised found;
    lane.run([&] {
        std::optional<KernelNorm> norm; // alive until the gradients are there
        found = normalised(from, hasAddend, [&](const auto& leaves, const auto& mean, const auto& variance) {
            norm.emplace(*StepKernels::here(), mean, variance, 0.2, 1e-5);
            return norm->run(leaves[0], leaves[1], leaves[2], hasAddend ? &leaves[3] : nullptr, activation);
        });
    });
    return found;
}

bool isNear(const at::Tensor& found, const at::Tensor& expected, double tolerance)
{
    return apart(found, expected) <= tolerance * std::max(1.0, expected.abs().max().item<double>());
}

} // namespace

/// The house's own kernels, as their twins on the CPU do them in a lane of a fake GPU.
class TestStepKernels : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void halvesAreRoundedAsLibTorchDoes();
    void theLossIsTheLoops();
    void theLossOfHalvesIsThatOfTheirValues();
    void everyBoxOfACellCounts();
    void moreBoxesThanEverMakeRoom();
    void theSameComesOutEachTime();
    void aLossThatIsNotFiniteIsSaid();
    void parametersMoveAsTheUsualOptimiserMovesThem_data();
    void parametersMoveAsTheUsualOptimiserMovesThem();
    void aStepThatIsNotFiniteMovesNothing();
    void viewsAreDrawnAlikeByKernels();
    void moreViewsThanOneLaunchTakesAreDrawn();
    void normalisationIsLibTorchs_data();
    void normalisationIsLibTorchs();
    void normalisationOfHalvesIsThatOfTheirValues();
    void kernelsAgreeWithOperationsOnTensors();
    void withoutALaneThereAreNoKernels();
    void aGpuThatLacksAKernelGoesOnWithout();
};

void TestStepKernels::halvesAreRoundedAsLibTorchDoes()
{
    std::vector<float> values{0.0F, -0.0F, 1.0F, 3.38e38F, -3.4e38F, 1e-40F, std::numeric_limits<float>::infinity()};
    for (std::uint32_t bits = 0x3F800000U; bits < 0x3F840000U; bits += 0x1FFFU)
        values.push_back(__builtin_bit_cast(float, bits));
    for (const float value : values) {
        const at::BFloat16 expected(value);
        QCOMPARE(kernels::toHalf(value), expected.x);
        QCOMPARE(kernels::fromHalf(expected.x), static_cast<float>(expected));
    }
    QVERIFY(std::isnan(kernels::fromHalf(kernels::toHalf(std::numeric_limits<float>::quiet_NaN()))));
}

void TestStepKernels::theLossIsTheLoops()
{
    LaneOfFake lane;
    for (const std::uint32_t first : {0U, 7U}) {
        const auto targets = someTargets(first);
        const LossAndGradient expected = byLoop(someOutput(), targets);
        const LossAndGradient found = byKernel(lane, someOutput(), targets);
        QVERIFY2(std::abs(found.loss - expected.loss) < 1e-5 * expected.loss, qPrintable(QString::number(found.loss)));
        QVERIFY(apart(found.gradient, expected.gradient) < 1e-5 * expected.gradient.abs().max().item<double>());
    }
    QCOMPARE(lane.launches(), 2);
    QVERIFY(lane.gpu().misuses().empty());
}

void TestStepKernels::theLossOfHalvesIsThatOfTheirValues()
{
    LaneOfFake lane;
    const auto targets = someTargets(3);
    const at::Tensor halves = someOutput().to(at::kBFloat16);
    const LossAndGradient expected = byLoop(halves.to(at::kFloat), targets);
    const LossAndGradient found = byKernel(lane, halves, targets);
    QVERIFY(std::abs(found.loss - expected.loss) < 1e-5 * expected.loss);
    QCOMPARE(found.gradient.scalar_type(), at::kBFloat16);
    QVERIFY(at::allclose(found.gradient.to(at::kFloat), expected.gradient.to(at::kBFloat16).to(at::kFloat), 1e-2, 0.0));
}

void TestStepKernels::everyBoxOfACellCounts()
{
    LaneOfFake lane;
    auto targets = someTargets(0, 2);
    for (Targets& each : targets) {
        const auto boxes = each.boxes;
        each.boxes.insert(each.boxes.end(), boxes.rbegin(), boxes.rend());
        each.boxes.push_back({0, 0.5F, 0.1F, 0.2F, 0.3F, 0.4F});
        each.boxes.push_back({143, 0.25F, -0.1F, -0.2F, -0.3F, -0.4F});
    }
    const LossAndGradient expected = byLoop(someOutput(2), targets);
    const LossAndGradient found = byKernel(lane, someOutput(2), targets);
    QVERIFY(std::abs(found.loss - expected.loss) < 1e-5 * expected.loss);
    QVERIFY(apart(found.gradient, expected.gradient) < 1e-5 * expected.gradient.abs().max().item<double>());
}

void TestStepKernels::moreBoxesThanEverMakeRoom()
{
    LaneOfFake lane;
    const auto few = someTargets(1, 1);
    auto many = few;
    while (many[0].boxes.size() <= kGrid.cells())
        many[0].boxes.insert(many[0].boxes.end(), few[0].boxes.begin(), few[0].boxes.end());
    lane.run([&] {
        KernelLoss loss(kGrid, 1, at::kCPU, *StepKernels::here());
        QVERIFY(loss.set(pointersTo(few)) == GraphLoss::Room::Same);
        QVERIFY(loss.set(pointersTo(many)) == GraphLoss::Room::New);
        QVERIFY(std::abs(loss.of(someOutput(1)).first.item<double>() / byLoop(someOutput(1), many).loss - 1) < 1e-5);
        QVERIFY(loss.set(pointersTo(few)) == GraphLoss::Room::Same);
        QVERIFY(std::abs(loss.of(someOutput(1)).first.item<double>() / byLoop(someOutput(1), few).loss - 1) < 1e-5);
    });
}

void TestStepKernels::theSameComesOutEachTime()
{
    LaneOfFake lane;
    const auto targets = someTargets(0);
    const LossAndGradient once = byKernel(lane, someOutput(), targets);
    const LossAndGradient again = byKernel(lane, someOutput(), targets);
    QCOMPARE(once.loss, again.loss);
    QVERIFY(at::equal(once.gradient, again.gradient));
}

void TestStepKernels::aLossThatIsNotFiniteIsSaid()
{
    LaneOfFake lane;
    at::Tensor output = someOutput();
    output[1][3][4][0] = std::numeric_limits<float>::quiet_NaN();
    QVERIFY(std::isnan(byKernel(lane, output, someTargets(0)).loss));
}

void TestStepKernels::parametersMoveAsTheUsualOptimiserMovesThem_data()
{
    QTest::addColumn<double>("size"); // of gradients
    QTest::newRow("small") << 0.01;
    QTest::newRow("too large, scaled down") << 5.0;
}

void TestStepKernels::parametersMoveAsTheUsualOptimiserMovesThem()
{
    QFETCH(double, size);
    LaneOfFake lane;
    lane.run([&] {
        Optimiser usual;
        std::vector<at::Tensor> expected = someParameters();
        for (std::size_t i = 0; i < expected.size(); ++i)
            expected[i] = usual.learn(expected[i], kUses[i]).used;
        FlatParameters flat(at::kFloat);
        for (int step = 0; step < 6; ++step) {
            for (std::size_t i = 0; i < expected.size(); ++i) {
                expected[i].mutable_grad() =
                    someGradient(expected[i], step, size).contiguous(expected[i].suggest_memory_format());
                flat.all[i].used.mutable_grad() = someGradient(expected[i], step, size); // in another order
            }
            QVERIFY(usual.step(kRate));
            QCOMPARE(flat.step(kRate, 2.5), 2.5);
            QVERIFY(!flat.all[0].used.grad().defined());
        }
        for (std::size_t i = 0; i < expected.size(); ++i) {
            const double wrong = apart(flat.all[i].kept.detach(), expected[i].detach());
            QVERIFY2(wrong < 1e-5, qPrintable(QString::number(wrong)));
            QVERIFY(apart(flat.all[i].kept.detach(), someParameters()[i]) > kRate);
        }
    });
    QCOMPARE(lane.launches(), 12);
}

void TestStepKernels::aStepThatIsNotFiniteMovesNothing()
{
    LaneOfFake lane;
    lane.run([] {
        FlatParameters flat(at::kBFloat16);
        const auto setGradients = [&] {
            for (const Parameter& each : flat.all)
                each.used.mutable_grad() = at::ones_like(each.used);
        };
        const at::Tensor before = flat.all[0].kept.clone();
        setGradients();
        flat.all[3].used.mutable_grad()[2400] = std::numeric_limits<float>::infinity();
        QVERIFY(std::isnan(flat.step(kRate, 1.0)));
        setGradients();
        QVERIFY(std::isnan(flat.step(kRate, std::numeric_limits<double>::quiet_NaN())));
        QVERIFY(at::equal(flat.all[0].kept, before));
        setGradients();
        QCOMPARE(flat.step(kRate, 1.0), 1.0);
        const at::Tensor way = flat.all[0].kept - before;
        // The first step that counts has the size of the rate, beside decay.
        QVERIFY(std::abs(way.abs().max().item<double>() - kRate) < 0.02 * kRate);
        QCOMPARE(flat.all[0].used.scalar_type(), at::kBFloat16);
        QVERIFY(at::equal(flat.all[0].used.detach(), flat.all[0].kept.to(at::kBFloat16)));
        QCOMPARE(flat.all[3].used.scalar_type(), at::kFloat);
    });
}

void TestStepKernels::viewsAreDrawnAlikeByKernels()
{
    constexpr double kShade = 1.0 / 127.5;
    LaneOfFake lane;
    RandomStream random(5, 0, RandomPurpose::Augmentation);
    lane.run([&] {
        KernelViews views(at::kCPU, *StepKernels::here());
        for (std::uint32_t i = 0; i < 40; ++i) {
            const LabelledFrame frame = syntheticFrame(i % 4);
            const PictureMap map =
                i == 0 ? plainMap(frame.picture, {96, 96}) : augmentedMap(frame.picture, {96, 96}, random);
            at::Tensor expected = at::full({96, 96, 3}, 7.0);
            drawInput(frame.picture, map, {96, 96}, valuesIn(expected));
            const at::Tensor drawn = at::full({2, 96, 96, 3}, 9.0);
            views.add(1, frame.picture, map);
            views.drawAll(drawn);
            const at::Tensor wrong = (drawn[1] - expected).abs();
            QVERIFY(wrong.max().item<double>() < 1.01 * kShade * static_cast<double>(map.contrast));
            QVERIFY(wrong.mean().item<double>() < 0.25 * kShade);
            QVERIFY(drawn[0].eq(9.0).all().item<bool>());
        }
    });
}

void TestStepKernels::moreViewsThanOneLaunchTakesAreDrawn()
{
    LaneOfFake lane;
    lane.run([] {
        KernelViews views(at::kCPU, *StepKernels::here());
        const at::Tensor drawn = at::full({50, 96, 96, 3}, 9.0);
        for (std::uint32_t i = 0; i < 50; ++i)
            views.add(49 - i, syntheticFrame(i % 4).picture, plainMap(syntheticFrame(i % 4).picture, {96, 96}));
        views.drawAll(drawn);
        for (std::uint32_t i = 0; i < 50; ++i) {
            at::Tensor expected = at::zeros({96, 96, 3});
            drawInput(syntheticFrame(i % 4).picture, plainMap(syntheticFrame(i % 4).picture, {96, 96}), {96, 96},
                      valuesIn(expected));
            QVERIFY(apart(drawn[49 - i], expected) < 1e-5);
        }
        views.drawAll(drawn.fill_(3.0)); // none is left
        QVERIFY(drawn.eq(3.0).all().item<bool>());
    });
    QCOMPARE(lane.launches(), 3);
}

void TestStepKernels::normalisationIsLibTorchs_data()
{
    QTest::addColumn<int>("channels");
    QTest::addColumn<int>("side");
    QTest::addColumn<bool>("hasAddend");
    QTest::addColumn<int>("activation");
    const auto row = [](int channels, int side, bool hasAddend, Activation activation) {
        QTest::addRow("%d channels, %d a side, %d, %d", channels, side, int(hasAddend), int(activation))
            << channels << side << hasAddend << static_cast<int>(activation);
    };
    row(4, 9, false, Activation::None);
    row(16, 12, false, Activation::Relu);
    row(96, 7, true, Activation::Relu);
    row(64, 5, true, Activation::None);
    row(640, 3, true, Activation::Relu6);
    row(2048, 1, false, Activation::Relu);
}

void TestStepKernels::normalisationIsLibTorchs()
{
    QFETCH(int, channels);
    QFETCH(int, side);
    QFETCH(bool, hasAddend);
    QFETCH(int, activation);
    LaneOfFake lane;
    const NormInputs from(3, channels, side, side + 1);
    const auto after = static_cast<Activation>(activation);
    const Normalised expected = byLibTorch(from, hasAddend, after);
    const Normalised found = byKernels(lane, from, hasAddend, after);
    QVERIFY2(isNear(found.output, expected.output, 1e-5),
             qPrintable(QString::number(apart(found.output, expected.output))));
    QVERIFY(isNear(found.runningMean, expected.runningMean, 1e-6));
    QVERIFY(isNear(found.runningVariance, expected.runningVariance, 1e-5));
    QCOMPARE(found.gradients.size(), expected.gradients.size());
    for (std::size_t i = 0; i < expected.gradients.size(); ++i)
        QVERIFY2(
            isNear(found.gradients[i], expected.gradients[i], 1e-4),
            qPrintable(QString::number(i) + u' ' + QString::number(apart(found.gradients[i], expected.gradients[i]))));
    QCOMPARE(lane.launches(), 4);
    const Normalised again = byKernels(lane, from, hasAddend, after);
    QVERIFY(at::equal(again.output, found.output) && at::equal(again.gradients[0], found.gradients[0]));
}

void TestStepKernels::normalisationOfHalvesIsThatOfTheirValues()
{
    LaneOfFake lane;
    NormInputs halves(2, 32, 11, 6);
    halves.input = halves.input.to(at::kBFloat16);
    halves.addend = halves.addend.to(at::kBFloat16);
    halves.gradient = halves.gradient.to(at::kBFloat16);
    NormInputs values = halves;
    values.input = halves.input.to(at::kFloat);
    values.addend = halves.addend.to(at::kFloat);
    values.gradient = halves.gradient.to(at::kFloat);
    const Normalised expected = byLibTorch(values, true, Activation::None);
    const Normalised found = byKernels(lane, halves, true, Activation::None);
    QCOMPARE(found.output.scalar_type(), at::kBFloat16);
    QVERIFY(isNear(found.output, expected.output, 1.0 / 256));
    QVERIFY(isNear(found.gradients[0], expected.gradients[0], 1.0 / 256));
    QCOMPARE(found.gradients[1].scalar_type(), at::kFloat);
    QVERIFY(isNear(found.gradients[1], expected.gradients[1], 1e-4));
    QVERIFY(!KernelNorm::canDo(6) && !KernelNorm::canDo(4096) && KernelNorm::canDo(2048));
}

void TestStepKernels::kernelsAgreeWithOperationsOnTensors()
{
    LaneOfFake lane;
    lane.run([] {
        const auto found = compareKernels();
        QVERIFY(found);
        QVERIFY2(found->loss < 1e-5, qPrintable(QString::number(found->loss)));
        QVERIFY2(found->gradient < 1e-5, qPrintable(QString::number(found->gradient)));
        QVERIFY2(found->gradientOfHalves < 1.0 / 128, qPrintable(QString::number(found->gradientOfHalves)));
        QVERIFY2(found->weights < 0.05, qPrintable(QString::number(found->weights)));
        QCOMPARE(found->repeatedDifferently, 0);
    });
    QVERIFY(lane.gpu().misuses().empty());
}

void TestStepKernels::withoutALaneThereAreNoKernels()
{
    QVERIFY(!StepKernels::here());
    QCOMPARE(compareKernels().error().code, ErrorCode::Unsupported);
}

void TestStepKernels::aGpuThatLacksAKernelGoesOnWithout()
{
    const auto gpu = std::make_shared<cuda::FakeGpu>();
    const auto device = *cuda::makeCudaDevice(gpu, {.onThreadStart = tensors::prepareLaneThread});
    std::latch ended(1);
    double loss = 0.0;
    bool hasKernels = true;
    QVERIFY(device->submit({}, [&]() -> Status {
        hasKernels = StepKernels::here().has_value();
        const auto start = NetworkWeights::initial(smallArchitecture(), 3, CameraId{0});
        TrainableNetwork network(*start, TrainedLayers::Whole, kPictures, onnx::Precision::Float32, StepWay::ByKernels);
        loss = network.step(pointersTo(someTargets(0)), kRate);
        ended.count_down();
        return {};
    }));
    ended.wait();
    QVERIFY(!hasKernels);
    QVERIFY(std::isfinite(loss) && loss > 0.0);
}

QTEST_APPLESS_MAIN(TestStepKernels)
#include "tst_step_kernels.moc"
