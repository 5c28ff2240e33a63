// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/statistics.h"
#include "engine/base/units.h"

#include <cstddef>
#include <span>
#include <vector>

namespace jackdaw::profiling {

/// How well boxes of one frame fit the golden labels of a frame that is \p age seconds newer.
struct StalenessSample {
    double age = 0.0; ///< seconds, >= 0
    double agreement = 1.0; ///< F1
    double objects = 0.0; ///< objects behind the sample: its noise is binomial
    bool relative = false; ///< of a student's boxes: their F1 as a part of what it was on the older frame
};

/// How long boxes last.
enum class Ageing {
    Standing, ///< they stand where they were found
    Moved, ///< they are moved along with the picture
};

/// What boxes are worth as they age: agreement(age) = steady * (rest + (1 - rest) exp(-age / lifetime)). A golden model
/// that flickers does not agree with itself on the very next frame: `steady` is what of its boxes is there again.
/// Monotone decreasing.
///
/// The prior (used alone where nothing was measured) says that boxes of moving objects fit for about a second, or four
/// where they are moved along, that about a fifth of the objects stand still, and that nine of ten boxes are found
/// again.
class Staleness {
public:
    /// Posterior on a grid; deterministic. Samples that are not finite or have no objects are left out.
    explicit Staleness(std::span<const StalenessSample> samples = {}, Ageing ageing = Ageing::Standing);

    /// Posterior mean of what a student's boxes keep of their accuracy at \p age seconds, 1 at age 0.
    double factor(double age) const;
    /// The same of the golden model's own boxes: how accurate they are at \p age > 0.
    double agreement(double age) const;
    /// Of factor(), 95 %.
    Interval band(double age) const;

private:
    struct Particle {
        double rest;
        std::size_t lifetime; ///< of m_lifetimes
        double steady, weight;
    };
    struct Likelihoods;
    /// Of all particles of one lifetime: sums of weights, and of weights by what of the boxes rests.
    struct Sums {
        double all = 0.0;
        double resting = 0.0;
        void add(double weight, double rest)
        {
            all += weight;
            resting += weight * rest;
        }
        double at(double left) const { return resting + (all - resting) * left; }
    };

    void addParticles(double rest, double z, std::span<const StalenessSample> samples, std::span<const double> left);
    void normalise();
    void sumUp();
    double mean(const std::vector<Sums>& sums, double age) const;

    std::vector<double> m_lifetimes;
    std::vector<Particle> m_particles;
    std::vector<Sums> m_factors; ///< by lifetime
    std::vector<Sums> m_agreements; ///< the same of weights times steady
};

/// Whose boxes age.
enum class Boxes { Students, GoldenModels };

/// Accuracy and price of processing every k-th frame (Ekya, NSDI'22, §3.1). In form this is what a planner's inference
/// profile holds: k increasing from 1, factor never increasing.
struct Subsampling {
    double every = 1.0; ///< k
    /// Mean over all frames, dropped ones included: on a student's accuracy, or a golden model's accuracy itself.
    double factor = 1.0;
    Share demand; ///< share that processes every k-th frame
};

/// The boxes that stand when a frame comes are older than it: 1 to k frames. \p framesPerSecond and \p costPerFrame
/// > 0. \p largest is the last k.
std::vector<Subsampling> subsamplingCurve(const Staleness& staleness, Boxes boxes, double framesPerSecond,
                                          GpuSeconds costPerFrame, int largest = 40);

} // namespace jackdaw::profiling
