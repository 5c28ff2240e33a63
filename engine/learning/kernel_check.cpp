// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/kernel_check.h"

#include "engine/base/random.h"
#include "engine/learning/kernel_loss_impl.h"
#include "engine/learning/trainable_network.h"
#include "engine/learning/units_impl.h"
#include "engine/learning/weights_impl.h"

#include <algorithm>
#include <cmath>
#include <memory>

namespace jackdaw::learning {
namespace {

constexpr std::size_t kPictures = 8;
constexpr std::uint64_t kSeed = 11;
constexpr int kRepetitions = 5;
constexpr int kSteps = 8; ///< of which the last are a graph
constexpr int kStepsOnCpu = 2;
constexpr double kRate = 1e-3;
const CellGrid kGrid{.rows = 36, .columns = 44, .stride = 8, .classes = 4};

/// \p count objects anywhere, some of them of no class and some alike.
vision::FrameLabels someLabels(RandomStream& random, std::uint32_t count)
{
    const auto width = static_cast<double>(kGrid.columns * kGrid.stride);
    const auto height = static_cast<double>(kGrid.rows * kGrid.stride);
    vision::FrameLabels labels;
    for (std::uint32_t i = 0; i < count; ++i) {
        const auto x = static_cast<float>(random.uniform(0.0, width));
        const auto y = static_cast<float>(random.uniform(0.0, height));
        const auto side = static_cast<float>(random.uniform(6.0, 90.0));
        const std::uint32_t classes = random.chance(0.1) ? 0U : 1U << random.below(4);
        labels.push_back({{x, y, x + side, y + 0.7F * side}, classes, std::nullopt});
    }
    return labels;
}

std::vector<Targets> someTargets()
{
    RandomStream random(kSeed, 0, RandomPurpose::Test);
    PictureMap map;
    map.x = {0, kGrid.columns * kGrid.stride, 0, kGrid.columns * kGrid.stride, false};
    map.y = {0, kGrid.rows * kGrid.stride, 0, kGrid.rows * kGrid.stride, false};
    std::vector<Targets> targets;
    for (std::uint32_t picture = 0; picture < kPictures; ++picture)
        targets.push_back(makeTargets(someLabels(random, 5 * picture), map, kGrid));
    return targets;
}

at::Tensor someOutput(at::Device place)
{
    RandomStream random(kSeed, 1, RandomPurpose::Test);
    at::Tensor output =
        at::empty({std::int64_t{kPictures}, kGrid.rows, kGrid.columns, static_cast<std::int64_t>(kGrid.channels())});
    for (float& value : valuesOf(output))
        value = static_cast<float>(random.uniform(-9.0, 5.0));
    return output.to(place);
}

/// Largest difference, as a part of the largest value that is expected.
double distance(const at::Tensor& found, const at::Tensor& expected)
{
    const at::Tensor one = found.to(at::kCPU, at::kFloat);
    const at::Tensor other = expected.to(at::kCPU, at::kFloat);
    return (one - other).abs().max().item<double>() / std::max(other.abs().max().item<double>(), 1e-30);
}

std::vector<const Targets*> pointersTo(const std::vector<Targets>& targets)
{
    std::vector<const Targets*> pointers;
    for (const Targets& each : targets)
        pointers.push_back(&each);
    return pointers;
}

void compareLosses(const StepKernels& kernels, KernelAgreement& agreement)
{
    const at::Device place = placeOfThread();
    const auto targets = someTargets();
    const auto pointers = pointersTo(targets);
    TensorLoss byTensors(kGrid, kPictures, place);
    KernelLoss byKernel(kGrid, kPictures, place, kernels);
    byTensors.set(pointers);
    byKernel.set(pointers);
    const at::Tensor output = someOutput(place);
    const auto [expected, expectedGradient] = byTensors.of(output);
    const auto [loss, gradient] = byKernel.of(output);
    const float first = loss.item<float>();
    agreement.loss = distance(loss, expected);
    agreement.gradient = distance(gradient, expectedGradient);
    const at::Tensor halves = output.to(at::kBFloat16);
    agreement.gradientOfHalves = distance(byKernel.of(halves).second, byTensors.of(halves).second);
    for (int i = 0; i < kRepetitions; ++i) {
        const auto [value, slopes] = byKernel.of(output);
        agreement.repeatedDifferently += value.item<float>() == first && at::equal(slopes, gradient) ? 0 : 1;
    }
}

VideoFrame somePicture(std::uint32_t number)
{
    RandomStream random(kSeed, number, RandomPurpose::Rendering);
    std::vector<std::uint8_t> pixels(kGrid.cells() * 64 * 3);
    for (std::size_t i = 0; i < pixels.size(); ++i)
        pixels[i] = static_cast<std::uint8_t>(random.below(60) + i / 997 % 190);
    return {.width = kGrid.columns * kGrid.stride,
            .height = kGrid.rows * kGrid.stride,
            .picture = std::make_shared<RgbPicture>(std::move(pixels))};
}

/// The weights after some steps.
std::shared_ptr<const NetworkWeights> trained(const NetworkWeights& start, StepWay way)
{
    TrainableNetwork network(start, TrainedLayers::Whole, kPictures, onnx::Precision::Float32, way);
    const auto targets = someTargets();
    for (std::uint32_t i = 0; i < kPictures; ++i) {
        const VideoFrame picture = somePicture(i);
        network.draw(i, picture, plainMap(picture, start.architecture().inputSize()));
    }
    const int steps = placeOfThread().is_cuda() ? kSteps : kStepsOnCpu;
    for (int step = 0; step < steps; ++step)
        network.step(pointersTo(targets), kRate);
    return network.snapshot();
}

/// Sum of the differences of trained weights.
double wayBetween(const NetworkWeights& one, const NetworkWeights& other)
{
    double sum = 0.0;
    for (const Unit& unit : one.impl().plan.units)
        for (std::size_t i = unit.weight; i < unit.weight + unit.weightCount(); ++i)
            sum += std::abs(double{one.impl().values[i]} - double{other.impl().values[i]});
    return sum;
}

void compareSteps(KernelAgreement& agreement)
{
    const Architecture architecture{.width = placeOfThread().is_cuda() ? 32 : 16};
    const auto start = NetworkWeights::initial(architecture, kSeed, CameraId{0});
    const auto byKernels = trained(*start, StepWay::ByKernels);
    const auto byTensors = trained(*start, StepWay::ByTensors);
    agreement.weights = wayBetween(*byKernels, *byTensors) / wayBetween(*start, *byTensors);
    const auto again = trained(*start, StepWay::ByKernels);
    agreement.repeatedDifferently += again->hash() == byKernels->hash() ? 0 : 1;
}

} // namespace

Result<KernelAgreement> compareKernels()
{
    const auto kernels = StepKernels::here();
    if (!kernels)
        return fail(ErrorCode::Unsupported, "There are no kernels of the house's own for this GPU in this build.",
                    "Build with JACKDAW_CUDA=on.");
    KernelAgreement agreement;
    compareLosses(*kernels, agreement);
    compareSteps(agreement);
    return agreement;
}

} // namespace jackdaw::learning
