// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/scheduling/search_trace.h"

#include <utility>

namespace jackdaw::scheduling {
namespace {

void moveTo(std::vector<PlanMove>& list, std::vector<PlanMove>& moves)
{
    list.insert(list.end(), moves.begin(), moves.end());
    moves.clear();
}

} // namespace

void SearchTrace::endSearch(bool best)
{
    if (best)
        std::swap(m_deciding, m_moves);
    moveTo(m_lost, m_moves);
}

void SearchTrace::goOn()
{
    std::swap(m_deciding, m_moves);
}

void SearchTrace::dropAll()
{
    moveTo(m_lost, m_deciding);
}

void SearchTrace::append(SearchTrace other, bool best)
{
    moveTo(m_lost, other.m_lost);
    if (best)
        std::swap(m_deciding, other.m_deciding);
    moveTo(m_lost, other.m_deciding);
}

void SearchTrace::writeTo(Plan& plan) &&
{
    plan.trace = std::move(m_lost);
    plan.decisiveFrom = plan.trace.size();
    moveTo(plan.trace, m_deciding);
}

} // namespace jackdaw::scheduling
