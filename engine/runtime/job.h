// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/events.h"
#include "engine/api/video_frame.h"
#include "engine/base/result.h"
#include "engine/learning/learner.h"
#include "engine/runtime/cost_book.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace jackdaw::runtime {

/// What a batch came to, said by its work.
struct BatchOutcome {
    /// False if it took less than such a batch does, e.g. a label that was cached: it teaches no cost.
    bool representative = true;
};

/// What a student is to look at in a batch, and what becomes of what it finds.
struct BatchLook {
    std::shared_ptr<learning::Student> student;
    VideoFrame frame;
    float threshold = learning::kScoreThreshold;
    std::function<Result<BatchOutcome>(Result<std::vector<Detection>>)> finish;

    /// All of it, alone.
    Result<BatchOutcome> operator()() const { return finish(student->detect(frame, threshold)); }
};

/// The next piece of a job.
struct Batch {
    std::vector<BatchRun> runs; ///< what it is charged for: known before it runs
    /// Runs on a lane's thread, beside the engine thread and other lanes: touches only what the job handed to it, and
    /// leaves its results where batchDone() finds them. An error or exception fails the job, nothing else.
    std::function<Result<BatchOutcome>()> work;
    /// Where time is measured and it gives way (Job::givesWay()): does part \p part (from 0) of \p parts, in order,
    /// each but the last, which is work()'s. Runs where work() does. Without it the batch is run in one piece there.
    std::function<void(int part, int parts)> before = {};
    /// The same as the work, where it may also be done in one round with others.
    std::optional<BatchLook> look = {};
};

/// Work of one or more cameras on a device, run batch by batch under leases. All calls come from the engine thread;
/// what a batch does on a lane's thread is in Batch::work alone.
class Job {
public:
    Job(JobId id, JobKind kind, std::vector<CameraId> owners,
        std::optional<ConfigurationId> configuration = std::nullopt) :
        m_id(id),
        m_kind(kind), m_owners(std::move(owners)), m_configuration(configuration)
    {
    }
    virtual ~Job() = default;

    JobId id() const { return m_id; }
    JobKind kind() const { return m_kind; }
    /// Cameras that the work is for, at least one.
    const std::vector<CameraId>& owners() const { return m_owners; }
    /// The first owner: the camera of a job that has one.
    CameraId camera() const { return m_owners.front(); }
    std::optional<ConfigurationId> configuration() const { return m_configuration; }

    /// True if there is a batch to run now. Not while a batch is under way, unless the job can have several at a time.
    virtual bool ready() const = 0;
    /// Where its next batch is a look: what those that can be done in one round with it have in common.
    virtual std::string kindOfRound() const { return {}; }
    /// True if its next batch gives way to other jobs now and then where it takes long: a model that looks at a picture
    /// for a second must not keep all cameras waiting. While one of them is on its way in a lane, others with no larger
    /// share wait for its end: side by side all would end late.
    virtual bool givesWay() const { return false; }
    /// The next batch, asked for when a lane was leased for it: only after ready() said so. An error fails the job.
    virtual Result<Batch> takeBatch() = 0;
    /// The batch has ended well and was charged: what it made takes effect at this session time. Not called for a job
    /// that was removed meanwhile.
    virtual void batchDone() { }
    /// The batch under way went with its device. True where the job can go on elsewhere, without that batch.
    virtual bool batchLost() { return false; }
    /// The batch under way found no memory on its device, as \p error says. True where the job goes on nevertheless,
    /// with less at a time or without that batch.
    virtual bool outOfMemory([[maybe_unused]] const Error& error) { return false; }
    /// From the next batch on it runs on \p device.
    virtual void placedOn([[maybe_unused]] DeviceId device) { }

    GpuSeconds charged() const { return m_charged; }
    /// What its batches would have taken of a whole device: as costs are told. In a small space a batch takes longer,
    /// but occupies less.
    GpuSeconds worked() const { return m_worked; }
    /// Why the executor gave the job up; nothing while it has not failed.
    const std::optional<Error>& failure() const { return m_failure; }

    // For the executor.
    void addCharge(GpuSeconds cost) { addCharge(cost, cost); }
    void addCharge(GpuSeconds cost, GpuSeconds work)
    {
        m_charged += cost;
        m_worked += work;
    }
    void setFailure(Error error) { m_failure = std::move(error); }

private:
    JobId m_id;
    JobKind m_kind;
    std::vector<CameraId> m_owners;
    std::optional<ConfigurationId> m_configuration;
    GpuSeconds m_charged;
    GpuSeconds m_worked;
    std::optional<Error> m_failure;
};

} // namespace jackdaw::runtime
