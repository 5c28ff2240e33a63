// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/scheduling/planner.h"

namespace jackdaw::scheduling {

/// Plans the whole window under the coupled model: what is retrained with what, in which order, and how the capacity is
/// divided anew at every completion. Local search over sequences (SequenceSearch) from the optimum of the decoupled
/// problem and from priced starts; the best of the result and of the simple plans, scored exactly, wins. The plan's
/// later steps are what it intends at its completions.
class JackdawPlanner final : public Planner {
public:
    explicit JackdawPlanner(const PlannerOptions& options) : m_options(options) { }

    std::string name() const override { return "jackdaw"; }
    Plan plan(const WindowProblem& problem) const override;
    FreedShare onCompletion() const override { return FreedShare::Replanned; }

private:
    PlannerOptions m_options;
};

} // namespace jackdaw::scheduling
