// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/profiling/shrinkage.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace jackdaw::profiling {
namespace {

/// So many values is the prior's residual deviation worth.
constexpr double kResidualPriorValues = 4.0;
constexpr int kRounds = 4;

double square(double value)
{
    return value * value;
}

/// The prior's line as seen from another centre.
LineBelief recentred(const LineBelief& prior, std::span<const GroupedValue> values)
{
    double weights = 0.0;
    double weighted = 0.0;
    for (const GroupedValue& value : values) {
        const double weight = 1.0 / (value.variance + square(prior.residualDeviation));
        weights += weight;
        weighted += weight * value.x;
    }
    LineBelief moved = prior;
    moved.centre = weighted / weights;
    moved.mean += prior.slope * (moved.centre - prior.centre);
    moved.meanDeviation = std::hypot(prior.meanDeviation, prior.slopeDeviation * (moved.centre - prior.centre));
    return moved;
}

/// Posterior of mean and slope, the spread within and between groups being known.
LineBelief regress(const LineBelief& prior, std::span<const GroupedValue> values, const LineBelief& spread)
{
    double p00 = 1.0 / square(prior.meanDeviation);
    double p11 = 1.0 / square(prior.slopeDeviation);
    double p01 = 0.0;
    double right0 = 0.0;
    double right1 = 0.0;
    for (const GroupedValue& value : values) {
        const double weight = 1.0 / (value.variance + square(spread.residualDeviation) + square(spread.groupDeviation));
        const double x = value.x - prior.centre;
        const double surprise = value.y - (prior.mean + prior.slope * x);
        p00 += weight;
        p01 += weight * x;
        p11 += weight * x * x;
        right0 += weight * surprise;
        right1 += weight * surprise * x;
    }
    const double determinant = p00 * p11 - p01 * p01;
    LineBelief result = spread;
    result.centre = prior.centre;
    result.mean = prior.mean + (p11 * right0 - p01 * right1) / determinant;
    result.slope = prior.slope + (p00 * right1 - p01 * right0) / determinant;
    result.meanDeviation = std::sqrt(p11 / determinant);
    result.slopeDeviation = std::sqrt(p00 / determinant);
    return result;
}

struct Offset {
    double value = 0.0;
    double deviation = 0.0;
};

Offset groupOffset(const LineBelief& line, std::span<const GroupedValue> values, std::uint32_t group)
{
    double precision = 1.0 / square(line.groupDeviation);
    double weighted = 0.0;
    for (const GroupedValue& value : values) {
        if (value.group != group)
            continue;
        const double weight = 1.0 / (value.variance + square(line.residualDeviation));
        precision += weight;
        weighted += weight * (value.y - line.mean - line.slope * (value.x - line.centre));
    }
    return {weighted / precision, 1.0 / std::sqrt(precision)};
}

/// Residual spread from what the line and the groups' offsets leave unexplained beyond the known noise. Noisy values
/// tell little and count little.
double residualDeviation(const LineBelief& prior, const LineBelief& line, std::span<const GroupedValue> values)
{
    std::map<std::uint32_t, double> offsets;
    for (const GroupedValue& value : values)
        offsets.try_emplace(value.group, groupOffset(line, values, value.group).value);
    const double expected = square(prior.residualDeviation);
    double count = kResidualPriorValues;
    double sum = kResidualPriorValues * expected;
    for (const GroupedValue& value : values) {
        const double left = value.y - line.mean - line.slope * (value.x - line.centre) - offsets.at(value.group);
        const double worth = square(expected / (expected + value.variance));
        count += worth;
        sum += worth * std::max(0.0, square(left) - value.variance);
    }
    return std::sqrt(sum / count);
}

} // namespace

double LineBelief::predictiveDeviation() const
{
    return std::sqrt(square(meanDeviation) + square(groupDeviation) + square(residualDeviation));
}

LineBelief shrink(const LineBelief& prior, std::span<const GroupedValue> values, std::uint32_t group)
{
    if (values.empty())
        return prior;
    const LineBelief start = recentred(prior, values);
    LineBelief line = start;
    for (int round = 0; round < kRounds; ++round) {
        line = regress(start, values, line);
        line.residualDeviation = residualDeviation(prior, line, values);
    }
    const Offset own = groupOffset(line, values, group);
    line.mean += own.value;
    line.groupDeviation = own.deviation;
    return line;
}

} // namespace jackdaw::profiling
