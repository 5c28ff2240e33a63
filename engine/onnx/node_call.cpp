// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/onnx/node_call.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>

namespace jackdaw::onnx {

void ensureAllowed(const Shape& shape)
{
    if (!elementCount(shape))
        throw OperatorError("would give a tensor of " + shapeText(shape));
}

Shape shapeOf(const at::Tensor& tensor)
{
    return tensor.sizes().vec();
}

at::Tensor toTorch(const Tensor& tensor)
{
    const auto copy = [&]<class Value>(const std::vector<Value>& values) {
        at::Tensor result = at::empty(tensor.shape, c10::CppTypeToScalarType<Value>::value);
        std::copy(values.begin(), values.end(), result.data_ptr<Value>());
        return result;
    };
    return std::visit(copy, tensor.values);
}

std::int64_t normalAxis(std::int64_t axis, std::int64_t rank)
{
    if (axis < -rank || axis >= rank)
        throw OperatorError("is told of the axis " + std::to_string(axis) + " of a tensor with " + std::to_string(rank)
                            + " extents");
    return axis < 0 ? axis + rank : axis;
}

const at::Tensor& NodeCall::input(std::size_t index) const
{
    if (!has(index))
        throw OperatorError("has no input " + std::to_string(index + 1));
    return m_inputs[index];
}

std::vector<std::int64_t> NodeCall::integersOf(std::size_t index) const
{
    const at::Tensor values = input(index).to(at::kLong).contiguous();
    const std::int64_t* begin = values.const_data_ptr<std::int64_t>();
    return {begin, begin + values.numel()};
}

std::vector<double> NodeCall::numbersOf(std::size_t index) const
{
    const at::Tensor values = input(index).to(at::kDouble).contiguous();
    const double* begin = values.const_data_ptr<double>();
    return {begin, begin + values.numel()};
}

template <class Value>
const Value* NodeCall::find(const char* name) const
{
    const auto found = m_node.attributes.find(name);
    if (found == m_node.attributes.end())
        return nullptr;
    const Value* value = std::get_if<Value>(&found->second);
    if (!value)
        throw OperatorError("has the attribute '" + std::string(name) + "' of the wrong kind");
    return value;
}

std::int64_t NodeCall::integer(const char* name, std::int64_t otherwise) const
{
    const auto* value = find<std::int64_t>(name);
    return value ? *value : otherwise;
}

double NodeCall::number(const char* name, double otherwise) const
{
    const auto* value = find<float>(name);
    return value ? static_cast<double>(*value) : otherwise;
}

std::string NodeCall::text(const char* name, const char* otherwise) const
{
    const auto* value = find<std::string>(name);
    return value ? *value : otherwise;
}

std::vector<std::int64_t> NodeCall::integers(const char* name) const
{
    const auto* value = find<std::vector<std::int64_t>>(name);
    return value ? *value : std::vector<std::int64_t>{};
}

std::vector<float> NodeCall::numbers(const char* name) const
{
    const auto* value = find<std::vector<float>>(name);
    return value ? *value : std::vector<float>{};
}

const Tensor* NodeCall::tensor(const char* name) const
{
    return find<Tensor>(name);
}

std::vector<std::int64_t> NodeCall::integers(const char* name, std::size_t index) const
{
    return has(index) ? integersOf(index) : integers(name);
}

} // namespace jackdaw::onnx
