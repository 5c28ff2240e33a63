// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/onnx/operators.h"

#include <algorithm>
#include <numeric>

#include <ATen/ops/add.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/constant_pad_nd.h>
#include <ATen/ops/lt.h>
#include <ATen/ops/pad.h>
#include <ATen/ops/where.h>

namespace jackdaw::onnx {
namespace {

/// The axes from the one with the largest stride to the one with the smallest.
std::vector<std::int64_t> memoryOrder(const at::Tensor& tensor)
{
    std::vector<std::int64_t> order(static_cast<std::size_t>(tensor.dim()));
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::int64_t a, std::int64_t b) { return tensor.stride(a) > tensor.stride(b); });
    return order;
}

std::vector<std::int64_t> inverse(const std::vector<std::int64_t>& order)
{
    std::vector<std::int64_t> result(order.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        result[static_cast<std::size_t>(order[i])] = static_cast<std::int64_t>(i);
    return result;
}

/// Joins the parts in the first part's order in memory: whole rows are copied instead of single numbers.
Tensors concat(const NodeCall& call)
{
    const at::Tensor& first = call.input(0);
    const std::int64_t axis = normalAxis(call.integer("axis", 1), first.dim());
    const auto order = memoryOrder(first);
    Shape extents = shapeOf(first);
    Tensors parts{first.permute(order)};
    for (std::size_t i = 1; i < call.inputs().size(); ++i) {
        const at::Tensor& part = call.input(i);
        if (part.dim() != first.dim())
            throw OperatorError("joins tensors of " + shapeText(shapeOf(first)) + " and " + shapeText(shapeOf(part)));
        extents[static_cast<std::size_t>(axis)] += part.size(axis);
        ensureAllowed(extents);
        parts.push_back(part.permute(order));
    }
    const auto back = inverse(order);
    return {at::cat(parts, back[static_cast<std::size_t>(axis)]).permute(back)};
}

Tensors split(const NodeCall& call)
{
    const at::Tensor& input = call.input(0);
    const std::int64_t axis = normalAxis(call.integer("axis", 0), input.dim());
    auto extents = call.integers("split", 1);
    if (extents.empty()) {
        const auto parts = static_cast<std::int64_t>(std::max<std::size_t>(call.outputCount(), 1));
        const std::int64_t each = (input.size(axis) + parts - 1) / parts;
        extents.assign(static_cast<std::size_t>(parts), each);
        extents.back() = input.size(axis) - each * (parts - 1);
    }
    Tensors result;
    std::int64_t begin = 0;
    for (const std::int64_t extent : extents) {
        if (extent < 0 || extent > input.size(axis) - begin)
            throw OperatorError("splits an extent of " + std::to_string(input.size(axis)) + " beyond its end");
        result.push_back(input.narrow(axis, begin, extent));
        begin += extent;
    }
    return result;
}

/// Which elements of one axis a Slice takes.
struct Range {
    std::int64_t begin;
    std::int64_t end;
    std::int64_t step;
};

/// Places from the end are negative, places beyond the ends are moved to them.
Range rangeWithin(std::int64_t extent, Range wanted)
{
    if (wanted.step == 0 || wanted.step == std::numeric_limits<std::int64_t>::min())
        throw OperatorError("has a step of " + std::to_string(wanted.step));
    const std::int64_t lowest = wanted.step > 0 ? 0 : -1;
    const std::int64_t highest = wanted.step > 0 ? extent : extent - 1;
    const auto place = [&](std::int64_t at) { return std::clamp(at < 0 ? at + extent : at, lowest, highest); };
    return {place(wanted.begin), place(wanted.end), wanted.step};
}

at::Tensor sliced(const at::Tensor& input, std::int64_t axis, const Range& range)
{
    if (range.step > 0)
        return input.slice(axis, range.begin, std::max(range.begin, range.end), range.step);
    if (range.begin <= range.end)
        return input.narrow(axis, 0, 0);
    return input.index_select(axis, at::arange(range.begin, range.end, range.step, at::kLong).to(input.device()));
}

Tensors slice(const NodeCall& call)
{
    const auto starts = call.integers("starts", 1);
    const auto ends = call.integers("ends", 2);
    auto axes = call.integers("axes", 3);
    auto steps = call.has(4) ? call.integersOf(4) : std::vector<std::int64_t>(starts.size(), 1);
    if (axes.empty()) {
        axes.resize(starts.size());
        std::iota(axes.begin(), axes.end(), 0);
    }
    if (ends.size() != starts.size() || axes.size() != starts.size() || steps.size() != starts.size())
        throw OperatorError("has lists of different lengths");
    at::Tensor result = call.input(0);
    for (std::size_t i = 0; i < starts.size(); ++i) {
        const std::int64_t axis = normalAxis(axes[i], result.dim());
        result = sliced(result, axis, rangeWithin(result.size(axis), {starts[i], ends[i], steps[i]}));
    }
    return {result};
}

Tensors gather(const NodeCall& call)
{
    const at::Tensor& input = call.input(0);
    const std::int64_t axis = normalAxis(call.integer("axis", 0), input.dim());
    const at::Tensor given = call.input(1).to(at::kLong);
    const at::Tensor indices = at::where(at::lt(given, 0), at::add(given, input.size(axis)), given);
    Shape extents = shapeOf(input);
    const auto place = extents.erase(extents.begin() + axis);
    extents.insert(place, indices.sizes().begin(), indices.sizes().end());
    ensureAllowed(extents);
    return {input.index_select(axis, indices.flatten()).reshape(extents)};
}

/// LibTorch counts from the last axis, and begin and end of an axis together.
std::vector<std::int64_t> paddingFromLast(const NodeCall& call, std::size_t rank)
{
    const auto pads = call.integers("pads", 1);
    auto axes = call.has(3) ? call.integersOf(3) : std::vector<std::int64_t>(rank);
    if (!call.has(3))
        std::iota(axes.begin(), axes.end(), 0);
    if (pads.size() != 2 * axes.size())
        throw OperatorError("has " + std::to_string(pads.size()) + " paddings for " + std::to_string(axes.size())
                            + " axes");
    std::vector<std::int64_t> result(2 * rank, 0);
    for (std::size_t i = 0; i < axes.size(); ++i) {
        const auto axis = static_cast<std::size_t>(normalAxis(axes[i], static_cast<std::int64_t>(rank)));
        result[2 * (rank - 1 - axis)] = pads[i];
        result[2 * (rank - 1 - axis) + 1] = pads[axes.size() + i];
    }
    return result;
}

void ensurePaddedAllowed(const at::Tensor& input, const std::vector<std::int64_t>& fromLast)
{
    Shape extents = shapeOf(input);
    for (std::size_t i = 0; i < fromLast.size(); ++i) {
        std::int64_t& extent = extents[extents.size() - 1 - i / 2];
        if (__builtin_add_overflow(extent, fromLast[i], &extent))
            throw OperatorError("has a padding of " + std::to_string(fromLast[i]));
    }
    ensureAllowed(extents);
}

Tensors pad(const NodeCall& call)
{
    const at::Tensor& input = call.input(0);
    auto pads = paddingFromLast(call, static_cast<std::size_t>(input.dim()));
    ensurePaddedAllowed(input, pads);
    const std::string mode = call.text("mode", "constant");
    if (mode == "constant")
        return {at::constant_pad_nd(input, pads, call.has(2) ? call.input(2).item() : call.number("value", 0.0))};
    // The other ways of LibTorch take no padding of the first axes, not even one of nothing.
    while (pads.size() > 4 && pads[pads.size() - 1] == 0 && pads[pads.size() - 2] == 0)
        pads.resize(pads.size() - 2);
    if (mode != "reflect" && mode != "edge")
        throw OperatorError("pads by the mode '" + mode + "', which is not supported");
    return {at::pad(input, pads, mode == "edge" ? "replicate" : "reflect")};
}

constexpr Operator kOperators[]{
    {"Concat", concat}, {"Split", split, 1}, {"Slice", slice, 1}, {"Gather", gather, 1}, {"Pad", pad, 1},
};

} // namespace

std::span<const Operator> sliceOperators()
{
    return kOperators;
}

} // namespace jackdaw::onnx
