// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace jackdaw::onnx {

/// Whether a convolution on the CPU is to learn without the pixels that its stride leaves out, which makes the same sum:
/// oneDNN's gradient of one pixel with a stride writes beyond its memory where channels come in fewer than a block of
/// sixteen (LibTorch 2.11, AVX-512).
constexpr bool mustBeThinned(std::int64_t channels, std::int64_t kernel, std::int64_t stride)
{
    constexpr std::int64_t kBlock = 16;
    return kernel == 1 && stride > 1 && channels < kBlock;
}

} // namespace jackdaw::onnx
