// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/scheduling/sequence_moves.h"

#include "engine/scheduling/stream_model.h"

#include <algorithm>

namespace jackdaw::scheduling {
namespace {

/// Average shares below are side effects of a changed order, not worth the name of a theft.
constexpr double kNoShare = 5e-4;

PlanJob planJob(std::size_t job)
{
    return {static_cast<std::uint16_t>(job / 2), job % 2 == 0 ? PlannedJob::Inference : PlannedJob::Retraining};
}

} // namespace

SequenceMoves::Averages SequenceMoves::averages(const std::vector<SequencedRetraining>& sequence)
{
    std::vector<PlanStep> steps;
    m_evaluator.evaluate(sequence, &steps);
    Averages sums(2 * m_problem.streams.size(), 0.0);
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const double end = i + 1 < steps.size() ? steps[i + 1].time : m_problem.seconds;
        const double part = (end - steps[i].time) / m_problem.seconds;
        for (std::size_t v = 0; v < m_problem.streams.size(); ++v) {
            sums[2 * v] += part * steps[i].allocation[v].inference.value;
            sums[2 * v + 1] += part * steps[i].allocation[v].retraining.value;
        }
    }
    return sums;
}

JobAfterMove SequenceMoves::after(std::size_t job, const std::vector<SequencedRetraining>& sequence) const
{
    JobAfterMove after{static_cast<float>(m_after[job]), std::nullopt};
    const auto own = std::find_if(sequence.begin(), sequence.end(),
                                  [job](const SequencedRetraining& r) { return r.stream == job / 2; });
    if (own != sequence.end())
        after.configuration = configurationOf(m_problem.streams[job / 2], own->option);
    return after;
}

PlanMove SequenceMoves::to(const std::vector<SequencedRetraining>& sequence, std::size_t stream)
{
    m_after = averages(sequence);
    std::size_t thief = 2 * stream + 1;
    std::size_t victim = thief;
    const auto gain = [&](std::size_t job) { return m_after[job] - m_before[job]; };
    for (std::size_t job = 0; job < m_after.size(); ++job) {
        if (gain(job) > gain(thief) + kNoShare)
            thief = job;
        if (gain(job) < gain(victim) - kNoShare)
            victim = job;
    }
    if (gain(thief) <= kNoShare && gain(victim) >= -kNoShare)
        thief = victim = 2 * stream + 1;
    PlanMove move;
    move.thief = planJob(thief);
    move.victim = planJob(victim);
    move.amount = static_cast<float>(std::max(0.0, gain(thief)));
    move.thiefAfter = after(thief, sequence);
    move.victimAfter = after(victim, sequence);
    return move;
}

} // namespace jackdaw::scheduling
