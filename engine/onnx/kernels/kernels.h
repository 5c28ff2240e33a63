// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace jackdaw::onnx {

/// What follows a convolution: nothing, a slope below zero, bounds, or one of the sigmoids.
struct Finish {
    enum class Kind { None, Slope, Bounds, Sigmoid, Swish, HardSigmoid, HardSwish } kind = Kind::None;
    float low = 0.0F; ///< the slope, or the lower bound
    float high = 0.0F;
};

/// Numbers that are computed at once; weights and biases are padded with zeros to a multiple of it.
constexpr std::int64_t kLanes = 16;
/// Output channels whose weights lie together where each takes all inputs.
constexpr std::int64_t kBlock = 2 * kLanes;
/// Of a PointwiseJob's parts and of a WindowJob's rows.
constexpr std::int64_t kMostRuns = 16;

/// Pixels, channels last, one after the other.
struct Pixels {
    const float* values;
    std::int64_t channels;
};

/// Where results go, and what becomes of them on the way. Pixels, channels last.
struct Target {
    const float* bias; ///< padded; null: nothing to add
    const float* addend; ///< as the output; may be null
    float* output;
    std::int64_t channels;
    Finish finish;
    bool addsLast; ///< the addend comes after what finishes
};

/// A convolution with a window of one pixel over pictures whose channels are those of all parts in turn.
struct PointwiseJob {
    const Pixels* parts;
    std::int64_t partCount;
    const float* weight; ///< block of outputs x inputs x kBlock
    Target target;
};

/// How a window moves over a picture. Beyond its edges there is nothing.
struct Window {
    std::int64_t height;
    std::int64_t width;
    std::int64_t outHeight;
    std::int64_t outWidth;
    std::int64_t kernel[2]; ///< down, right; so are the others
    std::int64_t stride[2];
    std::int64_t pad[2]; ///< before the first pixel
};

/// A window over pictures.
struct WindowJob {
    Window window;
    Pixels input;
    /// Where each output takes all inputs: block of outputs x down x right x inputs x kBlock; where each takes its own
    /// channel alone: down x right x padded channels.
    const float* weight;
    Target target;
};

/// Whether this processor can run what follows.
bool hasKernels();
/// Pixels first … last - 1 of \p job.
void runPointwise(const PointwiseJob& job, std::int64_t first, std::int64_t last);
/// Rows first … last - 1 of the output, over all pictures: a convolution in which each output takes all inputs.
void runDense(const WindowJob& job, std::int64_t first, std::int64_t last);
/// The same, each output taking its own channel.
void runDepthwise(const WindowJob& job, std::int64_t first, std::int64_t last);
/// The same, with the largest value in the window instead of a sum.
void runMaxPool(const WindowJob& job, std::int64_t first, std::int64_t last);
/// \p count channels of \p left and \p right in turn, for pixels first … last - 1; \p output has twice as many.
void runInterleave(const Pixels& left, const Pixels& right, std::int64_t count, float* output, std::int64_t first,
                   std::int64_t last);

} // namespace jackdaw::onnx
