// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/clock.h"
#include "engine/base/signal.h"
#include "engine/compute/broker.h"
#include "engine/compute/device.h"
#include "engine/runtime/batch_parts.h"
#include "engine/runtime/cost_book.h"
#include "engine/runtime/job.h"
#include "engine/runtime/recorder.h"

#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace jackdaw::runtime {

/// Device time that a job was charged.
struct JobCharge {
    JobId job;
    JobKind kind = JobKind::Inference;
    std::vector<CameraId> owners;
    GpuSeconds cost;
};

/// Runs the jobs of one device, under leases, in the device's lanes; charges them, records what they got. Used by the
/// engine thread, which goes round
///
///     submit();                                          // every free lane gets a batch
///     clock.waitUntil(min(nextCompletion(), ...), wake, stop);
///     settle(stop);                                      // batches that ended take effect
///     sample();
///
/// for all of its executors. Under device time a batch ends when the cost table says, whatever the machine takes: at
/// that instant settle() waits for the work itself. So the order of all events depends on prices only; executors under
/// one clock are gone round in the order of their devices. A batch that gives way and takes long is run in parts
/// (BatchParts), between which the shares say who is next.
class DeviceExecutor {
public:
    /// \p wake is notified whenever a batch has ended.
    DeviceExecutor(DeviceId id, std::unique_ptr<compute::Device> device, Clock& clock, CostBook& costs,
                   Recorder& recorder, Signal& wake);
    ~DeviceExecutor();

    DeviceId id() const { return m_id; }
    const compute::Device& device() const { return *m_device; }

    /// Records JobStarted. The job runs once setShares() gives it a share.
    void add(std::shared_ptr<Job> job);
    /// Ends a job with JobFinished, or JobFailed if \p failure says why. A batch of it that is under way runs to its
    /// end and is charged; JobFinished waits for that, so that it tells all that the job was charged.
    void remove(JobId job, const std::string& failure = {});

    /// False once it has ended or failed.
    bool has(JobId job) const { return m_jobs.contains(job); }
    /// True while a batch of \p job, or a part of one, runs here.
    bool isUnderWay(JobId job) const;
    /// A job on its way to another device, between two parts of a batch or between two batches.
    struct Moving {
        std::shared_ptr<Job> job;
        std::optional<BatchParts> parts;
    };
    /// Gives a job away to another device's adopt(). Not while a batch of it is under way.
    Moving release(JobId job);
    /// Takes a job over from another device. Records JobMoved.
    void adopt(Moving moving);

    /// Takes a job that ran here before the run was cut off; nothing is recorded.
    void host(std::shared_ptr<Job> job);

    /// New shares, and with them new pools and lanes; jobs that are not listed are paused. Records LeaseGranted for
    /// what changed. An error (shares that are no shares, a partition that the device refuses) leaves all as it was.
    Status setShares(const std::vector<compute::ShareRequest>& requests);

    /// Gives each free lane the batch whose turn it is; where time is measured, one that runs a batch of at most a
    /// millisecond has the next one already, so that it need not wait for the loop to come round, and looks of several
    /// jobs of the lane that are due are done in one round (Batch::look), of whose time each is charged its part. A
    /// job whose batch cannot be had or priced fails, alone. An error is the device's own: it is lost, and nothing can
    /// run there any more.
    Status submit();

    /// Why nothing can run on the device any more; nothing while it works.
    const std::optional<Error>& loss() const { return m_loss; }
    /// What is told of a device that was lost, and what its jobs had of it is taken back. Batches under way end as they
    /// would; jobs that can go on elsewhere stay, to be released.
    void retire(const std::string& consequence);

    /// Under device time the elapsed() instant at which the next batch under way ends; nothing if none is, or if only
    /// the device knows (measured time).
    std::optional<Nanoseconds> nextCompletion() const;

    /// Charges the batches that have ended, and lets them take effect: under device time those that are due by now, in
    /// the order of due time, then lane, after waiting for the end of the work or for \p stop; under measured time
    /// those that have completed.
    void settle(std::stop_token stop);

    /// Waits for the work of all batches under way, under device time: what they come to is then known, though it takes
    /// effect later. False after \p stop, and under wall time.
    bool awaitWork(const std::stop_token& stop);
    /// What outlives a window's end here. What batches under way come to is told where it is \p known.
    DeviceAtBorder atBorder(bool known) const;
    /// Puts shares, use and batches under way back as they were; of jobs that host() took, and of those that were
    /// leaving. \p tell records the shares.
    Status goOn(const DeviceAtBorder& border, bool tell);

    /// True if no batch is under way.
    bool isIdle() const { return m_running.empty(); }

    /// What jobs were charged since the last call, in the order of their ids.
    std::vector<JobCharge> takeCharges();

    /// Records a DeviceSample when a sampling interval has passed. A batch counts for the part of it that falls into
    /// the interval; what runs while session time stands still is use of no interval.
    void sample();

private:
    /// A batch under way.
    struct Running {
        compute::Lease lease;
        std::shared_ptr<Job> job;
        BatchParts batch;
        Share space; ///< part of the device that its lane stands for
        Nanoseconds start{0}; ///< elapsed()
        Nanoseconds counted{0}; ///< session time up to which its use is counted
        Nanoseconds used{0}; ///< session time that is counted
        std::optional<Nanoseconds> price; ///< under device time
        bool isShort = false; ///< expected to be over before the loop comes round
        std::optional<compute::Completion> completion;

        Nanoseconds due() const { return start + *price; }
    };
    /// What the device runs as one is one batch, or the batches of a round, by their numbers in it.
    struct RunningId {
        compute::Ticket ticket;
        std::size_t number = 0;
        auto operator<=>(const RunningId&) const = default;
    };
    using Tickets = std::map<RunningId, Running>;

    /// What m_layout says of a lane.
    struct LaneJobs {
        Share space;
        std::vector<compute::ShareRequest> jobs;
    };

    bool takesAnother(compute::LaneId lane) const;
    Status submitTo(compute::LaneId lane, const LaneJobs& of);
    Result<bool> launch(const compute::Lease& lease, const LaneJobs& of);
    bool waitsForAnother(const compute::ShareRequest& request, const Job& job, const LaneJobs& of) const;
    Result<BatchParts> nextPart(Job& job);
    std::optional<Running> take(const compute::Lease& lease);
    std::vector<Running> takeRound(Running first, const std::string& kind, const LaneJobs& of);
    Status begin(Running running);
    Status begin(std::vector<Running> running, compute::Work work);
    Status beginAgain(const BatchAtBorder& batch, std::shared_ptr<Job> job);
    std::shared_ptr<Job> leavingJob(const DeviceAtBorder& border, JobId id);
    Status arrange(const std::vector<compute::ShareRequest>& requests);
    void takeCompletions();
    void settleDue(const std::stop_token& stop);
    Tickets::iterator firstDue();
    void settleCompleted();
    void finish(Tickets::iterator ended);
    void charge(Running& running);
    void failJob(const std::shared_ptr<Job>& job, const Error& error);
    bool goesOn(Job& job, const Error& error);
    bool isLost();
    void noteLoss(const Error& error);
    void endLeaving(const Job& job);
    void recordEnd(const Job& job, const std::string& failure);
    void recordShares(const compute::Layout& before);
    BatchAtBorder batchAtBorder(const Running& running) const;
    void countUse(Running& running, Nanoseconds most);

    DeviceId m_id;
    Clock& m_clock;
    CostBook& m_costs;
    Recorder& m_recorder;
    Signal m_ended; ///< for the wait under device time
    compute::Broker m_broker;
    compute::Layout m_layout;
    std::map<compute::LaneId, LaneJobs> m_lanes; ///< of m_layout
    std::vector<Share> m_wanted; ///< pools that the device was asked for last
    std::map<JobId, std::shared_ptr<Job>> m_jobs;
    std::map<JobId, std::string> m_leaving; ///< removed with a batch under way; why it failed, or empty
    Tickets m_running;
    std::map<JobId, BatchParts> m_parted; ///< of m_jobs: between two parts
    std::vector<RunningId> m_completed; ///< and not settled yet, under measured time
    std::map<JobId, JobCharge> m_charges;
    std::map<JobId, GpuSeconds> m_used; ///< since the last sample, in session time
    Nanoseconds m_sampleStart;
    std::optional<Error> m_loss;
    std::unique_ptr<compute::Device> m_device; ///< last: its threads end before what they use
};

} // namespace jackdaw::runtime
