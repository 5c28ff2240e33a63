// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/statistics.h"
#include "engine/base/units.h"

#include <span>
#include <vector>

namespace jackdaw::profiling {

/// How well old boxes fit a newer frame: the F1 of boxes carried forward by \p age seconds, relative to the F1 of fresh
/// boxes on the same frame (1: nothing lost).
struct StalenessSample {
    double age = 0.0; ///< seconds, >= 0
    double relativeAccuracy = 1.0;
    double objects = 0.0; ///< objects behind the sample: its noise is binomial
};

/// What boxes are worth as they age: factor(age) = rest + (1 - rest) exp(-age / lifetime). Monotone decreasing from 1.
///
/// The prior (used alone where nothing was measured) says that boxes of moving objects fit for about a second and that
/// about a fifth of the objects stand still.
class Staleness {
public:
    Staleness() : Staleness(std::span<const StalenessSample>{}) { }
    /// Posterior on a grid; deterministic. Samples that are not finite or have no objects are left out.
    explicit Staleness(std::span<const StalenessSample> samples);

    /// Posterior mean of the factor at \p age seconds, 1 at age 0.
    double factor(double age) const;
    /// 95 %.
    Interval band(double age) const;

private:
    struct Particle {
        double rest, lifetime, weight;
        double at(double age) const;
    };
    std::vector<Particle> m_particles;
};

/// Accuracy and price of processing every k-th frame (Ekya, NSDI'22, §3.1). In form this is what a planner's inference
/// profile holds: k increasing from 1, factor at k = 1 is 1, never increasing.
struct Subsampling {
    double every = 1.0; ///< k
    double factor = 1.0; ///< on the model's accuracy, mean over all frames, dropped ones included
    Share demand; ///< share that processes every k-th frame
};

/// \p framesPerSecond and \p costPerFrame > 0. \p largest is the last k.
std::vector<Subsampling> subsamplingCurve(const Staleness& staleness, double framesPerSecond, GpuSeconds costPerFrame,
                                          int largest = 20);

} // namespace jackdaw::profiling
