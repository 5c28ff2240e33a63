// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/onnx/direct_convolution.h"
#include "engine/onnx/fusion.h"

namespace jackdaw::onnx {
namespace {

bool hasConstantParameters(const Work& work, const Trace& trace)
{
    for (std::size_t i = 1; i < work.traced.inputs.size(); ++i)
        if (!trace.value(work.input(i)).isConstant())
            return false;
    return true;
}

void takeNormalization(Works& works, Work& work)
{
    Work* next = works.onlyTakerOf(work.output());
    if (!next || !next->is("BatchNormalization") || next->input(0) != work.output()
        || !hasConstantParameters(*next, works.trace()))
        return;
    foldNormalization(*work.convolution, next->traced, works.trace());
    works.absorb(work, *next);
}

bool comesBefore(Works& works, const Work& first, const Work& second)
{
    for (const Work& work : works.all())
        if (&work == &first || &work == &second)
            return &work == &first;
    return false;
}

/// A sum with something of the same shape that is there before the convolution is run.
void takeAddition(Works& works, Work& work, Addend when)
{
    if (work.convolution->addend != Addend::None)
        return;
    Work* next = works.onlyTakerOf(work.output());
    if (!next || !next->is("Add") || next->input(0) == next->input(1))
        return;
    const ValueId addend = next->input(next->input(0) == work.output() ? 1 : 0);
    const Work* giver = works.giverOf(addend);
    // With a single channel the order of the elements in memory is not clear, and oneDNN refuses it.
    if (!giver || works.trace().value(addend).shape.at(1) < 2
        || works.trace().value(addend).shape != works.trace().value(work.output()).shape
        || !comesBefore(works, *giver, work))
        return;
    work.convolution->addend = when;
    work.traced.inputs = {work.input(0), addend};
    works.absorb(work, *next);
}

void takeActivation(Works& works, Work& work)
{
    Work* next = works.onlyTakerOf(work.output());
    const auto activation = next ? activationOf(next->traced, works.trace()) : std::nullopt;
    // With an addition before it, oneDNN's operator takes this one only.
    if (!activation || (work.convolution->addend != Addend::None && activation->name != "relu"))
        return;
    work.convolution->activation = *activation;
    works.absorb(work, *next);
}

bool joinsChannels(const Work& work, const Trace& trace)
{
    constexpr std::size_t kPictures = 4;
    const NodeCall call(work.traced.node, trace.opset, {});
    const std::size_t rank = trace.value(work.output()).shape.size();
    return work.is("Concat") && rank == kPictures && normalAxis(call.integer("axis", 1), kPictures) == 1;
}

} // namespace

void joinConvolutions(Works& works)
{
    for (Work& work : works.all()) {
        if (!work.convolution)
            work.convolution = planConvolution(work.traced, works.trace());
        if (!work.convolution)
            continue;
        work.traced.inputs.resize(1);
        takeNormalization(works, work);
        takeAddition(works, work, Addend::BeforeActivation);
        takeActivation(works, work);
        takeAddition(works, work, Addend::AfterActivation);
    }
}

void joinConcatenations(Works& works)
{
    for (Work& work : works.all()) {
        const Work* concat = work.convolution ? works.giverOf(work.input(0)) : nullptr;
        if (!concat || !joinsChannels(*concat, works.trace())
            || !takesParts(*work.convolution, concat->traced.inputs.size()))
            continue;
        std::vector<ValueId> inputs = concat->traced.inputs;
        inputs.insert(inputs.end(), work.traced.inputs.begin() + 1, work.traced.inputs.end());
        work.traced.inputs = std::move(inputs);
    }
    works.removeUnused();
}

} // namespace jackdaw::onnx
