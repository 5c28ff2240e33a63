// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/trainable_network.h"

#include "engine/learning/activation_cache_impl.h"
#include "engine/learning/topology_impl.h"
#include "engine/learning/weights_impl.h"

#include <cmath>
#include <limits>
#include <optional>

#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/variable.h>

namespace jackdaw::learning {

class TrainableNetwork::Impl final : public UnitRunner {
public:
    Impl(const NetworkWeights& start, TrainedLayers layers, int batch, onnx::Precision precision) :
        m_plan(start.impl().plan), m_start(start.impl().values), m_threshold(start.threshold()), m_layers(layers),
        m_type(scalarType(precision)), m_units(m_plan.units.size())
    {
        for (std::size_t i = 0; i < m_plan.units.size(); ++i)
            if (isTrained(m_plan.units[i]))
                m_units[i].emplace(m_plan.units[i], m_start, m_optimiser);
        if (layers == TrainedLayers::Whole)
            m_pixels = at::zeros({batch, m_plan.architecture.inputHeight, m_plan.architecture.inputWidth, 3});
    }

    at::Tensor run(int unit, const at::Tensor& input, Activation activation, const at::Tensor* addend) override
    {
        return m_units[static_cast<std::size_t>(unit)]->run(input, activation, addend, m_type);
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
        const double loss = detectionLoss(valuesOf(output.detach()), targets, m_plan.grid(), valuesOf(gradient));
        if (!std::isfinite(loss))
            return loss;
        torch::autograd::backward({output}, {gradient});
        return m_optimiser.step(learningRate) ? loss : std::numeric_limits<double>::quiet_NaN();
    }

    std::shared_ptr<const NetworkWeights> snapshot() const
    {
        std::vector<float> values = m_start;
        for (const auto& unit : m_units)
            if (unit)
                unit->copyTo(values);
        return makeWeights(m_plan, roundedToHalves(m_plan.tensors, std::move(values)), m_threshold);
    }

    std::span<float> pixels() { return valuesOf(m_pixels); }

private:
    bool isTrained(const Unit& unit) const { return unit.upper || m_layers == TrainedLayers::Whole; }

    NetworkPlan m_plan;
    std::vector<float> m_start;
    float m_threshold;
    TrainedLayers m_layers;
    at::ScalarType m_type;
    Optimiser m_optimiser;
    std::vector<std::optional<LearningUnit>> m_units; ///< those that are trained
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
