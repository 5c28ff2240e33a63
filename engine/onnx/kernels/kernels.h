// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace jackdaw::onnx {

/// What follows a convolution: a slope below zero, bounds, or a sigmoid.
struct Finish {
    enum class Kind { Slope, Bounds, Sigmoid, Swish } kind = Kind::Slope;
    float low = 1.0F; ///< the slope (1: nothing, 0: Relu), or the lower bound
    float high = 0.0F;
};

/// Numbers that are computed at once; weights and biases are padded with zeros to a multiple of it.
constexpr std::int64_t kLanes = 16;
/// Output channels whose weights lie together.
constexpr std::int64_t kBlock = 2 * kLanes;

/// A convolution with a window of one pixel. Pixels are channels last, one after the other.
struct PointwiseJob {
    const float* input;
    const float* weight; ///< block of outputs x inputs x kBlock
    const float* bias; ///< padded to whole blocks
    const float* addend; ///< as the output; may be null
    float* output;
    std::int64_t inputs; ///< channels
    std::int64_t outputs; ///< channels
    Finish finish;
};

/// Whether this processor can run what follows.
bool hasKernels();
/// Pixels first … last - 1 of \p job.
void runPointwise(const PointwiseJob& job, std::int64_t first, std::int64_t last);

} // namespace jackdaw::onnx
