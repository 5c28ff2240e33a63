// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/detection.h"
#include "engine/base/units.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

namespace jackdaw::profiling {

/// Objects of each class of the session in a stretch of labelled frames.
using ClassMix = std::vector<std::uint32_t>;

/// How far two mixes are apart: the Jensen-Shannon divergence of their classes' frequencies, in bits (J. Lin,
/// Divergence measures based on the Shannon entropy, IEEE Trans. Inf. Theory 37, 1991). 0: the same, 1: no class in
/// common. 0 where one of them has no object.
double mixDistance(const ClassMix& a, const ClassMix& b);

/// What a camera sees now against what it saw before.
struct MixChange {
    double distance = 0.0; ///< as mixDistance() has it
    /// Part of all ways to divide the stretches into before and after that are at least as far apart, 0..1: how often
    /// chance alone would bring that.
    double byChance = 1.0;
    ClassMix before;
    ClassMix after;
};

/// Compares stretches that are long enough to be independent of each other: a permutation test over them (999 random
/// divisions from \p seed). None where either side has fewer than four stretches or no object.
std::optional<MixChange> mixChange(std::span<const ClassMix> before, std::span<const ClassMix> after,
                                   std::uint64_t seed);

/// Watches the mix of classes that one camera sees, window by window.
class ClassMixWatch {
public:
    /// Frames within this time see the same objects and count as one stretch.
    static constexpr Nanoseconds kStretch = std::chrono::seconds(5);
    /// Smaller changes are no news, however certain they are.
    static constexpr double kLeastDistance = 0.05; ///< bits
    static constexpr double kMostChance = 0.01;

    ClassMixWatch(std::size_t classes, std::uint64_t seed) : m_classes(classes), m_seed(seed) { }

    /// The golden model found \p labels on a frame of the window that is open, or of one after it. Each frame may come
    /// more than once.
    void add(Nanoseconds frameTime, const std::vector<Detection>& labels);
    /// All of the window's frames that are to be labelled are: those before \p end, in session time. What changed
    /// against the last window of which enough was labelled, if it did; a window that says too little is passed over.
    std::optional<MixChange> close(Nanoseconds end);

private:
    std::vector<ClassMix> takeStretches(Nanoseconds end);

    std::size_t m_classes;
    std::uint64_t m_seed;
    std::map<Nanoseconds, ClassMix> m_frames; ///< of windows that are not closed
    std::vector<ClassMix> m_before;
};

} // namespace jackdaw::profiling
