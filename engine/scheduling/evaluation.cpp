// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/scheduling/evaluation.h"

#include "engine/scheduling/job_groups.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace jackdaw::scheduling {
namespace {

/// A completion this close to the window's end still counts.
constexpr double kTimeTolerance = 1e-9;

/// Splits what ended retrainings free equally over running retrainings and all inferences, as the published simulator
/// does.
Allocation splitEqually(Allocation allocation, double freed)
{
    std::size_t sharers = allocation.streams();
    for (std::size_t v = 0; v < allocation.streams(); ++v)
        sharers += allocation.retraining(v).value > 0.0 ? 1 : 0;
    const Share part{freed / static_cast<double>(sharers)};
    for (std::size_t v = 0; v < allocation.streams(); ++v) {
        allocation.inference(v) += part;
        if (allocation.retraining(v).value > 0.0)
            allocation.retraining(v) += part;
    }
    return allocation;
}

/// Whole seconds in [from, to), the window's last instant included.
double wholeSeconds(double from, double to, double end)
{
    const double last =
        to >= end - kTimeTolerance ? std::floor(end + kTimeTolerance) + 1.0 : std::ceil(to - kTimeTolerance);
    return std::max(0.0, last - std::ceil(from - kTimeTolerance));
}

RetrainingOption remainder(const RetrainingOption& option, double remaining)
{
    RetrainingOption rest = option;
    const double fraction = remaining / option.gpuSeconds.value;
    rest.gpuSeconds = {remaining, option.gpuSeconds.low * fraction, option.gpuSeconds.high * fraction};
    return rest;
}

} // namespace

Allocation afterCompletion(const WindowRun& run, const std::vector<std::size_t>& ended, FreedShare freed,
                           const Replan& replan)
{
    if (freed == FreedShare::Replanned && replan)
        return run.fromRest(replan(run.rest()));
    Allocation allocation = run.allocation();
    double free = 0.0;
    for (const std::size_t v : ended) {
        free += allocation.retraining(v).value;
        if (freed == FreedShare::OwnInference)
            allocation.inference(v) += allocation.retraining(v);
        allocation.job(retrainingJob(v)) = {};
    }
    return freed == FreedShare::EqualSplit ? splitEqually(std::move(allocation), free) : allocation;
}

double decoupledAccuracy(const WindowProblem& problem, std::size_t stream, const StreamAllocation& allocation,
                         FreedShare freed)
{
    const StreamProblem& s = problem.streams[stream];
    const double before = s.inference.accuracyAt(s.startAccuracy.value, allocation.inference);
    const double speed = allocation.option ? throughputOf(problem, stream).at(allocation.retraining.value) : 0.0;
    if (speed <= 0.0)
        return before;
    const double duration = workOf(s, *allocation.option) / speed;
    if (duration > problem.seconds + kTimeTolerance)
        return before;
    const Share after =
        freed == FreedShare::Unused ? allocation.inference : allocation.inference + allocation.retraining;
    const double trained = std::min(1.0, duration / problem.seconds);
    return before * trained
        + s.inference.accuracyAt(optionOf(s, *allocation.option).finalAccuracy.value, after) * (1.0 - trained);
}

void addFurtherGains(const WindowProblem& problem, const Allocation& allocation, std::vector<double>& accuracy)
{
    for (std::size_t j = 0; j < problem.furtherJobs.size(); ++j) {
        const JobProblem& job = problem.furtherJobs[j];
        const double gain = job.utility.factorAt(allocation.job(furtherJob(problem, j)).share);
        for (const std::size_t owner : ownersOf(problem, job))
            accuracy[owner] += gain;
    }
}

double furtherValue(const WindowProblem& problem, const Allocation& allocation)
{
    if (problem.furtherJobs.empty())
        return 0.0;
    std::vector<double> gains(problem.streams.size(), 0.0);
    addFurtherGains(problem, allocation, gains);
    double sum = 0.0;
    for (std::size_t v = 0; v < gains.size(); ++v)
        sum += problem.streams[v].weight * gains[v];
    return sum;
}

double decoupledMean(const WindowProblem& problem, const Allocation& allocation, FreedShare freed)
{
    double sum = 0.0;
    for (std::size_t v = 0; v < problem.streams.size(); ++v)
        sum += problem.streams[v].weight * decoupledAccuracy(problem, v, allocation.stream(v), freed);
    sum += furtherValue(problem, allocation);
    return problem.streams.empty() ? 0.0 : sum / totalWeight(problem);
}

Timeline coupledTimeline(const WindowProblem& problem, const Allocation& start, FreedShare freed, const Replan& replan)
{
    WindowRun run(problem);
    run.apply(start);
    while (!run.over()) {
        const std::vector<std::size_t> ended = run.advance(run.nextCompletion());
        if (!ended.empty() && !run.over())
            run.apply(afterCompletion(run, ended, freed, replan));
    }
    return run.finish();
}

Timeline scriptedTimeline(const WindowProblem& problem, const std::vector<PlanStep>& steps)
{
    WindowRun run(problem);
    std::size_t next = 0;
    while (!run.over()) {
        while (next < steps.size() && steps[next].time <= run.now() + kTimeTolerance)
            run.apply(steps[next++].allocation);
        const double until = next < steps.size() ? steps[next].time : problem.seconds;
        const std::vector<std::size_t> ended = run.advance(std::min(until, run.nextCompletion()));
        if (!ended.empty() && !run.over())
            run.apply(run.allocation());
    }
    return run.finish();
}

double WindowRun::State::left() const
{
    return preparation.total().value + remaining;
}

void WindowRun::State::work(double gpuSeconds)
{
    for (GpuSeconds* first : {&preparation.labelling, &preparation.profiling}) {
        const double done = std::min(first->value, gpuSeconds);
        *first -= GpuSeconds{done};
        gpuSeconds -= done;
    }
    started = started || preparation.total().value <= 0.0;
    remaining -= gpuSeconds;
}

WindowRun::WindowRun(const WindowProblem& problem) : m_problem(problem), m_states(problem.streams.size())
{
    for (std::size_t v = 0; v < m_states.size(); ++v) {
        const StreamProblem& stream = problem.streams[v];
        m_states[v].accuracy = stream.startAccuracy.value;
        m_states[v].preparation = stream.preparation;
        if (stream.running) {
            m_states[v].option = kOptionRunning;
            m_states[v].remaining = stream.running->gpuSeconds.value;
            m_states[v].started = true;
        }
    }
}

bool WindowRun::over() const
{
    return m_now >= m_problem.seconds - kTimeTolerance;
}

void WindowRun::change(std::size_t v, StreamAllocation& allocation)
{
    State& state = m_states[v];
    if (state.closed)
        allocation.option.reset();
    if (allocation.option != state.option) {
        if (state.started) {
            state.closed = true;
            allocation.option.reset();
        }
        state.option = allocation.option;
        state.started = false;
        state.remaining = state.option ? optionOf(m_problem.streams[v], *state.option).gpuSeconds.value : 0.0;
    }
    if (!state.option)
        allocation.retraining = Share{0.0};
}

void WindowRun::apply(Allocation allocation)
{
    for (std::size_t v = 0; v < m_states.size(); ++v) {
        StreamAllocation given = allocation.stream(v);
        change(v, given);
        allocation.set(v, given);
    }
    m_allocation = std::move(allocation);
    if (!m_steps.empty() && m_steps.back().time == m_now)
        m_steps.pop_back();
    m_steps.push_back({m_now, m_allocation});
}

double WindowRun::speed(std::size_t v) const
{
    return m_states[v].option ? throughputOf(m_problem, v).at(m_allocation.retraining(v).value) : 0.0;
}

double WindowRun::nextCompletion() const
{
    double next = std::numeric_limits<double>::infinity();
    for (std::size_t v = 0; v < m_states.size(); ++v)
        if (const double rate = speed(v); rate > 0.0)
            next = std::min(next, m_now + m_states[v].left() / rate);
    return next;
}

bool WindowRun::complete(std::size_t v)
{
    State& state = m_states[v];
    const RetrainingOption& option = optionOf(m_problem.streams[v], *state.option);
    const double rate = speed(v);
    if (rate <= 0.0 || state.left() > rate * kTimeTolerance)
        return false;
    state.accuracy = option.finalAccuracy.value;
    state.option.reset();
    state.closed = true;
    state.preparation = {};
    state.remaining = 0.0;
    m_completions.push_back({v, m_now});
    return true;
}

std::vector<std::size_t> WindowRun::advance(double instant)
{
    const double duration = std::max(0.0, std::min(instant, m_problem.seconds) - m_now);
    const double seconds = wholeSeconds(m_now, m_now + duration, m_problem.seconds);
    std::vector<double> gains(m_states.size(), 0.0);
    addFurtherGains(m_problem, m_allocation, gains);
    for (std::size_t v = 0; v < m_states.size(); ++v) {
        State& state = m_states[v];
        const StreamProblem& stream = m_problem.streams[v];
        const double served = stream.inference.accuracyAt(state.accuracy, m_allocation.inference(v));
        const double accuracy = served + gains[v];
        state.integral += accuracy * duration;
        state.sampled += accuracy * seconds;
        if (duration > kTimeTolerance)
            state.violation = std::max(state.violation, stream.floor.value - served);
        if (const double rate = speed(v); rate > 0.0)
            state.work(rate * duration);
    }
    m_now += duration;
    std::vector<std::size_t> ended;
    for (std::size_t v = 0; v < m_states.size(); ++v)
        if (m_states[v].option && complete(v))
            ended.push_back(v);
    return ended;
}

WindowProblem WindowRun::rest() const
{
    WindowProblem rest = m_problem;
    rest.seconds = m_problem.seconds - m_now;
    for (std::size_t v = 0; v < m_states.size(); ++v) {
        const State& state = m_states[v];
        StreamProblem& stream = rest.streams[v];
        stream.preparation = state.preparation;
        const bool running = state.started && state.option.has_value();
        if (running)
            stream.running = remainder(optionOf(m_problem.streams[v], *state.option), state.remaining);
        else
            stream.running.reset();
        if (running || state.closed)
            stream.options.clear();
        if (state.accuracy != stream.startAccuracy.value)
            stream.startAccuracy = Estimate::exact(state.accuracy);
    }
    return rest;
}

Allocation WindowRun::fromRest(Allocation allocation) const
{
    for (std::size_t v = 0; v < m_states.size(); ++v)
        if (allocation.option(v) == kOptionRunning)
            allocation.option(v) = m_states[v].option;
    return allocation;
}

Timeline WindowRun::finish()
{
    Timeline timeline;
    double sum = 0.0;
    double sampled = 0.0;
    for (std::size_t v = 0; v < m_states.size(); ++v) {
        sampled += m_states[v].sampled * m_problem.streams[v].weight;
        const double accuracy = m_states[v].integral / m_problem.seconds;
        timeline.accuracy.push_back(accuracy);
        timeline.deployed.push_back(m_states[v].accuracy);
        timeline.floorViolation += m_states[v].violation;
        timeline.floorLack.push_back(m_states[v].violation);
        sum += accuracy * m_problem.streams[v].weight;
    }
    timeline.mean = sum / totalWeight(m_problem);
    timeline.sampledMean = sampled / wholeSeconds(0.0, m_problem.seconds, m_problem.seconds) / totalWeight(m_problem);
    timeline.steps = std::move(m_steps);
    timeline.completions = std::move(m_completions);
    return timeline;
}

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
