// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/session_state.h"

#include <QCoreApplication>
#include <QStringList>

namespace jackdaw::widgets {

/// A plan told in sentences, from the same numbers that the planner used.
class PlanWords {
    Q_DECLARE_TR_FUNCTIONS(jackdaw::widgets::PlanWords)

public:
    /// "Retraining of B Gate takes 0.05 from inference of A Crossing: mean accuracy 0.41 → 0.43."
    static QString steal(const SessionState& state, const PlanComputed& plan, const PlanMove& move);
    static QStringList acceptedSteals(const SessionState& state, const PlanComputed& plan);
    /// "Window 3, thief, because of window start: expected mean accuracy 0.62."
    static QString headline(const SessionState& state, const PlanState& plan);
    /// Whom a thief takes from, as the thief sees it: "inference of A Crossing", "its own inference".
    static QString victim(const SessionState& state, const PlanComputed& plan, const PlanMove& move);
    /// "retraining of B Gate"; of a job for several cameras "labelling of A Crossing, B Gate".
    static QString job(const SessionState& state, const PlanComputed& plan, JobIndex job);
};

} // namespace jackdaw::widgets
