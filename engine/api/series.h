// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/units.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

/// Series that a view draws. Each is bounded: when it is full its resolution is halved, so that a session of days costs
/// no more memory than one of minutes. What is kept depends on the points alone, never on when they came.
namespace jackdaw {

/// Points or samples that one series holds at most.
inline constexpr std::size_t kSeriesCapacity = 8192;

struct AccuracyPoint {
    Nanoseconds time{0};
    std::optional<double> value; ///< 0..1; none from here to the next point: nothing was to be seen
    std::uint32_t objects = 0; ///< reference objects behind the value
    bool operator==(const AccuracyPoint&) const = default;
};

/// Use of a device over a stretch of time.
struct ShareSample {
    Nanoseconds start{0};
    Nanoseconds end{0};
    double requested = 0.0; ///< share, mean over the stretch
    double granted = 0.0;
    double used = 0.0;
    bool operator==(const ShareSample&) const = default;
};

/// Appends; a full series keeps the lowest and the highest of every four points and that there was none, in order of
/// time.
void append(std::vector<AccuracyPoint>& series, AccuracyPoint point, std::size_t capacity = kSeriesCapacity);

/// Appends; stretches that touch and have equal shares become one. A full series joins neighbours in pairs, which
/// keeps the GPU-seconds under each of the three curves.
void append(std::vector<ShareSample>& series, ShareSample sample, std::size_t capacity = kSeriesCapacity);

/// Index of the last sample that starts at or before \p time, or size() if there is none.
std::size_t sampleAt(const std::vector<ShareSample>& series, Nanoseconds time);

} // namespace jackdaw
