// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/scheduling/evaluation.h"

#include <map>
#include <vector>

namespace jackdaw::simulation {

/// Accuracies of the deployed models when a window ends.
using EndState = std::vector<double>;

/// Best schedule for each state that a window can end in. A later window starts from that state, so the best first
/// window alone need not lead to the best pair.
using BestByEnd = std::map<EndState, scheduling::Timeline>;

/// Tries every allocation in steps of the problem's quantum and every configuration: for a handful of streams only.
/// Allocations hold until a retraining ends; then its share is split equally.
BestByEnd exhaustiveFixed(const scheduling::WindowProblem& problem);

/// The same, and everything is chosen anew whenever a retraining ends.
BestByEnd exhaustiveReplanned(const scheduling::WindowProblem& problem);

} // namespace jackdaw::simulation
