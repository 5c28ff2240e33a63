// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace jackdaw::onnx {

/// Number format of activations and of the weights that multiply them. Sums, statistics and stored weights are always
/// 32-bit floats.
enum class Precision {
    Float32,
    BFloat16, ///< half the memory and faster where the processor has it; two to three decimal digits
};

/// bfloat16 where the processor multiplies it natively (AVX512-BF16; every processor with AMX has it, too).
Precision fastestPrecision();

} // namespace jackdaw::onnx
