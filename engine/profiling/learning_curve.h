// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/events.h"
#include "engine/base/units.h"

#include <cstddef>
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
///
/// A model that starts high also ends higher, but it closes only part of the gap; so the ceiling is expected at
/// ceilingMean + ceilingSlope (a0 - startMean), with a normal deviation, cut to [a0, 1].
struct CurvePrior {
    double ceilingMean = 0.6;
    double ceilingDeviation = 0.2;
    double logScaleMean = 1.6; ///< log of epochs
    double logScaleDeviation = 0.8;
    double startMean = 0.3; ///< the start at which ceilingMean holds
    double ceilingSlope = 0.4; ///< 0: the start says nothing; 1: the gain is the same from every start
    double slopeDeviation = 0.2;
};

/// Standard deviation of a measured F1 or accuracy \p accuracy over \p objects: binomial, with a floor for what differs
/// between two trainings on the same data.
double measurementDeviation(double accuracy, double objects);
/// Its square.
double measurementVariance(double accuracy, double objects);

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
    double ceilingDeviation() const; ///< of the posterior
    double logScaleDeviation() const;

    /// By how much a measurement at \p epochs over \p objects is expected to narrow the standard deviation of the
    /// curve's value at \p target epochs (linear approximation).
    double expectedNarrowing(double epochs, double objects, double target) const;

private:
    struct Particle {
        double start, ceiling;
        std::size_t scale; ///< of m_scales
        double weight; ///< weights sum to 1

        /// \p risen: part of the way to the ceiling.
        double at(double risen) const { return start + (ceiling - start) * risen; }
    };
    struct Moments {
        double mean = 0.0;
        double variance = 0.0;
    };

    void normalise();
    template <class Value>
    Moments moments(Value value) const;
    /// How far a curve of each scale has risen at \p epochs.
    std::vector<double> risenAt(double epochs) const;

    std::vector<double> m_scales;
    std::vector<Particle> m_particles;
};

} // namespace jackdaw::profiling
