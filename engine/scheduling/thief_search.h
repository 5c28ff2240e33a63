// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/scheduling/job_groups.h"
#include "engine/scheduling/plan.h"

#include <cstdint>
#include <vector>

namespace jackdaw::scheduling {

/// Stealing between pairs of jobs under the decoupled objective. Only two groups change in a move, so a move costs two
/// evaluations of Algorithm 2, and a pair whose groups have not changed since it was tried is not tried again.
class ThiefSearch {
public:
    ThiefSearch(const WindowProblem& problem, const std::vector<JobGroup>& groups, FreedShare freed,
                std::vector<PlanMove>* trace);

    /// Which moves are tried.
    enum class Moves {
        Printed, ///< δ alone, and only from victims that have as much
        All, ///< remainders, idle shares and larger amounts too
    };

    /// Takes \p shares as the state to steal from.
    void start(JobShares shares);
    /// One pass over all pairs of jobs with the moves of the printed algorithm.
    void printedPass();
    /// Steals until a whole pass gains nothing.
    void run();

    const JobShares& shares() const { return m_shares; }
    const Score& score() const { return m_score; }
    Allocation allocation() const;

private:
    struct Trial {
        Choice thief;
        Choice victim; ///< not set where both jobs are of one group
        Score score;
    };

    /// One of the problem's jobs as the search sees it.
    struct Job {
        std::size_t group = 0;
        double demand = 0.0; ///< share beyond which it gains nothing
        bool wants = true; ///< any share at all
    };

    bool pass();
    bool steal(std::size_t thief, std::size_t victim);
    /// δ, or less: what the victim has, what it cannot use, what the thief lacks to full rate.
    double firstAmount(std::size_t thief, std::size_t victim) const;
    bool stealMore(std::size_t thief, std::size_t victim);
    bool stealToStops(std::size_t thief, std::size_t victim);
    bool attempt(std::size_t thief, std::size_t victim, double amount);
    Trial evaluate(std::size_t thief, std::size_t victim, double amount) const;
    Choice chooseWith(std::size_t group, std::size_t thief, std::size_t victim, double amount) const;
    void record(std::size_t thief, std::size_t victim, double amount, const Trial& trial, bool accepted) const;
    void rescore();
    bool settled(std::size_t thief, std::size_t victim) const;

    const WindowProblem& m_problem;
    const std::vector<JobGroup>& m_groups;
    std::vector<Job> m_jobs;
    std::vector<std::vector<double>> m_stops; ///< per job, shares at which another way of serving or rate begins to pay
    double m_quantum;
    FreedShare m_freed;
    std::vector<PlanMove>* m_trace;
    double m_weight;
    JobShares m_shares;
    std::vector<Choice> m_choices;
    Score m_score;
    Moves m_moves = Moves::All;
    std::uint16_t m_round = 0;
    std::uint64_t m_moment = 0; ///< counts tried pairs
    std::vector<std::uint64_t> m_changed; ///< per group, moment of its last change
    std::vector<std::uint64_t> m_tried; ///< per ordered pair of jobs
};

/// The thief runs again whenever a retraining ends (Ekya, NSDI'22, §4.2), and its share then goes to a stream that
/// waits. The decoupled estimate does not see that, and starts many slow retrainings side by side where a few fast
/// ones, one after the other, would bring every model earlier. This is the estimate that sees it, and the steals that
/// follow: a retraining takes the whole share of another, which waits until the share is handed over.
class HandOver {
public:
    HandOver(const std::vector<JobGroup>& groups, const WindowProblem& problem, std::vector<PlanMove>* trace);

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

    /// A retraining under way and the share that it will hand over.
    struct Slot {
        double end = 0.0;
        double share = 0.0;
        std::size_t stream = 0;
        double accuracy = 0.0;
        bool operator>(const Slot& other) const { return end != other.end ? end > other.end : stream > other.stream; }
    };

    std::vector<Slot> running(const Allocation& allocation) const;
    double simulate(const Allocation& allocation, Queue queue) const;
    Next nextInQueue(const Allocation& allocation, const std::vector<bool>& waiting, double share, double left,
                     Queue queue) const;
    void giveIdleShare(Allocation& allocation) const;
    bool stealFrom(Allocation& allocation, std::size_t thief, std::size_t victim, std::uint16_t round);
    bool exchange(Allocation& allocation, std::size_t stream, std::uint16_t round);
    bool tryAllocation(Allocation& best, Allocation changed, PlanMove move);

    const std::vector<JobGroup>& m_groups; ///< the streams' come first
    const WindowProblem& m_problem;
    std::size_t m_streams;
    std::vector<PlanMove>* m_trace;
    double m_weight;
    double m_best = 0.0;
};

} // namespace jackdaw::scheduling
