// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/onnx/operators.h"

#include <algorithm>
#include <cmath>

#include <ATen/ops/add.h>
#include <ATen/ops/mul.h>
#include <ATen/ops/sub.h>
#include <ATen/ops/upsample_bilinear2d.h>
#include <ATen/ops/upsample_nearest2d.h>

namespace jackdaw::onnx {
namespace {

/// How the places of an output axis lie on the input axis.
struct Sampling {
    std::string mode; ///< nearest or linear
    std::string coordinates;
    std::string rounding; ///< of nearest
};

struct Axis {
    std::int64_t in;
    std::int64_t out;
    double scale; ///< as given; out / in where sizes are given
};

double placeOf(std::int64_t index, const Axis& axis, const std::string& coordinates)
{
    const auto x = static_cast<double>(index);
    if (coordinates == "half_pixel" || (coordinates == "pytorch_half_pixel" && axis.out > 1))
        return (x + 0.5) / axis.scale - 0.5;
    if (coordinates == "pytorch_half_pixel")
        return 0.0;
    if (coordinates == "asymmetric")
        return x / axis.scale;
    if (coordinates == "tf_half_pixel_for_nn")
        return (x + 0.5) / axis.scale;
    if (coordinates == "align_corners")
        return axis.out > 1 ? x * static_cast<double>(axis.in - 1) / static_cast<double>(axis.out - 1) : 0.0;
    throw OperatorError("places pixels by '" + coordinates + "', which is not supported");
}

double rounded(double place, const std::string& rounding)
{
    if (rounding == "floor")
        return std::floor(place);
    if (rounding == "ceil")
        return std::ceil(place);
    if (rounding == "round_prefer_ceil")
        return std::floor(place + 0.5);
    return std::ceil(place - 0.5);
}

at::Tensor nearestAlong(const at::Tensor& input, std::int64_t dimension, const Axis& axis, const Sampling& sampling)
{
    std::vector<std::int64_t> indices;
    for (std::int64_t i = 0; i < axis.out; ++i)
        indices.push_back(
            std::clamp(static_cast<std::int64_t>(rounded(placeOf(i, axis, sampling.coordinates), sampling.rounding)),
                       std::int64_t{0}, axis.in - 1));
    return input.index_select(dimension, toTorch({{axis.out}, indices}).to(input.device()));
}

at::Tensor linearAlong(const at::Tensor& input, std::int64_t dimension, const Axis& axis, const Sampling& sampling)
{
    std::vector<std::int64_t> lower;
    std::vector<std::int64_t> upper;
    std::vector<float> weights;
    for (std::int64_t i = 0; i < axis.out; ++i) {
        const double place = std::clamp(placeOf(i, axis, sampling.coordinates), 0.0, static_cast<double>(axis.in - 1));
        lower.push_back(static_cast<std::int64_t>(place));
        upper.push_back(std::min(lower.back() + 1, axis.in - 1));
        weights.push_back(static_cast<float>(place - std::floor(place)));
    }
    Shape along(static_cast<std::size_t>(input.dim()), 1);
    along[static_cast<std::size_t>(dimension)] = axis.out;
    const at::Tensor weight = toTorch({along, weights}).to(input.device(), input.scalar_type());
    const at::Tensor first = input.index_select(dimension, toTorch({{axis.out}, lower}).to(input.device()));
    const at::Tensor second = input.index_select(dimension, toTorch({{axis.out}, upper}).to(input.device()));
    return at::add(first, at::mul(at::sub(second, first), weight));
}

/// Pictures in the usual ways go through LibTorch's own functions.
bool isUsual(const at::Tensor& input, const std::vector<Axis>& axes, const Sampling& sampling)
{
    if (input.dim() != 4 || axes[0].scale != 1.0 || axes[1].scale != 1.0)
        return false;
    if (sampling.mode == "nearest")
        return sampling.coordinates == "asymmetric" && sampling.rounding == "floor";
    return sampling.coordinates == "half_pixel"
        || (sampling.coordinates == "pytorch_half_pixel" && axes[2].out > 1 && axes[3].out > 1);
}

at::Tensor resizeUsual(const at::Tensor& input, const std::vector<Axis>& axes, const Sampling& sampling)
{
    const std::vector<std::int64_t> size{axes[2].out, axes[3].out};
    if (sampling.mode == "nearest")
        return at::upsample_nearest2d(input, size, axes[2].scale, axes[3].scale);
    return at::upsample_bilinear2d(input, size, false, axes[2].scale, axes[3].scale);
}

at::Tensor resize(const at::Tensor& input, const std::vector<Axis>& axes, const Sampling& sampling)
{
    if (sampling.mode != "nearest" && sampling.mode != "linear")
        throw OperatorError("resizes by the mode '" + sampling.mode + "', which is not supported");
    if (isUsual(input, axes, sampling))
        return resizeUsual(input, axes, sampling);
    at::Tensor result = input;
    for (std::size_t i = 0; i < axes.size(); ++i) {
        const auto dimension = static_cast<std::int64_t>(i);
        if (axes[i].out == axes[i].in && axes[i].scale == 1.0)
            continue;
        result = sampling.mode == "nearest" ? nearestAlong(result, dimension, axes[i], sampling)
                                            : linearAlong(result, dimension, axes[i], sampling);
    }
    return result;
}

std::vector<Axis> checked(std::vector<Axis> axes)
{
    Shape extents;
    for (const Axis& axis : axes) {
        extents.push_back(axis.out);
        if (axis.in < 1 || axis.out < 1)
            throw OperatorError("makes an extent of " + std::to_string(axis.in) + " one of "
                                + std::to_string(axis.out));
    }
    ensureAllowed(extents);
    return axes;
}

std::vector<Axis> axesByScales(const at::Tensor& input, const std::vector<double>& scales)
{
    constexpr double kLargest = 1e6;
    if (static_cast<std::int64_t>(scales.size()) != input.dim())
        throw OperatorError("has " + std::to_string(scales.size()) + " scales for " + std::to_string(input.dim())
                            + " extents");
    std::vector<Axis> axes;
    for (std::size_t i = 0; i < scales.size(); ++i) {
        if (!(scales[i] > 0.0 && scales[i] <= kLargest))
            throw OperatorError("has a scale of " + std::to_string(scales[i]));
        const std::int64_t in = input.size(static_cast<std::int64_t>(i));
        axes.push_back({in, static_cast<std::int64_t>(std::floor(static_cast<double>(in) * scales[i])), scales[i]});
    }
    return checked(std::move(axes));
}

std::vector<Axis> axesBySizes(const at::Tensor& input, const std::vector<std::int64_t>& sizes)
{
    if (static_cast<std::int64_t>(sizes.size()) != input.dim())
        throw OperatorError("has " + std::to_string(sizes.size()) + " sizes for " + std::to_string(input.dim())
                            + " extents");
    std::vector<Axis> axes;
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        const std::int64_t in = input.size(static_cast<std::int64_t>(i));
        axes.push_back(
            {in, sizes[i], static_cast<double>(sizes[i]) / static_cast<double>(std::max<std::int64_t>(in, 1))});
    }
    return checked(std::move(axes));
}

/// Opset 10 had data and scales, later ones data, a region that is used by one mode only, scales and sizes.
Tensors resize(const NodeCall& call)
{
    const at::Tensor& input = call.input(0);
    const std::string mode = call.text("mode", "nearest");
    if (call.opset() < 11)
        return {resize(input, axesByScales(input, call.numbersOf(1)), {mode, "asymmetric", "floor"})};
    const Sampling sampling{mode, call.text("coordinate_transformation_mode", "half_pixel"),
                            call.text("nearest_mode", "round_prefer_floor")};
    if (call.hasAttribute("axes"))
        throw OperatorError("names its axes, which is not supported");
    const bool scaled = call.has(2) && call.input(2).numel() > 0;
    return {resize(input, scaled ? axesByScales(input, call.numbersOf(2)) : axesBySizes(input, call.integersOf(3)),
                   sampling)};
}

Tensors upsample(const NodeCall& call)
{
    const at::Tensor& input = call.input(0);
    const auto given = call.numbers("scales");
    const auto scales = call.has(1) ? call.numbersOf(1) : std::vector<double>(given.begin(), given.end());
    const std::string mode = call.text("mode", "nearest");
    return {resize(input, axesByScales(input, scales), {mode == "bilinear" ? "linear" : mode, "asymmetric", "floor"})};
}

constexpr Operator kOperators[]{
    {"Resize", resize, 1},
    {"Upsample", upsample, 1},
};

} // namespace

std::span<const Operator> resizeOperators()
{
    return kOperators;
}

} // namespace jackdaw::onnx
