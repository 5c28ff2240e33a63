// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/profiling/staleness.h"

#include "engine/profiling/learning_curve.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace jackdaw::profiling {
namespace {

constexpr int kRests = 25;
constexpr int kLifetimes = 31;
constexpr double kRestMean = 0.2;
constexpr double kRestDeviation = 0.2;
constexpr double kLogLifetimeMean = 0.0; // one second
constexpr double kLogLifetimeDeviation = 1.0;

double square(double value)
{
    return value * value;
}

bool isUsable(const StalenessSample& sample)
{
    return std::isfinite(sample.age) && sample.age >= 0.0 && std::isfinite(sample.relativeAccuracy)
        && sample.objects > 0.0;
}

} // namespace

double Staleness::Particle::at(double age) const
{
    return rest + (1.0 - rest) * std::exp(-age / lifetime);
}

Staleness::Staleness(std::span<const StalenessSample> samples)
{
    for (int i = 0; i < kRests; ++i) {
        const double rest = static_cast<double>(i) / kRests;
        for (int j = 0; j < kLifetimes; ++j) {
            const double z = std::lerp(-3.0, 3.0, static_cast<double>(j) / (kLifetimes - 1));
            Particle particle{rest, std::exp(kLogLifetimeMean + z * kLogLifetimeDeviation),
                              -0.5 * (square(z) + square((rest - kRestMean) / kRestDeviation))};
            for (const StalenessSample& sample : samples) {
                if (!isUsable(sample))
                    continue;
                const double expected = particle.at(sample.age);
                const double noise = measurementDeviation(expected, sample.objects);
                particle.weight -= 0.5 * square((sample.relativeAccuracy - expected) / noise) + std::log(noise);
            }
            m_particles.push_back(particle);
        }
    }
    double highest = -HUGE_VAL;
    for (const Particle& particle : m_particles)
        highest = std::max(highest, particle.weight);
    double sum = 0.0;
    for (Particle& particle : m_particles)
        sum += particle.weight = std::exp(particle.weight - highest);
    for (Particle& particle : m_particles)
        particle.weight /= sum;
}

double Staleness::factor(double age) const
{
    double mean = 0.0;
    for (const Particle& particle : m_particles)
        mean += particle.weight * particle.at(std::max(age, 0.0));
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

std::vector<Subsampling> subsamplingCurve(const Staleness& staleness, double framesPerSecond, GpuSeconds costPerFrame,
                                          int largest)
{
    std::vector<Subsampling> curve;
    double sum = 0.0;
    for (int every = 1; every <= largest; ++every) {
        // The frames between two processed ones see boxes of 0, 1, ... k - 1 frames of age.
        sum += staleness.factor((every - 1) / framesPerSecond);
        curve.push_back({static_cast<double>(every), sum / every, Share{framesPerSecond * costPerFrame.value / every}});
    }
    return curve;
}

} // namespace jackdaw::profiling
