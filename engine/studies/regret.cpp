// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/studies/regret.h"

#include "engine/scheduling/evaluation.h"
#include "engine/scheduling/job_groups.h"
#include "engine/scheduling/planners.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace jackdaw::studies {
namespace {

using namespace jackdaw::scheduling;

/// What is believed about a window once \p outcomes are known: the same streams and options as the true window, with
/// other numbers. Called when the window begins and at every completion.
using Belief = std::function<WindowProblem(const std::vector<RetrainingOutcome>& outcomes)>;

struct RealisedWindow {
    Timeline timeline; ///< what really happened
    std::vector<RetrainingOutcome> outcomes; ///< retrainings that ended, in order
};

/// A retraining that takes longer than believed has at least this fraction of its believed cost still before it.
constexpr double kLeastLeft = 0.05;

class Realisation {
public:
    Realisation(const WindowProblem& truth, const Planner& planner, const Belief& belief) :
        m_truth(truth), m_planner(planner), m_belief(belief), m_run(truth), m_finished(truth.streams.size(), false)
    {
    }

    RealisedWindow carryOut()
    {
        m_run.apply(m_planner.plan(m_belief({})).now());
        while (!m_run.over()) {
            const std::vector<std::size_t> ended = m_run.advance(m_run.nextCompletion());
            note(ended);
            if (!ended.empty() && !m_run.over())
                m_run.apply(m_run.fromRest(m_planner.plan(believedRest()).now()));
        }
        return {m_run.finish(), std::move(m_outcomes)};
    }

private:
    void note(const std::vector<std::size_t>& ended)
    {
        for (const std::size_t v : ended) {
            m_finished[v] = true;
            const RetrainingOption& option = optionOf(m_truth.streams[v], *m_run.allocation().option(v));
            m_outcomes.push_back(
                {m_truth.streams[v].camera, option.configuration, option.gpuSeconds.value, option.finalAccuracy.value});
        }
    }

    WindowProblem believedRest() const
    {
        const WindowProblem rest = m_run.rest();
        WindowProblem believed = m_belief(m_outcomes);
        believed.seconds = rest.seconds;
        for (std::size_t v = 0; v < believed.streams.size(); ++v)
            adapt(believed.streams[v], rest.streams[v], v);
        return believed;
    }

    /// Puts the true state of one stream into what is believed about it.
    void adapt(StreamProblem& believed, const StreamProblem& rest, std::size_t v) const
    {
        if (m_finished[v])
            believed.startAccuracy = rest.startAccuracy;
        if (rest.running)
            believed.running = remainder(optionOf(believed, *m_run.allocation().option(v)),
                                         optionOf(m_truth.streams[v], *m_run.allocation().option(v)), *rest.running);
        if (rest.options.empty())
            believed.options.clear();
    }

    static RetrainingOption remainder(RetrainingOption believed, const RetrainingOption& truth,
                                      const RetrainingOption& left)
    {
        const double done = truth.gpuSeconds.value - left.gpuSeconds.value;
        const auto minus = [&](double cost) { return std::max(cost - done, kLeastLeft * believed.gpuSeconds.value); };
        believed.gpuSeconds = {minus(believed.gpuSeconds.value), minus(believed.gpuSeconds.low),
                               minus(believed.gpuSeconds.high)};
        return believed;
    }

    const WindowProblem& m_truth;
    const Planner& m_planner;
    const Belief& m_belief;
    WindowRun m_run;
    std::vector<bool> m_finished;
    std::vector<RetrainingOutcome> m_outcomes;
};

/// Carries out what \p planner decides on \p belief in a window that is really \p truth. The planner sees the belief
/// alone. A retraining that ends shows its true cost and accuracy, and what is left of the window is planned again
/// where the planner wants that; otherwise freed shares are split equally.
RealisedWindow realise(const WindowProblem& truth, const Planner& planner, const Belief& belief)
{
    if (planner.onCompletion() == FreedShare::Replanned)
        return Realisation(truth, planner, belief).carryOut();
    return {coupledTimeline(truth, planner.plan(belief({})).now(), planner.onCompletion()), {}};
}

Belief fixedBelief(WindowProblem estimates)
{
    return [estimates = std::move(estimates)](const std::vector<RetrainingOutcome>&) { return estimates; };
}

Belief correctedBelief(WindowProblem estimates, StartAccuracy start, PastWindow past)
{
    return [estimates = std::move(estimates), start,
            past = std::move(past)](const std::vector<RetrainingOutcome>& outcomes) {
        return correctEstimates(estimates, start, past, outcomes);
    };
}

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

std::vector<Regret> judge(const std::vector<JudgedWindow>& windows, const scheduling::Planner& planner,
                          const EstimateUse& use)
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

} // namespace jackdaw::studies
