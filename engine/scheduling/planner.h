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

/// Ways of serving that a planner may choose from.
struct ServingChoice {
    bool student = true;
    bool teacher = false;
    bool moved = false; ///< boxes may be moved along, too

    bool operator==(const ServingChoice&) const = default;
};

/// \p problem as a planner with \p choice is to see it: other ways of serving are not in it. Without the student, the
/// student with boxes that stand still is worth 0 and takes no share.
WindowProblem withChoice(WindowProblem problem, const ServingChoice& choice);

/// A planner is a function from values to a plan: deterministic, without threads, clock or state.
class Planner {
public:
    virtual ~Planner() = default;
    virtual std::string name() const = 0;
    /// The problem is valid (see validate()) and has no other ways of serving than servingChoice() (see withChoice()).
    /// What serves a camera follows from its share and its model (InferenceProfile::bestAt). The plan's shares are >=
    /// 0, sum to at most the capacity, and the plan is never worse than the planner's own start.
    virtual Plan plan(const WindowProblem& problem) const = 0;
    /// What happens to a share when a retraining ends, under this planner: Replanned if it wants to plan again,
    /// EqualSplit for those that follow the published baselines.
    virtual FreedShare onCompletion() const = 0;
    /// Which ways of serving it may choose from (InferenceProfile::alternatives, and the student with boxes that stand
    /// still).
    virtual ServingChoice servingChoice() const { return {}; }
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
/// "inference-only"; "thief"; "teacher-only(moved)". An unknown name or parameter is an error that lists the known
/// ones.
Result<std::unique_ptr<Planner>> makePlanner(std::string_view name, const PlannerOptions& options = {});

/// Names that makePlanner() knows, with a sentence each.
struct PlannerInfo {
    std::string name;
    std::string summary;
};
std::vector<PlannerInfo> knownPlanners();

} // namespace jackdaw::scheduling
