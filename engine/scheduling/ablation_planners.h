// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/scheduling/planner.h"

#include <optional>

namespace jackdaw::scheduling {

/// The paper's first ablation (ekya.md §6.8): every stream keeps an equal share with a fixed fraction for inference,
/// and only the configuration adapts.
class FixedResourcesPlanner final : public Planner {
public:
    explicit FixedResourcesPlanner(double fraction) : m_fraction(fraction) { }

    std::string name() const override;
    Plan plan(const WindowProblem& problem) const override;
    FreedShare onCompletion() const override { return FreedShare::EqualSplit; }

private:
    double m_fraction;
};

/// The paper's second ablation: every stream retrains with the same configuration, and only the shares adapt, by the
/// thief. Without a number it is the configuration that is best on average at equal shares.
class FixedConfigurationPlanner final : public Planner {
public:
    FixedConfigurationPlanner(std::optional<std::size_t> configuration, const PlannerOptions& options) :
        m_configuration(configuration), m_options(options)
    {
    }

    std::string name() const override;
    Plan plan(const WindowProblem& problem) const override;
    FreedShare onCompletion() const override { return FreedShare::Replanned; }

private:
    std::optional<std::size_t> m_configuration;
    PlannerOptions m_options;
};

} // namespace jackdaw::scheduling
