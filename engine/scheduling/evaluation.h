// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/scheduling/plan.h"
#include "engine/scheduling/planner.h"
#include "engine/scheduling/window_problem.h"

#include <functional>
#include <optional>
#include <vector>

namespace jackdaw::scheduling {

/// Window accuracy of one stream alone (eq. 1), exact: accuracyAt(a0, I) until the retraining ends at cost /
/// r(R), then accuracyAt(a1, I'), I' = I or I + R by \p freed (Unused or OwnInference). A retraining that does not end
/// within the window (tolerance 1e-9 s) counts as not run.
double decoupledAccuracy(const WindowProblem& problem, std::size_t stream, const StreamAllocation& allocation,
                         FreedShare freed);

/// Adds to the accuracy of each stream what the further jobs gain for it at their shares.
void addFurtherGains(const WindowProblem& problem, const Allocation& allocation, std::vector<double>& accuracy);
/// The same summed over the streams by weight.
double furtherValue(const WindowProblem& problem, const Allocation& allocation);

/// Mean over the streams by weight, what further jobs add included.
double decoupledMean(const WindowProblem& problem, const Allocation& allocation, FreedShare freed);

/// What really happens under an allocation, event by event: exact integrals between completions.
struct Timeline {
    struct Completion {
        std::size_t stream = 0;
        double time = 0.0;
    };
    std::vector<PlanStep> steps; ///< one per change of allocation
    std::vector<Completion> completions; ///< retrainings that end within the window, in order
    std::vector<double> accuracy; ///< window accuracy per stream
    std::vector<double> deployed; ///< accuracy of each stream's model when the window ends
    double mean = 0.0; ///< by weight
    double sampledMean = 0.0; ///< of the accuracy at t = 0, 1, …, T s: the published simulator's metric
    double floorViolation = 0.0; ///< sum over streams of the largest lack to the floor at any instant
    std::vector<double> floorLack; ///< per stream
};

/// Called at a completion with the rest of the problem: started retrainings as `running` with what is left of their
/// cost, finished streams with their new accuracy and without options. Returns the new allocation.
using Replan = std::function<Allocation(const WindowProblem& rest)>;

/// Runs \p start through the window; freed shares go where \p freed says, with Replanned to what \p replan returns.
Timeline coupledTimeline(const WindowProblem& problem, const Allocation& start, FreedShare freed,
                         const Replan& replan = {});

/// Runs a script of allocations through the window, whatever made it: each step holds from its time until the next, and
/// a retraining that ended takes no share any more. A step's option is the index in \p problem for as long as the
/// retraining goes on; a step without it gives the retraining up.
Timeline scriptedTimeline(const WindowProblem& problem, const std::vector<PlanStep>& steps);

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
        Preparation preparation; ///< left to do before any retraining
        std::optional<std::size_t> option; ///< retraining under way, or to come after the preparation
        double remaining = 0.0; ///< GPU-seconds of it
        bool started = false; ///< the retraining itself
        bool closed = false; ///< finished or given up: no further retraining in this window
        double integral = 0.0;
        double sampled = 0.0; ///< sum of the accuracy at whole seconds
        double violation = 0.0;

        double left() const;
        void work(double gpuSeconds);
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

/// One plan under every measure (mean over streams by weight, 0..1).
struct PlanScore {
    double decoupledUnused = 0.0; ///< eq. 1 of the plan's first step, freed shares unused
    double decoupledOwn = 0.0; ///< the same, freed shares to the stream's own inference
    double coupled = 0.0; ///< what happens in the whole window, exact between events
    double reference = 0.0; ///< the same timeline in the published simulator's metric
};

/// What happens if \p plan is carried out by \p planner in a window that is exactly as estimated: the plan's own later
/// steps where it has any, else at each completion what the planner's onCompletion() says.
Timeline intendedTimeline(const WindowProblem& problem, const Planner& planner, const Plan& plan);

PlanScore scorePlan(const WindowProblem& problem, const Plan& plan, const Timeline& timeline);

} // namespace jackdaw::scheduling
