// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/scheduling/evaluation.h"

#include <optional>
#include <vector>

namespace jackdaw::scheduling {

/// A window being lived through from event to event: exact integrals, no time steps.
class WindowRun {
public:
    explicit WindowRun(const WindowProblem& problem);

    double now() const { return m_now; }
    bool over() const;
    const Allocation& allocation() const { return m_allocation; }

    /// What holds from now on. Finished retrainings take nothing; a retraining left out is given up.
    void apply(Allocation allocation);

    /// Instant of the next completion, infinity if nothing runs.
    double nextCompletion() const;

    /// Moves to \p instant, at most the window's end and the next completion. Returns the streams whose retraining
    /// ended, if the window goes on after it their new accuracy counts from here.
    std::vector<std::size_t> advance(double instant);

    /// The rest of the window as a problem of its own.
    WindowProblem rest() const;
    /// An allocation of rest() in the terms of the whole problem.
    Allocation fromRest(Allocation allocation) const;

    Timeline finish();

private:
    struct State {
        double accuracy = 0.0; ///< of the deployed model
        std::optional<std::size_t> option; ///< retraining under way
        double remaining = 0.0; ///< GPU-seconds of it
        bool started = false;
        bool closed = false; ///< finished or given up: no further retraining in this window
        double integral = 0.0;
        double sampled = 0.0; ///< sum of the accuracy at whole seconds
        double violation = 0.0;
    };

    void change(std::size_t stream, StreamAllocation& allocation);
    bool complete(std::size_t stream);
    double speed(std::size_t stream) const;

    const WindowProblem& m_problem;
    Allocation m_allocation;
    std::vector<State> m_states;
    std::vector<PlanStep> m_steps;
    std::vector<Timeline::Completion> m_completions;
    double m_now = 0.0;
};

/// What holds after the retrainings of \p ended: their shares go where \p freed says.
Allocation afterCompletion(const WindowRun& run, const std::vector<std::size_t>& ended, FreedShare freed,
                           const Replan& replan);

} // namespace jackdaw::scheduling
