// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/learning/step_kernels_impl.h"
#include "engine/learning/unit.h"

namespace jackdaw::learning {

/// BatchNorm in training mode with what follows it, an addition and a rectification, by two kernels, and its gradients
/// by two more. Sums are added up in an order that is the same each time.
class KernelNorm {
public:
    /// For \p channels channels at \p place; it updates the running statistics.
    KernelNorm(StepKernels kernels, at::Tensor runningMean, at::Tensor runningVariance, double momentum,
               double epsilon);

    /// Whether kernels can do it for so many channels.
    static bool canDo(int channels);

    /// \p input normalised, plus \p addend if there is one, then the activation; with gradients.
    at::Tensor run(const at::Tensor& input, const at::Tensor& scale, const at::Tensor& shift, const at::Tensor* addend,
                   Activation activation) const;

    class Function;

private:
    StepKernels m_kernels;
    at::Tensor m_runningMean;
    at::Tensor m_runningVariance;
    at::Tensor m_arrived; ///< count of blocks that have their sums there
    float m_momentum;
    float m_epsilon;
};

} // namespace jackdaw::learning
