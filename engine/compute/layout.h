// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/ids.h"
#include "engine/base/result.h"
#include "engine/base/units.h"
#include "engine/compute/device.h"

#include <vector>

namespace jackdaw::compute {

/// A job's wish for the time to come. Share 0 pauses the job.
struct ShareRequest {
    JobId job;
    Share share;
    /// The job's batches are worth less when they come late. In its lane it runs first while it is at most kLatencyLead
    /// ahead of the others; its share over longer times is the same. Where there are several pools, latency jobs have
    /// one of their own.
    bool latency = false;
    /// A share of time instead of space: kept exactly, by taking turns with the other jobs of this kind in one lane.
    /// Where there is one lane all shares are of time.
    bool ofTime = false;
    /// Of a latency job: its batches are short, and all that waits behind them is worthless when they come late. It
    /// runs before other latency jobs under the same condition.
    bool urgent = false;
};

/// How far a latency job may run ahead, in seconds of its own share: bounds the error of all shares.
inline constexpr double kLatencyLead = 1.0;

/// Shares below this are no claim on the device: such jobs take what their lane's other jobs leave over, the one with
/// the largest share first.
inline constexpr Share kSmallestShare{1e-6};

struct PlacedJob {
    ShareRequest request;
    LaneId lane;
    double part = 0.0; ///< of its pool, by share
};

/// Which job runs where.
struct Layout {
    std::vector<Share> pools; ///< sizes that the device is to be partitioned into
    std::vector<PlacedJob> jobs; ///< in the order of the requests

    /// Share of the device that \p job is given; may be more than it asked for where space would be left over.
    Share granted(const PlacedJob& job) const { return pools[job.lane.pool] * job.part; }
    /// Part of the device that \p lane's batches stand for: its pool, divided by the pool's lanes that have a job with
    /// a share. A second of a batch in this lane is this many device-seconds.
    Share space(LaneId lane) const;
    /// Lanes that have jobs, in order.
    std::vector<LaneId> lanes() const;
};

/// Lays jobs out over the pools and lanes of a device; the same for the same values.
///
/// One pool: all jobs are in it, spread evenly over its lanes. Several: latency jobs in pool 0, the others in pools of
/// their own as long as there are pools; then those of the smallest shares join a pool, side by side in its lanes as
/// long as there are lanes, and take turns in a lane beyond that. Pools are as large as their jobs' shares say, in
/// multiples of the device's unit, and together take the whole device.
///
/// Fails with InvalidInput if a share is negative or not finite, a job is listed twice, or the sum exceeds 1 (by more
/// than 1e-9).
Result<Layout> layOut(const std::vector<ShareRequest>& requests, const DeviceInfo& device);

} // namespace jackdaw::compute
