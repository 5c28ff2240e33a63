// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/scheduling/estimate_correction.h"
#include "engine/scheduling/evaluation.h"
#include "engine/scheduling/planner.h"

#include <functional>

namespace jackdaw::scheduling {

/// What is believed about a window once \p outcomes are known: the same streams and options as the true window, with
/// other numbers. Called when the window begins and at every completion.
using Belief = std::function<WindowProblem(const std::vector<RetrainingOutcome>& outcomes)>;

struct RealisedWindow {
    Timeline timeline; ///< what really happened
    std::vector<RetrainingOutcome> outcomes; ///< retrainings that ended, in order
};

/// Carries out what \p planner decides on \p belief in a window that is really \p truth. The planner sees the belief
/// alone. A retraining that ends shows its true cost and accuracy, and what is left of the window is planned again
/// where the planner wants that; otherwise freed shares are split equally.
RealisedWindow realise(const WindowProblem& truth, const Planner& planner, const Belief& belief);

/// A belief that learns nothing from outcomes.
Belief fixedBelief(WindowProblem estimates);
/// A belief corrected by what is known (see correctEstimates()): \p past and the outcomes of the window itself.
Belief correctedBelief(WindowProblem estimates, StartAccuracy start, PastWindow past);

} // namespace jackdaw::scheduling
