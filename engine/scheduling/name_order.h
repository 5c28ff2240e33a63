// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/scheduling/planner_wrapper.h"

namespace jackdaw::scheduling {

/// Another planner that sees the streams in the order of their names, whatever order the problem has them in. A search
/// tries streams one after the other, and between nearly equal ends the order decides; so the plan would depend on the
/// order in which cameras were added. The plan comes back in the problem's order.
class NameOrderPlanner final : public PlannerWrapper {
public:
    using PlannerWrapper::PlannerWrapper;

    Plan plan(const WindowProblem& problem) const override;
};

} // namespace jackdaw::scheduling
