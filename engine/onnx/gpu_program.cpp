// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/onnx/fusion.h"

#include <algorithm>
#include <memory>

#include <ATen/ops/_convolution.h>
#include <ATen/ops/add.h>
#include <ATen/ops/hardsigmoid.h>
#include <ATen/ops/hardswish.h>
#include <ATen/ops/hardtanh.h>
#include <ATen/ops/leaky_relu.h>
#include <ATen/ops/relu.h>
#include <ATen/ops/sigmoid.h>
#include <ATen/ops/silu.h>
#include <ATen/ops/tanh.h>

namespace jackdaw::onnx {
namespace {

/// In place; the names are oneDNN's, as activationOf() gives them.
void activate(at::Tensor& values, const Activation& activation)
{
    static const std::map<std::string, at::Tensor& (*)(at::Tensor&)> plain{
        {"relu", at::relu_},  {"sigmoid", at::sigmoid_},     {"tanh", at::tanh_},
        {"swish", at::silu_}, {"hardswish", at::hardswish_}, {"hardsigmoid", at::hardsigmoid_}};
    if (const auto known = plain.find(activation.name); known != plain.end())
        known->second(values);
    else if (activation.name == "leaky_relu")
        at::leaky_relu_(values, activation.numbers.at(0));
    else if (activation.name == "hardtanh")
        at::hardtanh_(values, activation.numbers.at(0), activation.numbers.at(1));
}

void finish(at::Tensor& values, const ConvolutionPlan& plan, std::span<const at::Tensor> inputs)
{
    if (plan.addend == Addend::BeforeActivation)
        values.add_(inputs[1]);
    activate(values, plan.activation);
    if (plan.addend == Addend::AfterActivation)
        values.add_(inputs[1]);
}

/// A convolution with what it took in, by cuDNN.
Kernel gpuKernelOf(ConvolutionPlan plan, at::Device place, GpuWay way)
{
    const bool pixels = way.values == Order::Pixels;
    plan.weight = plan.weight.to(place, typeOf(way.precision))
                      .contiguous(pixels ? at::MemoryFormat::ChannelsLast : at::MemoryFormat::Contiguous);
    plan.bias = plan.bias.to(place, typeOf(way.precision));
    const bool tensorFloat = way.precision == GpuPrecision::TensorFloat32;
    return [plan = std::move(plan), tensorFloat](std::span<const at::Tensor> inputs) {
        const WindowGeometry& window = plan.geometry;
        const std::vector<std::int64_t> none(window.kernel.size(), 0);
        at::Tensor values =
            at::_convolution(inputs[0], plan.weight, plan.bias, window.stride, window.padBefore, window.dilation, false,
                             none, plan.groups, false, false, true, tensorFloat);
        finish(values, plan, inputs);
        return Tensors{values};
    };
}

/// Constants that are data; those that say how to compute are read by the host.
void moveConstants(Works& works, at::Device place, at::ScalarType type)
{
    for (Work& work : works.all()) {
        const Operator* known = work.kernel || work.convolution ? nullptr : findOperator(work.traced.node);
        for (std::size_t i = 0; known && i < std::min(work.traced.inputs.size(), known->firstParameter); ++i) {
            ValueId& id = work.traced.inputs[i];
            if (id < 0 || !works.trace().value(id).isConstant())
                continue;
            const at::Tensor constant = works.trace().value(id).constant;
            const bool isData = at::isFloatingType(constant.scalar_type());
            id = works.trace().addConstant(isData ? constant.to(place, type) : constant.to(place));
        }
    }
}

} // namespace

at::ScalarType typeOf(GpuPrecision precision)
{
    return precision == GpuPrecision::Float16 ? at::kHalf : at::kFloat;
}

Program gpuProgram(Trace trace, at::Device place, GpuWay way)
{
    Works works(std::move(trace));
    for (const auto pass : {dropIdentities, joinSwishes, joinFocus, joinConvolutions})
        pass(works);
    works.removeUnused();
    moveConstants(works, place, typeOf(way.precision));
    std::vector<Step> steps;
    for (const Work& work : works.all()) {
        Kernel kernel = work.kernel ? work.kernel
            : work.convolution      ? gpuKernelOf(*work.convolution, place, way)
                                    : kernelOf(work.traced, works.trace().opset);
        steps.push_back({work.traced.node, std::move(kernel), work.traced.inputs, work.traced.outputs, {}});
    }
    return {works.trace(), std::move(steps)};
}

} // namespace jackdaw::onnx
