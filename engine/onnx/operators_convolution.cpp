// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/onnx/operators.h"
#include "engine/onnx/thinning.h"
#include "engine/onnx/window_geometry.h"

#include <algorithm>

#include <ATen/ops/add.h>
#include <ATen/ops/convolution.h>
#include <ATen/ops/mul.h>
#include <ATen/ops/rsqrt.h>
#include <ATen/ops/sub.h>
#include <c10/core/GradMode.h>

namespace jackdaw::onnx {
namespace {

std::optional<at::Tensor> bias(const NodeCall& call)
{
    return call.has(2) ? std::optional(call.input(2)) : std::nullopt;
}

/// Channels of input and weight must fit before anything is computed.
void checkGroups(const at::Tensor& input, const at::Tensor& weight, std::int64_t groups, std::int64_t channels)
{
    if (groups < 1 || weight.dim() != input.dim() || weight.size(0) < 1 || weight.size(0) % groups != 0
        || input.size(1) != channels)
        throw OperatorError("has a weight of " + shapeText(shapeOf(weight)) + " in " + std::to_string(groups)
                            + " groups for an input of " + shapeText(shapeOf(input)));
}

void checkResult(const at::Tensor& input, std::int64_t channels, const Shape& spatial)
{
    Shape extents{input.size(0), channels};
    extents.insert(extents.end(), spatial.begin(), spatial.end());
    ensureAllowed(extents);
}

/// Whether it learns, and thinning.h asks for it.
bool learnsThinned(const at::Tensor& input, const at::Tensor& weight, const WindowGeometry& window)
{
    const bool learns = c10::GradMode::is_enabled() && (input.requires_grad() || weight.requires_grad());
    return learns && !input.is_cuda() && input.dim() == 4 && window.kernel[0] == 1
        && mustBeThinned(input.size(1), window.kernel[1], std::max(window.stride[0], window.stride[1]));
}

at::Tensor thinned(const at::Tensor& input, WindowGeometry& window)
{
    const at::Tensor thin =
        input.slice(2, 0, input.size(2), window.stride[0]).slice(3, 0, input.size(3), window.stride[1]);
    window.stride.assign(2, 1);
    return thin.contiguous(input.suggest_memory_format());
}

Tensors convolution(const NodeCall& call)
{
    const at::Tensor& weight = call.input(1);
    const std::int64_t groups = call.integer("group", 1);
    at::Tensor input = call.input(0);
    if (weight.dim() < 3 || groups < 1 || groups > input.numel() + 1)
        throw OperatorError("has a weight of " + shapeText(shapeOf(weight)) + " in " + std::to_string(groups)
                            + " groups");
    checkGroups(input, weight, groups, weight.size(1) * groups);
    WindowGeometry geometry = geometryOf(call, input, weight.sizes().slice(2));
    checkResult(input, weight.size(0), geometry.output(input.sizes().slice(2)));
    const bool isThin = learnsThinned(input, weight, geometry);
    if (!geometry.isEven() || isThin)
        input = padded(input, geometry, 0.0);
    if (isThin)
        input = thinned(input, geometry);
    const std::vector<std::int64_t> none(geometry.kernel.size(), 0);
    return {at::convolution(input, weight, bias(call), geometry.stride, geometry.padBefore, geometry.dilation, false,
                            none, groups)};
}

Tensors transposedConvolution(const NodeCall& call)
{
    const at::Tensor& input = call.input(0);
    const at::Tensor& weight = call.input(1);
    const std::int64_t groups = call.integer("group", 1);
    if (weight.dim() < 3)
        throw OperatorError("has a weight of " + shapeText(shapeOf(weight)));
    checkGroups(input, weight, groups, weight.size(0));
    const WindowGeometry geometry = geometryOf(call, input, weight.sizes().slice(2));
    auto more = call.integers("output_padding");
    more.resize(geometry.kernel.size(), 0);
    if (!geometry.isEven() || call.hasAttribute("output_shape") || call.text("auto_pad", "NOTSET") != "NOTSET")
        throw OperatorError("has a padding that is not supported: other than the same at both ends");
    Shape spatial;
    for (std::size_t i = 0; i < more.size(); ++i)
        spatial.push_back((input.size(static_cast<std::int64_t>(i) + 2) - 1) * geometry.stride[i]
                          - 2 * geometry.padBefore[i] + geometry.dilation[i] * (geometry.kernel[i] - 1) + 1
                          + std::min(more[i], geometry.stride[i]));
    checkResult(input, weight.size(1) * groups, spatial);
    return {at::convolution(input, weight, bias(call), geometry.stride, geometry.padBefore, geometry.dilation, true,
                            more, groups)};
}

Tensors batchNormalization(const NodeCall& call)
{
    const at::Tensor& input = call.input(0);
    if (input.dim() < 2)
        throw OperatorError("has an input of " + shapeText(shapeOf(input)));
    Shape perChannel(static_cast<std::size_t>(input.dim()), 1);
    perChannel[1] = input.size(1);
    for (std::size_t i = 1; i < 5; ++i)
        if (call.input(i).numel() != input.size(1))
            throw OperatorError("has " + std::to_string(call.input(i).numel()) + " values for "
                                + std::to_string(input.size(1)) + " channels");
    const at::Tensor factor = at::mul(call.input(1), at::rsqrt(at::add(call.input(4), call.number("epsilon", 1e-5))));
    const at::Tensor shift = at::sub(call.input(2), at::mul(call.input(3), factor));
    return {at::add(at::mul(input, factor.reshape(perChannel)), shift.reshape(perChannel))};
}

constexpr Operator kOperators[]{
    {"Conv", convolution},
    {"ConvTranspose", transposedConvolution},
    {"BatchNormalization", batchNormalization},
};

} // namespace

std::span<const Operator> convolutionOperators()
{
    return kOperators;
}

} // namespace jackdaw::onnx
