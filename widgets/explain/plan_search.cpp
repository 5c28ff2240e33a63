// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/explain/plan_search.h"

#include <algorithm>

namespace jackdaw::widgets {
namespace {

void apply(std::vector<double>& shares, const PlanMove& move)
{
    const auto set = [&](JobIndex job, float share) {
        if (job < shares.size())
            shares[job] = share;
    };
    set(move.victim, move.victimAfter.share);
    set(move.thief, move.thiefAfter.share);
}

} // namespace

PlanSearch::PlanSearch(std::shared_ptr<const PlanComputed> plan) : m_plan(std::move(plan))
{
    if (!m_plan)
        return;
    const std::size_t from = std::min<std::size_t>(m_plan->decisiveFrom, m_plan->trace.size());
    m_moves = std::span(m_plan->trace).subspan(from);
    for (std::size_t step = 1; step <= m_moves.size(); ++step)
        if (move(step).verdict == MoveVerdict::Accepted)
            m_kept.push_back(step);
}

/// Where a planner does not say what its search began with, it follows from what the first kept moves left.
std::vector<double> PlanSearch::start() const
{
    std::vector<double> shares;
    if (!m_plan)
        return shares;
    for (const PlannedJob& job : m_plan->jobs)
        shares.push_back(job.share.value);
    if (m_plan->searchStart.size() == shares.size()) {
        for (std::size_t job = 0; job < shares.size(); ++job)
            shares[job] = m_plan->searchStart[job].value;
        return shares;
    }
    for (auto step = m_kept.rbegin(); step != m_kept.rend(); ++step) {
        const PlanMove& kept = move(*step);
        if (kept.thief < shares.size())
            shares[kept.thief] = std::max(0.0F, kept.thiefAfter.share - kept.amount);
        if (kept.victim < shares.size())
            shares[kept.victim] = kept.victimAfter.share + kept.amount;
    }
    return shares;
}

std::vector<double> PlanSearch::before(std::size_t step) const
{
    std::vector<double> shares = start();
    for (const std::size_t kept : m_kept) {
        if (kept >= step)
            break;
        apply(shares, move(kept));
    }
    return shares;
}

std::vector<double> PlanSearch::tried(std::size_t step) const
{
    std::vector<double> shares = before(step);
    if (step > 0 && step <= lastStep())
        apply(shares, move(step));
    return shares;
}

std::optional<std::size_t> PlanSearch::keptAt(std::size_t step) const
{
    const auto after = std::upper_bound(m_kept.begin(), m_kept.end(), step);
    return after == m_kept.begin() ? std::nullopt : std::optional(*std::prev(after));
}

std::optional<double> PlanSearch::best(std::size_t step) const
{
    if (m_moves.empty())
        return std::nullopt;
    if (const auto kept = keptAt(step))
        return move(*kept).score;
    return m_moves.front().bestBefore;
}

bool PlanSearch::isBorder(std::size_t step, StepUnit unit) const
{
    if (step == 0 || unit == StepUnit::Trial)
        return true;
    if (unit == StepUnit::Steal)
        return move(step).verdict == MoveVerdict::Accepted;
    return step == 1 || move(step).thief != move(step - 1).thief || move(step).victim != move(step - 1).victim;
}

std::size_t PlanSearch::next(std::size_t step, StepUnit unit, int direction) const
{
    for (std::size_t at = step; direction > 0 ? at < lastStep() : at > 0;) {
        at = direction > 0 ? at + 1 : at - 1;
        if (isBorder(at, unit))
            return at;
    }
    return step;
}

std::vector<PlanSearch::LostSearch> PlanSearch::lostSearches() const
{
    std::vector<LostSearch> lost;
    if (!m_plan)
        return lost;
    const std::size_t end = m_plan->trace.size() - m_moves.size();
    for (std::size_t i = 0; i < end; ++i) {
        const PlanMove& move = m_plan->trace[i];
        if (lost.empty() || m_plan->trace[lost.back().first].search != move.search)
            lost.push_back({i, 0, move.bestBefore});
        ++lost.back().count;
        if (move.verdict == MoveVerdict::Accepted)
            lost.back().best = std::max<double>(lost.back().best, move.score);
    }
    return lost;
}

} // namespace jackdaw::widgets
