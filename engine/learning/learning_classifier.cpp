// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/class_loss_impl.h"
#include "engine/learning/classifier_network.h"
#include "engine/learning/classifier_steps_impl.h"
#include "engine/learning/flat_optimiser_impl.h"
#include "engine/learning/kernel_views_impl.h"
#include "engine/tensors/lane_tensors.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <utility>

#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/variable.h>

namespace jackdaw::learning {
namespace {

/// How unlikely the allowed classes are, mean over the crops.
at::Tensor crossEntropy(const at::Tensor& values, std::span<const std::uint32_t> allowed)
{
    const std::int64_t crops = values.size(0);
    const at::Tensor scores = values.to(at::kFloat).reshape({crops, -1});
    at::Tensor forbidden = at::zeros({crops, scores.size(1)}, at::kBool);
    bool* mark = forbidden.data_ptr<bool>();
    for (const std::uint32_t classes : allowed)
        for (std::int64_t label = 0; label < scores.size(1); ++label)
            *mark++ = (classes >> static_cast<unsigned>(label) & 1U) == 0;
    const at::Tensor right =
        scores.masked_fill(forbidden.to(scores.device()), -std::numeric_limits<double>::infinity());
    return (at::logsumexp(scores, {1}) - at::logsumexp(right, {1})).mean();
}

/// How many crops a step by kernels has for \p crops: at most a quarter more, and of few different numbers.
std::size_t filledUp(std::size_t crops)
{
    constexpr std::size_t kFewest = 8;
    const std::size_t step = std::max(kFewest, std::bit_floor(crops) / 4);
    return (crops + step - 1) / step * step;
}

/// \p some from the beginning again until they are \p count.
template <class Value>
std::vector<Value> repeated(std::span<const Value> some, std::size_t count)
{
    std::vector<Value> all;
    for (std::size_t i = 0; i < count; ++i)
        all.push_back(some[i % some.size()]);
    return all;
}

std::vector<std::uint32_t> allowedOf(std::span<const Crop> crops)
{
    std::vector<std::uint32_t> allowed;
    for (const Crop& crop : crops)
        allowed.push_back(crop.allowedClasses);
    return allowed;
}

} // namespace

class LearningClassifier::Impl final : public UnitRunner {
public:
    Impl(std::shared_ptr<const ClassifierWeights> start, bool upperOnly, onnx::Precision precision, StepWay way) :
        m_start(std::move(start)), m_plan(m_start->plan()), m_isWhole(!upperOnly), m_place(placeOfThread()),
        m_type(scalarType(precision, m_place)), m_kernels(StepKernels::forSteps(way, m_place)),
        m_units(m_plan.units.size())
    {
        tensors::outsideOfLane([&] { make(); });
    }

    at::Tensor run(int unit, const at::Tensor& input, Activation activation, const at::Tensor* addend) override
    {
        return m_units[static_cast<std::size_t>(unit)]->run(input, activation, addend, m_type);
    }

    double stepWhole(std::span<const Crop> crops, double learningRate)
    {
        if (m_kernels)
            return stepByKernels(repeated(crops, filledUp(crops.size())), learningRate);
        const auto count = static_cast<std::int64_t>(crops.size());
        if (!m_pixels.defined() || m_pixels.size(0) != count)
            m_pixels = emptyPixels(m_plan, count, m_place);
        drawCrops(crops, m_plan.architecture.crop, valuesOf(m_pixels));
        const at::Tensor input = inputOf(m_pixels, m_place, m_type);
        return finishStep(trunkOf(input), allowedOf(crops), learningRate);
    }

    double stepUpper(CropFeatures& features, std::span<const std::size_t> crops, std::span<const std::uint32_t> allowed,
                     double learningRate)
    {
        const std::size_t count = m_kernels ? filledUp(crops.size()) : crops.size();
        std::vector<at::Tensor> parts;
        for (const std::size_t crop : repeated(crops, count))
            parts.push_back(features.impl().crops[crop]);
        const at::Tensor all = pixelOrder(at::cat(parts));
        if (!m_kernels)
            return finishStep(all, allowed, learningRate);
        Steps& steps = stepsOf(static_cast<std::int64_t>(count));
        steps.input = steps.input.defined() ? steps.input.copy_(all) : keptOutsideOfLane(all);
        return take(steps, repeated(allowed, count), learningRate);
    }

    std::optional<Nanoseconds> durationOnGpu(int times)
    {
        return m_last ? m_last->work.durationOnGpu(times) : std::nullopt;
    }

    std::vector<float> values() const
    {
        std::vector<float> values = m_start->values();
        for (const auto& unit : m_units)
            if (unit)
                unit->copyTo(values);
        return roundedToHalves(m_plan.tensors, std::move(values));
    }

private:
    /// Steps with so many crops, whose input and loss stay where they are.
    struct Steps {
        Steps(std::int64_t crops, at::Device place, const StepKernels& kernels, std::function<void(Steps&)> step) :
            loss(crops, place, kernels), work([this, step = std::move(step)] { step(*this); })
        {
        }

        at::Tensor input; ///< crops x rows x columns x 3; of the upper layers, features
        KernelClassLoss loss;
        tensors::RepeatedWork work;
    };

    void make()
    {
        makeFlat();
        ParameterStore& store = m_flat ? static_cast<ParameterStore&>(*m_flat) : m_optimiser;
        for (std::size_t i = 0; i < m_units.size(); ++i)
            if (isTrained(m_plan.units[i]))
                m_units[i].emplace(m_plan.units[i], m_start->values(), store, m_place, m_kernels);
        if (m_flat)
            m_flat->seal();
        if (!m_kernels)
            return;
        m_views.emplace(m_place, *m_kernels, cropStyle());
        m_hostRate = hostTensor({}, m_place);
        m_rate = m_hostRate.to(m_place);
        m_hostValue = hostTensor({}, m_place);
    }

    void makeFlat()
    {
        std::vector<std::size_t> counts;
        for (const Unit& unit : m_plan.units) {
            const auto ofUnit = isTrained(unit) ? LearningUnit::countsOf(unit) : std::vector<std::size_t>();
            counts.insert(counts.end(), ofUnit.begin(), ofUnit.end());
        }
        if (m_kernels && FlatOptimiser::hasRoomFor(counts.size()))
            m_flat.emplace(counts, m_place, m_type, *m_kernels);
    }

    bool isTrained(const Unit& unit) const { return unit.upper || m_isWhole; }

    Steps& stepsOf(std::int64_t crops)
    {
        std::unique_ptr<Steps>& steps = m_steps[crops];
        if (!steps)
            tensors::outsideOfLane([&] {
                steps = std::make_unique<Steps>(crops, m_place, *m_kernels, [this](Steps& of) { stepOnce(of); });
                const std::int64_t side = m_plan.architecture.crop;
                if (m_isWhole)
                    steps->input = at::zeros({crops, side, side, 3}, at::TensorOptions(m_type).device(m_place));
            });
        return *steps;
    }

    double stepByKernels(const std::vector<Crop>& crops, double learningRate)
    {
        Steps& steps = stepsOf(static_cast<std::int64_t>(crops.size()));
        for (std::size_t i = 0; i < crops.size(); ++i)
            m_views->add(i, *crops[i].picture, crops[i].map);
        m_views->drawAll(steps.input);
        return take(steps, allowedOf(crops), learningRate);
    }

    double take(Steps& steps, std::span<const std::uint32_t> allowed, double learningRate)
    {
        steps.loss.set(allowed);
        m_hostRate.fill_(learningRate);
        steps.work.run();
        m_last = &steps;
        return m_hostValue.item<float>();
    }

    /// All of it on tensors that stay where they are.
    void stepOnce(Steps& steps)
    {
        m_optimiser.dropGradients(); // of a step that broke off
        if (m_flat)
            m_flat->dropGradients();
        const at::Tensor features = m_isWhole ? trunkOf(steps.input.permute({0, 3, 1, 2})) : steps.input;
        const at::Tensor output = runSteps(*this, m_plan, m_plan.trunkEnd, lastStep(m_plan), features);
        const auto [loss, gradient] = steps.loss.of(output.detach());
        torch::autograd::backward({output}, {gradient});
        if (m_flat)
            return m_flat->step(m_hostRate, loss, m_hostValue);
        m_optimiser.step(m_rate.copy_(m_hostRate, true), loss);
        m_hostValue.copy_(loss, true);
    }

    at::Tensor trunkOf(const at::Tensor& input) { return runSteps(*this, m_plan, 0, m_plan.trunkEnd, input); }

    double finishStep(const at::Tensor& features, std::span<const std::uint32_t> allowed, double learningRate)
    {
        const at::Tensor loss =
            crossEntropy(runSteps(*this, m_plan, m_plan.trunkEnd, lastStep(m_plan), features), allowed);
        const double value = loss.item<double>();
        if (!std::isfinite(value))
            return value;
        torch::autograd::backward({loss}, {});
        return m_optimiser.step(learningRate) ? value : std::numeric_limits<double>::quiet_NaN();
    }

    std::shared_ptr<const ClassifierWeights> m_start;
    const ClassifierPlan& m_plan;
    bool m_isWhole;
    at::Device m_place;
    at::ScalarType m_type;
    std::optional<StepKernels> m_kernels;
    Optimiser m_optimiser;
    std::optional<FlatOptimiser> m_flat; ///< with kernels, instead of the other
    std::vector<std::optional<LearningUnit>> m_units; ///< those that are trained
    at::Tensor m_pixels; ///< of steps without kernels
    std::optional<KernelViews> m_views; ///< with kernels
    at::Tensor m_hostRate;
    at::Tensor m_rate;
    at::Tensor m_hostValue;
    Steps* m_last = nullptr;
    std::map<std::int64_t, std::unique_ptr<Steps>> m_steps; ///< by their number of crops; last: they use the others
};

LearningClassifier::LearningClassifier(std::shared_ptr<const ClassifierWeights> start, bool upperOnly,
                                       onnx::Precision precision, StepWay way) :
    m_impl(std::make_unique<Impl>(std::move(start), upperOnly, precision, way))
{
}

LearningClassifier::~LearningClassifier() = default;

double LearningClassifier::step(std::span<const Crop> crops, double learningRate)
{
    return m_impl->stepWhole(crops, learningRate);
}

double LearningClassifier::step(CropFeatures& features, std::span<const std::size_t> crops,
                                std::span<const std::uint32_t> allowed, double learningRate)
{
    return m_impl->stepUpper(features, crops, allowed, learningRate);
}

std::optional<Nanoseconds> LearningClassifier::durationOnGpu(int times)
{
    return m_impl->durationOnGpu(times);
}

std::vector<float> LearningClassifier::values() const
{
    return m_impl->values();
}

} // namespace jackdaw::learning
