// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/scheduling/regret.h"

#include "engine/scheduling/evaluation.h"
#include "engine/scheduling/planners.h"
#include "engine/scheduling/realised_window.h"

#include <utility>

namespace jackdaw::scheduling {
namespace {

WindowProblem given(const JudgedWindow& window, const EstimateUse& use)
{
    WindowProblem problem = window.predicted;
    for (std::size_t v = 0; v < problem.streams.size() && use.start == StartAccuracy::Measured; ++v)
        problem.streams[v].startAccuracy = window.truth.streams[v].startAccuracy;
    return problem;
}

PastWindow afterwards(const WindowProblem& truth, std::vector<RetrainingOutcome> outcomes)
{
    PastWindow past{std::move(outcomes), {}};
    for (const StreamProblem& stream : truth.streams)
        past.starts.push_back({stream.camera, stream.startAccuracy.value});
    return past;
}

} // namespace

std::vector<Regret> judge(const std::vector<JudgedWindow>& windows, const Planner& planner, const EstimateUse& use)
{
    PlannerOptions silent;
    silent.trace = false;
    const JackdawPlanner best(silent);
    std::vector<Regret> regrets;
    PastWindow past;
    for (const JudgedWindow& window : windows) {
        WindowProblem estimates = given(window, use);
        const Belief belief = use.corrected ? correctedBelief(std::move(estimates), use.start, std::move(past))
                                            : fixedBelief(std::move(estimates));
        RealisedWindow realised = realise(window.truth, planner, belief);
        regrets.push_back({intendedTimeline(window.truth, best, best.plan(window.truth)).mean, realised.timeline.mean});
        past = afterwards(window.truth, std::move(realised.outcomes));
    }
    return regrets;
}

} // namespace jackdaw::scheduling
