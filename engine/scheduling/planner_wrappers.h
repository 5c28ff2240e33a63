// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/scheduling/planner.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace jackdaw::scheduling {

/// A planner that changes what another one is asked or what it answers.
class PlannerWrapper : public Planner {
public:
    explicit PlannerWrapper(std::unique_ptr<Planner> inner) : m_inner(std::move(inner)) { }

    std::string name() const override { return m_inner->name(); }
    FreedShare onCompletion() const override { return m_inner->onCompletion(); }
    ServingChoice servingChoice() const override { return m_inner->servingChoice(); }
    bool usesEstimates() const override { return m_inner->usesEstimates(); }

protected:
    const Planner& inner() const { return *m_inner; }

private:
    std::unique_ptr<Planner> m_inner;
};

/// Another planner that sees streams and further jobs in the order of their names, whatever order the problem has them
/// in. A search tries jobs one after the other, and between nearly equal ends the order decides; so the plan would
/// depend on the order in which cameras were added. The plan comes back in the problem's order.
class NameOrderPlanner final : public PlannerWrapper {
public:
    using PlannerWrapper::PlannerWrapper;

    Plan plan(const WindowProblem& problem) const override;
};

/// Another planner that shares out what the further jobs' least shares leave. So they are served first under every
/// planner, whether it looks at further jobs or not.
class LeastFirstPlanner final : public PlannerWrapper {
public:
    using PlannerWrapper::PlannerWrapper;

    Plan plan(const WindowProblem& problem) const override;
};

/// The same problem with every estimate at the bad end of its interval: accuracies low, costs high. A plan's score
/// rises with every accuracy and falls with every cost, so it is never below this problem's while all truths lie within
/// their intervals.
WindowProblem worstCase(const WindowProblem& problem);

/// Another planner on the worst case: the plan that brings most if every estimate turns out at its bad end.
class PessimisticPlanner final : public PlannerWrapper {
public:
    using PlannerWrapper::PlannerWrapper;

    std::string name() const override { return inner().name() + "(pessimistic)"; }
    Plan plan(const WindowProblem& problem) const override;
};

/// An allocation put on devices.
struct PlacedAllocation {
    Allocation allocation; ///< what each job really gets
    std::vector<std::optional<std::size_t>> placement; ///< per job, where
    double lost = 0.0; ///< share that was planned and found no place
    GpuSeconds moveCost; ///< of all jobs that change their device
};

/// Puts every job on one device: jobs do not span devices. The largest first. A job stays where it runs if it fits
/// there; where it does not, it moves if what it gains in the window by the larger share is worth what the move costs
/// (JobPlace). A job that runs nowhere goes where it leaves least free (best fit), beside the jobs that run there if it
/// can; one that fits nowhere whole gets the most that a device has left. Memory limits come first: a retraining whose
/// memory no device has free does not run. Placing again what was placed moves nothing.
PlacedAllocation place(const WindowProblem& problem, const Allocation& allocation);

/// Another planner whose plans are put on the problem's devices. On one device without a memory limit the plan stays as
/// it is. Elsewhere it is cut to what can be placed, and says what that costs (Plan::packingLoss); if a later step
/// cannot be placed whole, only the first is kept, and the planner is asked again at the completion.
class PlacingPlanner final : public PlannerWrapper {
public:
    using PlannerWrapper::PlannerWrapper;

    Plan plan(const WindowProblem& problem) const override;
};

} // namespace jackdaw::scheduling
