// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/learning/step_kernels_impl.h"

#include <cstdint>
#include <span>
#include <utility>

namespace jackdaw::learning {

/// The cross-entropy of the allowed classes together, mean over so many crops, by one kernel, for values in 32 bits or
/// bfloat16. The sum is added up in an order that is the same each time.
class KernelClassLoss {
public:
    KernelClassLoss(std::int64_t crops, at::Device place, StepKernels kernels);

    /// Classes of each crop, as bits, at least one; of() reads them when it is done.
    void set(std::span<const std::uint32_t> allowed);
    /// The loss, and the gradient of \p output, which is crops x classes before any softmax.
    std::pair<at::Tensor, at::Tensor> of(const at::Tensor& output) const;

private:
    StepKernels m_kernels;
    at::Tensor m_allowed; ///< on the host
    at::Tensor m_sums;
    at::Tensor m_loss;
};

} // namespace jackdaw::learning
