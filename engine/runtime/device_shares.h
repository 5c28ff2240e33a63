// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/ids.h"
#include "engine/compute/broker.h"
#include "engine/scheduling/plan.h"

#include <optional>
#include <vector>

namespace jackdaw::runtime {

/// A camera's jobs, and what the plan that holds gives it.
struct CameraShares {
    JobId inference;
    JobId labelling;
    std::optional<JobId> profiling; ///< if it is under way
    std::optional<JobId> retraining; ///< if it is under way
    bool samples = false; ///< its sample is not labelled yet
    scheduling::StreamAllocation planned;
};

/// Shares of all jobs: what the plan says, and \p reserve for scoring, kept back by the same plan. Together they are at
/// most the device if the plan left that much.
///
/// What the plan gives to a retraining whose camera is not sampled yet goes to what comes before it: labelling, then
/// profiling. A profile always has some share, or it would stand still while the device idles.
std::vector<compute::ShareRequest> shareRequests(const std::vector<CameraShares>& cameras, double reserve);

} // namespace jackdaw::runtime
