// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/explain/plan_search.h"

#include <QCoreApplication>
#include <QString>

namespace jackdaw::widgets {

/// One step of a search in sentences, from the same numbers that the planner used.
class ExplainWords {
    Q_DECLARE_TR_FUNCTIONS(jackdaw::widgets::ExplainWords)

public:
    /// "0.20", and finer where that would say nothing.
    static QString amount(double share);
    /// "0.8123".
    static QString score(double score);
    /// "+0.0130".
    static QString change(double change);
    /// "kept" or "put back", and why.
    static QString verdict(MoveVerdict verdict);

    /// "Window 3 · thief · window start", what it expects and what came of it.
    static QString headline(const SessionState& state, const PlanState& plan, const PlanSearch& search);
    /// Sentences about \p step as HTML.
    static QString step(const SessionState& state, const PlanSearch& search, std::size_t step);
    /// What will be told here once there is a plan.
    static QString withoutPlan();
    /// What the plan gives and why, for planners that search nothing.
    static QString withoutSearch(const PlanComputed& plan);

private:
    static QString startStep(const PlanSearch& search);
    static QString moved(const SessionState& state, const PlanComputed& plan, const PlanMove& move, double thiefBefore,
                         double victimBefore);
    static QString judged(const PlanMove& move);
    static QString estimate(const SessionState& state, const PlanComputed& plan, const PlanMove& move);
};

/// Mean over the cameras of what a plan expects of them; none where it says nothing of any.
std::optional<double> expectedMean(const PlanComputed& plan);
/// Mean over the cameras of what their window came to; none while it is not closed.
std::optional<double> outcomeMean(const SessionState& state, WindowId window);

} // namespace jackdaw::widgets
