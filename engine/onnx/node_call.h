// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/onnx/graph.h"

#include <stdexcept>

#include <ATen/core/Tensor.h>

namespace jackdaw::onnx {

using Tensors = std::vector<at::Tensor>;

/// What is wrong with one node's inputs or attributes; whoever runs nodes adds network and node. Stays in this room.
struct OperatorError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// A shape that no tensor may have is refused before anything is allocated.
void ensureAllowed(const Shape& shape);

Shape shapeOf(const at::Tensor& tensor);
at::Tensor toTorch(const Tensor& tensor);
/// Brings \p axis of a tensor with \p rank extents from -rank … rank - 1 to 0 … rank - 1.
std::int64_t normalAxis(std::int64_t axis, std::int64_t rank);

/// A node with its inputs, as its operator's function sees it. Nothing is copied.
class NodeCall {
public:
    NodeCall(const Node& node, std::int64_t opset, std::span<const at::Tensor> inputs) :
        m_node(node), m_opset(opset), m_inputs(inputs)
    {
    }

    std::int64_t opset() const { return m_opset; }
    std::size_t outputCount() const { return m_node.outputs.size(); }
    std::span<const at::Tensor> inputs() const { return m_inputs; }
    bool has(std::size_t index) const { return index < m_inputs.size() && m_inputs[index].defined(); }
    const at::Tensor& input(std::size_t index) const;
    /// Values of an input that is no data but says how to compute.
    std::vector<std::int64_t> integersOf(std::size_t index) const;
    std::vector<double> numbersOf(std::size_t index) const;

    bool hasAttribute(const char* name) const { return m_node.attributes.contains(name); }
    std::int64_t integer(const char* name, std::int64_t otherwise) const;
    double number(const char* name, double otherwise) const;
    std::string text(const char* name, const char* otherwise) const;
    std::vector<std::int64_t> integers(const char* name) const; ///< empty without the attribute
    std::vector<float> numbers(const char* name) const; ///< empty without the attribute
    const Tensor* tensor(const char* name) const; ///< null without the attribute
    /// Many operators took as an attribute first what they take as an input since a later opset.
    std::vector<std::int64_t> integers(const char* name, std::size_t index) const;

private:
    template <class Value>
    const Value* find(const char* name) const;

    const Node& m_node;
    std::int64_t m_opset;
    std::span<const at::Tensor> m_inputs;
};

} // namespace jackdaw::onnx
