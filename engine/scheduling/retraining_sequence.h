// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/scheduling/inference_menu.h"
#include "engine/scheduling/plan.h"

#include <vector>

namespace jackdaw::scheduling {

/// One retraining of a sequence.
struct SequencedRetraining {
    std::size_t stream = 0;
    std::size_t option = 0; ///< as in StreamAllocation
    double cost = 0.0; ///< GPU-seconds
    double accuracy = 0.0; ///< after the swap
    bool operator==(const SequencedRetraining&) const = default;
};

/// How the coupled window goes when retrainings run in a given order and everything is shared out anew at each
/// completion.
///
/// Why a sequence is enough: where r(R) is linear and a job may take any share, every schedule can be rearranged into
/// one that trains one model after the other with the same total retraining share at every instant; each model is then
/// ready no later. What is left to choose at each completion is how much of the capacity x goes to retraining. While
/// retraining k runs, an instant costs V - A(G - x) against the accuracy V that all retrainings together will reach,
/// and the retraining takes g / x; so the phase costs g (V - A(G - x)) / x. A is concave and piecewise linear, so the
/// least is at one of A's points. Where r is not linear, or a job must fit on one device, \p width retrainings run side
/// by side.
class SequenceEvaluator {
public:
    SequenceEvaluator(const WindowProblem& problem, MenuDetail detail);

    /// Retrainings that run side by side, >= 1, and the largest share that one may take.
    void setWidth(std::size_t width) { m_width = width; }
    std::size_t width() const { return m_width; }
    /// Raises V above what is reached: presses on where the window is too short for the sequence.
    void setPressure(double pressure) { m_pressure = pressure; }
    double pressure() const { return m_pressure; }

    /// Integral of the weighted sum of accuracies over the window and the seconds that carry over; missed floors cost
    /// (see InferenceMarket). A retraining that cannot end in time or does not pay is left out. The steps are written
    /// to \p steps if given.
    double evaluate(const std::vector<SequencedRetraining>& sequence, std::vector<PlanStep>* steps = nullptr);

private:
    struct Job {
        SequencedRetraining what;
        double remaining = 0.0;
    };
    struct Phase {
        std::size_t point = 0;
        double share = 0.0; ///< of each retraining
        double duration = 0.0;
        double value = 0.0;
    };

    void prepare(const std::vector<SequencedRetraining>& sequence);
    bool choosePhase(double left, Phase& phase) const;
    bool choosePoint(double left, Phase& phase) const;
    bool scanPoints(double left, Phase& phase) const;
    bool pays(const Phase& phase, double left) const;
    double leastRemaining() const;
    std::size_t active() const;
    void write(double now, const Phase* phase, std::vector<PlanStep>& steps) const;
    void progress(const Phase& phase);

    const WindowProblem& m_problem;
    double m_gpus;
    double m_largestJob;
    std::size_t m_width = 1;
    double m_pressure = 0.0;
    InferenceMarket m_market; ///< with the models deployed at the instant
    InferenceMarket m_goal; ///< with all models retrained
    std::vector<double> m_goalAccuracy;
    bool m_anyShare; ///< linear throughput, and one device: a retraining may take all there is
    double m_goalValue = 0.0;
    std::vector<Job> m_jobs; ///< not ended yet, in order
};

} // namespace jackdaw::scheduling
