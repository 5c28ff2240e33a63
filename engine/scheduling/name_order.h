// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/scheduling/planner.h"

#include <memory>

namespace jackdaw::scheduling {

/// Another planner that sees the streams in the order of their names, whatever order the problem has them in. A search
/// tries streams one after the other, and between nearly equal ends the order decides; so the plan would depend on the
/// order in which cameras were added. The plan comes back in the problem's order.
class NameOrderPlanner final : public Planner {
public:
    explicit NameOrderPlanner(std::unique_ptr<Planner> inner) : m_inner(std::move(inner)) { }

    std::string name() const override { return m_inner->name(); }
    Plan plan(const WindowProblem& problem) const override;
    FreedShare onCompletion() const override { return m_inner->onCompletion(); }
    bool usesEstimates() const override { return m_inner->usesEstimates(); }

private:
    std::unique_ptr<Planner> m_inner;
};

} // namespace jackdaw::scheduling
