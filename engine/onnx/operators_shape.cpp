// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/onnx/operators.h"

#include <algorithm>

#include <ATen/ExpandUtils.h>
#include <ATen/ops/full.h>
#include <ATen/ops/ne.h>
#include <ATen/ops/scalar_tensor.h>

namespace jackdaw::onnx {
namespace {

Tensors identity(const NodeCall& call)
{
    return {call.input(0)};
}

/// One tensor of whole numbers.
at::Tensor integerTensor(const std::vector<std::int64_t>& values)
{
    return toTorch({{static_cast<std::int64_t>(values.size())}, values});
}

Tensors shape(const NodeCall& call)
{
    const Shape all = shapeOf(call.input(0));
    const auto rank = static_cast<std::int64_t>(all.size());
    const auto place = [&](std::int64_t index) {
        return std::clamp<std::int64_t>(index < 0 ? index + rank : index, 0, rank);
    };
    const std::int64_t first = place(call.integer("start", 0));
    const std::int64_t last = std::max(first, place(call.integer("end", rank)));
    return {integerTensor({all.begin() + first, all.begin() + last})};
}

Tensors size(const NodeCall& call)
{
    return {at::scalar_tensor(call.input(0).numel(), at::kLong)};
}

Tensors constant(const NodeCall& call)
{
    if (const Tensor* value = call.tensor("value"))
        return {toTorch(*value)};
    if (call.hasAttribute("value_int"))
        return {at::scalar_tensor(call.integer("value_int", 0), at::kLong)};
    if (call.hasAttribute("value_float"))
        return {at::scalar_tensor(call.number("value_float", 0.0), at::kFloat)};
    if (call.hasAttribute("value_ints"))
        return {integerTensor(call.integers("value_ints"))};
    const auto numbers = call.numbers("value_floats");
    if (numbers.empty())
        throw OperatorError("holds no value that is known");
    return {toTorch({{static_cast<std::int64_t>(numbers.size())}, numbers})};
}

Tensors constantOfShape(const NodeCall& call)
{
    const auto extents = call.integersOf(0);
    ensureAllowed(extents);
    const Tensor* value = call.tensor("value");
    const at::Tensor filling = value ? toTorch(*value) : at::scalar_tensor(0.0F, at::kFloat);
    if (filling.numel() != 1)
        throw OperatorError("has a value that is not one number");
    return {at::full(extents, filling.item(), filling.scalar_type())};
}

/// All floating types are one here, and all integers.
Tensors cast(const NodeCall& call)
{
    constexpr std::int64_t kFloat = 1;
    constexpr std::int64_t kBool = 9;
    constexpr std::int64_t kHalf = 10;
    constexpr std::int64_t kDouble = 11;
    constexpr std::int64_t kBrain = 16;
    const std::int64_t to = call.integer("to", 0);
    const at::Tensor& input = call.input(0);
    if (to == kFloat || to == kHalf || to == kDouble || to == kBrain)
        return {at::isFloatingType(input.scalar_type()) ? input : input.to(at::kFloat)};
    return {to == kBool ? at::ne(input, 0).to(at::kLong) : input.to(at::kLong)};
}

/// 0 takes over the input's extent, -1 is what is left.
Tensors reshape(const NodeCall& call)
{
    const at::Tensor& input = call.input(0);
    auto extents = call.integers("shape", 1);
    const bool zeroIsZero = call.integer("allowzero", 0) != 0;
    for (std::size_t i = 0; i < extents.size(); ++i)
        if (extents[i] == 0 && !zeroIsZero)
            extents[i] = input.size(static_cast<std::int64_t>(i));
    return {input.reshape(extents)};
}

Tensors transpose(const NodeCall& call)
{
    const at::Tensor& input = call.input(0);
    auto order = call.integers("perm");
    for (std::int64_t axis = input.dim() - 1; !call.hasAttribute("perm") && axis >= 0; --axis)
        order.push_back(axis);
    return {input.permute(order)};
}

Tensors flatten(const NodeCall& call)
{
    const at::Tensor& input = call.input(0);
    const std::int64_t given = call.integer("axis", 1);
    const std::int64_t axis = given < 0 ? given + input.dim() : given;
    if (axis < 0 || axis > input.dim())
        throw OperatorError("is told of the axis " + std::to_string(given));
    const auto rows = elementCount(input.sizes().slice(0, static_cast<std::size_t>(axis)).vec());
    const auto columns = elementCount(input.sizes().slice(static_cast<std::size_t>(axis)).vec());
    return {input.reshape({rows.value_or(0), columns.value_or(0)})};
}

Tensors squeeze(const NodeCall& call)
{
    const at::Tensor& input = call.input(0);
    auto axes = call.integers("axes", 1);
    Shape kept;
    for (std::int64_t& axis : axes)
        axis = normalAxis(axis, input.dim());
    for (std::int64_t axis = 0; axis < input.dim(); ++axis) {
        const bool named = std::find(axes.begin(), axes.end(), axis) != axes.end();
        if (named && input.size(axis) != 1)
            throw OperatorError("is told to leave out an extent of " + std::to_string(input.size(axis)));
        if (!named && (!axes.empty() || input.size(axis) != 1))
            kept.push_back(input.size(axis));
    }
    return {input.reshape(kept)};
}

Tensors unsqueeze(const NodeCall& call)
{
    at::Tensor result = call.input(0);
    auto axes = call.integers("axes", 1);
    const std::int64_t rank = result.dim() + static_cast<std::int64_t>(axes.size());
    for (std::int64_t& axis : axes)
        axis = normalAxis(axis, rank);
    std::sort(axes.begin(), axes.end());
    for (const std::int64_t axis : axes)
        result = result.unsqueeze(axis);
    return {result};
}

Tensors expand(const NodeCall& call)
{
    const Shape extents = at::infer_size(call.input(0).sizes(), call.integersOf(1));
    ensureAllowed(extents);
    return {call.input(0).expand(extents)};
}

Tensors tile(const NodeCall& call)
{
    const at::Tensor& input = call.input(0);
    const auto repeats = call.integersOf(1);
    if (static_cast<std::int64_t>(repeats.size()) != input.dim())
        throw OperatorError("has " + std::to_string(repeats.size()) + " repeats for " + std::to_string(input.dim())
                            + " extents");
    Shape extents = shapeOf(input);
    for (std::size_t i = 0; i < extents.size(); ++i)
        if (repeats[i] < 0 || __builtin_mul_overflow(extents[i], repeats[i], &extents[i]))
            throw OperatorError("is told to repeat " + std::to_string(repeats[i]) + " times");
    ensureAllowed(extents);
    return {input.repeat(repeats)};
}

constexpr Operator kOperators[]{
    {"Identity", identity}, {"Dropout", identity, 1}, {"Shape", shape},
    {"Size", size},         {"Constant", constant},   {"ConstantOfShape", constantOfShape, 0},
    {"Cast", cast},         {"Reshape", reshape, 1},  {"Transpose", transpose},
    {"Flatten", flatten},   {"Squeeze", squeeze, 1},  {"Unsqueeze", unsqueeze, 1},
    {"Expand", expand, 1},  {"Tile", tile, 1},
};

} // namespace

std::span<const Operator> shapeOperators()
{
    return kOperators;
}

} // namespace jackdaw::onnx
