// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace jackdaw::onnx {

/// How the values of a picture lie in an input.
enum class Order {
    Planes, ///< channel by channel, as ONNX says
    Pixels, ///< pixel by pixel: what the fused way works on, so that nothing is turned round
};

/// How a GPU multiplies; sums are of 32 bits.
enum class GpuPrecision {
    Float32,
    TensorFloat32, ///< convolutions multiply in 10 bits after the point; values are kept in 32
    Float16, ///< values are kept in 16 bits, with as many after the point
};

/// How a GPU computes. What is fastest is a matter of the network: student-check measures all of them. On an H200 the
/// usual way found the boxes of the CPU to the fifth digit of their scores, within 6 % of the fastest one's time (fp16,
/// which has a hundredth of the boxes elsewhere).
struct GpuWay {
    GpuPrecision precision = GpuPrecision::Float32;
    Order values = Order::Planes; ///< how values lie between the layers
    friend bool operator==(const GpuWay&, const GpuWay&) = default;
};

/// In words: "tf32, pixels".
std::string textOf(const GpuWay& way);

} // namespace jackdaw::onnx
