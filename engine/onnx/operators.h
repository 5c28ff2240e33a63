// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/onnx/node_call.h"

#include <limits>
#include <string_view>

namespace jackdaw::onnx {

/// An operator of ONNX as a function over tensors, which throws OperatorError or what LibTorch throws. It works for any
/// order of a tensor's elements in memory, and its result can be differentiated where LibTorch's functions can.
struct Operator {
    std::string_view name;
    Tensors (*run)(const NodeCall&);
    /// From this input on inputs are no data, but say how to compute: their values are read.
    std::size_t firstParameter = std::numeric_limits<std::size_t>::max();
};

/// Null where the operator is not supported.
const Operator* findOperator(const Node& node);

std::span<const Operator> arithmeticOperators();
std::span<const Operator> shapeOperators();
std::span<const Operator> sliceOperators();
std::span<const Operator> convolutionOperators();
std::span<const Operator> poolingOperators();
std::span<const Operator> resizeOperators();

} // namespace jackdaw::onnx
