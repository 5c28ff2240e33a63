// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/scheduling/planner_wrapper.h"

#include <vector>

namespace jackdaw::scheduling {

/// An allocation put on devices.
struct PlacedAllocation {
    Allocation allocation; ///< what each job really gets
    std::vector<StreamPlacement> placement; ///< where
    double lost = 0.0; ///< share that was planned and found no place
};

/// Puts every job on one device: jobs do not span devices. The largest first, each where it leaves least free (best
/// fit); one that fits nowhere whole gets the most that a device has left. Memory limits come first: a retraining whose
/// memory no device has free does not run.
PlacedAllocation place(const WindowProblem& problem, const Allocation& allocation);

/// Another planner whose plans are put on the problem's devices. On one device without a memory limit the plan stays as
/// it is. Elsewhere it is cut to what can be placed, and says what that costs (Plan::packingLoss); if a later step
/// cannot be placed whole, only the first is kept, and the planner is asked again at the completion.
class PlacingPlanner final : public PlannerWrapper {
public:
    using PlannerWrapper::PlannerWrapper;

    Plan plan(const WindowProblem& problem) const override;
};

} // namespace jackdaw::scheduling
