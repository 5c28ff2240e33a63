// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/scheduling/pessimistic_planner.h"

#include "engine/scheduling/plan_support.h"

namespace jackdaw::scheduling {
namespace {

void makeWorst(RetrainingOption& option)
{
    option.gpuSeconds = Estimate::exact(option.gpuSeconds.high);
    option.finalAccuracy = Estimate::exact(option.finalAccuracy.low);
}

} // namespace

WindowProblem worstCase(const WindowProblem& problem)
{
    WindowProblem worst = problem;
    for (StreamProblem& stream : worst.streams) {
        stream.startAccuracy = Estimate::exact(stream.startAccuracy.low);
        for (RetrainingOption& option : stream.options)
            makeWorst(option);
        if (stream.running)
            makeWorst(*stream.running);
    }
    return worst;
}

Plan PessimisticPlanner::plan(const WindowProblem& problem) const
{
    Plan plan = inner().plan(worstCase(problem));
    plan.planner = name();
    noteContests(plan, problem, FreedShare::OwnInference);
    return plan;
}

} // namespace jackdaw::scheduling
