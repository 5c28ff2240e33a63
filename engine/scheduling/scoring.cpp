// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/scheduling/scoring.h"

#include "engine/scheduling/stream_model.h"

#include <algorithm>
#include <cmath>

namespace jackdaw::scheduling {
namespace {

constexpr double kTimeTolerance = 1e-9;

/// Walks a timeline forward and knows every stream's instantaneous accuracy.
class Playback {
public:
    Playback(const WindowProblem& problem, const Timeline& timeline) : m_problem(problem), m_timeline(timeline)
    {
        for (const StreamProblem& stream : problem.streams)
            m_accuracy.push_back(stream.startAccuracy.value);
    }

    double weightedAt(double instant)
    {
        const auto& steps = m_timeline.steps;
        while (m_step + 1 < steps.size() && steps[m_step + 1].time <= instant + kTimeTolerance)
            ++m_step;
        const auto& done = m_timeline.completions;
        while (m_done < done.size() && done[m_done].time <= instant + kTimeTolerance)
            swap(done[m_done++]);
        double sum = 0.0;
        for (std::size_t v = 0; v < m_accuracy.size(); ++v) {
            const StreamProblem& stream = m_problem.streams[v];
            sum += stream.weight * m_accuracy[v] * stream.inference.factorAt(steps[m_step].allocation[v].inference);
        }
        return sum;
    }

private:
    /// The completed option is the last one that the stream held in a step before the completion.
    void swap(const Timeline::Completion& completion)
    {
        const StreamProblem& stream = m_problem.streams[completion.stream];
        for (auto step = m_timeline.steps.rbegin(); step != m_timeline.steps.rend(); ++step) {
            const auto& allocation = step->allocation[completion.stream];
            if (step->time < completion.time && allocation.option) {
                m_accuracy[completion.stream] = optionOf(stream, *allocation.option).finalAccuracy.value;
                return;
            }
        }
    }

    const WindowProblem& m_problem;
    const Timeline& m_timeline;
    std::vector<double> m_accuracy;
    std::size_t m_step = 0;
    std::size_t m_done = 0;
};

} // namespace

Timeline intendedTimeline(const WindowProblem& problem, const Planner& planner, const Plan& plan)
{
    if (plan.steps.size() > 1)
        return scriptedTimeline(problem, plan.steps);
    return coupledTimeline(problem, plan.now(), planner.onCompletion(),
                           [&](const WindowProblem& rest) { return planner.plan(rest).now(); });
}

double referenceMetric(const WindowProblem& problem, const Timeline& timeline)
{
    Playback playback(problem, timeline);
    const auto last = static_cast<int>(std::floor(problem.seconds + kTimeTolerance));
    double sum = 0.0;
    for (int second = 0; second <= last; ++second)
        sum += playback.weightedAt(second);
    return sum / (last + 1) / totalWeight(problem);
}

PlanScore scorePlan(const WindowProblem& problem, const Plan& plan, const Timeline& timeline)
{
    return {decoupledMean(problem, plan.now(), FreedShare::Unused),
            decoupledMean(problem, plan.now(), FreedShare::OwnInference), timeline.mean,
            referenceMetric(problem, timeline)};
}

} // namespace jackdaw::scheduling
