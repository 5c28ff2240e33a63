// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/onnx/direct_convolution.h"
#include "engine/onnx/fusion.h"
#include "engine/onnx/kernels/kernels.h"

#include <ATen/ops/arange.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/zeros.h>

namespace jackdaw::onnx {
namespace {

/// What \p work does to \p probe in place of its first input.
at::Tensor applied(const Work& work, const Trace& trace, const at::Tensor& probe)
{
    std::vector<at::Tensor> inputs{probe};
    for (std::size_t i = 1; i < work.traced.inputs.size(); ++i)
        inputs.push_back(work.input(i) < 0 ? at::Tensor() : trace.value(work.input(i)).constant);
    return findOperator(work.traced.node)->run(NodeCall(work.traced.node, trace.opset, inputs)).front();
}

/// Pixels of \p source with their own index as value.
at::Tensor pixelIndices(const Shape& source)
{
    return at::arange(source[2] * source[3], at::kLong)
        .reshape({1, 1, source[2], source[3]})
        .expand({1, source[1], -1, -1});
}

/// Where in a square of two by two pixels a part of a Focus is cut out.
struct Corner {
    ValueId source;
    std::int64_t y;
    std::int64_t x;
};

/// Follows the slices that lead to \p part; nothing where it is not every second pixel of every second row.
std::optional<Corner> cornerOf(Works& works, ValueId part)
{
    std::vector<const Work*> slices;
    ValueId source = part;
    for (const Work* giver = works.giverOf(part); giver && giver->is("Slice"); giver = works.giverOf(source)) {
        slices.push_back(giver);
        source = giver->input(0);
    }
    const Shape& shape = works.trace().value(source).shape;
    if (slices.empty() || shape.size() != 4 || shape[2] % 2 != 0 || shape[3] % 2 != 0)
        return std::nullopt;
    const at::Tensor indices = pixelIndices(shape);
    at::Tensor found = indices;
    for (auto slice = slices.rbegin(); slice != slices.rend(); ++slice)
        found = applied(**slice, works.trace(), found);
    for (const std::int64_t y : {0, 1})
        for (const std::int64_t x : {0, 1})
            if (at::equal(found, indices.slice(2, y, std::nullopt, 2).slice(3, x, std::nullopt, 2)))
                return Corner{source, y, x};
    return std::nullopt;
}

std::vector<Corner> cornersOf(Works& works, const Work& concat)
{
    std::vector<Corner> corners;
    if (concat.traced.inputs.size() != 4)
        return corners;
    for (const ValueId part : concat.traced.inputs)
        if (const auto corner = cornerOf(works, part);
            corner && (corners.empty() || corner->source == corners[0].source))
            corners.push_back(*corner);
    return corners;
}

/// The weight of a convolution over the corners as one over the pixels themselves: twice as large, with a stride of
/// two.
at::Tensor spread(const at::Tensor& weight, const std::vector<Corner>& corners)
{
    const std::int64_t channels = weight.size(1) / 4;
    at::Tensor result = at::zeros({weight.size(0), channels, 2 * weight.size(2), 2 * weight.size(3)});
    for (std::size_t i = 0; i < corners.size(); ++i)
        result.slice(2, corners[i].y, std::nullopt, 2)
            .slice(3, corners[i].x, std::nullopt, 2)
            .copy_(weight.narrow(1, static_cast<std::int64_t>(i) * channels, channels));
    return result;
}

std::vector<std::int64_t> doubled(std::vector<std::int64_t> values)
{
    for (std::int64_t& value : values)
        value *= 2;
    return values;
}

void joinFocus(Works& works, Work& concat)
{
    const auto corners = cornersOf(works, concat);
    Work* taker = works.onlyTakerOf(concat.output());
    auto plan = taker && corners.size() == 4 ? planConvolution(taker->traced, works.trace()) : std::nullopt;
    if (!plan || plan->groups != 1 || plan->geometry.dilation != std::vector<std::int64_t>{1, 1})
        return;
    plan->weight = spread(plan->weight, corners);
    plan->geometry = {doubled(plan->geometry.kernel), doubled(plan->geometry.stride), plan->geometry.dilation,
                      doubled(plan->geometry.padBefore), doubled(plan->geometry.padAfter)};
    taker->convolution = plan;
    taker->traced.inputs = {corners[0].source};
}

/// A concatenation of two and the steps that interleave their channels.
struct Shuffle {
    Work* concat;
    Work* last;
    std::int64_t channels; ///< of each of the two
};

std::optional<Shuffle> shuffleFrom(Works& works, Work& concat)
{
    if (!concat.is("Concat") || concat.traced.inputs.size() != 2)
        return std::nullopt;
    Work* split = works.onlyTakerOf(concat.output());
    Work* swap = split && split->is("Reshape") ? works.onlyTakerOf(split->output()) : nullptr;
    Work* join = swap && swap->is("Transpose") ? works.onlyTakerOf(swap->output()) : nullptr;
    if (!join || !join->is("Reshape"))
        return std::nullopt;
    const Trace& trace = works.trace();
    const Shape& part = trace.value(concat.input(0)).shape;
    if (part.size() != 4 || part != trace.value(concat.input(1)).shape)
        return std::nullopt;
    const NodeCall call(swap->traced.node, trace.opset, {});
    const Shape whole{part[0], 2 * part[1], part[2], part[3]};
    const bool interleaves = call.integers("perm") == std::vector<std::int64_t>{0, 2, 1, 3, 4}
        && trace.value(split->output()).shape == Shape{part[0], 2, part[1], part[2], part[3]}
        && trace.value(concat.output()).shape == whole && trace.value(join->output()).shape == whole;
    return interleaves ? std::optional(Shuffle{&concat, join, part[1]}) : std::nullopt;
}

/// \p a and \p b with one channel after the other in turn; \p pixel is the distance of their pixels.
template <class Number>
void interleave(const at::Tensor& a, const at::Tensor& b, std::int64_t first, at::Tensor& out)
{
    const std::int64_t channels = out.size(1) / 2;
    const std::int64_t pixels = out.numel() / std::max<std::int64_t>(out.size(1), 1);
    const auto* left = static_cast<const Number*>(a.const_data_ptr()) + first;
    const auto* right = static_cast<const Number*>(b.const_data_ptr()) + first;
    auto* to = static_cast<Number*>(out.data_ptr());
    const std::int64_t step = a.size(1);
    for (std::int64_t pixel = 0; pixel < pixels; ++pixel, left += step, right += step, to += 2 * channels)
        for (std::int64_t channel = 0; channel < channels; ++channel) {
            to[2 * channel] = left[channel];
            to[2 * channel + 1] = right[channel];
        }
}

at::Tensor interleaved(const at::Tensor& a, const at::Tensor& b, std::int64_t first, std::int64_t channels)
{
    const bool isFloat = a.scalar_type() == at::kFloat;
    if (isFloat && hasKernels())
        return directInterleave(a, b, first, channels);
    at::Tensor out =
        at::empty({a.size(0), 2 * channels, a.size(2), a.size(3)}, a.options(), at::MemoryFormat::ChannelsLast);
    if (isFloat)
        interleave<float>(a, b, first, out);
    else
        interleave<std::uint16_t>(a, b, first, out);
    return out;
}

/// Interleaves its two inputs and gives the result whole, or in \p parts of equal size.
Kernel shuffleKernel(std::int64_t channels, std::int64_t parts)
{
    return [each = channels / parts, parts](std::span<const at::Tensor> inputs) {
        const at::Tensor a = inputs[0].contiguous(at::MemoryFormat::ChannelsLast);
        const at::Tensor b = inputs[1].contiguous(at::MemoryFormat::ChannelsLast);
        Tensors outputs;
        for (std::int64_t part = 0; part < parts; ++part)
            outputs.push_back(interleaved(a, b, part * each, each));
        return outputs;
    };
}

/// The outputs of works that take the lower and the upper half of \p value's channels; empty where others take it too.
std::vector<ValueId> halvesOf(Works& works, ValueId value, std::int64_t channels)
{
    const at::Tensor indices = at::arange(2 * channels, at::kLong).reshape({1, 2 * channels, 1, 1});
    std::vector<ValueId> halves{-1, -1};
    if (works.isOutput(value) || channels % 2 != 0)
        return {};
    for (const Work* taker : works.takersOf(value)) {
        const NodeCall call(taker->traced.node, works.trace().opset, {});
        if (taker->is("Split") && taker->traced.outputs.size() == 2 && call.integer("axis", 0) == 1
            && at::equal(applied(*taker, works.trace(), indices), indices.narrow(1, 0, channels)))
            return taker->traced.outputs;
        if (!taker->is("Slice"))
            return {};
        const at::Tensor found = applied(*taker, works.trace(), indices);
        for (const std::int64_t half : {0, 1})
            if (at::equal(found, indices.narrow(1, half * channels, channels)))
                halves[static_cast<std::size_t>(half)] = taker->output();
    }
    return halves[0] < 0 || halves[1] < 0 || works.takersOf(value).size() != 2 ? std::vector<ValueId>{} : halves;
}

void joinShuffle(Works& works, const Shuffle& shuffle)
{
    const std::vector<ValueId> halves = halvesOf(works, shuffle.last->output(), shuffle.channels);
    Work& work = *shuffle.concat;
    work.traced.node.type = "Shuffle";
    work.kernel = shuffleKernel(shuffle.channels, halves.empty() ? 1 : 2);
    if (!halves.empty())
        for (const Work* taker : works.takersOf(shuffle.last->output()))
            works.remove(*taker);
    work.traced.outputs = halves.empty() ? shuffle.last->traced.outputs : halves;
    works.remove(*shuffle.last);
}

} // namespace

void joinFocus(Works& works)
{
    for (Work& work : works.all())
        if (work.is("Concat"))
            joinFocus(works, work);
    works.removeUnused();
}

void joinShuffles(Works& works)
{
    for (Work& work : works.all())
        if (const auto shuffle = shuffleFrom(works, work))
            joinShuffle(works, *shuffle);
    works.removeUnused();
}

} // namespace jackdaw::onnx
