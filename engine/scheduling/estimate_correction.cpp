// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/scheduling/estimate_correction.h"

#include "engine/scheduling/cross_estimate.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace jackdaw::scheduling {
namespace {

/// Half width of a 95 % interval in deviations.
constexpr double kHalfWidth = 1.96;
/// A start accuracy predicted as the least of several small samples is this much too low, before the model corrects it.
constexpr double kStartShift = 0.1;
/// Cell 0 of a stream's accuracies is the deployed model; the configurations follow.
constexpr std::size_t kDeployed = 0;

CrossSpread accuracySpread()
{
    CrossSpread spread;
    spread.levelMean = 0.85;
    spread.level = 0.1;
    spread.family = 0.04;
    spread.configuration = 0.01;
    spread.stream = 0.05;
    spread.streamFamily = 0.02;
    spread.own = 0.015;
    spread.drift = 0.05;
    spread.firstFamily = 0.1;
    spread.firstOwn = 0.07;
    spread.bias = 0.03;
    spread.biasFamily = 0.03;
    spread.biasConfiguration = 0.03;
    spread.firstBias = 0.08;
    spread.noiseStream = 0.05;
    spread.noiseFamily = 0.09;
    spread.noise = 0.03;
    return spread;
}

CrossSpread costSpread()
{
    CrossSpread spread;
    spread.levelMean = std::log(30.0);
    spread.level = 3.0;
    spread.family = spread.firstFamily = 1.0;
    spread.configuration = 1.0;
    spread.stream = 0.05;
    spread.streamFamily = 0.05;
    spread.own = spread.firstOwn = 0.02;
    spread.drift = 0.05;
    spread.bias = 0.4;
    spread.biasFamily = spread.firstBias = 0.6;
    spread.biasConfiguration = 0.15;
    spread.noiseStream = 0.3;
    spread.noiseFamily = 0.5;
    spread.noise = 0.05;
    return spread;
}

/// Ids counted from 0 in the order in which they appear.
class Numbering {
public:
    std::size_t operator()(std::uint64_t id) { return m_numbers.emplace(id, m_numbers.size()).first->second; }

private:
    std::map<std::uint64_t, std::size_t> m_numbers;
};

/// A configuration without a family is one of its own.
std::uint64_t familyOf(const RetrainingOption& option)
{
    constexpr std::uint64_t kOwn = std::uint64_t{1} << 32U;
    return option.family ? std::uint64_t{*option.family} : kOwn + option.configuration.value;
}

/// Both quantities of all streams, as the model wants them.
class Observations {
public:
    Observations(const WindowProblem& predicted, StartAccuracy start) : m_problem(predicted)
    {
        const double shift = start == StartAccuracy::Predicted ? kStartShift : 0.0;
        for (const StreamProblem& stream : predicted.streams) {
            CrossStream accuracy;
            CrossStream cost;
            accuracy.cells.push_back({0, 0, stream.startAccuracy.value + shift});
            if (start == StartAccuracy::Measured)
                accuracy.known.push_back({kDeployed, stream.startAccuracy.value, false});
            for (const RetrainingOption& option : stream.options) {
                const std::size_t configuration = m_configurations(option.configuration.value);
                const std::size_t family = m_families(familyOf(option));
                accuracy.cells.push_back({configuration + 1, family + 1, option.finalAccuracy.value});
                cost.cells.push_back({configuration, family, std::log(option.gpuSeconds.value)});
            }
            m_accuracies.push_back(std::move(accuracy));
            m_costs.push_back(std::move(cost));
        }
    }

    void addOutcome(const RetrainingOutcome& outcome, bool past)
    {
        for (std::size_t v = 0; v < m_problem.streams.size(); ++v) {
            const StreamProblem& stream = m_problem.streams[v];
            if (stream.camera != outcome.camera)
                continue;
            for (std::size_t i = 0; i < stream.options.size(); ++i)
                if (stream.options[i].configuration == outcome.configuration) {
                    m_accuracies[v].known.push_back({i + 1, outcome.accuracy, past});
                    m_costs[v].known.push_back({i, std::log(outcome.gpuSeconds), past});
                }
        }
    }

    void addPastStart(const PastWindow::Start& start)
    {
        for (std::size_t v = 0; v < m_problem.streams.size(); ++v)
            if (m_problem.streams[v].camera == start.camera)
                m_accuracies[v].known.push_back({kDeployed, start.accuracy, true});
    }

    const std::vector<CrossStream>& accuracies() const { return m_accuracies; }
    const std::vector<CrossStream>& costs() const { return m_costs; }

private:
    const WindowProblem& m_problem;
    Numbering m_configurations;
    Numbering m_families;
    std::vector<CrossStream> m_accuracies;
    std::vector<CrossStream> m_costs;
};

Estimate asAccuracy(const CrossResult& result)
{
    const auto bounded = [](double value) { return std::clamp(value, 0.0, 1.0); };
    const double half = kHalfWidth * result.deviation;
    return {bounded(result.mean), bounded(result.mean - half), bounded(result.mean + half)};
}

Estimate asCost(const CrossResult& logarithm)
{
    const double half = kHalfWidth * logarithm.deviation;
    return {std::exp(logarithm.mean), std::exp(logarithm.mean - half), std::exp(logarithm.mean + half)};
}

} // namespace

WindowProblem correctEstimates(const WindowProblem& predicted, StartAccuracy start, const PastWindow& past,
                               const std::vector<RetrainingOutcome>& outcomes)
{
    Observations observations(predicted, start);
    for (const RetrainingOutcome& outcome : outcomes)
        observations.addOutcome(outcome, false);
    for (const RetrainingOutcome& outcome : past.outcomes)
        observations.addOutcome(outcome, true);
    for (const PastWindow::Start& before : past.starts)
        observations.addPastStart(before);
    const auto accuracies = crossEstimate(observations.accuracies(), accuracySpread());
    const auto costs = crossEstimate(observations.costs(), costSpread());
    WindowProblem corrected = predicted;
    for (std::size_t v = 0; v < corrected.streams.size(); ++v) {
        StreamProblem& stream = corrected.streams[v];
        if (start == StartAccuracy::Predicted)
            stream.startAccuracy = asAccuracy(accuracies[v][kDeployed]);
        for (std::size_t i = 0; i < stream.options.size(); ++i) {
            stream.options[i].finalAccuracy = asAccuracy(accuracies[v][i + 1]);
            stream.options[i].gpuSeconds = asCost(costs[v][i]);
        }
    }
    return corrected;
}

} // namespace jackdaw::scheduling
