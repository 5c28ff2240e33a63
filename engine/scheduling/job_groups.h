// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/scheduling/plan.h"
#include "engine/scheduling/window_problem.h"

#include <optional>
#include <vector>

namespace jackdaw::scheduling {

/// A retraining that can pay: it costs less or ends better than every other, and better than the deployed model.
struct Candidate {
    std::size_t option = 0; ///< index into StreamProblem::options or kOptionRunning
    double cost = 0.0; ///< GPU-seconds, preparation included
    double accuracy = 0.0; ///< after the swap
};

/// What a group of jobs makes of its shares.
struct Choice {
    double value = 0.0; ///< accuracy over the window: of a stream its own, of a further job what it adds
    double violation = 0.0; ///< what the instantaneous accuracy lacks to the floor, at worst
    std::optional<std::size_t> option;
};

/// Shares of all jobs, in the problem's order.
using JobShares = std::vector<double>;

/// Jobs whose shares are worth something only together, prepared for many evaluations of the decoupled objective
/// (Ekya, NSDI'22, §4.1, eq. 1). A stream's inference and retraining are one group: the configuration that pays best
/// depends on both. A further job is a group by itself. In every group there is one job that serves: what it yields
/// rises with its share up to a demand. The retraining is optional.
class JobGroup {
public:
    /// A stream's two jobs.
    JobGroup(const WindowProblem& problem, std::size_t stream);
    /// A further job.
    JobGroup(const WindowProblem& problem, const JobProblem& job, std::size_t number);

    /// Ekya's Algorithm 2 for one group: the best retraining for these shares, "none" included.
    Choice best(double serving, double retraining, FreedShare freed) const;
    Choice best(const JobShares& shares, FreedShare freed) const;
    /// The same where it is known already what serves before and after a retraining at \p speed.
    Choice best(const Served& before, const Served& after, double speed) const;
    /// Relative speed of a retraining.
    double speedAt(double retraining) const { return m_candidates.empty() ? 0.0 : m_throughput->at(retraining); }
    /// Writes the group's part of an allocation: nobody keeps what he cannot use.
    void give(Allocation& allocation, double serving, double retraining, const Choice& choice) const;
    void give(Allocation& allocation, const JobShares& shares, const Choice& choice) const;

    std::size_t servingJob() const { return m_servingJob; }
    std::optional<std::size_t> retrainingJob() const { return m_retrainingJob; }
    const InferenceProfile& curve() const { return *m_curve; }
    /// Searches ask this most of all, and most groups have one way to serve.
    Served servedAt(double share) const
    {
        return m_curve->alternatives.empty() ? Served{m_curve->factorAt(Share{share}), 0.0}
                                             : m_curve->servedAt(Share{share});
    }
    double startAccuracy() const { return m_start; } ///< of the model that serves: 1 for a further job
    double weight() const { return m_weight; } ///< of the owners, together
    double demand() const { return m_demand; } ///< of the serving job
    double floor() const { return m_floor; }
    /// By rising cost and rising accuracy.
    const std::vector<Candidate>& candidates() const { return m_candidates; }

private:
    const InferenceProfile* m_curve;
    const ThroughputCurve* m_throughput;
    double m_seconds;
    double m_start;
    double m_floor;
    double m_weight;
    double m_demand;
    std::size_t m_servingJob;
    std::optional<std::size_t> m_retrainingJob;
    std::vector<Candidate> m_candidates;
};

/// The streams' groups in the problem's order, then those of the further jobs. They refer to \p problem.
std::vector<JobGroup> jobGroups(const WindowProblem& problem);

/// A score of an allocation: floors come first, then the mean.
struct Score {
    double mean = 0.0;
    double violation = 0.0;

    /// Better by more than rounding.
    bool betterThan(const Score& other) const;
};

} // namespace jackdaw::scheduling
