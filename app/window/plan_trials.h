// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/explain/plan_trial.h"

namespace jackdaw::window {

/// What the planner of \p plan was told, ready for other shares and planners, scored by the planners' own evaluation.
/// An error where the session kept no problem, or one that does not belong to the plan.
Result<std::shared_ptr<const widgets::PlanTrial>> openTrial(const PlanComputed& plan);

} // namespace jackdaw::window
