// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/onnx/fused_convolution.h"

#include <cmath>

#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/ops/add.h>
#include <ATen/ops/mul.h>
#include <ATen/ops/rsqrt.h>
#include <ATen/ops/sub.h>
#include <ATen/ops/zeros.h>

namespace jackdaw::onnx {
namespace {

using OptionalTensor = std::optional<at::Tensor>;
using OptionalScalars = c10::List<std::optional<at::Scalar>>;
using OptionalScalar = std::optional<at::Scalar>;
using OptionalText = std::optional<std::string_view>;
using Pack = at::Tensor(const at::Tensor&, at::IntArrayRef, at::IntArrayRef, at::IntArrayRef, std::int64_t,
                        at::OptionalIntArrayRef);
using Convolve = at::Tensor(const at::Tensor&, const at::Tensor&, const OptionalTensor&, at::IntArrayRef,
                            at::IntArrayRef, at::IntArrayRef, std::int64_t, std::string_view, OptionalScalars,
                            OptionalText);
using ConvolveAndAdd = at::Tensor(const at::Tensor&, const at::Tensor&, const at::Tensor&, const OptionalTensor&,
                                  at::IntArrayRef, at::IntArrayRef, at::IntArrayRef, std::int64_t, std::string_view,
                                  OptionalScalar, OptionalText, OptionalScalars, OptionalText);

// oneDNN's fused operators have no C++ declarations; they are registered under these names.
template <class Signature>
c10::TypedOperatorHandle<Signature> findFused(const char* name, const char* overload)
{
    return c10::Dispatcher::singleton().findSchemaOrThrow(name, overload).typed<Signature>();
}

/// A prepared convolution: what a call needs, with nothing left to work out.
class PackedConvolution {
public:
    PackedConvolution(const ConvolutionPlan& plan, const Shape& input, at::ScalarType type) :
        m_geometry(plan.geometry), m_groups(plan.groups), m_bias(plan.bias.to(type)), m_activation(plan.activation.name)
    {
        static const auto pack = findFused<Pack>("mkldnn::_reorder_convolution_weight", "");
        m_weight = pack.call(plan.weight.to(type), m_geometry.padBefore, m_geometry.stride, m_geometry.dilation,
                             m_groups, at::OptionalIntArrayRef(input));
        for (const double number : plan.activation.numbers)
            m_numbers.push_back(at::Scalar(number));
    }

    at::Tensor run(const at::Tensor& input) const
    {
        static const auto convolve = findFused<Convolve>("mkldnn::_convolution_pointwise", "");
        return convolve.call(input, m_weight, m_bias, m_geometry.padBefore, m_geometry.stride, m_geometry.dilation,
                             m_groups, m_activation, m_numbers, std::nullopt);
    }

    at::Tensor run(const at::Tensor& input, const at::Tensor& addend) const
    {
        static const auto convolve = findFused<ConvolveAndAdd>("mkldnn::_convolution_pointwise", "binary");
        const OptionalText after = m_activation == "none" ? OptionalText() : OptionalText(m_activation);
        return convolve.call(input, addend, m_weight, m_bias, m_geometry.padBefore, m_geometry.stride,
                             m_geometry.dilation, m_groups, "add", at::Scalar(1.0), after, m_numbers, std::nullopt);
    }

private:
    WindowGeometry m_geometry;
    std::int64_t m_groups;
    at::Tensor m_weight;
    at::Tensor m_bias;
    std::string m_activation;
    OptionalScalars m_numbers;
};

double attribute(const Node& node, const char* name, double otherwise)
{
    const auto found = node.attributes.find(name);
    const float* value = found == node.attributes.end() ? nullptr : std::get_if<float>(&found->second);
    return value ? static_cast<double>(*value) : otherwise;
}

bool isNear(double value, double expected)
{
    return std::abs(value - expected) < 1e-4;
}

double boundOf(const TracedNode& node, const Trace& trace, const char* name, std::size_t index, double otherwise)
{
    const bool given = index < node.inputs.size() && node.inputs[index] >= 0;
    return given ? trace.value(node.inputs[index]).constant.item<double>() : attribute(node.node, name, otherwise);
}

bool hasConstantBounds(const TracedNode& node, const Trace& trace)
{
    for (std::size_t i = 1; i < node.inputs.size(); ++i)
        if (node.inputs[i] >= 0 && !trace.value(node.inputs[i]).isConstant())
            return false;
    return true;
}

} // namespace

std::optional<Activation> activationOf(const TracedNode& node, const Trace& trace)
{
    static const std::map<std::string, std::string> plain{
        {"Relu", "relu"}, {"Sigmoid", "sigmoid"}, {"Tanh", "tanh"}, {"Swish", "swish"}, {"HardSwish", "hardswish"}};
    constexpr double kUnbounded = 3.4e38;
    const std::string& type = node.node.type;
    if (const auto found = plain.find(type); found != plain.end())
        return Activation{found->second, {}};
    if (type == "LeakyRelu")
        return Activation{"leaky_relu", {attribute(node.node, "alpha", 0.01)}};
    if (type == "HardSigmoid" && isNear(attribute(node.node, "alpha", 0.2), 1.0 / 6.0)
        && isNear(attribute(node.node, "beta", 0.5), 0.5))
        return Activation{"hardsigmoid", {}};
    if (type == "Clip" && hasConstantBounds(node, trace))
        return Activation{"hardtanh",
                          {boundOf(node, trace, "min", 1, -kUnbounded), boundOf(node, trace, "max", 2, kUnbounded)}};
    return std::nullopt;
}

std::optional<ConvolutionPlan> planConvolution(const TracedNode& node, const Trace& trace)
{
    constexpr std::size_t kPictures = 4;
    if (node.node.type != "Conv" || trace.value(node.inputs[0]).shape.size() != kPictures)
        return std::nullopt;
    for (std::size_t i = 1; i < node.inputs.size(); ++i)
        if (node.inputs[i] >= 0 && !trace.value(node.inputs[i]).isConstant())
            return std::nullopt;
    const at::Tensor weight = trace.value(node.inputs[1]).constant;
    const bool biased = node.inputs.size() > 2 && node.inputs[2] >= 0;
    const NodeCall call(node.node, trace.opset, {});
    ConvolutionPlan plan{weight, biased ? trace.value(node.inputs[2]).constant : at::zeros({weight.size(0)}),
                         {},     call.integer("group", 1),
                         {},     Addend::None};
    const at::Tensor shaped = at::zeros({1}).expand(trace.value(node.inputs[0]).shape);
    plan.geometry = geometryOf(call, shaped, weight.sizes().slice(2));
    return plan.geometry.isEven() ? std::optional(plan) : std::nullopt;
}

void foldNormalization(ConvolutionPlan& plan, const TracedNode& normalization, const Trace& trace)
{
    const auto parameter = [&](std::size_t index) { return trace.value(normalization.inputs[index]).constant; };
    const double epsilon = attribute(normalization.node, "epsilon", 1e-5);
    const at::Tensor factor = at::mul(parameter(1), at::rsqrt(at::add(parameter(4), epsilon)));
    plan.weight = at::mul(plan.weight, factor.reshape({-1, 1, 1, 1}));
    plan.bias = at::add(at::mul(at::sub(plan.bias, parameter(3)), factor), parameter(2));
}

Kernel kernelOf(const ConvolutionPlan& plan, const Shape& input, at::ScalarType type)
{
    const auto packed = std::make_shared<const PackedConvolution>(plan, input, type);
    if (plan.addend == Addend::BeforeActivation)
        return [packed](std::span<const at::Tensor> inputs) { return Tensors{packed->run(inputs[0], inputs[1])}; };
    if (plan.addend == Addend::AfterActivation)
        return [packed](std::span<const at::Tensor> inputs) { return Tensors{packed->run(inputs[0]).add_(inputs[1])}; };
    return [packed](std::span<const at::Tensor> inputs) { return Tensors{packed->run(inputs[0])}; };
}

} // namespace jackdaw::onnx
