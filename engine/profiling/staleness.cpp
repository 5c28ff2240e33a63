// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/profiling/staleness.h"

#include "engine/profiling/learning_curve.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace jackdaw::profiling {
namespace {

constexpr int kRests = 20;
constexpr int kLifetimes = 25;
constexpr double kRestMean = 0.2;
constexpr double kRestDeviation = 0.2;
constexpr double kLogLifetimeMean = 0.0; // one second
constexpr double kLogMovedLifetimeMean = 1.4; // four
constexpr double kLogLifetimeDeviation = 1.0;
constexpr double kSteady[] = {0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1.0};
constexpr double kSteadyMean = 0.9;
constexpr double kSteadyDeviation = 0.08;
/// Particles that weigh less against the heaviest one are dropped: they only take time.
constexpr double kNegligible = 1e-4;

double square(double value)
{
    return value * value;
}

bool isUsable(const StalenessSample& sample)
{
    return std::isfinite(sample.age) && sample.age >= 0.0 && std::isfinite(sample.agreement) && sample.objects > 0.0;
}

} // namespace

double Staleness::Particle::at(double age) const
{
    return rest + (1.0 - rest) * std::exp(-age / lifetime);
}

/// Log of prior and likelihood.
double Staleness::weigh(const Particle& particle, std::span<const StalenessSample> samples, Ageing ageing) const
{
    const double typical = ageing == Ageing::Moved ? kLogMovedLifetimeMean : kLogLifetimeMean;
    const double z = (std::log(particle.lifetime) - typical) / kLogLifetimeDeviation;
    double weight = -0.5
        * (square(z) + square((particle.rest - kRestMean) / kRestDeviation)
           + square((particle.steady - kSteadyMean) / kSteadyDeviation));
    for (const StalenessSample& sample : samples) {
        if (!isUsable(sample))
            continue;
        const double expected = (sample.relative ? 1.0 : particle.steady) * particle.at(sample.age);
        const double noise = measurementDeviation(expected, sample.objects);
        weight -= 0.5 * square((sample.agreement - expected) / noise) + std::log(noise);
    }
    return weight;
}

void Staleness::normalise()
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

Staleness::Staleness(std::span<const StalenessSample> samples, Ageing ageing)
{
    const double typical = ageing == Ageing::Moved ? kLogMovedLifetimeMean : kLogLifetimeMean;
    for (int i = 0; i < kRests; ++i) {
        for (int j = 0; j < kLifetimes; ++j) {
            const double z = std::lerp(-3.0, 3.0, static_cast<double>(j) / (kLifetimes - 1));
            for (const double steady : kSteady) {
                Particle particle{static_cast<double>(i) / kRests, std::exp(typical + z * kLogLifetimeDeviation),
                                  steady, 0.0};
                particle.weight = weigh(particle, samples, ageing);
                m_particles.push_back(particle);
            }
        }
    }
    normalise();
}

double Staleness::factor(double age) const
{
    double mean = 0.0;
    for (const Particle& particle : m_particles)
        mean += particle.weight * particle.at(std::max(age, 0.0));
    return std::min(mean, 1.0);
}

double Staleness::agreement(double age) const
{
    double mean = 0.0;
    for (const Particle& particle : m_particles)
        mean += particle.weight * particle.steady * particle.at(std::max(age, 0.0));
    return std::min(mean, 1.0);
}

Interval Staleness::band(double age) const
{
    std::vector<std::pair<double, double>> values;
    for (const Particle& particle : m_particles)
        values.emplace_back(particle.at(std::max(age, 0.0)), particle.weight);
    std::sort(values.begin(), values.end());
    const auto below = [&](double fraction) {
        double sum = 0.0;
        for (const auto& [value, weight] : values) {
            sum += weight;
            if (sum >= fraction)
                return value;
        }
        return values.back().first;
    };
    return {below(0.025), below(0.975)};
}

std::vector<Subsampling> subsamplingCurve(const Staleness& staleness, Boxes boxes, double framesPerSecond,
                                          GpuSeconds costPerFrame, int largest)
{
    std::vector<Subsampling> curve;
    double sum = 0.0;
    for (int every = 1; every <= largest; ++every) {
        const double age = every / framesPerSecond;
        sum += boxes == Boxes::Students ? staleness.factor(age) : staleness.agreement(age);
        curve.push_back({static_cast<double>(every), sum / every, Share{framesPerSecond * costPerFrame.value / every}});
    }
    return curve;
}

} // namespace jackdaw::profiling
