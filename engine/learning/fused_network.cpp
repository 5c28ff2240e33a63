// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/fused_network.h"

#include "engine/learning/activation_cache_impl.h"
#include "engine/learning/kernel_views_impl.h"
#include "engine/learning/tensor_views_impl.h"
#include "engine/learning/topology_impl.h"
#include "engine/learning/weights_impl.h"
#include "engine/tensors/lane_tensors.h"

#include <optional>
#include <vector>

#include <c10/core/InferenceMode.h>

namespace jackdaw::learning {

class FusedNetwork::Impl final : public UnitRunner {
public:
    Impl(const NetworkWeights& weights, int batch, onnx::Precision precision) :
        m_plan(weights.impl().plan), m_place(placeOfThread()), m_type(scalarType(precision, m_place)),
        m_all([this] { infer(); })
    {
        const c10::InferenceMode inference;
        tensors::outsideOfLane([&] { make(weights, batch); });
    }

    at::Device place() const { return m_place; }

    at::Tensor run(int unit, const at::Tensor& input, Activation activation, const at::Tensor* addend) override
    {
        return m_units[static_cast<std::size_t>(unit)].run(input, activation, addend);
    }

    TrunkLevels trunk()
    {
        if (m_place.is_cuda() && !m_isDrawn)
            m_input.copy_(m_pixels.to(m_place, true));
        return runTrunk(*this, m_plan, m_input.permute({0, 3, 1, 2}).to(m_type));
    }

    void draw(std::size_t index, const VideoFrame& frame, const PictureMap& map)
    {
        const c10::InferenceMode inference;
        const auto size = m_plan.architecture.inputSize();
        const at::Tensor input = m_input[static_cast<std::int64_t>(index)];
        m_isDrawn = m_place.is_cuda();
        if (m_kernelViews)
            m_kernelViews->add(index, frame, map);
        else if (m_isDrawn)
            m_views.draw(frame, map, input);
        else
            drawInput(frame, map, size, valuesOf(input));
    }

    /// Draws the views that kernels draw all at a time.
    void drawAll()
    {
        if (m_kernelViews)
            m_kernelViews->drawAll(m_input);
    }

    std::span<const float> runAll()
    {
        drawAll();
        m_all.run();
        return valuesOf(m_output);
    }

    std::optional<Nanoseconds> durationOnGpu(int times) { return m_all.durationOnGpu(times); }

    std::span<float> pixels() { return valuesOf(m_pixels); }

private:
    void make(const NetworkWeights& weights, int batch)
    {
        for (const Unit& unit : m_plan.units)
            m_units.emplace_back(unit, weights.impl().values, batch, m_type, m_place);
        const CellGrid grid = m_plan.grid();
        m_pixels = hostTensor({batch, m_plan.architecture.inputHeight, m_plan.architecture.inputWidth, 3}, m_place);
        m_input = m_pixels.to(m_place);
        if (!m_place.is_cuda())
            return;
        if (const auto kernels = StepKernels::here()) {
            m_kernelViews.emplace(m_place, *kernels);
            m_input = m_input.to(m_type);
        }
        m_output = hostTensor({batch, grid.rows, grid.columns, static_cast<std::int64_t>(grid.channels())}, m_place);
    }

    void infer()
    {
        const c10::InferenceMode inference;
        const at::Tensor output =
            runUpperPart(*this, m_plan, trunk()).permute({0, 2, 3, 1}).to(at::kFloat).contiguous();
        if (m_place.is_cuda())
            m_output.copy_(output, true);
        else
            m_output = output;
    }

    NetworkPlan m_plan;
    at::Device m_place;
    at::ScalarType m_type;
    std::vector<FusedUnit> m_units;
    at::Tensor m_pixels; ///< on the host
    at::Tensor m_input; ///< the same where the network is
    bool m_isDrawn = false; ///< there, not on the host
    TensorViews m_views{m_place};
    std::optional<KernelViews> m_kernelViews; ///< where there are kernels, instead of the other
    at::Tensor m_output; ///< on the host
    tensors::RepeatedWork m_all; ///< last: it uses the others
};

FusedNetwork::FusedNetwork(const NetworkWeights& weights, int batch, onnx::Precision precision) :
    m_impl(std::make_unique<Impl>(weights, batch, precision))
{
}

FusedNetwork::~FusedNetwork() = default;

bool FusedNetwork::isHere() const
{
    return m_impl->place() == placeOfThread();
}

std::span<float> FusedNetwork::input()
{
    return m_impl->pixels();
}

std::span<const float> FusedNetwork::run()
{
    return m_impl->runAll();
}

std::optional<Nanoseconds> FusedNetwork::durationOnGpu(int times)
{
    return m_impl->durationOnGpu(times);
}

void FusedNetwork::draw(std::size_t index, const VideoFrame& frame, const PictureMap& map)
{
    m_impl->draw(index, frame, map);
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
    network.impl().drawAll();
    const TrunkLevels levels = network.impl().trunk();
    for (std::int64_t picture = 0; picture < levels[0].size(0); ++picture) {
        TrunkLevels one;
        for (std::size_t level = 0; level < levels.size(); ++level)
            one[level] = keptOutsideOfLane(levels[level].narrow(0, picture, 1));
        m_impl->pictures.push_back(one);
    }
}

} // namespace jackdaw::learning
