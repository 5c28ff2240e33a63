// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/scheduling/planner.h"

namespace jackdaw::scheduling {

/// Equal shares: \p fraction of each for inference, the rest for option number \p configuration; a stream without that
/// option is not retrained, and its retraining share goes to all.
Allocation uniformAllocation(const WindowProblem& problem, std::size_t configuration, double fraction);

/// The paper's baseline: every stream has the same share, \p fraction of it for inference, the rest for retraining with
/// configuration \p configuration. What is not used for retraining any more is split equally (ekya.md §6.3). A stream
/// that does not offer the configuration is not retrained.
class UniformPlanner final : public Planner {
public:
    UniformPlanner(std::size_t configuration, double fraction) :
        m_configuration(configuration), m_fraction(fraction) { }

    std::string name() const override;
    Plan plan(const WindowProblem& problem) const override;
    FreedShare onCompletion() const override { return FreedShare::EqualSplit; }
    bool usesEstimates() const override { return false; }

private:
    std::size_t m_configuration;
    double m_fraction;
};

/// Never retrains; inferences get equal shares up to what they can use.
class InferenceOnlyPlanner final : public Planner {
public:
    std::string name() const override { return "inference-only"; }
    Plan plan(const WindowProblem& problem) const override;
    FreedShare onCompletion() const override { return FreedShare::Unused; }
    bool usesEstimates() const override { return false; }
};

} // namespace jackdaw::scheduling
