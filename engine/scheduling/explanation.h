// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/scheduling/plan.h"
#include "engine/scheduling/window_problem.h"

#include <string>
#include <vector>

namespace jackdaw::scheduling {

/// The plan's reasons as sentences, from its trace and the problem alone; most important first. E.g. "Retraining of
/// gate took 0.2 GPU from inference of yard: with "whole, 12 epochs" its accuracy is expected to rise from .31 to .58
/// after 14 s, worth +1.3 points to the mean."
std::vector<std::string> explain(const WindowProblem& problem, const Plan& plan);

/// Configuration, cost and shares per stream as the front ends show them.
std::vector<PlannedStream> plannedStreams(const WindowProblem& problem, const Plan& plan);

} // namespace jackdaw::scheduling
