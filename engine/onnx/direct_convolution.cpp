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

bool isPointwise(const ConvolutionPlan& plan)
{
    const WindowGeometry single{{1, 1}, {1, 1}, plan.geometry.dilation, {0, 0}, {0, 0}};
    return plan.groups == 1 && plan.geometry == single;
}

} // namespace

std::optional<Kernel> directKernel(const ConvolutionPlan& plan)
{
    const auto finish = finishOf(plan.activation);
    if (!finish || !hasKernels() || !isPointwise(plan))
        return std::nullopt;
    return [direct = std::make_shared<const Pointwise>(plan, *finish),
            adds = plan.adds](std::span<const at::Tensor> inputs) {
        return Tensors{direct->run(inputs[0], adds ? inputs[1].contiguous(kLast) : at::Tensor())};
    };
}

} // namespace jackdaw::onnx
