// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/scheduling/plan.h"
#include "engine/scheduling/window_problem.h"

#include <functional>
#include <vector>

namespace jackdaw::scheduling {

/// Window accuracy of one stream alone (eq. 1), exact: accuracy a0·f(I) until the retraining ends at cost / r(R), then
/// a1·f(I'), I' = I or I + R by \p freed (Unused or OwnInference). A retraining that does not end within the window
/// (tolerance 1e-9 s) counts as not run.
double decoupledAccuracy(const WindowProblem& problem, std::size_t stream, const StreamAllocation& allocation,
                         FreedShare freed);

/// Mean over the streams by weight.
double decoupledMean(const WindowProblem& problem, const Allocation& allocation, FreedShare freed);

/// What really happens under an allocation, event by event: exact integrals between completions.
struct Timeline {
    struct Completion {
        std::size_t stream = 0;
        double time = 0.0;
    };
    std::vector<PlanStep> steps; ///< one per change of allocation
    std::vector<Completion> completions; ///< retrainings that end within the window, in order
    std::vector<double> accuracy; ///< window accuracy per stream
    std::vector<double> deployed; ///< accuracy of each stream's model when the window ends
    double mean = 0.0; ///< by weight
    double sampledMean = 0.0; ///< of the accuracy at t = 0, 1, …, T s: the published simulator's metric (ekya.md §1.3)
    double floorViolation = 0.0; ///< sum over streams of the largest lack to the floor at any instant
    std::vector<double> floorLack; ///< per stream
};

/// Called at a completion with the rest of the problem: started retrainings as `running` with what is left of their
/// cost, finished streams with their new accuracy and without options. Returns the new allocation.
using Replan = std::function<Allocation(const WindowProblem& rest)>;

/// Runs \p start through the window; freed shares go where \p freed says, with Replanned to what \p replan returns.
Timeline coupledTimeline(const WindowProblem& problem, const Allocation& start, FreedShare freed,
                         const Replan& replan = {});

/// Runs a script of allocations through the window, whatever made it: each step holds from its time until the next, and
/// a retraining that ended takes no share any more. A step's option is the index in \p problem for as long as the
/// retraining goes on; a step without it gives the retraining up.
Timeline scriptedTimeline(const WindowProblem& problem, const std::vector<PlanStep>& steps);

} // namespace jackdaw::scheduling
