// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/scheduling/evaluation.h"
#include "engine/scheduling/explanation.h"

#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

namespace jackdaw::cli {

/// One case planned by one planner at one capacity.
struct PlanReport {
    std::string file;
    std::string planner;
    double gpus = 0.0;
    double delta = 0.0;
    double seconds = 0.0; ///< that planning took
    scheduling::WindowProblem problem;
    scheduling::Plan plan;
    scheduling::Timeline timeline;
    scheduling::PlanScore score;
    double worst = 0.0; ///< coupled score of the same plan with every estimate at the bad end of its interval
    std::optional<scheduling::PlanDifference> difference; ///< to the plan of a changed problem
};

/// What a plan's JSON object holds beside the plan.
struct JsonExtras {
    bool explanation = false;
    bool trace = false; ///< every tried move
};

/// A table with one row per plan; the reasons below where \p explain.
void writeTable(std::ostream& out, const std::vector<PlanReport>& reports, bool explain);

/// One object for one report, else a list of objects.
void writeJson(std::ostream& out, const std::vector<PlanReport>& reports, JsonExtras extras);

} // namespace jackdaw::cli
