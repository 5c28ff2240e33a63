// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/onnx/operators.h"

#include <numeric>

#include <ATen/ExpandUtils.h>
#include <ATen/ops/abs.h>
#include <ATen/ops/add.h>
#include <ATen/ops/ceil.h>
#include <ATen/ops/clamp.h>
#include <ATen/ops/div.h>
#include <ATen/ops/eq.h>
#include <ATen/ops/erf.h>
#include <ATen/ops/exp.h>
#include <ATen/ops/floor.h>
#include <ATen/ops/leaky_relu.h>
#include <ATen/ops/log.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/maximum.h>
#include <ATen/ops/mean.h>
#include <ATen/ops/minimum.h>
#include <ATen/ops/mish.h>
#include <ATen/ops/mul.h>
#include <ATen/ops/neg.h>
#include <ATen/ops/pow.h>
#include <ATen/ops/reciprocal.h>
#include <ATen/ops/relu.h>
#include <ATen/ops/sigmoid.h>
#include <ATen/ops/softmax.h>
#include <ATen/ops/softplus.h>
#include <ATen/ops/sqrt.h>
#include <ATen/ops/sub.h>
#include <ATen/ops/sum.h>
#include <ATen/ops/tanh.h>
#include <ATen/ops/where.h>

namespace jackdaw::onnx {
namespace {

template <at::Tensor (*Function)(const at::Tensor&)>
Tensors unary(const NodeCall& call)
{
    return {Function(call.input(0))};
}

/// Both sides are broadcast to a common shape; it is checked before it is filled.
template <at::Tensor (*Function)(const at::Tensor&, const at::Tensor&)>
Tensors binary(const NodeCall& call)
{
    const at::Tensor& left = call.input(0);
    const at::Tensor& right = call.input(1);
    ensureAllowed(at::infer_size(left.sizes(), right.sizes()));
    return {Function(left, right)};
}

at::Tensor add(const at::Tensor& left, const at::Tensor& right)
{
    return at::add(left, right);
}

at::Tensor subtract(const at::Tensor& left, const at::Tensor& right)
{
    return at::sub(left, right);
}

/// Integers are divided towards zero. The smallest one by -1 would be a trap of the processor.
at::Tensor divide(const at::Tensor& left, const at::Tensor& right)
{
    if (at::isFloatingType(left.scalar_type()) || at::isFloatingType(right.scalar_type()))
        return at::div(left, right);
    const at::Tensor negated = at::eq(right, -1);
    return at::where(negated, at::neg(left), at::div(left, at::where(negated, 1, right), "trunc"));
}

at::Tensor power(const at::Tensor& left, const at::Tensor& right)
{
    return at::pow(left, right);
}

/// The whole chain of further inputs, as Max and Min take any number.
template <at::Tensor (*Function)(const at::Tensor&, const at::Tensor&)>
Tensors chain(const NodeCall& call)
{
    at::Tensor result = call.input(0);
    for (std::size_t i = 1; i < call.inputs().size(); ++i) {
        ensureAllowed(at::infer_size(result.sizes(), call.input(i).sizes()));
        result = Function(result, call.input(i));
    }
    return {result};
}

Tensors leakyRelu(const NodeCall& call)
{
    return {at::leaky_relu(call.input(0), call.number("alpha", 0.01))};
}

at::Tensor hardSigmoid(const at::Tensor& input, double slope, double offset)
{
    return at::clamp(at::add(at::mul(input, slope), offset), 0, 1);
}

Tensors hardSigmoid(const NodeCall& call)
{
    return {hardSigmoid(call.input(0), call.number("alpha", 0.2), call.number("beta", 0.5))};
}

Tensors hardSwish(const NodeCall& call)
{
    return {at::mul(call.input(0), hardSigmoid(call.input(0), 1.0 / 6.0, 0.5))};
}

Tensors elu(const NodeCall& call)
{
    const at::Tensor& input = call.input(0);
    const at::Tensor below = at::mul(at::sub(at::exp(at::clamp(input, std::nullopt, 0)), 1), call.number("alpha", 1.0));
    return {at::where(at::eq(at::relu(input), 0), below, input)};
}

Tensors softplus(const NodeCall& call)
{
    return {at::softplus(call.input(0))};
}

Tensors parametricRelu(const NodeCall& call)
{
    const at::Tensor& input = call.input(0);
    ensureAllowed(at::infer_size(input.sizes(), call.input(1).sizes()));
    return {at::add(at::relu(input), at::mul(at::clamp(input, std::nullopt, 0), call.input(1)))};
}

std::optional<at::Scalar> bound(const NodeCall& call, const char* attribute, std::size_t index)
{
    if (call.hasAttribute(attribute))
        return call.number(attribute, 0.0);
    if (!call.has(index))
        return std::nullopt;
    if (call.input(index).numel() != 1)
        throw OperatorError("has a bound that is not one number");
    return call.input(index).item();
}

Tensors clip(const NodeCall& call)
{
    const auto low = bound(call, "min", 1);
    const auto high = bound(call, "max", 2);
    return {low || high ? at::clamp(call.input(0), low, high) : call.input(0)};
}

Shape productShape(const at::Tensor& left, const at::Tensor& right)
{
    if (left.dim() < 2 || right.dim() < 2)
        return left.dim() > right.dim() ? shapeOf(left) : shapeOf(right);
    Shape shape = at::infer_size(left.sizes().slice(0, left.dim() - 2), right.sizes().slice(0, right.dim() - 2));
    shape.push_back(left.size(-2));
    shape.push_back(right.size(-1));
    return shape;
}

at::Tensor product(const at::Tensor& left, const at::Tensor& right)
{
    ensureAllowed(productShape(left, right));
    return at::matmul(left, right);
}

Tensors matrixProduct(const NodeCall& call)
{
    return {product(call.input(0), call.input(1))};
}

Tensors gemm(const NodeCall& call)
{
    if (call.input(0).dim() != 2 || call.input(1).dim() != 2)
        throw OperatorError("multiplies tensors of " + shapeText(shapeOf(call.input(0))) + " and "
                            + shapeText(shapeOf(call.input(1))) + ", which are no matrices");
    const at::Tensor left = call.integer("transA", 0) != 0 ? call.input(0).t() : call.input(0);
    const at::Tensor right = call.integer("transB", 0) != 0 ? call.input(1).t() : call.input(1);
    at::Tensor result = at::mul(product(left, right), call.number("alpha", 1.0));
    if (call.has(2))
        result = at::add(result, at::mul(call.input(2), call.number("beta", 1.0)));
    return {result};
}

/// Before opset 13 everything from the axis on was one row.
Tensors softmax(const NodeCall& call)
{
    const at::Tensor& input = call.input(0);
    const bool rows = call.opset() < 13;
    const std::int64_t axis = normalAxis(call.integer("axis", rows ? 1 : -1), input.dim());
    return {rows ? at::softmax(input.flatten(axis), axis).reshape(input.sizes()) : at::softmax(input, axis)};
}

template <at::Tensor (*Function)(const at::Tensor&, at::IntArrayRef, bool)>
Tensors reduce(const NodeCall& call)
{
    auto axes = call.integers("axes", 1);
    if (axes.empty() && call.integer("noop_with_empty_axes", 0) != 0)
        return {call.input(0)};
    if (axes.empty()) {
        axes.resize(static_cast<std::size_t>(call.input(0).dim()));
        std::iota(axes.begin(), axes.end(), 0);
    }
    return {Function(call.input(0), axes, call.integer("keepdims", 1) != 0)};
}

at::Tensor mean(const at::Tensor& input, at::IntArrayRef axes, bool keep)
{
    return at::mean(input, axes, keep);
}

at::Tensor sum(const at::Tensor& input, at::IntArrayRef axes, bool keep)
{
    return at::sum(input, axes, keep);
}

constexpr Operator kOperators[]{
    {"Add", binary<add>},
    {"Sub", binary<subtract>},
    {"Mul", binary<at::mul>},
    {"Div", binary<divide>},
    {"Pow", binary<power>},
    {"Max", chain<at::maximum>},
    {"Min", chain<at::minimum>},
    {"Sum", chain<add>},
    {"Abs", unary<at::abs>},
    {"Neg", unary<at::neg>},
    {"Floor", unary<at::floor>},
    {"Ceil", unary<at::ceil>},
    {"Reciprocal", unary<at::reciprocal>},
    {"Exp", unary<at::exp>},
    {"Log", unary<at::log>},
    {"Sqrt", unary<at::sqrt>},
    {"Erf", unary<at::erf>},
    {"Relu", unary<at::relu>},
    {"Sigmoid", unary<at::sigmoid>},
    {"Tanh", unary<at::tanh>},
    {"Mish", unary<at::mish>},
    {"LeakyRelu", leakyRelu},
    {"PRelu", parametricRelu},
    {"Elu", elu},
    {"Softplus", softplus},
    {"HardSigmoid", hardSigmoid},
    {"HardSwish", hardSwish},
    {"Clip", clip, 1},
    {"MatMul", matrixProduct},
    {"Gemm", gemm},
    {"Softmax", softmax},
    {"ReduceMean", reduce<mean>, 1},
    {"ReduceSum", reduce<sum>, 1},
};

} // namespace

std::span<const Operator> arithmeticOperators()
{
    return kOperators;
}

} // namespace jackdaw::onnx
