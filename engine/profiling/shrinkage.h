// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

namespace jackdaw::profiling {

/// One noisy value y of group \p group, measured at x.
struct GroupedValue {
    std::uint32_t group = 0;
    double x = 0.0;
    double y = 0.0;
    double variance = 1.0; ///< of the noise of y
};

/// y = mean + slope (x - centre) + offset of the group + residual; what is believed about each part.
struct LineBelief {
    double centre = 0.0;
    double mean = 0.0;
    double meanDeviation = 0.0;
    double slope = 0.0;
    double slopeDeviation = 0.0;
    double groupDeviation = 0.0; ///< between groups
    double residualDeviation = 0.0; ///< between values of one group, noise left out

    /// Of a new value at the centre.
    double predictiveDeviation() const;
};

/// The belief about a value of \p group after \p values: the group's own values count fully, those of the others as far
/// as groups are alike (empirical Bayes). Without values the belief is \p prior.
LineBelief shrink(const LineBelief& prior, std::span<const GroupedValue> values, std::uint32_t group);

} // namespace jackdaw::profiling
