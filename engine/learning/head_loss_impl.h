// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/learning/tensor_loss_impl.h"
#include "engine/vision/labels.h"

#include <span>
#include <utility>
#include <vector>

#include <ATen/ATen.h>

namespace jackdaw::learning {

/// OnnxHead::loss() by operations on tensors that stay where they are, so that it can be part of a graph.
class HeadLoss {
public:
    virtual ~HeadLoss() = default;

    /// What of() is held against from now on, in pixels of the input; one for each picture.
    virtual TensorLoss::Room set(std::span<const vision::FrameLabels> labels) = 0;
    /// The loss, and the gradient of each of the \p outputs, which are pictures x values in 32 bits.
    virtual std::pair<at::Tensor, std::vector<at::Tensor>> of(const std::vector<at::Tensor>& outputs) = 0;
};

} // namespace jackdaw::learning
