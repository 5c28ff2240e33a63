// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/plan.h"
#include "engine/base/units.h"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace jackdaw::scheduling {

/// What one stream gets from an instant on.
struct StreamAllocation {
    Share inference;
    Share retraining;
    std::optional<std::size_t> option; ///< index into StreamProblem::options; kOptionRunning for the running one
    bool operator==(const StreamAllocation&) const = default;
};

/// StreamAllocation::option of StreamProblem::running.
inline constexpr std::size_t kOptionRunning = static_cast<std::size_t>(-1);

/// Allocation of all streams, in the problem's order.
using Allocation = std::vector<StreamAllocation>;

/// What happens to the share of a retraining that ends (ekya.md §1.3).
enum class FreedShare {
    Unused, ///< nobody gets it
    OwnInference, ///< the stream's own inference
    EqualSplit, ///< split equally over running retrainings and all inferences
    Replanned, ///< the planner runs again
};

/// An allocation that holds from \p time until the next step.
struct PlanStep {
    double time = 0.0; ///< seconds from the plan's start
    Allocation allocation;
};

/// The decision for one stream against the best alternative at the same shares.
struct Contest {
    std::optional<std::size_t> chosen; ///< the option; none: not to retrain
    std::optional<std::size_t> runnerUp;
    bool contested = false; ///< its interval overlaps the chosen one's
    bool operator==(const Contest&) const = default;
};

/// Where each job of one stream runs.
struct StreamPlacement {
    std::optional<std::size_t> inference; ///< index into WindowProblem::devices; none: it has no share
    std::optional<std::size_t> retraining;
    bool operator==(const StreamPlacement&) const = default;
};

struct Plan {
    std::string planner;
    /// steps[0] holds now. Later steps are what the planner intends at the completions it expects; a live loop plans
    /// again at each completion and uses only the first.
    std::vector<PlanStep> steps;
    std::vector<double> expected; ///< window accuracy per stream under the planner's own model
    double expectedMean = 0.0; ///< weighted mean of expected
    std::vector<bool> contested; ///< per stream: the chosen option's interval overlaps the runner-up's
    std::vector<Contest> contests; ///< per stream: what contested stands on
    std::vector<StreamPlacement> placement; ///< of steps[0]; empty with one device
    /// Mean window accuracy lost because a job cannot span devices: what the same shares would bring on one device with
    /// the whole capacity, less what the placed ones bring.
    double packingLoss = 0.0;
    double floorViolation = 0.0; ///< sum over streams of what is missing to a_MIN, 0 if every floor is met
    std::vector<PlanMove> trace; ///< empty when switched off
    /// trace[decisiveFrom..] is the search that led here; moves before it were tried from other starts and lost.
    std::size_t decisiveFrom = 0;
    Allocation searchStart; ///< allocation before trace[decisiveFrom]; empty without one
    bool averagedMoves = false; ///< the trace's shares are averages over the window, not those of steps[0]
    /// Planner whose plan this is, where a search of another planner's found nothing better; empty: its own.
    std::string takenFrom;

    const Allocation& now() const& { return steps.front().allocation; }
    Allocation now() && { return std::move(steps.front().allocation); }
};

} // namespace jackdaw::scheduling
