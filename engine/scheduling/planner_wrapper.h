// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/scheduling/planner.h"

#include <memory>
#include <utility>

namespace jackdaw::scheduling {

/// A planner that changes what another one is asked or what it answers.
class PlannerWrapper : public Planner {
public:
    explicit PlannerWrapper(std::unique_ptr<Planner> inner) : m_inner(std::move(inner)) { }

    std::string name() const override { return m_inner->name(); }
    FreedShare onCompletion() const override { return m_inner->onCompletion(); }
    bool usesEstimates() const override { return m_inner->usesEstimates(); }

protected:
    const Planner& inner() const { return *m_inner; }

private:
    std::unique_ptr<Planner> m_inner;
};

} // namespace jackdaw::scheduling
