// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/scheduling/cross_estimate.h"

#include "engine/scheduling/small_matrix.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace jackdaw::scheduling {
namespace {

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

} // namespace

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

} // namespace jackdaw::scheduling
