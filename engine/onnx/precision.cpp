// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/onnx/precision.h"

namespace jackdaw::onnx {

Precision fastestPrecision()
{
#if defined(__x86_64__)
    return __builtin_cpu_supports("avx512bf16") ? Precision::BFloat16 : Precision::Float32;
#else
    return Precision::Float32;
#endif
}

} // namespace jackdaw::onnx
