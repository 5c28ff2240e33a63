// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/scheduling/window_problem.h"

#include <algorithm>
#include <cmath>

namespace jackdaw::scheduling {
namespace {

/// Rounding must not push a share of exactly demand / k beyond the last point, where the curve falls to 0.
constexpr double kTolerance = 1e-9;

/// The published simulators divide by share + 1e-6 (ekya.md §1.4); the reference values follow from it.
constexpr double kShareGuard = 1e-6;

double interpolate(const std::vector<double>& xs, const std::vector<double>& ys, double x)
{
    const auto above = std::upper_bound(xs.begin(), xs.end(), x);
    if (above == xs.begin())
        return ys.front();
    if (above == xs.end())
        return ys.back();
    const auto i = static_cast<std::size_t>(above - xs.begin());
    const double t = (x - xs[i - 1]) / (xs[i] - xs[i - 1]);
    return ys[i - 1] + t * (ys[i] - ys[i - 1]);
}

double throughOrigin(const std::vector<double>& xs, const std::vector<double>& ys, double x)
{
    if (x < xs.front())
        return ys.front() * x / xs.front();
    return interpolate(xs, ys, x);
}

} // namespace

double InferenceProfile::factorAt(Share share) const
{
    if (factor.empty())
        return 0.0;
    if (shares.empty() && fullRateDemand.value <= 0.0)
        return factor.front();
    if (share.value <= 0.0)
        return 0.0;
    if (!shares.empty())
        return throughOrigin(shares, factor, share.value);
    const double k = fullRateDemand.value / (share.value + kShareGuard);
    if (k > subsampling.back() * (1.0 + kTolerance))
        return 0.0;
    return interpolate(subsampling, factor, k);
}

double ThroughputCurve::at(double allocated) const
{
    if (allocated <= 0.0)
        return 0.0;
    return share.empty() ? allocated : throughOrigin(share, speed, allocated);
}

double WindowProblem::totalGpus() const
{
    double total = 0.0;
    for (const DeviceCapacity& device : devices)
        total += device.gpus;
    return total;
}

} // namespace jackdaw::scheduling
