// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/scheduling/planner.h"

#include <memory>

namespace jackdaw::scheduling {

/// The same problem with every estimate at the bad end of its interval: accuracies low, costs high. A plan's score
/// rises with every accuracy and falls with every cost, so it is never below this problem's while all truths lie within
/// their intervals.
WindowProblem worstCase(const WindowProblem& problem);

/// Another planner on the worst case: the plan that brings most if every estimate turns out at its bad end.
class PessimisticPlanner final : public Planner {
public:
    explicit PessimisticPlanner(std::unique_ptr<Planner> inner) : m_inner(std::move(inner)) { }

    std::string name() const override { return m_inner->name() + "(pessimistic)"; }
    Plan plan(const WindowProblem& problem) const override;
    FreedShare onCompletion() const override { return m_inner->onCompletion(); }

private:
    std::unique_ptr<Planner> m_inner;
};

} // namespace jackdaw::scheduling
