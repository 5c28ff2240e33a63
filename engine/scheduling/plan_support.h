// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/scheduling/plan.h"
#include "engine/scheduling/window_problem.h"

#include <string>
#include <vector>

namespace jackdaw::scheduling {

/// A plan of one step with what is expected of it: under EqualSplit from its timeline, else decoupled.
Plan planOf(std::string planner, const WindowProblem& problem, Allocation allocation, FreedShare model);

/// Per stream the best alternative to what is chosen (another retraining, or none) at the same shares, and whether both
/// intervals overlap.
std::vector<Contest> contestsOf(const WindowProblem& problem, const Allocation& allocation, FreedShare model);
/// Writes contests and contested of \p plan: each stream as it stands when its retraining begins.
void noteContests(Plan& plan, const WindowProblem& problem, FreedShare model);

/// Writes what \p move leaves its two jobs and their streams with: what \p after gives them.
void noteAfter(PlanMove& move, const WindowProblem& problem, const Allocation& after);

/// Sum over streams of what the instantaneous accuracy lacks to the floor under \p allocation as it stands.
double floorViolation(const WindowProblem& problem, const Allocation& allocation);

/// Shares of \p capacity for every inference, none above its saturation, otherwise equal; the rest stays free.
std::vector<double> waterFill(const WindowProblem& problem, double capacity);

} // namespace jackdaw::scheduling
