// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/scheduling/planner_wrapper.h"

namespace jackdaw::scheduling {

/// The same problem with every estimate at the bad end of its interval: accuracies low, costs high. A plan's score
/// rises with every accuracy and falls with every cost, so it is never below this problem's while all truths lie within
/// their intervals.
WindowProblem worstCase(const WindowProblem& problem);

/// Another planner on the worst case: the plan that brings most if every estimate turns out at its bad end.
class PessimisticPlanner final : public PlannerWrapper {
public:
    using PlannerWrapper::PlannerWrapper;

    std::string name() const override { return inner().name() + "(pessimistic)"; }
    Plan plan(const WindowProblem& problem) const override;
};

} // namespace jackdaw::scheduling
