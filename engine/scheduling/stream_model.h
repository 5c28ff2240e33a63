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
    double cost = 0.0; ///< GPU-seconds
    double accuracy = 0.0; ///< after the swap
};

/// What one stream makes of its two shares.
struct Choice {
    double value = 0.0; ///< window accuracy
    double violation = 0.0; ///< what the instantaneous accuracy lacks to the floor, at worst
    std::optional<std::size_t> option;
};

/// One stream prepared for many evaluations of the decoupled objective (eq. 1).
class StreamModel {
public:
    StreamModel(const WindowProblem& problem, const StreamProblem& stream);

    /// Algorithm 2 for one stream: the best retraining for these shares, "none" included.
    Choice best(double inference, double retraining, FreedShare freed) const;

    double factorAt(double share) const { return m_stream->inference.factorAt(Share{share}); }
    double startAccuracy() const { return m_start; }
    double weight() const { return m_stream->weight; }
    double demand() const { return m_demand; }
    const StreamProblem& stream() const { return *m_stream; }
    double floor() const { return m_stream->floor.value; }
    /// By rising cost and rising accuracy.
    const std::vector<Candidate>& candidates() const { return m_candidates; }

private:
    const StreamProblem* m_stream;
    const ThroughputCurve* m_throughput;
    double m_seconds;
    double m_start;
    double m_demand;
    std::vector<Candidate> m_candidates;
};

std::vector<StreamModel> streamModels(const WindowProblem& problem);

/// Share beyond which the stream's accuracy does not rise any more.
double saturationShare(const InferenceProfile& profile);

/// A score of an allocation: floors come first, then the mean.
struct Score {
    double mean = 0.0;
    double violation = 0.0;

    /// Better by more than rounding.
    bool betterThan(const Score& other) const;
};

/// The retraining that \p option names: one of the options, or the one that runs.
const RetrainingOption& optionOf(const StreamProblem& stream, std::size_t option);

/// The configuration of \p option; none where it is none.
std::optional<ConfigurationId> configurationOf(const StreamProblem& stream, std::optional<std::size_t> option);

double totalWeight(const WindowProblem& problem);

/// Length of the longest list of options.
std::size_t mostOptions(const WindowProblem& problem);

} // namespace jackdaw::scheduling
