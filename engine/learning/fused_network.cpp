// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/fused_network.h"

#include "engine/learning/activation_cache_impl.h"
#include "engine/learning/topology_impl.h"
#include "engine/learning/weights_impl.h"

#include <cmath>
#include <optional>
#include <vector>

#include <ATen/core/dispatch/Dispatcher.h>
#include <c10/core/InferenceMode.h>

namespace jackdaw::learning {
namespace {

using OptionalTensor = std::optional<at::Tensor>;
using OptionalScalars = c10::List<std::optional<at::Scalar>>;
using OptionalScalar = std::optional<at::Scalar>;
using OptionalText = std::optional<std::string_view>;

constexpr float kNormEpsilon = 1e-5F;

// oneDNN's fused operators have no C++ declarations; they are registered under these names.
template <class Signature>
c10::TypedOperatorHandle<Signature> findOperator(const char* name, const char* overload)
{
    return c10::Dispatcher::singleton().findSchemaOrThrow(name, overload).typed<Signature>();
}

at::Tensor packWeight(const at::Tensor& weight, const Unit& unit, int batch)
{
    using Signature = at::Tensor(const at::Tensor&, at::IntArrayRef, at::IntArrayRef, at::IntArrayRef, std::int64_t,
                                 at::OptionalIntArrayRef);
    static const auto pack = findOperator<Signature>("mkldnn::_reorder_convolution_weight", "");
    const std::vector<std::int64_t> padding(2, unit.padding());
    const std::vector<std::int64_t> stride(2, unit.stride);
    const std::vector<std::int64_t> dilation(2, 1);
    const std::vector<std::int64_t> input{batch, unit.in, unit.inputHeight, unit.inputWidth};
    return pack.call(weight, padding, stride, dilation, 1, at::OptionalIntArrayRef(input));
}

at::Tensor convolve(const at::Tensor& input, const at::Tensor& weight, const at::Tensor& bias, const Unit& unit,
                    bool relu)
{
    using Signature =
        at::Tensor(const at::Tensor&, const at::Tensor&, const OptionalTensor&, at::IntArrayRef, at::IntArrayRef,
                   at::IntArrayRef, std::int64_t, std::string_view, OptionalScalars, OptionalText);
    static const auto run = findOperator<Signature>("mkldnn::_convolution_pointwise", "");
    const std::array<std::int64_t, 2> padding{unit.padding(), unit.padding()};
    const std::array<std::int64_t, 2> stride{unit.stride, unit.stride};
    const std::array<std::int64_t, 2> dilation{1, 1};
    return run.call(input, weight, bias, padding, stride, dilation, 1, relu ? "relu" : "none", OptionalScalars(),
                    std::nullopt);
}

at::Tensor convolveAndAdd(const at::Tensor& input, const at::Tensor& addend, const at::Tensor& weight,
                          const at::Tensor& bias, const Unit& unit, bool relu)
{
    using Signature = at::Tensor(const at::Tensor&, const at::Tensor&, const at::Tensor&, const OptionalTensor&,
                                 at::IntArrayRef, at::IntArrayRef, at::IntArrayRef, std::int64_t, std::string_view,
                                 OptionalScalar, OptionalText, OptionalScalars, OptionalText);
    static const auto run = findOperator<Signature>("mkldnn::_convolution_pointwise", "binary");
    const std::array<std::int64_t, 2> padding{unit.padding(), unit.padding()};
    const std::array<std::int64_t, 2> stride{unit.stride, unit.stride};
    const std::array<std::int64_t, 2> dilation{1, 1};
    return run.call(input, addend, weight, bias, padding, stride, dilation, 1, "add", at::Scalar(1.0),
                    relu ? OptionalText("relu") : std::nullopt, OptionalScalars(), std::nullopt);
}

struct Folded {
    at::Tensor weight;
    at::Tensor bias;
};

/// A convolution that gives what the convolution and its BatchNorm give together.
Folded fold(const Unit& unit, const std::vector<float>& values)
{
    Folded folded{at::empty({unit.out, unit.in, unit.kernel, unit.kernel}), at::empty({unit.out})};
    float* weight = folded.weight.data_ptr<float>();
    float* bias = folded.bias.data_ptr<float>();
    const std::size_t perChannel = unit.weightCount() / static_cast<std::size_t>(unit.out);
    for (std::size_t channel = 0; channel < static_cast<std::size_t>(unit.out); ++channel) {
        const float factor = unit.normalised
            ? values[unit.scale + channel] / std::sqrt(values[unit.variance + channel] + kNormEpsilon)
            : 1.0F;
        const float shift = unit.normalised ? values[unit.mean + channel] * factor : 0.0F;
        bias[channel] = values[unit.bias + channel] - shift;
        for (std::size_t i = channel * perChannel; i < (channel + 1) * perChannel; ++i)
            weight[i] = values[unit.weight + i] * factor;
    }
    return folded;
}

} // namespace

class FusedNetwork::Impl final : public UnitRunner {
public:
    Impl(const NetworkWeights& weights, int batch, onnx::Precision precision) :
        m_plan(weights.impl().plan), m_type(scalarType(precision))
    {
        const c10::InferenceMode inference;
        for (const Unit& unit : m_plan.units) {
            const Folded folded = fold(unit, weights.impl().values);
            m_weights.push_back(packWeight(folded.weight.to(m_type), unit, batch));
            m_biases.push_back(folded.bias.to(m_type));
        }
        m_pixels = at::zeros({batch, m_plan.architecture.inputHeight, m_plan.architecture.inputWidth, 3});
    }

    at::Tensor run(int unit, const at::Tensor& input, bool relu, const at::Tensor* addend) override
    {
        const auto index = static_cast<std::size_t>(unit);
        if (addend)
            return convolveAndAdd(input, *addend, m_weights[index], m_biases[index], m_plan.units[index], relu);
        return convolve(input, m_weights[index], m_biases[index], m_plan.units[index], relu);
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
    std::vector<at::Tensor> m_weights;
    std::vector<at::Tensor> m_biases;
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
