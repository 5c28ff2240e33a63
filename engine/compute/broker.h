// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/events.h"
#include "engine/base/ids.h"
#include "engine/base/result.h"
#include "engine/base/units.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace jackdaw::compute {

/// What a back end can do.
struct Capabilities {
    std::string backend; ///< "stride", "fake"
    Share unit; ///< smallest step of a share; 0 where any share can be kept
    bool concurrent = false; ///< several leases may be held at a time
};

/// A job's wish for the time to come. Weight 0 pauses the job.
struct ShareRequest {
    JobId job;
    Share share;
    /// The job's batches are worth less when they come late: while it is at most kLatencyLead ahead of the others it runs
    /// first. Its share over longer times is the same.
    bool latency = false;
};

/// How far a latency job may run ahead, in seconds of its own share: bounds the error of all shares.
inline constexpr double kLatencyLead = 1.0;

/// A share as the broker keeps it.
struct GrantedShare {
    JobId job;
    Share requested;
    Share granted;
};

/// The broker's permission for a job to run its next batch now.
struct Lease {
    JobId job;
    std::uint64_t generation = 0; ///< counts apply(); a lease of an older generation is still good for its batch
};

/// What the last leased batch took.
struct Charge {
    JobId job;
    Nanoseconds duration{0};
};

/// What a job really got since the last takeUsage().
struct Usage {
    JobId job;
    Nanoseconds charged{0};
    std::uint64_t batches = 0;
};

/// Keeps the shares of the jobs of one device (gpu.md §2.6). Safe to call from any thread.
///
/// Work-conserving: a job that is not ready leaves its time to the others, and keeps no credit for it.
class Broker {
public:
    virtual ~Broker() = default;
    virtual Capabilities capabilities() const = 0;

    /// New shares for all jobs; jobs that are not listed leave. Fails if a share is negative or not finite, a job is
    /// listed twice, or the sum exceeds 1 (by more than 1e-9). Takes hold at the next batch.
    virtual Result<std::vector<GrantedShare>> apply(const std::vector<ShareRequest>& requests) = 0;

    /// Says whether \p job has a batch to run. Jobs start as not ready.
    virtual void setReady(JobId job, bool ready) = 0;

    /// Charges the batch that ended, if any, and chooses who runs next, in one locked step (gpu.md §8.3 says why).
    /// Nothing if no job is ready.
    virtual std::optional<Lease> next(const std::optional<Charge>& finished) = 0;

    virtual std::vector<Usage> takeUsage() = 0;
};

/// Stride scheduling (Waldspurger & Weihl 1995) at batch boundaries: pass += duration / share, lowest pass runs, ties
/// by job id. On apply() all passes meet, so old debt does not leak, and a batch that began under the old shares is
/// counted as used but does not weigh on the new ones. A job that becomes ready starts at the current pass at the
/// earliest. Share 0 pauses a job; shares above 0 and below 1e-6 run only when no other job is ready.
std::unique_ptr<Broker> makeStrideBroker();

} // namespace jackdaw::compute
