// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/step_parts.h"

#include "engine/learning/guarded.h"
#include "engine/learning/kernel_norm_impl.h"
#include "engine/learning/network_plan.h"
#include "engine/learning/units_impl.h"
#include "engine/tensors/lane_tensors.h"

#include <array>
#include <optional>

#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/variable.h>

namespace jackdaw::learning {
namespace {

constexpr int kRuns = 5; ///< after which work is a graph
constexpr int kTimes = 20;

/// The mean of some runs of \p work as a graph.
Nanoseconds timeOf(const tensors::TensorWork& work)
{
    tensors::RepeatedWork repeated(work);
    for (int i = 0; i < kRuns; ++i)
        repeated.run();
    return repeated.durationOnGpu(kTimes).value_or(Nanoseconds{0});
}

class UnitBench {
public:
    UnitBench(const Unit& unit, int batch, bool hasInputGradient, const StepKernels& kernels) :
        m_unit(unit), m_hasInputGradient(hasInputGradient)
    {
        const at::Device place = placeOfThread();
        tensors::outsideOfLane([&] { make(batch, place, kernels); });
    }

    UnitTimes times()
    {
        UnitTimes times{m_unit.name};
        times.forward = timeOf([this] { m_output = convolve(); });
        times.backward = timeOf([this] {
            m_gradients =
                at::convolution_backward(m_gradient, m_input, m_weight, std::nullopt, stride(), padding(), {1, 1},
                                         false, {0, 0}, m_unit.groups, {m_hasInputGradient, true, false});
        });
        if (m_norm)
            times.norm = timeOf([this] { normalise(); });
        return times;
    }

private:
    void make(int batch, at::Device place, const StepKernels& kernels)
    {
        const auto options = at::TensorOptions(at::kBFloat16).device(place);
        const auto pixels = [&](at::IntArrayRef shape) {
            return at::randn(shape, options).contiguous(at::MemoryFormat::ChannelsLast);
        };
        m_input = pixels({batch, m_unit.in, m_unit.inputHeight, m_unit.inputWidth});
        m_weight = pixels({m_unit.out, m_unit.in / m_unit.groups, m_unit.kernel, m_unit.kernel});
        m_gradient = at::ones_like(convolve());
        if (!m_unit.normalised || !KernelNorm::canDo(m_unit.out))
            return;
        const auto statistics = options.dtype(at::kFloat);
        m_norm.emplace(kernels, at::zeros({m_unit.out}, statistics), at::ones({m_unit.out}, statistics), 0.1, 1e-5);
        m_values = pixels(m_gradient.sizes()).requires_grad_(true);
        m_scale = at::ones({m_unit.out}, statistics).requires_grad_(true);
        m_shift = at::zeros({m_unit.out}, statistics).requires_grad_(true);
    }

    std::array<std::int64_t, 2> stride() const { return {m_unit.stride, m_unit.stride}; }
    std::array<std::int64_t, 2> padding() const { return {m_unit.padding(), m_unit.padding()}; }

    at::Tensor convolve() const
    {
        const at::NoGradGuard noGradient;
        return at::conv2d(m_input, m_weight, {}, stride(), padding(), {1, 1}, m_unit.groups);
    }

    void normalise()
    {
        const at::Tensor output = m_norm->run(m_values, m_scale, m_shift, nullptr, Activation::Relu);
        m_ofNorm = torch::autograd::grad({output}, {m_values, m_scale, m_shift}, {m_gradient});
    }

    Unit m_unit;
    bool m_hasInputGradient;
    at::Tensor m_input;
    at::Tensor m_weight;
    at::Tensor m_gradient;
    std::optional<KernelNorm> m_norm;
    at::Tensor m_values;
    at::Tensor m_scale;
    at::Tensor m_shift;
    at::Tensor m_output;
    std::tuple<at::Tensor, at::Tensor, at::Tensor> m_gradients;
    std::vector<at::Tensor> m_ofNorm;
};

} // namespace

Result<std::vector<UnitTimes>> timesOfUnits(const Architecture& architecture, int batch)
{
    const auto kernels = StepKernels::here();
    if (!tensors::laneGpu() || !kernels)
        return fail(ErrorCode::Unsupported, "Units are timed on a GPU with kernels of the house's own.");
    return guarded("Timing the units of a network", [&] {
        std::vector<UnitTimes> times;
        for (const Unit& unit : NetworkPlan::of(architecture).units)
            times.push_back(UnitBench(unit, batch, !times.empty(), *kernels).times());
        return times;
    });
}

} // namespace jackdaw::learning
