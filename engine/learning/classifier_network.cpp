// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/classifier_network.h"

#include "engine/learning/units_impl.h"
#include "engine/tensors/lane_tensors.h"

#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include <c10/core/InferenceMode.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/variable.h>

namespace jackdaw::learning {
namespace {

using Kind = ClassifierStep::Kind;

at::Tensor pixelOrder(const at::Tensor& values)
{
    return values.contiguous(at::MemoryFormat::ChannelsLast);
}

at::Tensor half(const at::Tensor& values, bool first)
{
    const std::int64_t channels = values.size(1) / 2;
    return pixelOrder(values.narrow(1, first ? 0 : channels, channels));
}

/// The one interpreter of a plan, for training and for inference: the steps after \p begin, whose result is \p input,
/// up to and with \p end.
at::Tensor runSteps(UnitRunner& units, const ClassifierPlan& plan, int begin, int end, at::Tensor input)
{
    std::vector<at::Tensor> results(plan.steps.size());
    const auto result = [&](int step) -> at::Tensor& { return results[static_cast<std::size_t>(step)]; };
    result(begin) = std::move(input);
    for (int i = begin + 1; i <= end; ++i) {
        const ClassifierStep& step = plan.steps[static_cast<std::size_t>(i)];
        const at::Tensor& first = result(step.input);
        switch (step.kind) {
        case Kind::Unit:
            result(i) = units.run(step.unit, first, step.activation, step.other < 0 ? nullptr : &result(step.other));
            break;
        case Kind::MaxPool: result(i) = at::max_pool2d(first, {3, 3}, {2, 2}, {1, 1}); break;
        case Kind::FirstHalf:
        case Kind::SecondHalf: result(i) = half(first, step.kind == Kind::FirstHalf); break;
        case Kind::Shuffle: result(i) = pixelOrder(at::stack({first, result(step.other)}, 2).flatten(1, 2)); break;
        case Kind::Mean: result(i) = pixelOrder(at::mean(first, {2, 3}, true)); break;
        case Kind::Input: break;
        }
    }
    return result(end);
}

int lastStep(const ClassifierPlan& plan)
{
    return static_cast<int>(plan.steps.size()) - 1;
}

at::Tensor emptyPixels(const ClassifierPlan& plan, std::int64_t crops, at::Device place)
{
    return hostTensor({crops, plan.architecture.crop, plan.architecture.crop, 3}, place);
}

at::Tensor inputOf(const at::Tensor& pixels, at::Device place, at::ScalarType type)
{
    return pixels.to(place).permute({0, 3, 1, 2}).to(type);
}

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

} // namespace

onnx::Precision precisionOf(const ClassifierArchitecture& architecture)
{
    return architecture.network == ClassifierNetwork::ResNet18 ? onnx::fastestPrecision() : onnx::Precision::Float32;
}

class CropFeatures::Impl {
public:
    std::vector<at::Tensor> crops;
};

CropFeatures::CropFeatures() : m_impl(std::make_unique<Impl>())
{
}

CropFeatures::~CropFeatures() = default;

std::size_t CropFeatures::size() const
{
    return m_impl->crops.size();
}

void CropFeatures::clear()
{
    m_impl->crops.clear();
}

class PreparedClassifier::Impl final : public UnitRunner {
public:
    Impl(const ClassifierWeights& weights, int batch, onnx::Precision precision) :
        m_plan(weights.plan()), m_place(placeOfThread()), m_type(scalarType(precision, m_place))
    {
        const c10::InferenceMode inference;
        tensors::outsideOfLane([&] {
            for (const Unit& unit : m_plan.units)
                m_units.emplace_back(unit, weights.values(), batch, m_type, m_place);
        });
        m_pixels = emptyPixels(m_plan, batch, m_place);
    }

    at::Tensor run(int unit, const at::Tensor& input, Activation activation, const at::Tensor* addend) override
    {
        return m_units[static_cast<std::size_t>(unit)].run(input, activation, addend);
    }

    at::Tensor trunk() { return runSteps(*this, m_plan, 0, m_plan.trunkEnd, inputOf(m_pixels, m_place, m_type)); }

    std::span<const float> runAll()
    {
        const c10::InferenceMode inference;
        m_output = runSteps(*this, m_plan, m_plan.trunkEnd, lastStep(m_plan), trunk())
                       .flatten(1)
                       .to(at::kCPU, at::kFloat)
                       .contiguous();
        return {m_output.data_ptr<float>(), static_cast<std::size_t>(m_output.numel())};
    }

    std::span<float> pixels() { return valuesOf(m_pixels); }

private:
    ClassifierPlan m_plan;
    at::Device m_place;
    at::ScalarType m_type;
    std::vector<FusedUnit> m_units;
    at::Tensor m_pixels;
    at::Tensor m_output;
};

PreparedClassifier::PreparedClassifier(const ClassifierWeights& weights, int batch, onnx::Precision precision) :
    m_impl(std::make_unique<Impl>(weights, batch, precision))
{
}

PreparedClassifier::~PreparedClassifier() = default;

std::span<float> PreparedClassifier::input()
{
    return m_impl->pixels();
}

std::span<const float> PreparedClassifier::run()
{
    return m_impl->runAll();
}

void PreparedClassifier::append(CropFeatures& features, std::size_t crops)
{
    const c10::InferenceMode inference;
    const at::Tensor all = m_impl->trunk();
    for (std::size_t i = 0; i < crops; ++i)
        features.impl().crops.push_back(keptOutsideOfLane(all.narrow(0, static_cast<std::int64_t>(i), 1)));
}

class LearningClassifier::Impl final : public UnitRunner {
public:
    Impl(std::shared_ptr<const ClassifierWeights> start, bool upperOnly, onnx::Precision precision) :
        m_start(std::move(start)), m_plan(m_start->plan()), m_place(placeOfThread()),
        m_type(scalarType(precision, m_place)), m_units(m_plan.units.size())
    {
        tensors::outsideOfLane([&] {
            for (std::size_t i = 0; i < m_units.size(); ++i)
                if (m_plan.units[i].upper || !upperOnly)
                    m_units[i].emplace(m_plan.units[i], m_start->values(), m_optimiser, m_place);
        });
    }

    at::Tensor run(int unit, const at::Tensor& input, Activation activation, const at::Tensor* addend) override
    {
        return m_units[static_cast<std::size_t>(unit)]->run(input, activation, addend, m_type);
    }

    std::span<float> pixels(std::int64_t crops)
    {
        if (!m_pixels.defined() || m_pixels.size(0) != crops)
            m_pixels = emptyPixels(m_plan, crops, m_place);
        return valuesOf(m_pixels);
    }

    double stepWhole(std::span<const std::uint32_t> allowed, double learningRate)
    {
        const at::Tensor input = inputOf(m_pixels, m_place, m_type);
        return finishStep(runSteps(*this, m_plan, 0, m_plan.trunkEnd, input), allowed, learningRate);
    }

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

    std::vector<float> values() const
    {
        std::vector<float> values = m_start->values();
        for (const auto& unit : m_units)
            if (unit)
                unit->copyTo(values);
        return roundedToHalves(m_plan.tensors, std::move(values));
    }

private:
    std::shared_ptr<const ClassifierWeights> m_start;
    const ClassifierPlan& m_plan;
    at::Device m_place;
    at::ScalarType m_type;
    Optimiser m_optimiser;
    std::vector<std::optional<LearningUnit>> m_units; ///< those that are trained
    at::Tensor m_pixels;
};

LearningClassifier::LearningClassifier(std::shared_ptr<const ClassifierWeights> start, bool upperOnly,
                                       onnx::Precision precision) :
    m_impl(std::make_unique<Impl>(std::move(start), upperOnly, precision))
{
}

LearningClassifier::~LearningClassifier() = default;

std::span<float> LearningClassifier::input(std::size_t crops)
{
    return m_impl->pixels(static_cast<std::int64_t>(crops));
}

double LearningClassifier::step(std::span<const std::uint32_t> allowed, double learningRate)
{
    return m_impl->stepWhole(allowed, learningRate);
}

double LearningClassifier::step(CropFeatures& features, std::span<const std::size_t> crops,
                                std::span<const std::uint32_t> allowed, double learningRate)
{
    std::vector<at::Tensor> parts;
    for (const std::size_t crop : crops)
        parts.push_back(features.impl().crops[crop]);
    return m_impl->finishStep(pixelOrder(at::cat(parts)), allowed, learningRate);
}

std::vector<float> LearningClassifier::values() const
{
    return m_impl->values();
}

} // namespace jackdaw::learning
