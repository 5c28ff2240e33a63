// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/scheduling/planner.h"
#include "engine/studies/estimate_correction.h"

#include <vector>

namespace jackdaw::studies {

/// One window twice: as it was predicted and as it came out. Same streams and configurations in both.
struct JudgedWindow {
    scheduling::WindowProblem predicted;
    scheduling::WindowProblem truth;
};

/// What a planner is given to plan with.
struct EstimateUse {
    bool corrected = false; ///< predictions go through correctEstimates(), with what the windows before taught
    StartAccuracy start = StartAccuracy::Predicted; ///< Measured: the true start accuracy is known
};

/// How far a plan stayed behind the best one, both scored on what really happened (mean window accuracy, 0..1).
struct Regret {
    double best = 0.0; ///< of `jackdaw` planning with the truth
    double reached = 0.0; ///< of the planner judged
    double value() const { return best - reached; }
};

/// Judges \p planner on consecutive windows of the same streams. From one window to the next it knows what its own
/// retrainings brought, and the start accuracies that were seen.
std::vector<Regret> judge(const std::vector<JudgedWindow>& windows, const scheduling::Planner& planner,
                          const EstimateUse& use);

} // namespace jackdaw::studies
