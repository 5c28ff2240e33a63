// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/onnx/fused_convolution.h"

namespace jackdaw::onnx {

/// The plan by kernels of our own, which a call of oneDNN (some 25 µs before anything is computed) would cost more
/// than; nothing where there is none for it: windows of one pixel, and channels with a window of 3 x 3 or 5 x 5 of
/// their own.
std::optional<Kernel> directKernel(const ConvolutionPlan& plan);

} // namespace jackdaw::onnx
