// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/ids.h"
#include "engine/compute/layout.h"
#include "engine/scheduling/plan.h"

#include <optional>
#include <vector>

namespace jackdaw::runtime {

/// A camera's jobs as they are now, and what the plan that holds gives them.
struct CameraShares {
    JobId inference;
    std::optional<JobId> moving; ///< if boxes are moved along
    JobId scoring; ///< labels of its scored frames
    JobId sampling; ///< labels of its rounds' samples
    std::optional<JobId> profiling; ///< if it is under way
    std::optional<JobId> retraining; ///< if it is under way
    bool samples = false; ///< its sample is not labelled yet
    scheduling::StreamAllocation planned;
    Share moved; ///< of planned.inference, what moving takes
    Share scored; ///< what the plan gives to scoring
    std::size_t turn = 0; ///< in preparationOrder()
};

/// Per stream its turn, from 0, in what is labelled and profiled with time that the plan leaves over: in the order in
/// which \p plan means to retrain; then the one that has least left, since models that come early serve longest, and
/// the one that is expected to gain most.
std::vector<std::size_t> preparationOrder(const scheduling::WindowProblem& problem, const scheduling::Plan& plan);

/// What the plan says, said of the jobs that there are. Together they ask for no more than the plan gave.
///
/// What it gives to a retraining goes to what must come before it: labelling of the sample, then profiling. Where it
/// gives nothing for them they take what others leave over, one camera after the other, so that they do not stand still
/// while the device idles.
std::vector<compute::ShareRequest> shareRequests(const std::vector<CameraShares>& cameras);

} // namespace jackdaw::runtime
