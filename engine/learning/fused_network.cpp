// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/fused_network.h"

#include "engine/learning/activation_cache_impl.h"
#include "engine/learning/topology_impl.h"
#include "engine/learning/weights_impl.h"

#include <vector>

#include <c10/core/InferenceMode.h>

namespace jackdaw::learning {

class FusedNetwork::Impl final : public UnitRunner {
public:
    Impl(const NetworkWeights& weights, int batch, onnx::Precision precision) :
        m_plan(weights.impl().plan), m_type(scalarType(precision))
    {
        const c10::InferenceMode inference;
        for (const Unit& unit : m_plan.units)
            m_units.emplace_back(unit, weights.impl().values, batch, m_type);
        m_pixels = at::zeros({batch, m_plan.architecture.inputHeight, m_plan.architecture.inputWidth, 3});
    }

    at::Tensor run(int unit, const at::Tensor& input, Activation activation, const at::Tensor* addend) override
    {
        return m_units[static_cast<std::size_t>(unit)].run(input, activation, addend);
    }

    TrunkLevels trunk() { return runTrunk(*this, m_plan, m_pixels.permute({0, 3, 1, 2}).to(m_type)); }

    std::span<const float> runAll()
    {
        const c10::InferenceMode inference;
        m_output = runUpperPart(*this, m_plan, trunk()).permute({0, 2, 3, 1}).to(at::kFloat).contiguous();
        return {m_output.data_ptr<float>(), static_cast<std::size_t>(m_output.numel())};
    }

    std::span<float> pixels() { return {m_pixels.data_ptr<float>(), static_cast<std::size_t>(m_pixels.numel())}; }

private:
    NetworkPlan m_plan;
    at::ScalarType m_type;
    std::vector<FusedUnit> m_units;
    at::Tensor m_pixels;
    at::Tensor m_output;
};

FusedNetwork::FusedNetwork(const NetworkWeights& weights, int batch, onnx::Precision precision) :
    m_impl(std::make_unique<Impl>(weights, batch, precision))
{
}

FusedNetwork::~FusedNetwork() = default;

std::span<float> FusedNetwork::input()
{
    return m_impl->pixels();
}

std::span<const float> FusedNetwork::run()
{
    return m_impl->runAll();
}

ActivationCache::ActivationCache() : m_impl(std::make_unique<Impl>())
{
}

ActivationCache::~ActivationCache() = default;

void ActivationCache::clear()
{
    m_impl->pictures.clear();
}

void ActivationCache::append(FusedNetwork& network)
{
    const c10::InferenceMode inference;
    const TrunkLevels levels = network.impl().trunk();
    for (std::int64_t picture = 0; picture < levels[0].size(0); ++picture) {
        TrunkLevels one;
        for (std::size_t level = 0; level < levels.size(); ++level)
            one[level] = levels[level].narrow(0, picture, 1);
        m_impl->pictures.push_back(one);
    }
}

} // namespace jackdaw::learning
