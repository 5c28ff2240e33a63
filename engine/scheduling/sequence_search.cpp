// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/scheduling/sequence_search.h"

#include "engine/scheduling/job_groups.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace jackdaw::scheduling {
namespace {

/// Average shares below are side effects of a changed order, not worth the name of a theft.
constexpr double kNoShare = 5e-4;

constexpr double kLeastGain = 1e-9;
constexpr int kPrices = 10;
constexpr std::size_t kLongestMove = 4;

auto findStream(Sequence& sequence, std::size_t stream)
{
    return std::find_if(sequence.begin(), sequence.end(),
                        [stream](const SequencedRetraining& r) { return r.stream == stream; });
}

} // namespace

JobShares SequenceMoves::averages(const std::vector<SequencedRetraining>& sequence)
{
    std::vector<PlanStep> steps;
    m_evaluator.evaluate(sequence, &steps);
    JobShares sums(m_problem.jobs(), 0.0);
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const double end = i + 1 < steps.size() ? steps[i + 1].time : m_problem.seconds;
        const double part = (end - steps[i].time) / m_problem.seconds;
        for (std::size_t job = 0; job < sums.size(); ++job)
            sums[job] += part * steps[i].allocation.job(job).share.value;
    }
    return sums;
}

JobAfterMove SequenceMoves::after(std::size_t job, const std::vector<SequencedRetraining>& sequence) const
{
    JobAfterMove after{static_cast<float>(m_after[job]), std::nullopt};
    const std::optional<std::size_t> stream = streamOf(m_problem, job);
    const auto own = std::find_if(sequence.begin(), sequence.end(),
                                  [stream](const SequencedRetraining& r) { return r.stream == stream; });
    if (own != sequence.end())
        after.configuration = configurationOf(m_problem.streams[*stream], own->option);
    return after;
}

PlanMove SequenceMoves::to(const std::vector<SequencedRetraining>& sequence, std::size_t stream)
{
    m_after = averages(sequence);
    std::size_t thief = retrainingJob(stream);
    std::size_t victim = thief;
    const auto gain = [&](std::size_t job) { return m_after[job] - m_before[job]; };
    for (std::size_t job = 0; job < m_after.size(); ++job) {
        if (gain(job) > gain(thief) + kNoShare)
            thief = job;
        if (gain(job) < gain(victim) - kNoShare)
            victim = job;
    }
    if (gain(thief) <= kNoShare && gain(victim) >= -kNoShare)
        thief = victim = retrainingJob(stream);
    PlanMove move;
    move.thief = static_cast<JobIndex>(thief);
    move.victim = static_cast<JobIndex>(victim);
    move.amount = static_cast<float>(std::max(0.0, gain(thief)));
    move.thiefAfter = after(thief, sequence);
    move.victimAfter = after(victim, sequence);
    return move;
}

SequenceSearch::SequenceSearch(const WindowProblem& problem, const std::vector<JobGroup>& groups, MenuDetail detail,
                               double budget, SearchTrace& trace) :
    m_problem(problem),
    m_groups(groups), m_evaluator(problem, groups, detail), m_budget(budget), m_trace(trace),
    m_moves(problem, m_evaluator), m_weight(totalWeight(problem))
{
    const double equal = problem.totalGpus() / static_cast<double>(problem.streams.size());
    for (std::size_t v = 0; v < problem.streams.size(); ++v)
        m_served.push_back(groups[v].servedAt(equal));
}

SequencedRetraining SequenceSearch::retraining(std::size_t stream, const Candidate& candidate) const
{
    return {stream, candidate.option, candidate.cost, candidate.accuracy};
}

double SequenceSearch::density(const SequencedRetraining& r) const
{
    const JobGroup& model = m_groups[r.stream];
    return model.weight() * m_served[r.stream].rise(model.startAccuracy(), r.accuracy) / r.cost;
}

void SequenceSearch::insertByDensity(Sequence& sequence, const SequencedRetraining& r) const
{
    const double own = density(r);
    const auto place = std::find_if(sequence.begin(), sequence.end(),
                                    [&](const SequencedRetraining& other) { return density(other) < own; });
    sequence.insert(place, r);
}

std::vector<Sequence> SequenceSearch::pricedStarts() const
{
    double densest = 0.0;
    for (std::size_t v = 0; v < m_problem.streams.size(); ++v)
        for (const Candidate& candidate : m_groups[v].candidates())
            densest = std::max(densest, density(retraining(v, candidate)));
    std::vector<Sequence> starts;
    for (int i = 0; i < kPrices && densest > 0.0; ++i) {
        const double price = densest * std::pow(2.0, -0.7 * (i + 1));
        Sequence sequence;
        for (std::size_t v = 0; v < m_problem.streams.size(); ++v) {
            double best = 0.0;
            std::optional<SequencedRetraining> chosen;
            for (const Candidate& candidate : m_groups[v].candidates()) {
                const SequencedRetraining r = retraining(v, candidate);
                if (const double profit = (density(r) - price) * r.cost; profit > best) {
                    best = profit;
                    chosen = r;
                }
            }
            if (chosen)
                sequence.push_back(*chosen);
        }
        std::stable_sort(sequence.begin(), sequence.end(),
                         [this](const auto& a, const auto& b) { return density(a) > density(b); });
        starts.push_back(std::move(sequence));
    }
    return starts;
}

Sequence SequenceSearch::sequenceOf(const Allocation& allocation) const
{
    Sequence sequence;
    for (std::size_t v = 0; v < m_problem.streams.size(); ++v)
        for (const Candidate& candidate : m_groups[v].candidates())
            if (allocation.option(v) == candidate.option)
                insertByDensity(sequence, retraining(v, candidate));
    return sequence;
}

double SequenceSearch::evaluate(const Sequence& sequence)
{
    m_budget -= static_cast<double>(sequence.size() + 1);
    return m_evaluator.evaluate(sequence);
}

void SequenceSearch::run(Sequence start)
{
    m_current = std::move(start);
    m_currentValue = evaluate(m_current);
    if (m_trace.on())
        m_moves.startFrom(m_current);
    while (!spent() && pass())
        ++m_round;
    const bool best = m_currentValue > m_bestValue + kLeastGain;
    m_trace.endSearch(best);
    if (best) {
        m_bestValue = m_currentValue;
        m_best = m_current;
        m_bestWidth = m_evaluator.width();
        m_bestPressure = m_evaluator.pressure();
    }
}

bool SequenceSearch::pass()
{
    bool gained = false;
    for (std::size_t v = 0; v < m_problem.streams.size() && !spent(); ++v)
        gained = tryChanges(v) || gained;
    gained = tryMoves() || gained;
    return tryPressures() || gained;
}

/// Every other retraining of one stream, none included, at its place in the order.
bool SequenceSearch::tryChanges(std::size_t stream)
{
    bool gained = false;
    for (const Candidate& candidate : m_groups[stream].candidates()) {
        const SequencedRetraining r = retraining(stream, candidate);
        Sequence changed = m_current;
        const auto present = findStream(changed, stream);
        if (present != changed.end() && present->option == candidate.option)
            continue;
        if (present == changed.end()) {
            insertByDensity(changed, r);
            gained = accept(std::move(changed), stream) || gained;
            continue;
        }
        Sequence replaced = changed;
        *present = r;
        replaced.erase(findStream(replaced, stream));
        insertByDensity(replaced, r);
        const bool moved = !(replaced == changed);
        gained = accept(std::move(changed), stream) || gained;
        if (moved)
            gained = accept(std::move(replaced), stream) || gained;
    }
    Sequence without = m_current;
    const auto present = findStream(without, stream);
    if (present == without.end())
        return gained;
    without.erase(present);
    return accept(std::move(without), stream) || gained;
}

bool SequenceSearch::tryMoves()
{
    bool gained = false;
    for (std::size_t from = 0; from < m_current.size(); ++from)
        for (std::size_t to = 0; to < m_current.size() && !spent(); ++to) {
            const std::size_t distance = from < to ? to - from : from - to;
            if (distance == 0 || distance > kLongestMove || from + 1 == to)
                continue;
            Sequence moved = m_current;
            const SequencedRetraining r = moved[from];
            moved.erase(moved.begin() + static_cast<std::ptrdiff_t>(from));
            moved.insert(moved.begin() + static_cast<std::ptrdiff_t>(to), r);
            gained = accept(std::move(moved), r.stream) || gained;
        }
    return gained;
}

/// Presses on, or less, where the window is short.
bool SequenceSearch::tryPressures()
{
    const double before = m_evaluator.pressure();
    double best = before;
    for (const double factor : {0.0, 0.02, 0.05, 0.1, 0.2, 0.4}) {
        m_evaluator.setPressure(factor * m_weight);
        if (const double value = evaluate(m_current); value > m_currentValue + kLeastGain) {
            m_currentValue = value;
            best = m_evaluator.pressure();
        }
    }
    m_evaluator.setPressure(best);
    if (m_trace.on() && best != before)
        m_moves.startFrom(m_current);
    return best != before;
}

bool SequenceSearch::accept(Sequence candidate, std::size_t stream)
{
    const double value = evaluate(candidate);
    const bool better = value > m_currentValue + kLeastGain;
    if (m_trace.on())
        record(candidate, stream, value, better);
    if (!better)
        return false;
    m_current = std::move(candidate);
    m_currentValue = value;
    return true;
}

void SequenceSearch::record(const Sequence& candidate, std::size_t stream, double value, bool accepted)
{
    const double scale = (m_problem.seconds + m_problem.carriedSeconds) * m_weight;
    PlanMove move = m_moves.to(candidate, stream);
    move.round = m_round;
    move.score = static_cast<float>(value / scale);
    move.bestBefore = static_cast<float>(m_currentValue / scale);
    move.verdict = accepted ? MoveVerdict::Accepted : MoveVerdict::Worse;
    m_trace.moves()->push_back(move);
    if (accepted)
        m_moves.accept();
}

} // namespace jackdaw::scheduling
