// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/scheduling/plan.h"
#include "engine/scheduling/stream_model.h"

#include <cstdint>
#include <vector>

namespace jackdaw::scheduling {

/// The thief runs again whenever a retraining ends (ekya.md §2.3), and its share then goes to a stream that waits. The
/// decoupled estimate does not see that, and starts many slow retrainings side by side where a few fast ones, one
/// after the other, would bring every model earlier. This is the estimate that sees it, and the steals that follow:
/// a retraining takes the whole share of another, which waits until the share is handed over.
class HandOver {
public:
    HandOver(const std::vector<StreamModel>& models, const WindowProblem& problem, std::vector<PlanMove>* trace);

    /// Weighted mean of the window accuracies if each ended retraining hands its share to the waiting stream that makes
    /// most of it; the last one's share goes to its own inference.
    double estimate(const Allocation& allocation) const;

    /// Steals whole shares between retrainings, and exchanges configurations, until nothing gains.
    Allocation improve(Allocation allocation, std::uint16_t round);

private:
    /// How the next stream in the queue is chosen: by what it gains in the rest of the window, or by that per second.
    enum class Queue { ByGain, ByRate };
    struct Next {
        std::size_t stream = 0;
        const Candidate* candidate = nullptr;
        double duration = 0.0;
    };

    double simulate(const Allocation& allocation, Queue queue) const;
    Next nextInQueue(const Allocation& allocation, const std::vector<bool>& waiting, double share, double left,
                     Queue queue) const;
    void giveIdleShare(Allocation& allocation) const;
    bool stealFrom(Allocation& allocation, std::size_t thief, std::size_t victim, std::uint16_t round);
    bool exchange(Allocation& allocation, std::size_t stream, std::uint16_t round);
    bool tryAllocation(Allocation& best, Allocation changed, PlanMove move);

    const std::vector<StreamModel>& m_models;
    const WindowProblem& m_problem;
    std::vector<PlanMove>* m_trace;
    double m_weight;
    double m_best = 0.0;
};

} // namespace jackdaw::scheduling
