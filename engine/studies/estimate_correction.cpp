// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/studies/estimate_correction.h"

#include "engine/studies/small_matrix.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace jackdaw::studies {

using namespace jackdaw::scheduling;

namespace {

/// Standard deviations of one quantity (accuracy, or the logarithm of a cost): how the truth varies, and how the
/// predictor errs. *Family*: configurations that differ only in their epochs, so that one measurement serves them all.
struct CrossSpread {
    // of the truth
    double levelMean = 0.0;
    double level = 1.0; ///< common to all
    double family = 0.0; ///< common to a family in all streams
    double configuration = 0.0; ///< common to a configuration in all streams
    double stream = 0.0; ///< common to a stream
    double streamFamily = 0.0; ///< of one family in one stream
    double own = 0.0; ///< of one configuration in one stream
    double drift = 0.0; ///< from one window to the next
    double firstFamily = 0.0; ///< instead of `family` for family 0
    double firstOwn = 0.0; ///< instead of `own` for family 0
    // of the prediction's error
    double bias = 0.0;
    double biasFamily = 0.0;
    double biasConfiguration = 0.0;
    double firstBias = 0.0; ///< instead of `biasFamily` for family 0
    double noiseStream = 0.0;
    double noiseFamily = 0.0;
    double noise = 0.0;
};

/// One predicted value of one stream.
struct CrossCell {
    std::size_t configuration = 0; ///< numbered from 0, the same for all streams
    std::size_t family = 0; ///< numbered from 0
    double predicted = 0.0;
};

/// What is known of the truth of a cell.
struct CrossKnown {
    std::size_t cell = 0; ///< position in the stream's cells
    double value = 0.0;
    bool past = false; ///< of the window before: the truth has drifted since
};

struct CrossStream {
    std::vector<CrossCell> cells;
    std::vector<CrossKnown> known;
};

struct CrossResult {
    double mean = 0.0;
    double deviation = 0.0;
};

/// A known value is known to this deviation; also keeps the matrices well conditioned.
constexpr double kExact = 1e-3;

double square(double x)
{
    return x * x;
}

/// Numbers of the effects common to all streams: of the truth first, then the same of the prediction's error.
struct CommonEffects {
    std::size_t families = 0;
    std::size_t configurations = 0;

    std::size_t perKind() const { return 1 + families + configurations; }
    std::size_t count() const { return 2 * perKind(); }
    static std::size_t family(std::size_t f) { return 1 + f; }
    std::size_t configuration(std::size_t c) const { return 1 + families + c; }

    double deviation(std::size_t effect, const CrossSpread& spread) const
    {
        const bool truth = effect < perKind();
        const std::size_t i = truth ? effect : effect - perKind();
        if (i == 0)
            return truth ? spread.level : spread.bias;
        if (i == family(0))
            return truth ? spread.firstFamily : spread.firstBias;
        if (i < 1 + families)
            return truth ? spread.family : spread.biasFamily;
        return truth ? spread.configuration : spread.biasConfiguration;
    }
};

CommonEffects commonEffects(const std::vector<CrossStream>& streams)
{
    CommonEffects effects;
    for (const CrossStream& stream : streams)
        for (const CrossCell& cell : stream.cells) {
            effects.families = std::max(effects.families, cell.family + 1);
            effects.configurations = std::max(effects.configurations, cell.configuration + 1);
        }
    return effects;
}

/// One stream's observations: predictions first, then what is known.
class StreamBlock {
public:
    StreamBlock(const CrossStream& stream, const CommonEffects& effects, const CrossSpread& spread) :
        m_stream(stream), m_effects(effects), m_spread(spread), m_covariance(covarianceMatrix())
    {
    }

    std::size_t size() const { return m_stream.cells.size() + m_stream.known.size(); }

    std::vector<double> centred() const
    {
        std::vector<double> values;
        for (const CrossCell& cell : m_stream.cells)
            values.push_back(cell.predicted - m_spread.levelMean);
        for (const CrossKnown& known : m_stream.known)
            values.push_back(known.value - m_spread.levelMean);
        return values;
    }

    /// Which common effects each observation holds.
    SmallMatrix design() const
    {
        SmallMatrix design(size(), m_effects.count());
        for (std::size_t i = 0; i < size(); ++i) {
            const CrossCell& cell = cellOf(i);
            addEffects(design, i, cell, 0);
            if (isPrediction(i))
                addEffects(design, i, cell, m_effects.perKind());
        }
        return design;
    }

    const Cholesky& covariance() const { return m_covariance; }

    /// Covariance of cell \p cell's truth with the observations, the common effects left out.
    std::vector<double> covarianceOf(std::size_t cell) const
    {
        std::vector<double> values;
        for (std::size_t i = 0; i < size(); ++i)
            values.push_back(truthCovariance(cell, cellIndex(i)));
        return values;
    }

    double truthCovariance(std::size_t a, std::size_t b) const
    {
        const bool sameFamily = m_stream.cells[a].family == m_stream.cells[b].family;
        return square(m_spread.stream) + (sameFamily ? square(m_spread.streamFamily) : 0.0)
            + (a == b ? square(m_stream.cells[a].family == 0 ? m_spread.firstOwn : m_spread.own) : 0.0);
    }

private:
    bool isPrediction(std::size_t i) const { return i < m_stream.cells.size(); }
    std::size_t cellIndex(std::size_t i) const
    {
        return isPrediction(i) ? i : m_stream.known[i - m_stream.cells.size()].cell;
    }
    const CrossCell& cellOf(std::size_t i) const { return m_stream.cells[cellIndex(i)]; }

    void addEffects(SmallMatrix& design, std::size_t row, const CrossCell& cell, std::size_t from) const
    {
        design.at(row, from) = 1.0;
        design.at(row, from + m_effects.family(cell.family)) = 1.0;
        design.at(row, from + m_effects.configuration(cell.configuration)) = 1.0;
    }

    double noiseCovariance(std::size_t i, std::size_t j) const
    {
        if (isPrediction(i) != isPrediction(j))
            return 0.0;
        if (!isPrediction(i))
            return i == j
                ? square(kExact) + (m_stream.known[i - m_stream.cells.size()].past ? square(m_spread.drift) : 0.0)
                : 0.0;
        const bool sameFamily = m_stream.cells[i].family == m_stream.cells[j].family;
        return square(m_spread.noiseStream) + (sameFamily ? square(m_spread.noiseFamily) : 0.0)
            + (i == j ? square(m_spread.noise) + square(kExact) : 0.0);
    }

    SmallMatrix covarianceMatrix() const
    {
        SmallMatrix matrix(size(), size());
        for (std::size_t i = 0; i < size(); ++i)
            for (std::size_t j = 0; j < size(); ++j)
                matrix.at(i, j) = truthCovariance(cellIndex(i), cellIndex(j)) + noiseCovariance(i, j);
        return matrix;
    }

    const CrossStream& m_stream;
    const CommonEffects& m_effects;
    const CrossSpread& m_spread;
    Cholesky m_covariance;
};

/// Posterior of the common effects.
struct CommonPosterior {
    Cholesky precision;
    std::vector<double> mean;
};

CommonPosterior commonPosterior(const std::vector<StreamBlock>& blocks, const CommonEffects& effects,
                                const CrossSpread& spread)
{
    const std::size_t n = effects.count();
    SmallMatrix precision(n, n);
    for (std::size_t i = 0; i < n; ++i)
        precision.at(i, i) = 1.0 / square(std::max(kExact, effects.deviation(i, spread)));
    std::vector<double> right(n, 0.0);
    for (const StreamBlock& block : blocks) {
        const SmallMatrix design = block.design();
        const SmallMatrix weighted = block.covariance().solve(design);
        const std::vector<double> values = block.centred();
        for (std::size_t k = 0; k < block.size(); ++k)
            for (std::size_t i = 0; i < n; ++i) {
                if (weighted.at(k, i) == 0.0)
                    continue;
                right[i] += weighted.at(k, i) * values[k];
                for (std::size_t j = 0; j < n; ++j)
                    precision.at(i, j) += weighted.at(k, i) * design.at(k, j);
            }
    }
    Cholesky factor(std::move(precision));
    std::vector<double> mean = factor.solve(std::move(right));
    return {std::move(factor), std::move(mean)};
}

double product(const std::vector<double>& a, const std::vector<double>& b)
{
    double sum = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += a[i] * b[i];
    return sum;
}

CrossResult estimateCell(const StreamBlock& block, const CrossStream& stream, std::size_t cell,
                         const CommonEffects& effects, const CommonPosterior& posterior, double levelMean)
{
    const SmallMatrix design = block.design();
    const std::vector<double> own = block.covarianceOf(cell);
    const std::vector<double> gain = block.covariance().solve(own);
    std::vector<double> left(effects.count(), 0.0);
    left[0] = left[effects.family(stream.cells[cell].family)] = 1.0;
    left[effects.configuration(stream.cells[cell].configuration)] = 1.0;
    for (std::size_t k = 0; k < block.size(); ++k)
        for (std::size_t i = 0; i < left.size(); ++i)
            left[i] -= gain[k] * design.at(k, i);
    const double mean = levelMean + product(left, posterior.mean) + product(gain, block.centred());
    const double variance =
        product(left, posterior.precision.solve(left)) + block.truthCovariance(cell, cell) - product(gain, own);
    return {mean, std::sqrt(std::max(0.0, variance))};
}

/// Belief about every cell's truth from all streams' predictions and what is known: the posterior of a linear Gaussian
/// model with effects common to all streams (level, family, configuration, and the same of the prediction's error) and
/// effects of each stream (empirical Bayes, best linear unbiased prediction). Streams are independent given the common
/// effects, so time grows linearly with their number.
std::vector<std::vector<CrossResult>> crossEstimate(const std::vector<CrossStream>& streams, const CrossSpread& spread)
{
    const CommonEffects effects = commonEffects(streams);
    std::vector<StreamBlock> blocks;
    blocks.reserve(streams.size());
    for (const CrossStream& stream : streams)
        blocks.emplace_back(stream, effects, spread);
    const CommonPosterior posterior = commonPosterior(blocks, effects, spread);
    std::vector<std::vector<CrossResult>> results(streams.size());
    for (std::size_t v = 0; v < streams.size(); ++v)
        for (std::size_t cell = 0; cell < streams[v].cells.size(); ++cell)
            results[v].push_back(estimateCell(blocks[v], streams[v], cell, effects, posterior, spread.levelMean));
    return results;
}

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

} // namespace jackdaw::studies
