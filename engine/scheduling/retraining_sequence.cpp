// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/scheduling/retraining_sequence.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace jackdaw::scheduling {
namespace {

constexpr double kTimeTolerance = 1e-9;
constexpr double kNoShare = 1e-9;

double largestDevice(const WindowProblem& problem)
{
    double largest = 0.0;
    for (const DeviceCapacity& device : problem.devices)
        largest = std::max(largest, device.gpus);
    return largest;
}

} // namespace

SequenceEvaluator::SequenceEvaluator(const WindowProblem& problem, MenuDetail detail) :
    m_problem(problem), m_gpus(problem.totalGpus()), m_largestJob(largestDevice(problem)), m_market(problem, detail),
    m_goal(problem, detail), m_anyShare(problem.throughput.share.empty() && m_largestJob >= m_gpus)
{
}

void SequenceEvaluator::prepare(const std::vector<SequencedRetraining>& sequence)
{
    m_market.reset();
    m_jobs.clear();
    m_goalAccuracy.clear();
    for (const StreamProblem& stream : m_problem.streams)
        m_goalAccuracy.push_back(stream.startAccuracy.value);
    for (const SequencedRetraining& retraining : sequence) {
        m_jobs.push_back({retraining, retraining.cost});
        m_goalAccuracy[retraining.stream] = retraining.accuracy;
    }
    m_goal.setAccuracies(m_goalAccuracy);
    m_goalValue = m_goal.value(m_gpus) + m_pressure;
}

std::size_t SequenceEvaluator::active() const
{
    return std::min(m_width, m_jobs.size());
}

double SequenceEvaluator::leastRemaining() const
{
    double least = m_jobs.front().remaining;
    for (std::size_t i = 1; i < active(); ++i)
        least = std::min(least, m_jobs[i].remaining);
    return least;
}

/// The division between inference and retraining until the next completion; false if no retraining pays any more.
bool SequenceEvaluator::choosePhase(double left, Phase& phase) const
{
    const bool found = m_anyShare ? choosePoint(left, phase) : scanPoints(left, phase);
    return found && pays(phase, left);
}

/// What an instant loses per unit of retraining is quasi-convex over the points: bisection finds the least.
bool SequenceEvaluator::choosePoint(double left, Phase& phase) const
{
    const double work = leastRemaining() * static_cast<double>(active());
    const auto retraining = [this](std::size_t point) { return m_gpus - m_market.shareAt(point); };
    const auto allowed = [&](std::size_t point) {
        return retraining(point) > kNoShare && work < retraining(point) * (left - kTimeTolerance);
    };
    const auto goesDown = [&](std::size_t point) {
        return (m_goalValue - m_market.valueAt(point + 1)) * retraining(point)
            < (m_goalValue - m_market.valueAt(point)) * retraining(point + 1);
    };
    if (!allowed(0))
        return false;
    std::size_t low = 0;
    std::size_t high = m_market.points() - 1;
    while (low < high) {
        const std::size_t middle = (low + high) / 2;
        if (allowed(middle + 1) && goesDown(middle))
            low = middle + 1;
        else
            high = middle;
    }
    const double share = retraining(low) / static_cast<double>(active());
    phase = {low, share, leastRemaining() / share, m_market.valueAt(low)};
    return true;
}

bool SequenceEvaluator::scanPoints(double left, Phase& phase) const
{
    const auto jobs = static_cast<double>(active());
    const double work = leastRemaining();
    const std::size_t last = m_market.pointWithin(m_gpus);
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t point = 0; point <= last; ++point) {
        const double share = std::min(m_largestJob, (m_gpus - m_market.shareAt(point)) / jobs);
        if (share <= kNoShare)
            break;
        const double speed = m_problem.throughput.at(share);
        const double lost = (m_goalValue - m_market.valueAt(point)) / (jobs * speed);
        if (lost >= least)
            continue;
        if (work / speed >= left - kTimeTolerance)
            break;
        least = lost;
        phase = {point, share, work / speed, m_market.valueAt(point)};
    }
    return least < std::numeric_limits<double>::infinity();
}

bool SequenceEvaluator::pays(const Phase& phase, double left) const
{
    const double counted = left + m_problem.carriedSeconds;
    const double trained = phase.value * phase.duration + m_goalValue * (counted - phase.duration);
    return trained > m_market.valueBound(m_gpus) * counted;
}

void SequenceEvaluator::write(double now, const Phase* phase, std::vector<PlanStep>& steps) const
{
    const std::size_t training = phase ? active() : 0;
    const double forTraining = phase ? phase->share * static_cast<double>(training) : 0.0;
    const std::vector<double> inference = m_market.shares(m_gpus - forTraining);
    Allocation allocation(m_problem.streams.size());
    for (std::size_t v = 0; v < inference.size(); ++v)
        allocation[v].inference = Share{inference[v]};
    for (std::size_t i = 0; i < m_jobs.size() && phase; ++i) {
        const Job& job = m_jobs[i];
        const bool started = job.what.option == kOptionRunning || job.remaining < job.what.cost;
        if (i < training || started)
            allocation[job.what.stream].option = job.what.option;
        if (i < training)
            allocation[job.what.stream].retraining = Share{phase->share};
    }
    steps.push_back({now, std::move(allocation)});
}

void SequenceEvaluator::progress(const Phase& phase)
{
    const double done = phase.duration * m_problem.throughput.at(phase.share);
    const std::size_t training = active();
    for (std::size_t i = 0; i < training; ++i)
        m_jobs[i].remaining -= done;
    for (std::size_t i = training; i-- > 0;)
        if (m_jobs[i].remaining <= m_jobs[i].what.cost * 1e-12) {
            m_market.setAccuracy(m_jobs[i].what.stream, m_jobs[i].what.accuracy);
            m_jobs.erase(m_jobs.begin() + static_cast<std::ptrdiff_t>(i));
        }
}

double SequenceEvaluator::evaluate(const std::vector<SequencedRetraining>& sequence, std::vector<PlanStep>* steps)
{
    prepare(sequence);
    double now = 0.0;
    double integral = 0.0;
    while (!m_jobs.empty()) {
        Phase phase;
        if (!choosePhase(m_problem.seconds - now, phase)) {
            m_jobs.erase(m_jobs.begin());
            continue;
        }
        if (steps)
            write(now, &phase, *steps);
        integral += phase.value * phase.duration;
        now += phase.duration;
        progress(phase);
    }
    if (steps)
        write(now, nullptr, *steps);
    return integral + m_market.value(m_gpus) * (m_problem.seconds + m_problem.carriedSeconds - now);
}

} // namespace jackdaw::scheduling
