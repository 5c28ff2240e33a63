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
    std::vector<JobId> unplanned; ///< that must get on whatever is planned
    bool samples = false; ///< its sample is not labelled yet
    scheduling::StreamAllocation planned;
};

/// Shares of all jobs: what the plan says, \p reserve for scoring and \p unplanned for each job that is not planned.
/// Together they are at most the devices if the plan left that much.
///
/// What the plan gives to a retraining whose camera is not sampled yet goes to what comes before it: labelling, then
/// profiling. A profile always has some share, or it would stand still while the device idles.
std::vector<compute::ShareRequest> shareRequests(const std::vector<CameraShares>& cameras, double reserve,
                                                 Share unplanned);

} // namespace jackdaw::runtime
