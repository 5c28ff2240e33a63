// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/learning/families.h"

namespace jackdaw::learning {

/// Students that are an ONNX detector of COCO's classes with its own head, in a format that vision::recogniseFormat()
/// knows. The trunk is prepared once and shared by all of them; each has its own last layers and threshold.
Result<std::shared_ptr<const Learner>> makeOnnxLearner(const OnnxSettings& settings,
                                                       const std::vector<std::string>& classes);

} // namespace jackdaw::learning
