// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/onnx/fused_convolution.h"

namespace jackdaw::onnx {

/// The plan by a kernel of our own: a call of oneDNN through the dispatcher takes some 25 µs before anything is
/// computed, as long as many of these convolutions themselves. It is there for windows of one pixel, for depthwise
/// convolutions, and for those of a few input channels. Nothing for others, for activations that it does not know, and
/// for processors without AVX-512.
std::optional<Kernel> directKernel(const ConvolutionPlan& plan);
/// Whether directKernel() could take several inputs, one after the other, instead of their concatenation.
bool takesParts(const ConvolutionPlan& plan, std::size_t count);

/// MaxPool, for pictures of 32 bits; \p output is its shape.
std::optional<Kernel> directMaxPool(const WindowGeometry& geometry, const Shape& output);

/// The channels first … first + count - 1 of both in turn, channels last. Both are pictures of 32 bits in that order.
at::Tensor directInterleave(const at::Tensor& left, const at::Tensor& right, std::int64_t first, std::int64_t count);

} // namespace jackdaw::onnx
