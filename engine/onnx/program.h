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
    friend class ProgramRun;

    std::vector<at::Tensor> m_constants; ///< by value; undefined where it is none
    std::vector<Step> m_steps;
    std::vector<ValueId> m_inputs;
    std::vector<ValueId> m_outputs;
};

/// A run of a program that outlives it, which may be interrupted between steps.
class ProgramRun {
public:
    ProgramRun(const Program& program, std::span<const at::Tensor> inputs);

    /// Runs on until \p part of all steps (0 to 1) are done. OperatorError names the node.
    void goOn(double part);
    /// Of a run that is done.
    Tensors outputs() const;

private:
    void run(const Step& step);
    at::Tensor& at(ValueId id) { return m_values[static_cast<std::size_t>(id)]; }

    const Program* m_program;
    std::vector<at::Tensor> m_values;
    std::size_t m_next = 0; ///< step
};

/// The operator of \p node as a kernel.
Kernel kernelOf(const TracedNode& node, std::int64_t opset);

/// The plain interpreter: one step per node, each by its operator.
Program plainProgram(const Trace& trace);

} // namespace jackdaw::onnx
