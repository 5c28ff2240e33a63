// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/scheduling/job_groups.h"

#include <algorithm>
#include <cmath>

namespace jackdaw::scheduling {
namespace {

constexpr double kTimeTolerance = 1e-9;
constexpr double kScoreTolerance = 1e-12;

/// Keeps what no cheaper option beats. A running retraining excludes the others.
std::vector<Candidate> paretoCandidates(const StreamProblem& stream)
{
    std::vector<Candidate> all;
    if (stream.running)
        all.push_back({kOptionRunning, workOf(stream, kOptionRunning), stream.running->finalAccuracy.value});
    else
        for (std::size_t i = 0; i < stream.options.size(); ++i)
            all.push_back({i, workOf(stream, i), stream.options[i].finalAccuracy.value});
    std::stable_sort(all.begin(), all.end(), [](const Candidate& a, const Candidate& b) {
        return a.cost < b.cost || (a.cost == b.cost && a.accuracy > b.accuracy);
    });
    std::vector<Candidate> kept;
    double bar = stream.startAccuracy.value;
    for (const Candidate& candidate : all) {
        if (candidate.accuracy <= bar)
            continue;
        bar = candidate.accuracy;
        kept.push_back(candidate);
    }
    return kept;
}

} // namespace

JobGroup::JobGroup(const WindowProblem& problem, std::size_t v) :
    m_curve(&problem.streams[v].inference), m_throughput(&throughputOf(problem, v)), m_seconds(problem.seconds),
    m_start(problem.streams[v].startAccuracy.value), m_floor(problem.streams[v].floor.value),
    m_weight(problem.streams[v].weight), m_demand(saturationShare(*m_curve)), m_servingJob(inferenceJob(v)),
    m_retrainingJob(scheduling::retrainingJob(v)), m_candidates(paretoCandidates(problem.streams[v]))
{
}

JobGroup::JobGroup(const WindowProblem& problem, const JobProblem& job, std::size_t number) :
    m_curve(&job.utility), m_throughput(&problem.throughput), m_seconds(problem.seconds), m_start(1.0), m_floor(0.0),
    m_weight(0.0), m_demand(saturationShare(*m_curve)), m_servingJob(number)
{
    for (const std::size_t owner : ownersOf(problem, job))
        m_weight += problem.streams[owner].weight;
}

Choice JobGroup::best(const JobShares& shares, FreedShare freed) const
{
    return best(shares[m_servingJob], m_retrainingJob ? shares[*m_retrainingJob] : 0.0, freed);
}

Choice JobGroup::best(double serving, double retraining, FreedShare freed) const
{
    const Served before = servedAt(serving);
    const double speed = speedAt(retraining);
    if (speed <= 0.0)
        return best(before, before, 0.0);
    return best(before, servedAt(freed == FreedShare::Unused ? serving : serving + retraining), speed);
}

Choice JobGroup::best(const Served& served, const Served& after, double speed) const
{
    const double before = served.with(m_start);
    // A model that the teacher outdoes gains nothing but rounding.
    const double least = after.hasTeacher() ? kScoreTolerance : 0.0;
    Choice choice{before, std::max(0.0, floor() - before), std::nullopt};
    if (speed <= 0.0)
        return choice;
    for (const Candidate& candidate : m_candidates) {
        const double duration = candidate.cost / speed;
        if (duration > m_seconds + kTimeTolerance)
            break;
        const double trained = std::min(1.0, duration / m_seconds);
        const double value = before * trained + after.with(candidate.accuracy) * (1.0 - trained);
        if (value > choice.value + least) {
            choice.value = value;
            choice.option = candidate.option;
        }
    }
    return choice;
}

void JobGroup::give(Allocation& allocation, double serving, double retraining, const Choice& choice) const
{
    allocation.job(m_servingJob).share = Share{std::min(serving, m_demand)};
    if (m_retrainingJob)
        allocation.job(*m_retrainingJob) = {Share{choice.option ? retraining : 0.0}, choice.option};
}

void JobGroup::give(Allocation& allocation, const JobShares& shares, const Choice& choice) const
{
    give(allocation, shares[m_servingJob], m_retrainingJob ? shares[*m_retrainingJob] : 0.0, choice);
}

std::vector<JobGroup> jobGroups(const WindowProblem& problem)
{
    std::vector<JobGroup> groups;
    groups.reserve(problem.streams.size() + problem.furtherJobs.size());
    for (std::size_t v = 0; v < problem.streams.size(); ++v)
        groups.emplace_back(problem, v);
    for (std::size_t j = 0; j < problem.furtherJobs.size(); ++j)
        groups.emplace_back(problem, problem.furtherJobs[j], furtherJob(problem, j));
    return groups;
}

bool Score::betterThan(const Score& other) const
{
    if (std::abs(violation - other.violation) > kScoreTolerance)
        return violation < other.violation;
    return mean > other.mean + kScoreTolerance;
}

} // namespace jackdaw::scheduling
