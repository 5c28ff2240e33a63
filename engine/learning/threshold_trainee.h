// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/learning/family.h"

namespace jackdaw::learning {

/// A retraining of the score threshold alone, for students of every family: one inference per picture.
Result<std::unique_ptr<Trainee>> makeThresholdTrainee(std::shared_ptr<const StudentFamily> family,
                                                      std::shared_ptr<const Weights> start);

} // namespace jackdaw::learning
