// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/trainable_network.h"

#include "engine/learning/activation_cache_impl.h"
#include "engine/learning/optimiser_impl.h"
#include "engine/learning/topology_impl.h"
#include "engine/learning/weights_impl.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/variable.h>

namespace jackdaw::learning {
namespace {

constexpr double kNormEpsilon = 1e-5;
/// Share of a batch's statistics in BatchNorm's running ones: a retraining has few steps to reach a new scene's.
constexpr double kNormMomentum = 0.2;
/// One unit's tensors while it is trained. Weights are held as channels last, as convolution gives their gradients.
struct TrainedUnit {
    at::Tensor weight;
    at::Tensor scale;
    at::Tensor bias;
    at::Tensor mean;
    at::Tensor variance;
};

at::Tensor copyOf(const std::vector<float>& values, std::size_t offset, at::IntArrayRef shape)
{
    at::Tensor tensor = at::empty(shape);
    std::memcpy(tensor.data_ptr<float>(), values.data() + offset,
                static_cast<std::size_t>(tensor.numel()) * sizeof(float));
    return tensor;
}

void copyTo(std::vector<float>& values, std::size_t offset, const at::Tensor& tensor)
{
    const at::Tensor plain = tensor.detach().contiguous();
    std::memcpy(values.data() + offset, plain.data_ptr<float>(),
                static_cast<std::size_t>(plain.numel()) * sizeof(float));
}

std::span<float> valuesOf(const at::Tensor& tensor)
{
    return {tensor.data_ptr<float>(), static_cast<std::size_t>(tensor.numel())};
}

} // namespace

class TrainableNetwork::Impl final : public UnitRunner {
public:
    Impl(const NetworkWeights& start, TrainedLayers layers, int batch, onnx::Precision precision) :
        m_plan(start.impl().plan), m_start(start.impl().values), m_threshold(start.threshold()), m_layers(layers),
        m_type(scalarType(precision)), m_units(m_plan.units.size())
    {
        for (std::size_t i = 0; i < m_plan.units.size(); ++i)
            if (isTrained(m_plan.units[i]))
                addUnit(i);
        if (layers == TrainedLayers::Whole)
            m_pixels = at::zeros({batch, m_plan.architecture.inputHeight, m_plan.architecture.inputWidth, 3});
    }

    at::Tensor run(int unit, const at::Tensor& input, bool relu, const at::Tensor* addend) override
    {
        const Unit& shape = m_plan.units[static_cast<std::size_t>(unit)];
        const TrainedUnit& trained = m_units[static_cast<std::size_t>(unit)];
        const std::array<std::int64_t, 2> stride{shape.stride, shape.stride};
        const std::array<std::int64_t, 2> padding{shape.padding(), shape.padding()};
        const std::optional<at::Tensor> bias = shape.normalised ? std::nullopt : std::optional(trained.bias.to(m_type));
        at::Tensor values = at::conv2d(input, trained.weight.to(m_type), bias, stride, padding);
        if (shape.normalised)
            values = at::batch_norm(values, trained.scale, trained.bias, trained.mean, trained.variance, true,
                                    kNormMomentum, kNormEpsilon, false);
        if (addend)
            values = values.add_(*addend);
        return relu ? values.relu_() : values;
    }

    double stepWhole(const std::vector<const Targets*>& targets, double learningRate)
    {
        const TrunkLevels levels = runTrunk(*this, m_plan, m_pixels.permute({0, 3, 1, 2}).to(m_type));
        return finishStep(levels, targets, learningRate);
    }

    double finishStep(const TrunkLevels& levels, const std::vector<const Targets*>& targets, double learningRate)
    {
        const at::Tensor output = runUpperPart(*this, m_plan, levels).permute({0, 2, 3, 1}).to(at::kFloat).contiguous();
        at::Tensor gradient = at::empty_like(output);
        const double loss = detectionLoss(valuesOf(output.detach()), targets, m_plan, valuesOf(gradient));
        if (!std::isfinite(loss))
            return loss;
        torch::autograd::backward({output}, {gradient});
        return m_optimiser.step(learningRate) ? loss : std::numeric_limits<double>::quiet_NaN();
    }

    std::shared_ptr<const NetworkWeights> snapshot() const
    {
        std::vector<float> values = m_start;
        for (std::size_t i = 0; i < m_units.size(); ++i) {
            const Unit& unit = m_plan.units[i];
            const TrainedUnit& trained = m_units[i];
            if (!isTrained(unit))
                continue;
            copyTo(values, unit.weight, trained.weight);
            copyTo(values, unit.bias, trained.bias);
            if (!unit.normalised)
                continue;
            copyTo(values, unit.scale, trained.scale);
            copyTo(values, unit.mean, trained.mean);
            copyTo(values, unit.variance, trained.variance);
        }
        return makeWeights(m_plan, roundedToStored(m_plan, std::move(values)), m_threshold);
    }

    std::span<float> pixels() { return valuesOf(m_pixels); }

private:
    bool isTrained(const Unit& unit) const { return unit.upper || m_layers == TrainedLayers::Whole; }

    at::Tensor addParameter(at::Tensor tensor, bool decays)
    {
        tensor.requires_grad_(true);
        m_optimiser.add(tensor, decays);
        return tensor;
    }

    void addUnit(std::size_t index)
    {
        const Unit& unit = m_plan.units[index];
        TrainedUnit& trained = m_units[index];
        trained.weight = addParameter(copyOf(m_start, unit.weight, {unit.out, unit.in, unit.kernel, unit.kernel})
                                          .contiguous(at::MemoryFormat::ChannelsLast),
                                      true);
        trained.bias = addParameter(copyOf(m_start, unit.bias, {unit.out}), false);
        if (!unit.normalised)
            return;
        trained.scale = addParameter(copyOf(m_start, unit.scale, {unit.out}), false);
        trained.mean = copyOf(m_start, unit.mean, {unit.out});
        trained.variance = copyOf(m_start, unit.variance, {unit.out});
    }

    NetworkPlan m_plan;
    std::vector<float> m_start;
    float m_threshold;
    TrainedLayers m_layers;
    at::ScalarType m_type;
    std::vector<TrainedUnit> m_units;
    Optimiser m_optimiser;
    at::Tensor m_pixels;
};

TrainableNetwork::TrainableNetwork(const NetworkWeights& start, TrainedLayers layers, int batch,
                                   onnx::Precision precision) :
    m_impl(std::make_unique<Impl>(start, layers, batch, precision))
{
}

TrainableNetwork::~TrainableNetwork() = default;

std::span<float> TrainableNetwork::input()
{
    return m_impl->pixels();
}

double TrainableNetwork::step(const std::vector<const Targets*>& targets, double learningRate)
{
    return m_impl->stepWhole(targets, learningRate);
}

double TrainableNetwork::step(const ActivationCache& cache, std::span<const std::uint32_t> indices,
                              const std::vector<const Targets*>& targets, double learningRate)
{
    return m_impl->finishStep(cache.impl().gather(indices), targets, learningRate);
}

std::shared_ptr<const NetworkWeights> TrainableNetwork::snapshot() const
{
    return m_impl->snapshot();
}

} // namespace jackdaw::learning
