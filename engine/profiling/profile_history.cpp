// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/profiling/profile_history.h"

#include "engine/profiling/shrinkage.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

namespace jackdaw::profiling {
namespace {

/// Older curves of a family are forgotten: memory stays bounded and the prior follows the present.
constexpr std::size_t kKeptCurves = 64;

/// How much families differ from each other, before one of them was seen.
constexpr double kFamilyCeilingDeviation = 0.1;
constexpr double kFamilyLogScaleDeviation = 0.6;

/// Below this a curve says nothing about the figure (1 / variance; one is a deviation of ten).
constexpr double kNoPrecision = 0.01;

/// Wide, so that a recorded curve speaks for itself.
CurvePrior widePrior()
{
    CurvePrior prior;
    prior.ceilingDeviation = 0.3;
    prior.logScaleDeviation = 1.2;
    prior.slopeDeviation = 0.3;
    return prior;
}

LineBelief ceilingBelief()
{
    const CurvePrior prior;
    LineBelief belief;
    belief.centre = prior.startMean;
    belief.mean = prior.ceilingMean;
    belief.meanDeviation = 0.17;
    belief.slope = prior.ceilingSlope;
    belief.slopeDeviation = prior.slopeDeviation;
    belief.groupDeviation = 0.05;
    belief.residualDeviation = 0.08;
    return belief;
}

LineBelief logScaleBelief()
{
    const CurvePrior prior;
    LineBelief belief;
    belief.centre = prior.startMean;
    belief.mean = prior.logScaleMean;
    belief.meanDeviation = 0.6;
    belief.slopeDeviation = 0.5;
    belief.groupDeviation = 0.2;
    belief.residualDeviation = 0.5;
    return belief;
}

/// The prior taken out of a posterior, both taken as normal.
std::pair<double, double> withoutPrior(double mean, double deviation, double priorMean, double priorDeviation)
{
    const double posterior = 1.0 / (deviation * deviation);
    const double prior = 1.0 / (priorDeviation * priorDeviation);
    const double precision = posterior - prior;
    if (!(precision > kNoPrecision))
        return {mean, 0.0};
    return {(mean * posterior - priorMean * prior) / precision, precision};
}

/// Gives the first level's belief about a family that was not seen yet.
LineBelief forNewFamily(LineBelief pooled, double familyDeviation)
{
    pooled.meanDeviation = std::hypot(pooled.meanDeviation, familyDeviation);
    return pooled;
}

} // namespace

std::optional<ProfileHistory::Fitted> ProfileHistory::fitted(CameraId camera, std::vector<CurveMeasurement> points)
{
    std::erase_if(points, [](const CurveMeasurement& point) { return point.objects <= 0.0; });
    const bool rises = std::any_of(points.begin(), points.end(), [](const auto& point) { return point.epochs > 0.0; });
    if (!rises)
        return std::nullopt;
    std::vector<CurveMeasurement> starts;
    std::copy_if(points.begin(), points.end(), std::back_inserter(starts),
                 [](const auto& point) { return point.epochs <= 0.0; });
    const auto before = LearningCurve::fit(widePrior(), starts);
    const auto after = LearningCurve::fit(widePrior(), points);

    const auto [ceiling, ceilingPrecision] =
        withoutPrior(after.ceiling(), after.ceilingDeviation(), before.ceiling(), before.ceilingDeviation());
    const auto [logScale, logScalePrecision] =
        withoutPrior(after.logScale(), after.logScaleDeviation(), before.logScale(), before.logScaleDeviation());
    return Fitted{
        camera, after.at(0.0).mean, {std::clamp(ceiling, 0.0, 1.1), ceilingPrecision}, {logScale, logScalePrecision}};
}

void ProfileHistory::add(const std::string& family, const Fitted& curve)
{
    auto& curves = m_fitted[family];
    curves.push_back(curve);
    if (curves.size() > kKeptCurves)
        curves.erase(curves.begin());
}

void ProfileHistory::record(CameraId camera, const std::string& family, std::vector<CurveMeasurement> points)
{
    if (const auto curve = fitted(camera, std::move(points)))
        add(family, *curve);
}

void ProfileHistory::assume(const std::string& family, const CurvePrior& prior)
{
    m_assumed[family] = prior;
}

CurvePrior ProfileHistory::assumed(const std::string& family) const
{
    const auto found = m_assumed.find(family);
    return found == m_assumed.end() ? CurvePrior{} : found->second;
}

LineBelief ProfileHistory::learned(CameraId camera, const std::string& family, Evidence Fitted::*figure,
                                   double CurvePrior::*assumedMean, LineBelief prior, double familyDeviation) const
{
    prior.mean = assumed(family).*assumedMean;
    std::vector<GroupedValue> own;
    std::vector<GroupedValue> others;
    for (const auto& [name, curves] : m_fitted) {
        const double shift = prior.mean - assumed(name).*assumedMean;
        for (const Fitted& curve : curves) {
            const Evidence& evidence = curve.*figure;
            if (evidence.precision > 0.0)
                (name == family ? own : others)
                    .push_back({curve.camera.value, curve.start, evidence.mean + shift, 1.0 / evidence.precision});
        }
    }
    const LineBelief pooled = shrink(prior, others, camera.value);
    const LineBelief start = others.empty() ? prior : forNewFamily(pooled, familyDeviation);
    return shrink(start, own, camera.value);
}

CurvePrior ProfileHistory::prior(CameraId camera, const std::string& family) const
{
    if (m_fitted.empty())
        return assumed(family);
    const LineBelief ceiling =
        learned(camera, family, &Fitted::ceiling, &CurvePrior::ceilingMean, ceilingBelief(), kFamilyCeilingDeviation);
    const LineBelief logScale = learned(camera, family, &Fitted::logScale, &CurvePrior::logScaleMean, logScaleBelief(),
                                        kFamilyLogScaleDeviation);
    CurvePrior prior;
    prior.ceilingMean = ceiling.mean;
    prior.ceilingDeviation = ceiling.predictiveDeviation();
    prior.startMean = ceiling.centre;
    prior.ceilingSlope = ceiling.slope;
    prior.slopeDeviation = ceiling.slopeDeviation;
    prior.logScaleMean = logScale.mean;
    prior.logScaleDeviation = logScale.predictiveDeviation();
    return prior;
}

} // namespace jackdaw::profiling
