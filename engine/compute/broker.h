// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/compute/layout.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace jackdaw::compute {

/// The broker's permission for a job to run its next batch in a lane now.
struct Lease {
    std::uint64_t id = 0;
    JobId job;
    LaneId lane;
    Share share; ///< that the job had
};

/// How far a job is in the rotation of its lane.
struct Turn {
    JobId job;
    double lead = 0.0; ///< ahead of whose turn it is: seconds / share; of a background job: seconds
    bool ready = false;
    std::optional<double> served; ///< the lead that it competes with until its lane is leased again
};

/// Keeps the shares of the jobs of one device: says whose batch is next in each lane. One thread uses it, the one that
/// drives the device; so there is no lock.
///
/// Stride scheduling (Waldspurger & Weihl, MIT/LCS/TM-528, 1995) at batch boundaries, in each lane for itself: pass +=
/// duration / share, the lowest pass runs, ties by job id. apply() leaves the rotation where it is, however often it
/// comes: what a job is ahead of the others it owes them as device time, but it never waits longer for that than it
/// would have under its old share. A job that becomes ready starts at the current pass at the earliest. Share 0 pauses
/// a job; shares above 0 and below kSmallestShare run only when no job with a larger one is ready in the lane, those
/// that are equal in turn. Work-conserving: a job that is not ready leaves its time to the others, and keeps no credit
/// for it.
class Broker {
public:
    /// New shares for all jobs; jobs that are not listed leave. Takes hold at the next batch; leases stay good.
    void apply(const Layout& layout);

    /// Says whether \p job has a batch to run. Jobs start as not ready.
    void setReady(JobId job, bool ready);

    /// Leases \p lane to the job whose turn it is. Nothing if the lane has \p most leases already or none of its jobs
    /// is ready.
    std::optional<Lease> next(LaneId lane, std::ptrdiff_t most = 1);
    /// The lease of \p job, out of turn: its batch is done in one with the one that was leased its lane. Nothing if it
    /// is not ready, or has no claim.
    std::optional<Lease> join(JobId job);

    /// The lease of a batch that was under way when a run was cut off, given to \p job while it had \p share.
    Lease goOn(JobId job, LaneId lane, Share share);
    /// Where the rotation is; restore() puts one with the same shares there.
    std::vector<Turn> turns() const;
    void restore(const std::vector<Turn>& turns);

    /// The batch of \p lease ended after \p duration. Leases may end in any order; one that has ended is no longer
    /// known.
    void charge(std::uint64_t lease, Nanoseconds duration);
    /// The batch of \p lease was not run.
    void withdraw(std::uint64_t lease);

private:
    struct Job {
        Share share;
        LaneId lane;
        int urgency = 0; ///< 0: none; latency jobs 1, urgent ones 2
        bool ready = false;
        double pass = 0.0; ///< seconds / share; of a background job: seconds

        bool isPaused() const { return share.value <= 0.0; }
        bool isBackground() const { return share < kSmallestShare; }
        /// Jobs of a lower rank run first. All that have a claim on the device are of one.
        double rank() const { return isBackground() ? (kSmallestShare - share).value : 0.0; }
    };
    using Jobs = std::map<JobId, Job>;
    /// Who was leased a lane last: until the lane's next lease it competes with its pass of then.
    struct Served {
        JobId job;
        double pass = 0.0;
        bool background = false;
    };

    double currentPass(LaneId lane, bool background) const;
    using Passes = std::map<std::pair<LaneId, bool>, double>; ///< by lane and background
    Passes currentPasses() const;
    static double leadOf(const Job& job, const Passes& passes);
    const Jobs::value_type* first(LaneId lane, int urgency) const;
    const Jobs::value_type* choose(LaneId lane) const;
    std::ptrdiff_t leases(LaneId lane) const;

    Jobs m_jobs;
    std::map<std::uint64_t, Lease> m_open;
    std::map<LaneId, Served> m_served;
    std::uint64_t m_nextLease = 0;
};

} // namespace jackdaw::compute
