// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/onnx/program.h"

#include "engine/tensors/failure.h"

#include <algorithm>
#include <set>

namespace jackdaw::onnx {
namespace {

/// From the last step to the first: what is met for the first time is not needed afterwards.
void markReleases(std::vector<Step>& steps, const Trace& trace)
{
    std::set<ValueId> needed(trace.outputs.begin(), trace.outputs.end());
    for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
        for (const ValueId id : step->inputs)
            if (id >= 0 && !trace.value(id).isConstant() && needed.insert(id).second)
                step->released.push_back(id);
        for (const ValueId id : step->outputs)
            if (!needed.contains(id))
                step->released.push_back(id);
    }
}

} // namespace

Program::Program(const Trace& trace, std::vector<Step> steps) :
    m_steps(std::move(steps)), m_inputs(trace.inputs), m_outputs(trace.outputs)
{
    markReleases(m_steps, trace);
    for (const Value& value : trace.values)
        m_constants.push_back(value.constant);
}

Tensors Program::run(std::span<const at::Tensor> inputs) const
{
    ProgramRun run(*this, inputs);
    run.goOn(1.0);
    return run.outputs();
}

ProgramRun::ProgramRun(const Program& program, std::span<const at::Tensor> inputs) :
    m_program(&program), m_values(program.m_constants)
{
    for (std::size_t i = 0; i < program.m_inputs.size(); ++i)
        at(program.m_inputs[i]) = inputs[i];
}

void ProgramRun::goOn(double part)
{
    const auto end = static_cast<std::size_t>(part * static_cast<double>(m_program->m_steps.size()));
    for (; m_next < end; ++m_next)
        run(m_program->m_steps[m_next]);
}

void ProgramRun::run(const Step& step)
{
    std::vector<at::Tensor> given;
    for (const ValueId id : step.inputs)
        given.push_back(id < 0 ? at::Tensor() : at(id));
    try {
        Tensors results = step.kernel(given);
        for (std::size_t i = 0; i < step.outputs.size(); ++i)
            at(step.outputs[i]) = std::move(results.at(i));
    } catch (const std::exception& error) {
        if (tensors::codeOf(error) == ErrorCode::OutOfMemory)
            throw;
        throw OperatorError(nodeText(step.node) + ": " + error.what());
    }
    for (const ValueId id : step.released)
        at(id) = at::Tensor();
}

Tensors ProgramRun::outputs() const
{
    Tensors outputs;
    for (const ValueId id : m_program->m_outputs)
        outputs.push_back(m_values[static_cast<std::size_t>(id)]);
    return outputs;
}

Kernel kernelOf(const TracedNode& node, std::int64_t opset)
{
    return [run = findOperator(node.node)->run, copy = node.node, opset](std::span<const at::Tensor> inputs) {
        return run(NodeCall(copy, opset, inputs));
    };
}

Program plainProgram(const Trace& trace)
{
    std::vector<Step> steps;
    for (const TracedNode& node : trace.nodes)
        steps.push_back({node.node, kernelOf(node, trace.opset), node.inputs, node.outputs, {}});
    return {trace, std::move(steps)};
}

} // namespace jackdaw::onnx
