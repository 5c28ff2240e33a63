// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/learning/learner.h"

#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace jackdaw::learning {

/// Parts of boxes that a GPU's students shared with the CPU's on an H200 were 0.989 and more.
inline constexpr double kLeastAgreement = 0.9;

/// The part of all boxes that both sides have, picture by picture: of one class and overlapping by more than 0.9. 1
/// where there are none.
double agreement(std::span<const std::vector<Detection>> one, std::span<const std::vector<Detection>> other);

/// That of \p student, which computes on the GPU whose lane the calling thread serves, with the same \p weights on the
/// CPU, on \p frames. None on other threads, where both would be the same.
Result<std::optional<double>> agreementWithCpu(const Learner& learner, const std::shared_ptr<const Weights>& weights,
                                               Student& student, std::span<const LabelledFrame> frames);

} // namespace jackdaw::learning
