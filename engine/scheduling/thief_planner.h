// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/scheduling/planner.h"

namespace jackdaw::scheduling {

/// The paper's Algorithms 1 and 2 (ekya.md §2.1, §2.2), first as printed. Where the printed text fails it does the
/// following:
///  - a victim that has less than δ gives what it has (printed: the pair ends, so nothing moves where the fair share is
///    below δ);
///  - passes over all pairs of jobs repeat until one gains nothing (printed: one pass);
///  - where stealing δ gains nothing, 2δ, 4δ, … and all of the victim's share are tried: a retraining that does not end
///    within the window is worth nothing until it has enough;
///  - the search starts from the fair split, from inference alone, from inference at its demand with the rest on one
///    retraining, and from the best uniform allocation; the best end wins (printed: the fair split alone);
///  - "do not retrain" is one of the candidates;
///  - floors that cannot be met: the allocation that lacks least wins, and the plan says how much is missing;
///  - inference never keeps more than it can use;
///  - with FreedShare::Replanned, retrainings also steal whole shares from each other where the share is worth more if
///    it is handed on when the retraining ends (see HandOver).
class ThiefPlanner final : public Planner {
public:
    explicit ThiefPlanner(const PlannerOptions& options) : m_options(options) { }

    std::string name() const override { return "thief"; }
    Plan plan(const WindowProblem& problem) const override;
    FreedShare onCompletion() const override { return FreedShare::Replanned; }

private:
    PlannerOptions m_options;
};

} // namespace jackdaw::scheduling
