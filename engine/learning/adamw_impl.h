// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace jackdaw::learning {

// AdamW (Loshchilov & Hutter 2019) as students of all families are trained by it.
inline constexpr double kMeanDecay = 0.9;
inline constexpr double kSquareDecay = 0.99; ///< shorter memory than usual: a retraining has tens of steps
inline constexpr double kEpsilon = 1e-8;
inline constexpr double kWeightDecay = 0.01; ///< of what multiplies activations; scales and biases do not decay
inline constexpr float kLargestGradientNorm = 10.0F; ///< gradients are scaled down to it
inline constexpr float kNormMargin = 1e-6F; ///< clip_grad_norm_'s

} // namespace jackdaw::learning
