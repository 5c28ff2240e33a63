// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/session/plan_records.h"

#include <algorithm>

namespace jackdaw::widgets {
namespace {

bool isRecordOf(const PlanComputed& record, Nanoseconds time, const PlanState& plan)
{
    return time == plan.time && record.window == plan.plan.window && record.trace.size() == plan.movesTried
        && record.reason == plan.plan.reason;
}

/// Number of the event that \p plan came with, as the log has it.
std::optional<std::uint64_t> sequenceOf(const SessionState& state, const PlanState& plan)
{
    for (auto entry = state.log.rbegin(); entry != state.log.rend() && entry->time >= plan.time; ++entry) {
        const auto* body = std::get_if<PlanComputed>(&entry->body);
        if (body && entry->time == plan.time && body->window == plan.plan.window && body->reason == plan.plan.reason)
            return entry->sequence;
    }
    return std::nullopt;
}

/// What a plan takes, counted in moves: what the planner was told is as large as some thousand of them.
std::size_t weightOf(const PlanComputed& plan)
{
    return plan.trace.size() + plan.problem.size() / sizeof(PlanMove);
}

} // namespace

void PlanRecords::take(const Event& event)
{
    const auto* plan = std::get_if<PlanComputed>(&event.body);
    if (!plan)
        return;
    const bool known = std::any_of(m_records.begin(), m_records.end(),
                                   [&](const Record& record) { return record.sequence == event.sequence; });
    if (known)
        return;
    m_records.push_back({event.time, event.sequence, std::make_shared<const PlanComputed>(*plan)});
    m_moves += weightOf(*plan);
    forgetOld();
}

void PlanRecords::forgetOld()
{
    while (m_records.size() > 1 && m_moves > kMoveCapacity) {
        m_moves -= weightOf(*m_records.front().plan);
        m_records.pop_front();
    }
}

PlanRecords::Plan PlanRecords::find(const PlanState& plan) const
{
    const auto found = std::find_if(m_records.rbegin(), m_records.rend(),
                                    [&](const Record& record) { return isRecordOf(*record.plan, record.time, plan); });
    return found != m_records.rend() ? found->plan : nullptr;
}

PlanRecords::Plan PlanRecords::fetch(const SessionState& state, const PlanState& plan, const Recall& recall)
{
    if (Plan known = find(plan))
        return known;
    const auto sequence = sequenceOf(state, plan);
    const auto event = sequence && recall ? recall(*sequence) : std::nullopt;
    if (!event)
        return nullptr;
    take(*event);
    return find(plan);
}

void PlanRecords::clear()
{
    m_records.clear();
    m_moves = 0;
}

} // namespace jackdaw::widgets
