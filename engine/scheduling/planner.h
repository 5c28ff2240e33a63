// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/scheduling/plan.h"
#include "engine/scheduling/window_problem.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace jackdaw::scheduling {

/// A planner is a function from values to a plan: deterministic, without threads, clock or state.
class Planner {
public:
    virtual ~Planner() = default;
    virtual std::string name() const = 0;
    /// The problem is valid (see validate()). The plan's shares are >= 0, sum to at most the capacity, and the plan is
    /// never worse than the planner's own start.
    virtual Plan plan(const WindowProblem& problem) const = 0;
    /// What happens to a share when a retraining ends, under this planner: Replanned if it wants to plan again,
    /// EqualSplit for those that follow the published baselines.
    virtual FreedShare onCompletion() const = 0;
    /// False if the planner does not look at accuracies, so that micro-profiling would be wasted on it.
    virtual bool usesEstimates() const { return true; }
};

struct PlannerOptions {
    bool trace = true; ///< record every tried move
    /// How the decoupled planners value a freed share. Replanned: as OwnInference, and `thief` reckons with being asked
    /// again at every completion.
    FreedShare freedShare = FreedShare::Replanned;
};

/// Planners by name: "uniform(c,x)" with configuration index c and inference fraction x, e.g. "uniform(1,0.5)";
/// "inference-only"; "thief". An unknown name or parameter is an error that lists the known ones.
Result<std::unique_ptr<Planner>> makePlanner(std::string_view name, const PlannerOptions& options = {});

/// Names that makePlanner() knows, with a sentence each.
struct PlannerInfo {
    std::string name;
    std::string summary;
};
std::vector<PlannerInfo> knownPlanners();

} // namespace jackdaw::scheduling
