// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/onnx/fused_convolution.h"

namespace jackdaw::onnx {

/// The plan by a kernel of our own, for a window of one pixel: a call of oneDNN through the dispatcher takes some 25 µs
/// before anything is computed, as long as many of these convolutions themselves. Nothing for other windows,
/// activations that it does not know, and processors without AVX-512.
std::optional<Kernel> directKernel(const ConvolutionPlan& plan);

} // namespace jackdaw::onnx
