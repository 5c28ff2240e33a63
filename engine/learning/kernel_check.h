// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

namespace jackdaw::learning {

/// How far the house's own kernels are from the operations on tensors that they stand for, on the same made-up data. 0
/// is the same to the bit.
struct KernelAgreement {
    double loss = 0.0; ///< as a part of it
    double gradient = 0.0; ///< largest difference, as a part of the largest value; in 32 bits
    double gradientOfHalves = 0.0; ///< the same in bfloat16, which knows parts of 1/256
    /// Of a network after some steps from the same start, as a part of how far they went. A step's size does not depend
    /// on the gradient's, so that what is rounded otherwise shows where gradients are about 0.
    double weights = 0.0;
    int repeatedDifferently = 0; ///< runs of the same kernels on the same data that gave other bits
};

/// On the GPU whose lane the calling thread serves. Unsupported where there are no kernels for it; what LibTorch
/// throws is thrown.
Result<KernelAgreement> compareKernels();

} // namespace jackdaw::learning
