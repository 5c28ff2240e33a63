// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/learning/families.h"
#include "engine/learning/onnx_trainee.h"

namespace jackdaw::learning {

/// What \p settings' network is, as a student of \p classes.
Result<OnnxDetectorPlan> planOnnxDetector(const OnnxSettings& settings, const std::vector<std::string>& classes);

/// Students that are an ONNX detector in a format that vision::chooseHead() knows: with its own head for classes that
/// it has by name, or with a point head for any. The trunk is prepared once and shared by all of them; each has its own
/// head and threshold.
Result<std::shared_ptr<const Learner>> makeOnnxLearner(const OnnxSettings& settings,
                                                       const std::vector<std::string>& classes);

} // namespace jackdaw::learning
