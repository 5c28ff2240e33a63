// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/learning/learner.h"
#include "engine/learning/network_plan.h"

#include <memory>
#include <string>
#include <vector>

namespace jackdaw::learning {

/// All tensors of a network in one row, in the order of NetworkPlan::tensors.
class NetworkWeights::Impl {
public:
    Impl(NetworkPlan networkPlan, std::vector<float> networkValues, float scoreThreshold);

    const NetworkPlan plan;
    const std::vector<float> values;
    const float threshold;
    const std::string hash;
};

std::shared_ptr<const NetworkWeights> makeWeights(NetworkPlan plan, std::vector<float> values,
                                                  float threshold = kScoreThreshold);

} // namespace jackdaw::learning
