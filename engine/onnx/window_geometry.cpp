// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/onnx/window_geometry.h"

#include <algorithm>

#include <ATen/ops/constant_pad_nd.h>

namespace jackdaw::onnx {
namespace {

/// No real network is beyond it, and products of two such numbers cannot overflow.
constexpr std::int64_t kLargest = 1 << 20;

std::vector<std::int64_t> perAxis(const NodeCall& call, const char* name, std::size_t count, std::int64_t otherwise)
{
    auto values = call.integers(name);
    if (values.empty())
        values.assign(count, otherwise);
    if (values.size() != count)
        throw OperatorError("has " + std::to_string(values.size()) + " " + name + " where " + std::to_string(count)
                            + " were expected");
    for (const std::int64_t value : values)
        if (value < otherwise || value > kLargest)
            throw OperatorError("has " + std::to_string(value) + " among its " + name);
    return values;
}

/// The output is as large as the input divided by the stride.
void padToSame(WindowGeometry& geometry, at::IntArrayRef spatial, bool moreBefore)
{
    for (std::size_t i = 0; i < spatial.size(); ++i) {
        const std::int64_t count = (spatial[i] + geometry.stride[i] - 1) / geometry.stride[i];
        const std::int64_t needed =
            (count - 1) * geometry.stride[i] + (geometry.kernel[i] - 1) * geometry.dilation[i] + 1;
        const std::int64_t pad = std::max<std::int64_t>(0, needed - spatial[i]);
        geometry.padBefore[i] = moreBefore ? pad - pad / 2 : pad / 2;
        geometry.padAfter[i] = pad - geometry.padBefore[i];
    }
}

} // namespace

Shape WindowGeometry::output(at::IntArrayRef spatial) const
{
    Shape extents;
    for (std::size_t i = 0; i < spatial.size(); ++i) {
        const std::int64_t room = spatial[i] + padBefore[i] + padAfter[i] - (kernel[i] - 1) * dilation[i] - 1;
        extents.push_back(room < 0 ? -1 : room / stride[i] + 1);
    }
    return extents;
}

WindowGeometry geometryOf(const NodeCall& call, const at::Tensor& input, at::IntArrayRef kernel)
{
    const std::size_t axes = kernel.size();
    if (input.dim() != static_cast<std::int64_t>(axes) + 2 || axes == 0)
        throw OperatorError("has a window with " + std::to_string(axes) + " axes for an input of "
                            + shapeText(shapeOf(input)));
    for (const std::int64_t extent : kernel)
        if (extent < 1 || extent > kLargest)
            throw OperatorError("has a window with an extent of " + std::to_string(extent));
    WindowGeometry geometry{
        kernel.vec(), perAxis(call, "strides", axes, 1), perAxis(call, "dilations", axes, 1), {}, {}};
    const auto pads = perAxis(call, "pads", 2 * axes, 0);
    const auto middle = pads.begin() + static_cast<std::ptrdiff_t>(axes);
    geometry.padBefore.assign(pads.begin(), middle);
    geometry.padAfter.assign(middle, pads.end());
    const std::string automatic = call.text("auto_pad", "NOTSET");
    if (automatic == "SAME_UPPER" || automatic == "SAME_LOWER")
        padToSame(geometry, input.sizes().slice(2), automatic == "SAME_LOWER");
    return geometry;
}

at::Tensor padded(const at::Tensor& input, WindowGeometry& geometry, double value)
{
    std::vector<std::int64_t> fromLast;
    Shape extents = shapeOf(input);
    for (std::size_t i = geometry.kernel.size(); i-- > 0;) {
        fromLast.insert(fromLast.end(), {geometry.padBefore[i], geometry.padAfter[i]});
        extents[i + 2] += geometry.padBefore[i] + geometry.padAfter[i];
    }
    ensureAllowed(extents);
    geometry.padBefore.assign(geometry.kernel.size(), 0);
    geometry.padAfter = geometry.padBefore;
    return at::constant_pad_nd(input, fromLast, value);
}

} // namespace jackdaw::onnx
