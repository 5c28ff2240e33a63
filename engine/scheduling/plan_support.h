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

/// Per stream: could the runner-up retraining (or none) be better, at the same shares, within both intervals?
std::vector<bool> contestedStreams(const WindowProblem& problem, const Allocation& allocation, FreedShare model);

/// Sum over streams of what the instantaneous accuracy lacks to the floor under \p allocation as it stands.
double floorViolation(const WindowProblem& problem, const Allocation& allocation);

/// Shares of \p capacity for every inference, none above its saturation, otherwise equal; the rest stays free.
std::vector<double> waterFill(const WindowProblem& problem, double capacity);

} // namespace jackdaw::scheduling
