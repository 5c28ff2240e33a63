// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/simulation/simulated_window.h"

#include "engine/scheduling/evaluation.h"
#include "engine/scheduling/job_groups.h"
#include "engine/scheduling/plan.h"

#include <algorithm>

namespace jackdaw::simulation {

using namespace jackdaw::scheduling;

namespace {

class WindowSimulation {
public:
    WindowSimulation(const WindowProblems& problems, const Planner& planner, bool keepPlans) :
        m_problems(problems), m_planner(planner), m_keepPlans(keepPlans), m_run(problems.truth)
    {
    }

    Timeline run(const WindowDelay& delay)
    {
        if (delay.seconds > 0.0) {
            m_run.apply(inferenceAlone(m_problems.truth, delay.inferenceShare));
            m_run.advance(delay.seconds);
        }
        if (!m_run.over())
            m_run.apply(m_run.fromRest(plan(m_run.rest(), "The window's samples are labelled and profiled.")));
        while (!m_run.over()) {
            const std::vector<std::size_t> ended = m_run.advance(m_run.nextCompletion());
            if (!ended.empty() && !m_run.over())
                m_run.apply(afterCompletion(m_run, ended, m_planner.onCompletion(), [&](const WindowProblem& rest) {
                    return plan(rest, "The retraining of " + m_problems.truth.streams[ended.front()].name + " ended.");
                }));
        }
        return m_run.finish();
    }

    double promised() const { return m_promised; }
    std::vector<SimulatedPlan> takePlans() { return std::move(m_plans); }

private:
    Allocation plan(const WindowProblem& truthRest, const std::string& reason)
    {
        WindowProblem told = believedRest(m_problems, truthRest);
        Plan plan = m_planner.plan(told);
        Allocation allocation = plan.now();
        if (m_plansMade++ == 0)
            m_promised = plan.expectedMean;
        if (m_keepPlans)
            m_plans.push_back({m_run.now(), reason, std::move(told), std::move(plan)});
        return allocation;
    }

    const WindowProblems& m_problems;
    const Planner& m_planner;
    bool m_keepPlans;
    WindowRun m_run;
    std::vector<SimulatedPlan> m_plans;
    std::size_t m_plansMade = 0;
    double m_promised = 0.0;
};

/// Share of an inference that makes a difference.
double usedShare(const StreamProblem& stream, const StreamAllocation& given)
{
    return std::min(given.inference.value, saturationShare(stream.inference));
}

void addStep(SimulatedWindow& window, const Allocation& allocation, double seconds)
{
    double held = 0.0;
    for (std::size_t v = 0; v < allocation.streams(); ++v) {
        const StreamAllocation given = allocation.stream(v);
        held += usedShare(window.truth.streams[v], given) + given.retraining.value;
        if (!given.option || given.retraining.value <= 0.0)
            continue;
        window.streams[v].option = given.option;
        window.streams[v].retrainingGpuSeconds += given.retraining.value * seconds;
    }
    window.idleGpuSeconds += std::max(0.0, window.truth.totalGpus() - held) * seconds;
}

} // namespace

WindowDelay windowDelay(const TracedWindow& window, const SimulationOptions& options)
{
    const double seconds = options.labellingSeconds.value_or(window.labellingSeconds)
        + options.profilingSeconds.value_or(window.profilingSeconds);
    return {std::min(seconds, window.seconds), window.delayInferenceShare};
}

Allocation inferenceAlone(const WindowProblem& problem, double fraction)
{
    return servedAlone(problem, problem.totalGpus() * fraction);
}

SimulatedWindow summarised(WindowProblem truth, Timeline timeline)
{
    SimulatedWindow window;
    window.truth = std::move(truth);
    window.timeline = std::move(timeline);
    window.mean = window.timeline.mean;
    window.streams.resize(window.truth.streams.size());
    for (std::size_t v = 0; v < window.streams.size(); ++v) {
        window.streams[v].accuracy = window.timeline.accuracy[v];
        window.streams[v].start = window.truth.streams[v].startAccuracy.value;
        window.streams[v].end = window.timeline.deployed[v];
    }
    const std::vector<PlanStep>& steps = window.timeline.steps;
    for (std::size_t i = 0; i < steps.size(); ++i)
        addStep(window, steps[i].allocation,
                (i + 1 < steps.size() ? steps[i + 1].time : window.truth.seconds) - steps[i].time);
    for (const Timeline::Completion& completion : window.timeline.completions) {
        window.streams[completion.stream].completed = completion.time;
        window.deliveries.push_back({completion.time, completion.stream, window.timeline.deployed[completion.stream]});
    }
    return window;
}

SimulatedWindow simulateWindow(WindowProblems problems, const WindowDelay& delay, const Planner& planner,
                               bool keepPlans)
{
    WindowSimulation simulation(problems, planner, keepPlans);
    Timeline timeline = simulation.run(delay);
    const double promised = simulation.promised();
    std::vector<SimulatedPlan> plans = simulation.takePlans();
    SimulatedWindow window = summarised(std::move(problems.truth), std::move(timeline));
    window.promised = promised;
    window.plans = std::move(plans);
    return window;
}

} // namespace jackdaw::simulation
