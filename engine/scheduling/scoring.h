// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/scheduling/evaluation.h"
#include "engine/scheduling/planner.h"

namespace jackdaw::scheduling {

/// One plan under every measure (mean over streams by weight, 0..1).
struct PlanScore {
    double decoupledUnused = 0.0; ///< eq. 1 of the plan's first step, freed shares unused
    double decoupledOwn = 0.0; ///< the same, freed shares to the stream's own inference
    double coupled = 0.0; ///< what happens in the whole window, exact between events
    double reference = 0.0; ///< the same timeline in the published simulator's metric
};

/// What happens if \p plan is carried out by \p planner in a window that is exactly as estimated: the plan's own later
/// steps where it has any, else at each completion what the planner's onCompletion() says.
Timeline intendedTimeline(const WindowProblem& problem, const Planner& planner, const Plan& plan);

PlanScore scorePlan(const WindowProblem& problem, const Plan& plan, const Timeline& timeline);

} // namespace jackdaw::scheduling
