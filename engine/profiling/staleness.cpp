// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/profiling/staleness.h"

#include "engine/profiling/learning_curve.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
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

/// Of samples, under what is expected of them: the logs are taken all at once, since there are many.
struct Staleness::Likelihoods {
    double squares = 0.0;
    double variances = 1.0;
    double logs = 0.0;

    void add(const StalenessSample& sample, double expected)
    {
        constexpr double kNearlyNothing = 1e-200;
        const double variance = measurementVariance(expected, sample.objects);
        squares += square(sample.agreement - expected) / variance;
        variances *= variance;
        if (variances < kNearlyNothing)
            logs += std::log(std::exchange(variances, 1.0));
    }
    double log() const { return -0.5 * (squares + logs + std::log(variances)); }
};

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
    std::vector<StalenessSample> usable;
    std::copy_if(samples.begin(), samples.end(), std::back_inserter(usable), isUsable);
    const double typical = ageing == Ageing::Moved ? kLogMovedLifetimeMean : kLogLifetimeMean;
    for (int j = 0; j < kLifetimes; ++j) {
        const double z = std::lerp(-3.0, 3.0, static_cast<double>(j) / (kLifetimes - 1));
        m_lifetimes.push_back(std::exp(typical + z * kLogLifetimeDeviation));
        std::vector<double> left;
        for (const StalenessSample& sample : usable)
            left.push_back(std::exp(-sample.age / m_lifetimes.back()));
        for (int i = 0; i < kRests; ++i)
            addParticles(static_cast<double>(i) / kRests, z, usable, left);
    }
    normalise();
    sumUp();
}

/// Of the newest lifetime, which lies \p z deviations from what is typical; \p left: what is left of each sample's
/// moving boxes then.
void Staleness::addParticles(double rest, double z, std::span<const StalenessSample> samples,
                             std::span<const double> left)
{
    Likelihoods relative; // whatever is steady
    std::array<Likelihoods, std::size(kSteady)> others;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const double kept = rest + (1.0 - rest) * left[i];
        if (samples[i].relative)
            relative.add(samples[i], kept);
        for (std::size_t s = 0; s < others.size() && !samples[i].relative; ++s)
            others[s].add(samples[i], kSteady[s] * kept);
    }
    for (std::size_t s = 0; s < others.size(); ++s) {
        const double prior = -0.5
            * (square(z) + square((rest - kRestMean) / kRestDeviation)
               + square((kSteady[s] - kSteadyMean) / kSteadyDeviation));
        m_particles.push_back({rest, m_lifetimes.size() - 1, kSteady[s], prior + relative.log() + others[s].log()});
    }
}

void Staleness::sumUp()
{
    m_factors.resize(m_lifetimes.size());
    m_agreements.resize(m_lifetimes.size());
    for (const Particle& particle : m_particles) {
        m_factors[particle.lifetime].add(particle.weight, particle.rest);
        m_agreements[particle.lifetime].add(particle.weight * particle.steady, particle.rest);
    }
}

double Staleness::mean(const std::vector<Sums>& sums, double age) const
{
    double mean = 0.0;
    for (std::size_t i = 0; i < sums.size(); ++i)
        mean += sums[i].at(std::exp(-std::max(age, 0.0) / m_lifetimes[i]));
    return std::min(mean, 1.0);
}

double Staleness::factor(double age) const
{
    return mean(m_factors, age);
}

double Staleness::agreement(double age) const
{
    return mean(m_agreements, age);
}

Interval Staleness::band(double age) const
{
    std::vector<std::pair<double, double>> values;
    for (const Particle& particle : m_particles) {
        const double left = std::exp(-std::max(age, 0.0) / m_lifetimes[particle.lifetime]);
        values.emplace_back(particle.rest + (1.0 - particle.rest) * left, particle.weight);
    }
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
