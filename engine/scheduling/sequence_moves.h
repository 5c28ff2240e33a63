// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/scheduling/plan.h"
#include "engine/scheduling/retraining_sequence.h"

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
    /// Average shares: inference of stream v at 2v, its retraining at 2v + 1.
    using Averages = std::vector<double>;

    Averages averages(const std::vector<SequencedRetraining>& sequence);
    JobAfterMove after(std::size_t job, const std::vector<SequencedRetraining>& sequence) const;

    const WindowProblem& m_problem;
    SequenceEvaluator& m_evaluator;
    Averages m_before;
    Averages m_after; ///< of the newest move
};

} // namespace jackdaw::scheduling
