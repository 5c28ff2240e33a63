// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/scheduling/stream_model.h"

#include <algorithm>
#include <cmath>

namespace jackdaw::scheduling {
namespace {

constexpr double kTimeTolerance = 1e-9;
constexpr double kScoreTolerance = 1e-12;

/// Keeps what no cheaper option beats. A running retraining excludes the others.
std::vector<Candidate> paretoCandidates(const StreamProblem& stream)
{
    std::vector<Candidate> all;
    if (stream.running)
        all.push_back({kOptionRunning, stream.running->gpuSeconds.value, stream.running->finalAccuracy.value});
    else
        for (std::size_t i = 0; i < stream.options.size(); ++i)
            all.push_back({i, stream.options[i].gpuSeconds.value, stream.options[i].finalAccuracy.value});
    std::stable_sort(all.begin(), all.end(), [](const Candidate& a, const Candidate& b) {
        return a.cost < b.cost || (a.cost == b.cost && a.accuracy > b.accuracy);
    });
    std::vector<Candidate> kept;
    double bar = stream.startAccuracy.value;
    for (const Candidate& candidate : all) {
        if (candidate.accuracy <= bar)
            continue;
        bar = candidate.accuracy;
        kept.push_back(candidate);
    }
    return kept;
}

} // namespace

StreamModel::StreamModel(const WindowProblem& problem, const StreamProblem& stream) :
    m_stream(&stream), m_throughput(&problem.throughput), m_seconds(problem.seconds),
    m_start(stream.startAccuracy.value), m_demand(saturationShare(stream.inference)),
    m_candidates(paretoCandidates(stream))
{
}

Choice StreamModel::best(double inference, double retraining, FreedShare freed) const
{
    const double before = m_start * factorAt(inference);
    Choice choice{before, std::max(0.0, floor() - before), std::nullopt};
    const double speed = m_candidates.empty() ? 0.0 : m_throughput->at(retraining);
    if (speed <= 0.0)
        return choice;
    const double factorAfter = factorAt(freed == FreedShare::Unused ? inference : inference + retraining);
    for (const Candidate& candidate : m_candidates) {
        const double duration = candidate.cost / speed;
        if (duration > m_seconds + kTimeTolerance)
            break;
        const double trained = std::min(1.0, duration / m_seconds);
        const double value = before * trained + candidate.accuracy * factorAfter * (1.0 - trained);
        if (value > choice.value) {
            choice.value = value;
            choice.option = candidate.option;
        }
    }
    return choice;
}

std::vector<StreamModel> streamModels(const WindowProblem& problem)
{
    std::vector<StreamModel> models;
    models.reserve(problem.streams.size());
    for (const StreamProblem& stream : problem.streams)
        models.emplace_back(problem, stream);
    return models;
}

double saturationShare(const InferenceProfile& profile)
{
    if (profile.factor.empty())
        return 0.0;
    if (!profile.shares.empty())
        return profile.shares.back();
    return profile.fullRateDemand.value / profile.subsampling.front();
}

bool Score::betterThan(const Score& other) const
{
    if (std::abs(violation - other.violation) > kScoreTolerance)
        return violation < other.violation;
    return mean > other.mean + kScoreTolerance;
}

const RetrainingOption& optionOf(const StreamProblem& stream, std::size_t option)
{
    return option == kOptionRunning ? *stream.running : stream.options[option];
}

std::optional<ConfigurationId> configurationOf(const StreamProblem& stream, std::optional<std::size_t> option)
{
    return option ? std::optional(optionOf(stream, *option).configuration) : std::nullopt;
}

double totalWeight(const WindowProblem& problem)
{
    double sum = 0.0;
    for (const StreamProblem& stream : problem.streams)
        sum += stream.weight;
    return sum;
}

std::size_t mostOptions(const WindowProblem& problem)
{
    std::size_t most = 0;
    for (const StreamProblem& stream : problem.streams)
        most = std::max(most, stream.options.size());
    return most;
}

} // namespace jackdaw::scheduling
