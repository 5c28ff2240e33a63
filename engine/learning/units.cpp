// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/units_impl.h"

#include "engine/onnx/thinning.h"
#include "engine/tensors/lane_tensors.h"

#include <array>
#include <cmath>
#include <cstring>
#include <optional>
#include <string_view>
#include <vector>

#include <ATen/core/dispatch/Dispatcher.h>

namespace jackdaw::learning {
namespace {

using OptionalTensor = std::optional<at::Tensor>;
using OptionalScalars = c10::List<std::optional<at::Scalar>>;
using OptionalScalar = std::optional<at::Scalar>;
using OptionalText = std::optional<std::string_view>;
using Pair = std::array<std::int64_t, 2>;

/// Share of a batch's statistics in BatchNorm's running ones: a retraining has few steps to reach a new scene's.
constexpr double kNormMomentum = 0.2;
constexpr double kRelu6Limit = 6.0;

// oneDNN's fused operators have no C++ declarations; they are registered under these names.
template <class Signature>
c10::TypedOperatorHandle<Signature> findOperator(const char* name, const char* overload)
{
    return c10::Dispatcher::singleton().findSchemaOrThrow(name, overload).typed<Signature>();
}

Pair twice(int value)
{
    return {value, value};
}

at::Tensor packWeight(const at::Tensor& weight, const Unit& unit, int batch)
{
    using Signature = at::Tensor(const at::Tensor&, at::IntArrayRef, at::IntArrayRef, at::IntArrayRef, std::int64_t,
                                 at::OptionalIntArrayRef);
    static const auto pack = findOperator<Signature>("mkldnn::_reorder_convolution_weight", "");
    const std::vector<std::int64_t> input{batch, unit.in, unit.inputHeight, unit.inputWidth};
    return pack.call(weight, twice(unit.padding()), twice(unit.stride), twice(1), unit.groups,
                     at::OptionalIntArrayRef(input));
}

std::string_view attribute(Activation activation)
{
    switch (activation) {
    case Activation::Relu: return "relu";
    case Activation::Relu6: return "hardtanh"; // between two limits
    case Activation::None: break;
    }
    return "none";
}

OptionalScalars limits(Activation activation)
{
    OptionalScalars scalars;
    if (activation == Activation::Relu6) {
        scalars.push_back(at::Scalar(0.0));
        scalars.push_back(at::Scalar(kRelu6Limit));
    }
    return scalars;
}

at::Tensor convolve(const at::Tensor& input, const at::Tensor& weight, const at::Tensor& bias, const Unit& unit,
                    Activation activation)
{
    using Signature =
        at::Tensor(const at::Tensor&, const at::Tensor&, const OptionalTensor&, at::IntArrayRef, at::IntArrayRef,
                   at::IntArrayRef, std::int64_t, std::string_view, OptionalScalars, OptionalText);
    static const auto run = findOperator<Signature>("mkldnn::_convolution_pointwise", "");
    return run.call(input, weight, bias, twice(unit.padding()), twice(unit.stride), twice(1), unit.groups,
                    attribute(activation), limits(activation), std::nullopt);
}

at::Tensor convolveAndAdd(const at::Tensor& input, const at::Tensor& addend, const at::Tensor& weight,
                          const at::Tensor& bias, const Unit& unit, Activation activation)
{
    using Signature = at::Tensor(const at::Tensor&, const at::Tensor&, const at::Tensor&, const OptionalTensor&,
                                 at::IntArrayRef, at::IntArrayRef, at::IntArrayRef, std::int64_t, std::string_view,
                                 OptionalScalar, OptionalText, OptionalScalars, OptionalText);
    static const auto run = findOperator<Signature>("mkldnn::_convolution_pointwise", "binary");
    const OptionalText name = activation == Activation::None ? std::nullopt : OptionalText(attribute(activation));
    return run.call(input, addend, weight, bias, twice(unit.padding()), twice(unit.stride), twice(1), unit.groups,
                    "add", at::Scalar(1.0), name, limits(activation), std::nullopt);
}

at::Tensor activated(at::Tensor values, Activation activation)
{
    switch (activation) {
    case Activation::Relu: return values.relu_();
    case Activation::Relu6: return at::hardtanh_(values, 0.0, kRelu6Limit);
    case Activation::None: break;
    }
    return values;
}

at::Tensor thinned(const at::Tensor& input, std::int64_t stride)
{
    return input.slice(2, 0, input.size(2), stride)
        .slice(3, 0, input.size(3), stride)
        .contiguous(at::MemoryFormat::ChannelsLast);
}

at::Tensor copyOf(std::span<const float> values, std::size_t offset, at::IntArrayRef shape, at::Device place)
{
    at::Tensor tensor = at::empty(shape);
    std::memcpy(tensor.data_ptr<float>(), values.data() + offset,
                static_cast<std::size_t>(tensor.numel()) * sizeof(float));
    return tensor.to(place);
}

void copyInto(std::span<float> values, std::size_t offset, const at::Tensor& tensor)
{
    const at::Tensor plain = tensor.detach().to(at::kCPU).contiguous();
    std::memcpy(values.data() + offset, plain.data_ptr<float>(),
                static_cast<std::size_t>(plain.numel()) * sizeof(float));
}

} // namespace

at::Device placeOfThread()
{
    const auto gpu = tensors::laneGpu();
    return gpu ? at::Device(at::kCUDA, static_cast<c10::DeviceIndex>(*gpu)) : at::Device(at::kCPU);
}

at::Tensor hostTensor(at::IntArrayRef shape, at::Device place, at::ScalarType type)
{
    if (!place.is_cuda())
        return at::zeros(shape, type);
    const std::size_t bytes = static_cast<std::size_t>(c10::multiply_integers(shape)) * at::elementSize(type);
    const auto memory = tensors::hostMemory(bytes);
    return at::from_blob(
               memory.get(), shape, [memory](void*) {}, type)
        .zero_();
}

at::Tensor keptOutsideOfLane(const at::Tensor& tensor)
{
    if (!tensor.is_cuda())
        return tensor;
    at::Tensor kept;
    tensors::outsideOfLane([&] { kept = at::empty_like(tensor); });
    return kept.copy_(tensor);
}

FoldedUnit::FoldedUnit(const Unit& unit, std::span<const float> values) :
    weight(at::empty({unit.out, unit.in / unit.groups, unit.kernel, unit.kernel})), bias(at::empty({unit.out}))
{
    float* weights = weight.data_ptr<float>();
    float* biases = bias.data_ptr<float>();
    const std::size_t perChannel = unit.weightCount() / static_cast<std::size_t>(unit.out);
    for (std::size_t channel = 0; channel < static_cast<std::size_t>(unit.out); ++channel) {
        const float factor = unit.normalised
            ? values[unit.scale + channel] / std::sqrt(values[unit.variance + channel] + kNormEpsilon)
            : 1.0F;
        const float shift = unit.normalised ? values[unit.mean + channel] * factor : 0.0F;
        biases[channel] = values[unit.bias + channel] - shift;
        for (std::size_t i = channel * perChannel; i < (channel + 1) * perChannel; ++i)
            weights[i] = values[unit.weight + i] * factor;
    }
}

FusedUnit::FusedUnit(const Unit& unit, std::span<const float> values, int batch, at::ScalarType type,
                     at::Device place) :
    m_unit(unit),
    m_isPacked(!place.is_cuda())
{
    const FoldedUnit folded(unit, values);
    m_weight = m_isPacked ? packWeight(folded.weight.to(type), unit, batch)
                          : folded.weight.to(place, type).contiguous(at::MemoryFormat::ChannelsLast);
    m_bias = folded.bias.to(place, type);
}

FusedUnit::FusedUnit(const Unit& unit, at::Tensor weight, at::Tensor bias) :
    m_unit(unit), m_weight(std::move(weight)), m_bias(std::move(bias)), m_isPacked(false)
{
}

at::Tensor FusedUnit::run(const at::Tensor& input, Activation activation, const at::Tensor* addend) const
{
    if (!m_isPacked)
        return runUnpacked(input, activation, addend);
    // oneDNN cannot tell the order of channels in pictures of one pixel, and refuses to add them.
    const bool isOnePixel = input.size(2) <= m_unit.stride && input.size(3) <= m_unit.stride;
    if (addend && isOnePixel)
        return activated(convolve(input, m_weight, m_bias, m_unit, Activation::None).add_(*addend), activation);
    if (addend)
        return convolveAndAdd(input, *addend, m_weight, m_bias, m_unit, activation);
    return convolve(input, m_weight, m_bias, m_unit, activation);
}

/// cuDNN computes convolution, addition and rectification in one where it has an engine for it; which one it has is
/// found out at the first call.
at::Tensor FusedUnit::runUnpacked(const at::Tensor& input, Activation activation, const at::Tensor* addend) const
{
    const Pair stride = twice(m_unit.stride);
    const Pair padding = twice(m_unit.padding());
    if (activation == Activation::Relu && m_weight.is_cuda() && !m_isUnfused) {
        try {
            return addend
                ? at::cudnn_convolution_add_relu(input, m_weight, *addend, 1.0, m_bias, stride, padding, twice(1),
                                                 m_unit.groups)
                : at::cudnn_convolution_relu(input, m_weight, m_bias, stride, padding, twice(1), m_unit.groups);
        } catch (const c10::OutOfMemoryError&) {
            throw; // which says nothing of engines
        } catch (const c10::Error&) {
            m_isUnfused = true;
        }
    }
    at::Tensor values = at::conv2d(input, m_weight, m_bias, stride, padding, twice(1), m_unit.groups);
    if (addend)
        values.add_(*addend);
    return activated(std::move(values), activation);
}

LearningUnit::LearningUnit(const Unit& unit, std::span<const float> values, ParameterStore& store, at::Device place,
                           const std::optional<StepKernels>& kernels) :
    m_unit(unit)
{
    const auto copy = [&](std::size_t offset, at::IntArrayRef shape) { return copyOf(values, offset, shape, place); };
    m_weight = store.learn(copy(unit.weight, {unit.out, unit.in / unit.groups, unit.kernel, unit.kernel})
                               .contiguous(at::MemoryFormat::ChannelsLast),
                           ParameterUse::Multiplies);
    m_bias = store.learn(copy(unit.bias, {unit.out}), unit.normalised ? ParameterUse::Exact : ParameterUse::Adds);
    if (!unit.normalised)
        return;
    m_scale = store.learn(copy(unit.scale, {unit.out}), ParameterUse::Exact);
    m_mean = copy(unit.mean, {unit.out});
    m_variance = copy(unit.variance, {unit.out});
    if (kernels && KernelNorm::canDo(unit.out))
        m_norm.emplace(*kernels, m_mean, m_variance, kNormMomentum, static_cast<double>(kNormEpsilon));
}

std::vector<std::size_t> LearningUnit::countsOf(const Unit& unit)
{
    std::vector<std::size_t> counts{unit.weightCount()};
    counts.resize(unit.normalised ? 3 : 2, static_cast<std::size_t>(unit.out));
    return counts;
}

at::Tensor LearningUnit::run(const at::Tensor& input, Activation activation, const at::Tensor* addend,
                             at::ScalarType type) const
{
    const std::optional<at::Tensor> bias = m_unit.normalised ? std::nullopt : std::optional(m_bias.used.to(type));
    const bool mustThin = !m_weight.used.is_cuda() && onnx::mustBeThinned(m_unit.in, m_unit.kernel, m_unit.stride);
    at::Tensor values =
        at::conv2d(mustThin ? thinned(input, m_unit.stride) : input, m_weight.used.to(type), bias,
                   twice(mustThin ? 1 : m_unit.stride), twice(m_unit.padding()), twice(1), m_unit.groups);
    if (m_norm)
        return m_norm->run(values, m_scale.used, m_bias.used, addend, activation);
    if (m_unit.normalised)
        values = at::batch_norm(values, m_scale.used, m_bias.used, m_mean, m_variance, true, kNormMomentum,
                                static_cast<double>(kNormEpsilon), false);
    if (addend)
        values = values.add_(*addend);
    return activated(std::move(values), activation);
}

void LearningUnit::copyTo(std::span<float> values) const
{
    copyInto(values, m_unit.weight, m_weight.kept);
    copyInto(values, m_unit.bias, m_bias.kept);
    if (!m_unit.normalised)
        return;
    copyInto(values, m_unit.scale, m_scale.kept);
    copyInto(values, m_unit.mean, m_mean);
    copyInto(values, m_unit.variance, m_variance);
}

} // namespace jackdaw::learning
