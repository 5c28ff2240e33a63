// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/profiling/micro_profiler.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace jackdaw::profiling {
namespace {

/// Passes over the sample that a measurement may take, tried in turn: Ekya (NSDI'22, §4.3) uses five, tight budgets get
/// less. On the few frames that a window labels, a pass or two are a step or two of the optimiser: they say nothing of
/// where a training ends.
constexpr std::array kPasses{5.0, 3.0};

/// A measurement must be expected to narrow the estimate of one of its family's configurations by so much, as standard
/// deviation of accuracy: below that the device time is better spent on retraining.
constexpr double kWorthNarrowing = 0.01;

/// A configuration is far from the Pareto front if a cheaper one is better by this much and by half of its own
/// standard deviation.
constexpr double kFarFromFront = 0.03;
constexpr double kFarInDeviations = 0.5;

/// Width of a normal 95 % interval in standard deviations.
constexpr double kIntervalDeviations = 2.0 * 1.96;

constexpr int kCurvePoints = 25;

double deviation(const LearningCurve::Prediction& prediction)
{
    return (prediction.band.high - prediction.band.low) / kIntervalDeviations;
}

GpuSeconds costOf(const FamilyCost& family, double dataFraction, double passes)
{
    return family.setUp + family.perEpoch * (dataFraction * passes) + family.evaluation;
}

bool dominates(const ConfigurationEstimate& a, const ConfigurationEstimate& b)
{
    if (a.cost > b.cost || a.accuracy < b.accuracy)
        return false;
    const bool same = a.cost == b.cost && a.accuracy == b.accuracy;
    return !same || a.configuration < b.configuration;
}

void markFront(std::vector<ConfigurationEstimate>& estimates)
{
    for (ConfigurationEstimate& estimate : estimates) {
        estimate.pareto = std::none_of(estimates.begin(), estimates.end(), [&](const ConfigurationEstimate& other) {
            return &other != &estimate && dominates(other, estimate);
        });
    }
}

LearningCurve::Prediction shifted(const LearningCurve::Prediction& prediction, double shift)
{
    const auto moved = [shift](double value) { return std::clamp(value + shift, 0.0, 1.0); };
    return {moved(prediction.mean), {moved(prediction.band.low), moved(prediction.band.high)}};
}

/// Where curves of all families start: what the deployed model is believed to be.
LearningCurve::Prediction commonStart(const std::map<std::string, LearningCurve>& curves)
{
    LearningCurve::Prediction sum;
    for (const auto& [family, curve] : curves) {
        const auto start = curve.at(0.0);
        sum.mean += start.mean;
        sum.band.low += start.band.low;
        sum.band.high += start.band.high;
    }
    const double count = std::max<double>(static_cast<double>(curves.size()), 1.0);
    return {sum.mean / count, {sum.band.low / count, sum.band.high / count}};
}

} // namespace

MicroProfiler::MicroProfiler(Inputs inputs, const ProfileHistory& history) : m_inputs(std::move(inputs))
{
    m_inputs.dataFraction = std::clamp(m_inputs.dataFraction, 0.01, 1.0);
    for (const ProfiledConfiguration& configuration : m_inputs.configurations) {
        if (!m_priors.contains(configuration.family))
            m_priors[configuration.family] = history.prior(m_inputs.camera, configuration.family);
    }
    for (const FamilyCost& cost : m_inputs.families) {
        if (!m_priors.contains(cost.family))
            m_priors[cost.family] = history.prior(m_inputs.camera, cost.family);
    }
}

std::optional<ProfileRequest> MicroProfiler::requestFor(const FamilyCost& cost) const
{
    const GpuSeconds left = m_inputs.budget - m_spent;
    for (const double passes : kPasses) {
        ProfileRequest request{cost.family, m_inputs.dataFraction, passes, costOf(cost, m_inputs.dataFraction, passes)};
        if (passes <= cost.mostPasses && request.cost <= left && isWorthMeasuring(request))
            return request;
    }
    return std::nullopt;
}

bool MicroProfiler::isWorthMeasuring(const ProfileRequest& request) const
{
    const LearningCurve& known = curve(request.family);
    const double epochs = request.dataFraction * request.passes;
    return std::any_of(m_inputs.configurations.begin(), m_inputs.configurations.end(), [&](const auto& configuration) {
        return configuration.family == request.family
            && known.expectedNarrowing(epochs, m_inputs.heldOutObjects, configuration.epochs) >= kWorthNarrowing;
    });
}

bool MicroProfiler::isNearFront(const std::string& family) const
{
    const auto isFar = [&](const ProfiledConfiguration& configuration) {
        const auto own = curve(configuration.family).at(configuration.epochs);
        const double margin = std::max(kFarFromFront, kFarInDeviations * deviation(own));
        return std::any_of(m_inputs.configurations.begin(), m_inputs.configurations.end(), [&](const auto& other) {
            return other.cost <= configuration.cost && curve(other.family).at(other.epochs).mean > own.mean + margin;
        });
    };
    return std::any_of(m_inputs.configurations.begin(), m_inputs.configurations.end(), [&](const auto& configuration) {
        return configuration.family == family && !isFar(configuration);
    });
}

std::optional<ProfileRequest> MicroProfiler::nextRequest() const
{
    std::optional<ProfileRequest> cheapest;
    if (m_inputs.heldOutObjects == 0)
        return cheapest;
    for (const FamilyCost& cost : m_inputs.families) {
        if (m_measured.contains(cost.family) || m_abandoned.contains(cost.family))
            continue;
        auto request = requestFor(cost);
        if (request && (!cheapest || request->cost < cheapest->cost) && isNearFront(cost.family))
            cheapest = std::move(request);
    }
    return cheapest;
}

void MicroProfiler::record(const ProfileRequest& request, Accuracy accuracy, GpuSeconds spent)
{
    m_spent += spent;
    observe(request.family,
            {request.dataFraction * request.passes, accuracy.value, static_cast<double>(m_inputs.heldOutObjects)});
}

void MicroProfiler::abandon(const ProfileRequest& request, GpuSeconds spent)
{
    m_spent += spent;
    m_abandoned.insert(request.family);
}

void MicroProfiler::observe(const std::string& family, const CurveMeasurement& point)
{
    m_measured[family].push_back(point);
    m_curves.erase(family);
}

std::vector<CurveMeasurement> MicroProfiler::measurements(const std::string& family) const
{
    std::vector<CurveMeasurement> points{{0.0, m_inputs.start.value, static_cast<double>(m_inputs.heldOutObjects)}};
    if (const auto measured = m_measured.find(family); measured != m_measured.end())
        points.insert(points.end(), measured->second.begin(), measured->second.end());
    return points;
}

const LearningCurve& MicroProfiler::curve(const std::string& family) const
{
    const auto known = m_curves.find(family);
    if (known != m_curves.end())
        return known->second;
    const auto prior = m_priors.find(family);
    const auto fitted =
        LearningCurve::fit(prior != m_priors.end() ? prior->second : CurvePrior{}, measurements(family));
    return m_curves.emplace(family, fitted).first->second;
}

LearningCurve::Prediction MicroProfiler::start() const
{
    LearningCurve::Prediction mean;
    const double part = 1.0 / static_cast<double>(std::max<std::size_t>(m_priors.size(), 1));
    for (const auto& [family, prior] : m_priors) {
        const auto begins = curve(family).at(0.0);
        mean.mean += part * begins.mean;
        mean.band.low += part * begins.band.low;
        mean.band.high += part * begins.band.high;
    }
    return mean;
}

std::vector<ConfigurationEstimate> MicroProfiler::estimates() const
{
    std::vector<ConfigurationEstimate> result;
    for (const ProfiledConfiguration& configuration : m_inputs.configurations) {
        const auto predicted = curve(configuration.family).at(configuration.epochs);
        result.push_back({configuration.id, configuration.family, configuration.epochs, configuration.cost,
                          Accuracy{predicted.mean}, predicted.band, false});
    }
    markFront(result);
    return result;
}

Expectation expectedFromHistory(const ProfileHistory& history, CameraId camera,
                                const std::vector<ProfiledConfiguration>& configurations)
{
    std::map<std::string, LearningCurve> curves;
    for (const ProfiledConfiguration& configuration : configurations) {
        if (!curves.contains(configuration.family))
            curves.emplace(configuration.family, LearningCurve::fit(history.prior(camera, configuration.family), {}));
    }
    Expectation expected;
    expected.start = commonStart(curves);
    for (const ProfiledConfiguration& configuration : configurations) {
        const LearningCurve& curve = curves.at(configuration.family);
        // Families were seen to start from different models; all of them would start from the one that is deployed.
        const double shift = expected.start.mean - curve.at(0.0).mean;
        const auto predicted = shifted(curve.at(configuration.epochs), shift);
        expected.estimates.push_back({configuration.id, configuration.family, configuration.epochs, configuration.cost,
                                      Accuracy{predicted.mean}, predicted.band, false});
    }
    if (!configurations.empty())
        expected.start = curves.at(configurations.back().family).at(0.0);
    markFront(expected.estimates);
    return expected;
}

std::vector<ProfileEstimated::Curve> MicroProfiler::curves() const
{
    std::map<std::string, double> longest;
    for (const ProfiledConfiguration& configuration : m_inputs.configurations)
        longest[configuration.family] = std::max(longest[configuration.family], configuration.epochs);
    std::vector<ProfileEstimated::Curve> result;
    for (const auto& [family, epochs] : longest) {
        ProfileEstimated::Curve drawn{family, {}};
        for (int i = 0; i < kCurvePoints; ++i) {
            // Denser at the start, where the curve bends.
            const double part = static_cast<double>(i) / (kCurvePoints - 1);
            const double at = epochs * part * part;
            const auto predicted = curve(family).at(at);
            drawn.points.push_back({at, Accuracy{predicted.mean}, predicted.band});
        }
        result.push_back(std::move(drawn));
    }
    return result;
}

} // namespace jackdaw::profiling
