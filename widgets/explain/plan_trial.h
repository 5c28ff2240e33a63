// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/events.h"
#include "engine/base/result.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace jackdaw::widgets {

/// Shares that are tried by hand, or that a planner gives.
struct TrialAllocation {
    /// GPU, of each job in the plan's order: of each camera its inference and its retraining, then further jobs.
    std::vector<double> shares;
    std::vector<std::optional<std::size_t>> options; ///< per camera, into TrialCamera::options; none: not retrained
    bool operator==(const TrialAllocation&) const = default;
};

struct TrialCamera {
    CameraId camera;
    std::string name;
    std::vector<std::string> options; ///< retrainings; where one runs, it alone
};

/// What a view needs to know of a planning problem.
struct TrialProblem {
    std::vector<TrialCamera> cameras;
    std::vector<std::string> furtherJobs;
    double capacity = 1.0; ///< GPUs, all devices together
    double quantum = 0.1; ///< the least share that planners move
    double seconds = 0.0; ///< left of the window
    TrialAllocation recorded; ///< what the plan gives
};

/// What is expected in the rest of the window.
struct TrialScore {
    std::vector<double> accuracy; ///< per camera, 0..1
    double mean = 0.0; ///< by the cameras' weights
    double floorLack = 0.0; ///< sum over the cameras of what they lack to their floors
    double unplaced = 0.0; ///< share that fits on no device
};

/// What a planner makes of the problem.
struct TrialPlan {
    std::string planner;
    TrialAllocation allocation;
    TrialScore score;
    double seconds = 0.0; ///< that planning took
};

/// The problem of a recorded plan, on which other shares and planners are tried. Changes nothing of the run. All
/// functions may be called from any thread.
class PlanTrial {
public:
    virtual ~PlanTrial() = default;
    virtual const TrialProblem& problem() const = 0;
    /// What would come of \p allocation until retrainings end; then the run's planner is asked again, as in a run.
    virtual TrialScore score(const TrialAllocation& allocation) const = 0;
    /// Planners to compare, the run's own first.
    virtual std::vector<std::string> planners() const = 0;
    virtual Result<TrialPlan> plan(const std::string& planner) const = 0;
};

/// Opens what a plan's planner was told (PlanComputed::problem). May take as long as reading some hundred kilobytes.
using OpenTrial = std::function<Result<std::shared_ptr<const PlanTrial>>(const PlanComputed& plan)>;

} // namespace jackdaw::widgets
