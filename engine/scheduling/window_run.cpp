// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/scheduling/window_run.h"

#include "engine/scheduling/stream_model.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace jackdaw::scheduling {
namespace {

/// A completion this close to the window's end still counts (ekya.md §11.1).
constexpr double kTimeTolerance = 1e-9;

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

WindowRun::WindowRun(const WindowProblem& problem) : m_problem(problem), m_states(problem.streams.size())
{
    for (std::size_t v = 0; v < m_states.size(); ++v) {
        const StreamProblem& stream = problem.streams[v];
        m_states[v].accuracy = stream.startAccuracy.value;
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
    for (std::size_t v = 0; v < m_states.size(); ++v)
        change(v, allocation[v]);
    m_allocation = std::move(allocation);
    if (!m_steps.empty() && m_steps.back().time == m_now)
        m_steps.pop_back();
    m_steps.push_back({m_now, m_allocation});
}

double WindowRun::speed(std::size_t v) const
{
    return m_states[v].option ? m_problem.throughput.at(m_allocation[v].retraining.value) : 0.0;
}

double WindowRun::nextCompletion() const
{
    double next = std::numeric_limits<double>::infinity();
    for (std::size_t v = 0; v < m_states.size(); ++v)
        if (const double rate = speed(v); rate > 0.0)
            next = std::min(next, m_now + m_states[v].remaining / rate);
    return next;
}

bool WindowRun::complete(std::size_t v)
{
    State& state = m_states[v];
    const RetrainingOption& option = optionOf(m_problem.streams[v], *state.option);
    const double rate = speed(v);
    if (rate <= 0.0 || state.remaining > rate * kTimeTolerance)
        return false;
    state.accuracy = option.finalAccuracy.value;
    state.option.reset();
    state.closed = true;
    state.remaining = 0.0;
    m_completions.push_back({v, m_now});
    return true;
}

std::vector<std::size_t> WindowRun::advance(double instant)
{
    const double duration = std::max(0.0, std::min(instant, m_problem.seconds) - m_now);
    const double seconds = wholeSeconds(m_now, m_now + duration, m_problem.seconds);
    for (std::size_t v = 0; v < m_states.size(); ++v) {
        State& state = m_states[v];
        const StreamProblem& stream = m_problem.streams[v];
        const double accuracy = state.accuracy * stream.inference.factorAt(m_allocation[v].inference);
        state.integral += accuracy * duration;
        state.sampled += accuracy * seconds;
        if (duration > kTimeTolerance)
            state.violation = std::max(state.violation, stream.floor.value - accuracy);
        if (const double rate = speed(v); rate > 0.0) {
            state.started = true;
            state.remaining -= rate * duration;
        }
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
        if (allocation[v].option == kOptionRunning)
            allocation[v].option = m_states[v].option;
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

} // namespace jackdaw::scheduling
