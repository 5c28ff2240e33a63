// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/events.h"
#include "engine/base/units.h"

#include <span>
#include <vector>

namespace jackdaw::profiling {

/// One measured held-out accuracy.
struct CurveMeasurement {
    double epochs = 0.0; ///< passes over the full training part; 0 is the deployed model
    double accuracy = 0.0;
    double objects = 0.0; ///< objects behind the measurement: its noise is binomial
};

/// What is believed about a family's curve before anything was measured in this window, from history.
/// The curve is a(e) = a0 + (c - a0) (1 - exp(-e / s)), with ceiling c in [a0, 1] and scale s > 0.
struct CurvePrior {
    double ceilingMean = 0.6;
    double ceilingDeviation = 0.2;
    double logScaleMean = 1.6; ///< log of epochs
    double logScaleDeviation = 0.8;
};

/// Posterior over (start, ceiling, scale) on a grid; monotone and within [0, 1] by construction.
class LearningCurve {
public:
    /// \p start is measured like the rest (epochs 0) or unknown. Deterministic.
    static LearningCurve fit(const CurvePrior& prior, std::span<const CurveMeasurement> measurements);

    struct Prediction {
        double mean = 0.0;
        Interval band; ///< 95 %
    };
    Prediction at(double epochs) const;
    double ceiling() const; ///< posterior mean
    double logScale() const;

private:
    struct Particle {
        double start, ceiling, scale, weight;
    };
    std::vector<Particle> m_particles;
};

} // namespace jackdaw::profiling
