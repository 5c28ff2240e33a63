// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/onnx/trace.h"

#include <functional>

namespace jackdaw::onnx {

/// Computes the outputs of one step from its inputs; inputs that are left out are undefined tensors.
using Kernel = std::function<Tensors(std::span<const at::Tensor>)>;

struct Step {
    Node node; ///< for errors
    Kernel kernel;
    std::vector<ValueId> inputs;
    std::vector<ValueId> outputs;
    std::vector<ValueId> released; ///< no later step needs them
};

/// Steps in the order in which they are run. Immutable: what a run computes lives in that run alone.
class Program {
public:
    /// Works out what each step may release.
    Program(const Trace& trace, std::vector<Step> steps);

    /// The outputs for \p inputs. OperatorError names the node.
    Tensors run(std::span<const at::Tensor> inputs) const;

private:
    std::vector<at::Tensor> m_constants; ///< by value; undefined where it is none
    std::vector<Step> m_steps;
    std::vector<ValueId> m_inputs;
    std::vector<ValueId> m_outputs;
};

/// The operator of \p node as a kernel.
Kernel kernelOf(const TracedNode& node, std::int64_t opset);

/// The plain interpreter: one step per node, each by its operator.
Program plainProgram(const Trace& trace);

} // namespace jackdaw::onnx
