// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/learning/learner.h"
#include "engine/runtime/job.h"

#include <functional>
#include <memory>
#include <vector>

namespace jackdaw::runtime {

/// Batches that profiles and retrainings have in common. What they make is handed to a function that is called on the
/// lane's thread.

/// Judges \p student on \p heldOut; charged as so many batches of inference.
Batch judgingBatch(std::shared_ptr<learning::Student> student, std::vector<learning::LabelledFrame> heldOut,
                   std::function<void(const learning::HeldOutAccuracy&)> take);

/// Makes a training ready for its first batch; charged nothing, since no cost table knows it.
Batch settingUpBatch(std::shared_ptr<const learning::Learner> learner, learning::TrainingInputs inputs,
                     std::function<void(std::unique_ptr<learning::Training>)> take);

} // namespace jackdaw::runtime
