// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/learning/classifier_weights.h"
#include "engine/learning/family.h"

#include <memory>
#include <optional>

namespace jackdaw::learning {

/// A retraining of \p start on crops of labelled objects; its weights get \p background.
std::unique_ptr<Trainee> makeClassifierTrainee(std::shared_ptr<const ClassifierWeights> start,
                                               const TrainingConfiguration& configuration,
                                               std::optional<vision::Background> background);

} // namespace jackdaw::learning
