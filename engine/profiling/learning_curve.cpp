// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/profiling/learning_curve.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <utility>

namespace jackdaw::profiling {
namespace {

constexpr int kStarts = 9;
constexpr int kCeilings = 41;
constexpr int kScales = 21;

/// Two trainings on the same data with other random numbers differ by about this much (measured curves jump by
/// 0.02 to 0.05 between neighbouring evaluations).
constexpr double kTrainingDeviation = 0.035;

/// Particles below this part of the heaviest one do not change a figure that is shown.
constexpr double kNegligible = 1e-5;

/// A fast curve is flat before the first epoch, a slow one never rises in any configuration on offer.
constexpr double kLowestLogScale = -2.3; // a tenth of an epoch
constexpr double kHighestLogScale = 6.0; // 400 epochs

/// Evenly spaced points over \p low..\p high, both included.
double gridPoint(double low, double high, int index, int count)
{
    return std::lerp(low, high, static_cast<double>(index) / (count - 1));
}

double squaredError(double value, double mean, double deviation)
{
    const double z = (value - mean) / deviation;
    return z * z;
}

/// Log likelihood of a measurement where the curve says \p expected.
double logLikelihood(const CurveMeasurement& measured, double expected)
{
    const double deviation = measurementDeviation(expected, measured.objects);
    return -0.5 * squaredError(measured.accuracy, expected, deviation) - std::log(deviation);
}

/// The range in which the start must lie: around its measurements where there are any.
std::pair<double, double> startRange(std::span<const CurveMeasurement> measurements)
{
    double precision = 0.0;
    double weighted = 0.0;
    for (const CurveMeasurement& measured : measurements) {
        if (measured.epochs > 0.0)
            continue;
        const double deviation = measurementDeviation(measured.accuracy, measured.objects);
        precision += 1.0 / (deviation * deviation);
        weighted += measured.accuracy / (deviation * deviation);
    }
    if (precision <= 0.0)
        return {0.0, 0.9};
    constexpr double kDeviations = 2.5;
    const double mean = weighted / precision;
    const double reach = kDeviations / std::sqrt(precision);
    return {std::clamp(mean - reach, 0.0, 1.0), std::clamp(mean + reach, 0.0, 1.0)};
}

/// Ceilings from \p start to 1 with their log probabilities given that start.
std::vector<std::pair<double, double>> ceilingGrid(const CurvePrior& prior, double start)
{
    const double distance = start - prior.startMean;
    const double mean = prior.ceilingMean + prior.ceilingSlope * distance;
    const double deviation = std::hypot(prior.ceilingDeviation, prior.slopeDeviation * distance);
    std::vector<std::pair<double, double>> grid;
    double highest = -HUGE_VAL;
    for (int i = 0; i < kCeilings; ++i) {
        const double ceiling = gridPoint(start, 1.0, i, kCeilings);
        grid.emplace_back(ceiling, -0.5 * squaredError(ceiling, mean, deviation));
        highest = std::max(highest, grid.back().second);
    }
    double sum = 0.0;
    for (const auto& [ceiling, logWeight] : grid)
        sum += std::exp(logWeight - highest);
    for (auto& [ceiling, logWeight] : grid)
        logWeight -= highest + std::log(sum);
    return grid;
}

bool isUsable(const CurveMeasurement& measured)
{
    return std::isfinite(measured.accuracy) && std::isfinite(measured.epochs) && measured.epochs >= 0.0
        && measured.objects > 0.0;
}

/// Values of 0 to 1 with their weights, sorted as far as quantiles need it: the figures of a camera's round are asked
/// for while frames wait.
class WeightedValues {
public:
    explicit WeightedValues(std::size_t count) { m_values.reserve(count); }

    void add(double value, double weight)
    {
        m_values.emplace_back(value, weight);
        m_weights[binOf(value)] += weight;
    }

    /// Value below which \p fraction of the weight lies.
    double quantile(double fraction) const
    {
        double below = 0.0;
        std::size_t bin = 0;
        while (bin + 1 < kBins && below + m_weights[bin] < fraction)
            below += m_weights[bin++];
        std::vector<std::pair<double, double>> inBin;
        std::copy_if(m_values.begin(), m_values.end(), std::back_inserter(inBin),
                     [bin](const auto& value) { return binOf(value.first) == bin; });
        std::sort(inBin.begin(), inBin.end());
        for (const auto& [value, weight] : inBin) {
            below += weight;
            if (below >= fraction)
                return value;
        }
        return inBin.empty() ? 0.0 : inBin.back().first;
    }

private:
    static constexpr std::size_t kBins = 256;

    static std::size_t binOf(double value)
    {
        return static_cast<std::size_t>(std::clamp(value, 0.0, 1.0) * (kBins - 1));
    }

    std::vector<std::pair<double, double>> m_values;
    std::array<double, kBins> m_weights{};
};

} // namespace

double measurementVariance(double accuracy, double objects)
{
    // One success and one failure are added: no hit among three objects is no proof of an accuracy of 0.
    const double n = std::max(objects, 1.0);
    const double p = (std::clamp(accuracy, 0.0, 1.0) * n + 1.0) / (n + 2.0);
    return p * (1.0 - p) / n + kTrainingDeviation * kTrainingDeviation;
}

double measurementDeviation(double accuracy, double objects)
{
    return std::sqrt(measurementVariance(accuracy, objects));
}

std::vector<double> LearningCurve::risenAt(double epochs) const
{
    std::vector<double> risen;
    for (const double scale : m_scales)
        risen.push_back(-std::expm1(-epochs / scale));
    return risen;
}

LearningCurve LearningCurve::fit(const CurvePrior& prior, std::span<const CurveMeasurement> measurements)
{
    std::vector<CurveMeasurement> usable;
    std::copy_if(measurements.begin(), measurements.end(), std::back_inserter(usable), isUsable);

    const auto [lowStart, highStart] = startRange(usable);
    const double middle = std::clamp(prior.logScaleMean, kLowestLogScale, kHighestLogScale);
    const double lowScale = std::max(kLowestLogScale, middle - 3.0 * prior.logScaleDeviation);
    const double highScale = std::min(kHighestLogScale, middle + 3.0 * prior.logScaleDeviation);
    LearningCurve curve;
    std::vector<double> scaleProbabilities; // log
    for (int k = 0; k < kScales; ++k) {
        const double logScale = gridPoint(lowScale, highScale, k, kScales);
        curve.m_scales.push_back(std::exp(logScale));
        scaleProbabilities.push_back(-0.5 * squaredError(logScale, prior.logScaleMean, prior.logScaleDeviation));
    }
    std::vector<std::vector<double>> risen;
    for (const CurveMeasurement& measured : usable)
        risen.push_back(curve.risenAt(measured.epochs));
    curve.m_particles.reserve(std::size_t{kStarts} * kCeilings * kScales);
    for (int i = 0; i < kStarts; ++i) {
        const double start = gridPoint(lowStart, highStart, i, kStarts);
        const auto ceilings = ceilingGrid(prior, start);
        for (const auto& [ceiling, logProbability] : ceilings) {
            for (std::size_t k = 0; k < curve.m_scales.size(); ++k) {
                Particle particle{start, ceiling, k, logProbability + scaleProbabilities[k]};
                for (std::size_t m = 0; m < usable.size(); ++m)
                    particle.weight += logLikelihood(usable[m], particle.at(risen[m][k]));
                curve.m_particles.push_back(particle);
            }
        }
    }
    curve.normalise();
    return curve;
}

void LearningCurve::normalise()
{
    double highest = -HUGE_VAL;
    for (const Particle& particle : m_particles)
        highest = std::max(highest, particle.weight);
    double sum = 0.0;
    for (Particle& particle : m_particles)
        particle.weight = std::exp(particle.weight - highest);
    std::erase_if(m_particles, [](const Particle& particle) { return particle.weight < kNegligible; });
    for (const Particle& particle : m_particles)
        sum += particle.weight;
    for (Particle& particle : m_particles)
        particle.weight /= sum;
}

LearningCurve::Prediction LearningCurve::at(double epochs) const
{
    const std::vector<double> risen = risenAt(epochs);
    WeightedValues values(m_particles.size());
    double mean = 0.0;
    for (const Particle& particle : m_particles) {
        const double value = particle.at(risen[particle.scale]);
        values.add(value, particle.weight);
        mean += value * particle.weight;
    }
    return {std::clamp(mean, 0.0, 1.0), {values.quantile(0.025), values.quantile(0.975)}};
}

template <class Value>
LearningCurve::Moments LearningCurve::moments(Value value) const
{
    Moments result;
    for (const Particle& particle : m_particles)
        result.mean += particle.weight * value(particle);
    for (const Particle& particle : m_particles) {
        const double distance = value(particle) - result.mean;
        result.variance += particle.weight * distance * distance;
    }
    return result;
}

double LearningCurve::ceiling() const
{
    return moments([](const Particle& particle) { return particle.ceiling; }).mean;
}

double LearningCurve::logScale() const
{
    return moments([this](const Particle& particle) { return std::log(m_scales[particle.scale]); }).mean;
}

double LearningCurve::ceilingDeviation() const
{
    return std::sqrt(moments([](const Particle& particle) { return particle.ceiling; }).variance);
}

double LearningCurve::logScaleDeviation() const
{
    return std::sqrt(moments([this](const Particle& particle) { return std::log(m_scales[particle.scale]); }).variance);
}

double LearningCurve::expectedNarrowing(double epochs, double objects, double target) const
{
    const std::vector<double> risenHere = risenAt(epochs);
    const std::vector<double> risenThere = risenAt(target);
    const auto valueHere = [&](const Particle& particle) { return particle.at(risenHere[particle.scale]); };
    const auto valueThere = [&](const Particle& particle) { return particle.at(risenThere[particle.scale]); };
    const Moments here = moments(valueHere);
    const Moments there = moments(valueThere);
    double covariance = 0.0;
    for (const Particle& particle : m_particles)
        covariance += particle.weight * (valueHere(particle) - here.mean) * (valueThere(particle) - there.mean);
    const double noise = measurementDeviation(here.mean, objects);
    const double explained = covariance * covariance / (here.variance + noise * noise);
    return std::sqrt(there.variance) - std::sqrt(std::max(there.variance - explained, 0.0));
}

} // namespace jackdaw::profiling
