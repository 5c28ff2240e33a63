// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/scheduling/planner.h"

namespace jackdaw::scheduling {

/// Optimum of the decoupled problem (eq. 1) on the grid of shares 0, δ, 2δ, …: per stream the best value for every
/// number of quanta, over all splits and configurations, then a multiple-choice knapsack by dynamic programming
/// (ekya.md §9.1). Floors come first: the allocation that lacks least wins. Where δ is larger than the smallest
/// inference demand the grid is made finer by a whole number, so that inference need not take a whole δ.
class ExactPlanner final : public Planner {
public:
    explicit ExactPlanner(const PlannerOptions& options) : m_options(options) { }

    std::string name() const override { return "exact"; }
    Plan plan(const WindowProblem& problem) const override;
    FreedShare onCompletion() const override { return FreedShare::Replanned; }

private:
    PlannerOptions m_options;
};

/// The grid's step and how many of them the capacity has.
struct QuantaGrid {
    double quantum = 0.0;
    std::size_t units = 0;
};
QuantaGrid quantaGrid(const WindowProblem& problem);

} // namespace jackdaw::scheduling
