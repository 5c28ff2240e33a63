// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/scheduling/planner.h"

namespace jackdaw::scheduling {

/// What the published code does (ekya.md §2.7), for comparison. Three rounds; in each, every stream first picks its
/// configuration alone at its present shares, then the jobs steal with these configurations fixed, from the fair split
/// on: every ordered pair of jobs, every amount 0, δ, 2δ, … of what the victim has, each scored by the whole coupled
/// window with freed shares split equally; after each pair the best allocation seen holds. The last round counts, even
/// if an earlier one was better. Inference may hold more than it can use.
class ThiefReferencePlanner final : public Planner {
public:
    explicit ThiefReferencePlanner(const PlannerOptions& options) : m_options(options) { }

    std::string name() const override { return "thief-reference"; }
    Plan plan(const WindowProblem& problem) const override;
    FreedShare onCompletion() const override { return FreedShare::EqualSplit; }

private:
    PlannerOptions m_options;
};

} // namespace jackdaw::scheduling
