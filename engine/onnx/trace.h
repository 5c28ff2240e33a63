// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/onnx/operators.h"

namespace jackdaw::onnx {

/// What a name of the graph stands for at one size of the inputs.
struct Value {
    Shape shape;
    at::Tensor constant; ///< undefined where the value depends on the inputs
    bool isConstant() const { return constant.defined(); }
};

/// Index into the values of a trace; -1 stands for an input or output that is left out.
using ValueId = int;

/// A node that depends on the inputs.
struct TracedNode {
    Node node;
    std::vector<ValueId> inputs;
    std::vector<ValueId> outputs;
};

/// A graph at one size: all shapes are known, and whatever does not depend on the inputs is computed.
struct Trace {
    std::string name;
    std::int64_t opset = 0;
    std::vector<Value> values;
    std::map<std::string, ValueId> ids; ///< of the graph's names
    std::vector<TracedNode> nodes;
    std::vector<ValueId> inputs;
    std::vector<ValueId> outputs;

    const Value& value(ValueId id) const { return values[static_cast<std::size_t>(id)]; }
    /// A value that no node gives.
    ValueId addConstant(const at::Tensor& tensor);
    /// A value that the node gives which is about to be added.
    ValueId addVariable(Shape shape);
};

/// Runs \p graph once on zeros of the shapes \p inputs. Where these are not the shapes that the file declares,
/// constants that were made for the declared size (Reshape's and Resize's) are made anew. Unsupported names all unknown
/// operators, InvalidInput the node that does not take these inputs.
Result<Trace> traceGraph(const Graph& graph, const std::vector<Shape>& inputs);

} // namespace jackdaw::onnx
