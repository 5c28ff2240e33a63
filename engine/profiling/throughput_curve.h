// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/base/units.h"

#include <vector>

namespace jackdaw::profiling {

/// Batches per second of one kind of job, alone in a pool of this size.
struct RatePoint {
    Share space;
    double rate = 0.0;
    bool operator==(const RatePoint&) const = default;
};

/// How fast a kind of job runs in how much space. More space never makes it slower, and each further piece brings no
/// more than the one before it: the curve is the least one of this kind that is nowhere below the measured points. It
/// begins at no rate in no space and goes on level after the largest measured space, so that nothing is promised that
/// was not seen.
class ThroughputCurve {
public:
    /// Fails with InvalidInput without points, or where a space is not above 0 and at most 1, or a rate is negative or
    /// not finite. Of several points of one space the mean counts.
    static Result<ThroughputCurve> fit(std::vector<RatePoint> points);

    double rate(Share space) const;
    /// rate(space) as a part of the rate in the largest measured space; 0 if that is 0.
    double progress(Share space) const;
    /// The least space with that progress, of at most 1.
    Share spaceFor(double progress) const;
    /// Where the curve bends, by space, from nothing on.
    const std::vector<RatePoint>& bends() const { return m_bends; }

private:
    explicit ThroughputCurve(std::vector<RatePoint> bends) : m_bends(std::move(bends)) { }

    std::vector<RatePoint> m_bends;
};

} // namespace jackdaw::profiling
