// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/scheduling/plan.h"

#include <vector>

namespace jackdaw::scheduling {

/// Tried moves of searches from several starts, those of the search that decides last.
class SearchTrace {
public:
    explicit SearchTrace(bool on) : m_on(on) { }

    bool on() const { return m_on; }
    /// Where the search under way records; null when the trace is switched off.
    std::vector<PlanMove>* moves() { return m_on ? &m_moves : nullptr; }

    /// The search under way is over. \p best: it decides, and the one that decided before has lost.
    void endSearch(bool best);
    /// The next search goes on from where the deciding one ended.
    void goOn();
    /// Nothing that was searched decides.
    void dropAll();
    /// Takes \p other in as searches that come after these. \p best: what decided there decides here.
    void append(SearchTrace other, bool best);

    void writeTo(Plan& plan) &&;

private:
    bool m_on;
    std::vector<PlanMove> m_moves;
    std::vector<PlanMove> m_lost;
    std::vector<PlanMove> m_deciding;
};

} // namespace jackdaw::scheduling
