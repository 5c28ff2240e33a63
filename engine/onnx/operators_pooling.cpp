// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/onnx/operators.h"
#include "engine/onnx/window_geometry.h"

#include <limits>
#include <numeric>

#include <ATen/ops/amax.h>
#include <ATen/ops/avg_pool2d.h>
#include <ATen/ops/div.h>
#include <ATen/ops/max_pool2d.h>
#include <ATen/ops/mean.h>
#include <ATen/ops/ones_like.h>

namespace jackdaw::onnx {
namespace {

WindowGeometry poolGeometry(const NodeCall& call)
{
    const auto kernel = call.integers("kernel_shape");
    if (kernel.size() != 2)
        throw OperatorError("has a window with " + std::to_string(kernel.size()) + " axes; supported are two");
    WindowGeometry geometry = geometryOf(call, call.input(0), kernel);
    const Shape spatial = geometry.output(call.input(0).sizes().slice(2));
    ensureAllowed({call.input(0).size(0), call.input(0).size(1), spatial[0], spatial[1]});
    return geometry;
}

/// LibTorch pads by itself where both ends are alike and at most half a window is outside.
bool canPadItself(const WindowGeometry& geometry)
{
    for (std::size_t i = 0; i < geometry.kernel.size(); ++i)
        if (2 * geometry.padBefore[i] > geometry.kernel[i])
            return false;
    return geometry.isEven();
}

Tensors maxPool(const NodeCall& call)
{
    if (call.outputCount() > 1)
        throw OperatorError("gives the places of the largest values, which is not supported");
    at::Tensor input = call.input(0);
    WindowGeometry geometry = poolGeometry(call);
    if (!canPadItself(geometry))
        input = padded(input, geometry, -std::numeric_limits<double>::infinity());
    return {at::max_pool2d(input, geometry.kernel, geometry.stride, geometry.padBefore, geometry.dilation,
                           call.integer("ceil_mode", 0) != 0)};
}

at::Tensor averaged(const at::Tensor& input, const WindowGeometry& geometry, bool ceil, bool countPadding)
{
    return at::avg_pool2d(input, geometry.kernel, geometry.stride, geometry.padBefore, ceil, countPadding);
}

Tensors averagePool(const NodeCall& call)
{
    const at::Tensor& input = call.input(0);
    const bool ceil = call.integer("ceil_mode", 0) != 0;
    const bool countPadding = call.integer("count_include_pad", 0) != 0;
    WindowGeometry geometry = poolGeometry(call);
    if (geometry.dilation != std::vector<std::int64_t>{1, 1})
        throw OperatorError("has dilations, which are not supported");
    if (canPadItself(geometry))
        return {averaged(input, geometry, ceil, countPadding)};
    WindowGeometry again = geometry;
    const at::Tensor sum = averaged(padded(input, geometry, 0.0), geometry, ceil, true);
    if (countPadding)
        return {sum};
    const at::Tensor counted = padded(at::ones_like(input), again, 0.0);
    return {at::div(sum, averaged(counted, again, ceil, true))};
}

std::vector<std::int64_t> spatialAxes(const at::Tensor& input)
{
    if (input.dim() < 3)
        throw OperatorError("has an input of " + shapeText(shapeOf(input)));
    std::vector<std::int64_t> axes(static_cast<std::size_t>(input.dim() - 2));
    std::iota(axes.begin(), axes.end(), 2);
    return axes;
}

Tensors globalAveragePool(const NodeCall& call)
{
    return {at::mean(call.input(0), spatialAxes(call.input(0)), true)};
}

Tensors globalMaxPool(const NodeCall& call)
{
    return {at::amax(call.input(0), spatialAxes(call.input(0)), true)};
}

constexpr Operator kOperators[]{
    {"MaxPool", maxPool},
    {"AveragePool", averagePool},
    {"GlobalAveragePool", globalAveragePool},
    {"GlobalMaxPool", globalMaxPool},
};

} // namespace

std::span<const Operator> poolingOperators()
{
    return kOperators;
}

} // namespace jackdaw::onnx
