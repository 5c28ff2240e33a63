// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/onnx/fusion.h"

#include "engine/onnx/direct_convolution.h"

#include <ATen/ops/silu.h>
#include <ATen/ops/zeros.h>

namespace jackdaw::onnx {
namespace {

bool changesNothing(const Work& work, const Trace& trace)
{
    if (work.is("Identity") || (work.is("Dropout") && work.traced.outputs.size() == 1))
        return true;
    constexpr std::int64_t kFloat = 1;
    const auto to = work.traced.node.attributes.find("to");
    return work.is("Cast") && work.input(0) == trace.inputs.front() && to != work.traced.node.attributes.end()
        && to->second == Attribute(kFloat);
}

/// The factor of \p product other than \p gate, where the gate is \p type of that factor.
std::optional<ValueId> gated(Works& works, const Work& product, const char* type)
{
    for (const std::size_t side : {0U, 1U}) {
        const Work* gate = works.giverOf(product.input(side));
        if (gate && gate->is(type) && gate->input(0) == product.input(1 - side))
            return product.input(1 - side);
    }
    return std::nullopt;
}

bool isHardSwishGate(Works& works, const Work& product)
{
    for (const ValueId side : product.traced.inputs)
        if (const Work* gate = works.giverOf(side); gate && gate->is("HardSigmoid"))
            return activationOf(gate->traced, works.trace()).has_value();
    return false;
}

/// Constants that are data are of the network's type; those that say how to compute stay as they are.
void convertConstants(Works& works, at::ScalarType type)
{
    for (Work& work : works.all()) {
        const Operator* known = work.kernel || work.convolution ? nullptr : findOperator(work.traced.node);
        for (std::size_t i = 0; known && i < std::min(work.traced.inputs.size(), known->firstParameter); ++i) {
            ValueId& id = work.traced.inputs[i];
            if (id < 0 || !works.trace().value(id).isConstant())
                continue;
            const at::Tensor constant = works.trace().value(id).constant;
            if (at::isFloatingType(constant.scalar_type()) && constant.scalar_type() != type)
                id = works.trace().addConstant(constant.to(type));
        }
    }
}

Kernel kernelOf(const Work& work, const Trace& trace, at::ScalarType type)
{
    if (work.kernel)
        return work.kernel;
    if (work.convolution) {
        const auto direct = type == at::kFloat ? directKernel(*work.convolution) : std::nullopt;
        return direct ? *direct : kernelOf(*work.convolution, trace.value(work.input(0)).shape, type);
    }
    return kernelOf(work.traced, trace.opset);
}

} // namespace

void dropIdentities(Works& works)
{
    for (auto work = works.all().begin(); work != works.all().end();) {
        if (!changesNothing(*work, works.trace())) {
            ++work;
            continue;
        }
        works.replace(work->output(), work->input(0));
        work = works.all().erase(work);
    }
}

void joinSwishes(Works& works)
{
    for (Work& work : works.all()) {
        if (!work.is("Mul"))
            continue;
        if (const auto input = gated(works, work, "Sigmoid")) {
            work.traced.node.type = "Swish";
            work.traced.inputs = {*input};
            work.kernel = [](std::span<const at::Tensor> inputs) { return Tensors{at::silu(inputs[0])}; };
        } else if (const auto other = gated(works, work, "HardSigmoid"); other && isHardSwishGate(works, work)) {
            work.traced.node.type = "HardSwish";
            work.traced.inputs = {*other};
        }
    }
    works.removeUnused();
}

void takeMaxPools(Works& works)
{
    const Trace& trace = works.trace();
    for (Work& work : works.all()) {
        if (!work.is("MaxPool") || work.traced.outputs.size() != 1)
            continue;
        const NodeCall call(work.traced.node, trace.opset, {});
        const at::Tensor shaped = at::zeros({1}).expand(trace.value(work.input(0)).shape);
        const auto geometry = geometryOf(call, shaped, call.integers("kernel_shape"));
        if (auto kernel = directMaxPool(geometry, trace.value(work.output()).shape))
            work.kernel = *kernel;
    }
}

Program fusedProgram(Trace trace, at::ScalarType type)
{
    Works works(std::move(trace));
    for (const auto pass : {dropIdentities, joinSwishes, joinFocus, joinConvolutions, joinShuffles})
        pass(works);
    if (type == at::kFloat)
        for (const auto pass : {joinConcatenations, takeMaxPools})
            pass(works);
    works.removeUnused();
    convertConstants(works, type);
    std::vector<Step> steps;
    for (const Work& work : works.all())
        steps.push_back(
            {work.traced.node, kernelOf(work, works.trace(), type), work.traced.inputs, work.traced.outputs, {}});
    return {works.trace(), std::move(steps)};
}

} // namespace jackdaw::onnx
