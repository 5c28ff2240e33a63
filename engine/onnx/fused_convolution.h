// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/onnx/program.h"
#include "engine/onnx/window_geometry.h"

namespace jackdaw::onnx {

/// What a convolution does to its result before it is written; one of oneDNN's names with its numbers.
struct Activation {
    std::string name = "none";
    std::vector<double> numbers;
};

/// The activation that \p node is, nothing where oneDNN has none like it.
std::optional<Activation> activationOf(const TracedNode& node, const Trace& trace);

/// When a further input of a convolution is added.
enum class Addend { None, BeforeActivation, AfterActivation };

/// A two-dimensional convolution with everything that follows it.
struct ConvolutionPlan {
    at::Tensor weight; ///< 32 bits: out x in per group x height x width
    at::Tensor bias; ///< 32 bits
    WindowGeometry geometry;
    std::int64_t groups = 1;
    Activation activation;
    Addend addend = Addend::None; ///< the last input
};

/// A plan for \p node; nothing where its weight is not constant, or it is no two-dimensional convolution.
std::optional<ConvolutionPlan> planConvolution(const TracedNode& node, const Trace& trace);

/// Scales and shifts what the convolution gives, per channel.
void foldNormalization(ConvolutionPlan& plan, const TracedNode& normalization, const Trace& trace);

/// The plan as one call of oneDNN, with its weight in the order that suits an input of \p input.
Kernel kernelOf(const ConvolutionPlan& plan, const Shape& input, at::ScalarType type);

} // namespace jackdaw::onnx
