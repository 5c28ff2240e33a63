// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/scheduling/job_groups.h"
#include "engine/scheduling/plan.h"
#include "engine/scheduling/retraining_sequence.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace jackdaw::scheduling {

/// Tells the changes of a sequence of retrainings as moves of shares. Shares change at every completion, so what is
/// told is their average over the window: the thief is the job that gains most, the victim the one that loses most.
/// Where only the order changes, both are the retraining that was moved.
class SequenceMoves {
public:
    SequenceMoves(const WindowProblem& problem, SequenceEvaluator& evaluator) :
        m_problem(problem), m_evaluator(evaluator)
    {
    }

    /// Changes are told against \p sequence from now on.
    void startFrom(const std::vector<SequencedRetraining>& sequence) { m_before = averages(sequence); }

    /// The move that leads to \p sequence by a change of the retraining of \p stream; without scores and verdict.
    PlanMove to(const std::vector<SequencedRetraining>& sequence, std::size_t stream);
    /// The newest move was made: changes are told against where it led.
    void accept() { m_before = m_after; }

private:
    /// Average shares of all jobs.
    JobShares averages(const std::vector<SequencedRetraining>& sequence);
    JobAfterMove after(std::size_t job, const std::vector<SequencedRetraining>& sequence) const;

    const WindowProblem& m_problem;
    SequenceEvaluator& m_evaluator;
    JobShares m_before;
    JobShares m_after; ///< of the newest move
};

using Sequence = std::vector<SequencedRetraining>;

/// Local search over which models are retrained, with what, and in which order: insert, remove, exchange the
/// configuration, exchange one stream for another, and move within the order. Deterministic; stops when no move gains
/// or when the budget is spent.
class SequenceSearch {
public:
    /// \p budget: evaluations of a sequence of average length that the search may make, over all calls.
    SequenceSearch(const WindowProblem& problem, const std::vector<JobGroup>& groups, MenuDetail detail, double budget,
                   SearchTrace& trace);

    /// Improves on \p start; the best sequence over all calls stays.
    void run(Sequence start);

    /// Sequences worth starting from: for rising prices of a GPU-second, every stream takes the retraining that pays
    /// most at that price.
    std::vector<Sequence> pricedStarts() const;
    /// The retrainings of \p allocation, densest gain first.
    Sequence sequenceOf(const Allocation& allocation) const;

    SequenceEvaluator& evaluator() { return m_evaluator; }
    double bestValue() const { return m_bestValue; }
    const Sequence& best() const { return m_best; }
    std::size_t bestWidth() const { return m_bestWidth; }
    double bestPressure() const { return m_bestPressure; }

private:
    bool pass();
    bool tryChanges(std::size_t stream);
    bool tryMoves();
    bool tryPressures();
    bool accept(Sequence candidate, std::size_t stream);
    double evaluate(const Sequence& sequence);
    bool spent() const { return m_budget <= 0.0; }
    void record(const Sequence& candidate, std::size_t stream, double value, bool accepted);
    SequencedRetraining retraining(std::size_t stream, const Candidate& candidate) const;
    /// What the stream's accuracy gains per GPU-second, above what a teacher would reach with an equal share.
    double density(const SequencedRetraining& retraining) const;
    void insertByDensity(Sequence& sequence, const SequencedRetraining& retraining) const;

    const WindowProblem& m_problem;
    const std::vector<JobGroup>& m_groups; ///< the streams' come first
    SequenceEvaluator m_evaluator;
    double m_budget;
    SearchTrace& m_trace;
    SequenceMoves m_moves;
    double m_weight;
    std::vector<Served> m_served; ///< what equal shares would make of each stream, if all served
    Sequence m_current;
    double m_currentValue = 0.0;
    Sequence m_best;
    double m_bestValue = -1e300;
    std::size_t m_bestWidth = 1;
    double m_bestPressure = 0.0;
    std::uint16_t m_round = 0;
};

} // namespace jackdaw::scheduling
