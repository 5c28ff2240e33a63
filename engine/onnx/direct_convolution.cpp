// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/onnx/direct_convolution.h"

#include "engine/onnx/kernels/kernels.h"

#include <ATen/Parallel.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/zeros.h>

namespace jackdaw::onnx {
namespace {

constexpr auto kLast = at::MemoryFormat::ChannelsLast;

std::optional<Finish> finishOf(const Activation& activation)
{
    using Kind = Finish::Kind;
    const auto number = [&](std::size_t index) { return static_cast<float>(activation.numbers.at(index)); };
    if (activation.name == "none")
        return Finish{Kind::Slope, 1.0F, 0.0F};
    if (activation.name == "relu")
        return Finish{Kind::Slope, 0.0F, 0.0F};
    if (activation.name == "leaky_relu")
        return Finish{Kind::Slope, number(0), 0.0F};
    if (activation.name == "hardtanh")
        return Finish{Kind::Bounds, number(0), number(1)};
    if (activation.name == "sigmoid")
        return Finish{Kind::Sigmoid, 0.0F, 0.0F};
    if (activation.name == "swish")
        return Finish{Kind::Swish, 0.0F, 0.0F};
    return std::nullopt;
}

std::int64_t roundedUp(std::int64_t count, std::int64_t multiple)
{
    return (count + multiple - 1) / multiple * multiple;
}

/// \p tensor with zeros behind its last extent up to \p extent.
at::Tensor paddedTo(const at::Tensor& tensor, std::int64_t extent)
{
    Shape shape = shapeOf(tensor);
    shape.back() = extent;
    at::Tensor result = at::zeros(shape);
    result.narrow(-1, 0, tensor.size(-1)).copy_(tensor);
    return result;
}

/// How many units make it worth it to wake another thread.
std::int64_t grain(std::int64_t costOfOne)
{
    constexpr std::int64_t kWorthIt = 1 << 18;
    return std::max<std::int64_t>(1, kWorthIt / std::max<std::int64_t>(1, costOfOne));
}

class Pointwise {
public:
    Pointwise(const ConvolutionPlan& plan, const Finish& finish) :
        m_inputs(plan.weight.size(1)), m_outputs(plan.weight.size(0)), m_finish(finish)
    {
        const std::int64_t padded = roundedUp(m_outputs, kBlock);
        m_bias = paddedTo(plan.bias, padded);
        m_weight = paddedTo(plan.weight.reshape({m_outputs, m_inputs}).t(), padded)
                       .reshape({m_inputs, padded / kBlock, kBlock})
                       .permute({1, 0, 2})
                       .contiguous();
    }

    at::Tensor run(const at::Tensor& given, const at::Tensor& addend) const
    {
        const at::Tensor input = given.contiguous(kLast);
        at::Tensor output = at::empty({input.size(0), m_outputs, input.size(2), input.size(3)}, input.options(), kLast);
        const PointwiseJob job{input.const_data_ptr<float>(),
                               m_weight.const_data_ptr<float>(),
                               m_bias.const_data_ptr<float>(),
                               addend.defined() ? addend.const_data_ptr<float>() : nullptr,
                               output.data_ptr<float>(),
                               m_inputs,
                               m_outputs,
                               m_finish};
        at::parallel_for(0, input.size(0) * input.size(2) * input.size(3), grain(m_inputs * m_outputs),
                         [&](std::int64_t first, std::int64_t last) { runPointwise(job, first, last); });
        return output;
    }

private:
    std::int64_t m_inputs;
    std::int64_t m_outputs;
    Finish m_finish;
    at::Tensor m_weight;
    at::Tensor m_bias;
};

class Depthwise {
public:
    Depthwise(const ConvolutionPlan& plan, const Finish& finish) : m_geometry(plan.geometry), m_finish(finish)
    {
        const std::int64_t channels = plan.weight.size(0);
        m_bias = paddedTo(plan.bias, roundedUp(channels, kLanes));
        m_weight = paddedTo(plan.weight.reshape({channels, -1}).t(), roundedUp(channels, kLanes)).contiguous();
    }

    at::Tensor run(const at::Tensor& given, const at::Tensor& addend) const
    {
        const at::Tensor input = given.contiguous(kLast);
        const Shape spatial = m_geometry.output(input.sizes().slice(2));
        at::Tensor output = at::empty({input.size(0), input.size(1), spatial[0], spatial[1]}, input.options(), kLast);
        for (std::int64_t picture = 0; picture < input.size(0); ++picture)
            runPicture(input.select(0, picture), addend.defined() ? addend.select(0, picture) : addend,
                       output.select(0, picture));
        return output;
    }

private:
    void runPicture(const at::Tensor& input, const at::Tensor& addend, const at::Tensor& output) const
    {
        const DepthwiseJob job{input.const_data_ptr<float>(),
                               m_weight.const_data_ptr<float>(),
                               m_bias.const_data_ptr<float>(),
                               addend.defined() ? addend.const_data_ptr<float>() : nullptr,
                               output.data_ptr<float>(),
                               input.size(0),
                               input.size(1),
                               input.size(2),
                               output.size(1),
                               output.size(2),
                               m_geometry.kernel[0],
                               m_geometry.stride[0],
                               m_geometry.padBefore[0],
                               m_geometry.padBefore[1],
                               m_finish};
        at::parallel_for(0, job.outputHeight, grain(job.outputWidth * job.channels * job.side * job.side),
                         [&](std::int64_t first, std::int64_t last) { runDepthwise(job, first, last); });
    }

    WindowGeometry m_geometry;
    Finish m_finish;
    at::Tensor m_weight;
    at::Tensor m_bias;
};

bool isPointwise(const ConvolutionPlan& plan)
{
    const WindowGeometry single{{1, 1}, {1, 1}, plan.geometry.dilation, {0, 0}, {0, 0}};
    return plan.groups == 1 && plan.geometry == single;
}

bool isDepthwise(const ConvolutionPlan& plan)
{
    const WindowGeometry& geometry = plan.geometry;
    return plan.groups == plan.weight.size(0) && plan.weight.size(1) == 1 && geometry.kernel[0] == geometry.kernel[1]
        && (geometry.kernel[0] == 3 || geometry.kernel[0] == 5) && geometry.stride[0] == geometry.stride[1]
        && geometry.dilation == std::vector<std::int64_t>{1, 1};
}

template <class Direct>
Kernel kernelOf(const ConvolutionPlan& plan, const Finish& finish)
{
    return
        [direct = std::make_shared<const Direct>(plan, finish), adds = plan.adds](std::span<const at::Tensor> inputs) {
            return Tensors{direct->run(inputs[0], adds ? inputs[1].contiguous(kLast) : at::Tensor())};
        };
}

} // namespace

std::optional<Kernel> directKernel(const ConvolutionPlan& plan)
{
    const auto finish = finishOf(plan.activation);
    if (!finish || !hasKernels())
        return std::nullopt;
    if (isPointwise(plan))
        return kernelOf<Pointwise>(plan, *finish);
    if (isDepthwise(plan))
        return kernelOf<Depthwise>(plan, *finish);
    return std::nullopt;
}

} // namespace jackdaw::onnx
