// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/scheduling/scoring.h"

namespace jackdaw::scheduling {

Timeline intendedTimeline(const WindowProblem& problem, const Planner& planner, const Plan& plan)
{
    if (plan.steps.size() > 1)
        return scriptedTimeline(problem, plan.steps);
    return coupledTimeline(problem, plan.now(), planner.onCompletion(),
                           [&](const WindowProblem& rest) { return planner.plan(rest).now(); });
}

PlanScore scorePlan(const WindowProblem& problem, const Plan& plan, const Timeline& timeline)
{
    return {decoupledMean(problem, plan.now(), FreedShare::Unused),
            decoupledMean(problem, plan.now(), FreedShare::OwnInference), timeline.mean, timeline.sampledMean};
}

} // namespace jackdaw::scheduling
