// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/clock.h"
#include "engine/base/stopwatch.h"
#include "engine/compute/broker.h"
#include "engine/runtime/cost_book.h"
#include "engine/runtime/job.h"
#include "engine/runtime/recorder.h"

#include <functional>
#include <map>
#include <memory>
#include <vector>

namespace jackdaw::runtime {

/// Runs the jobs of one device, one leased batch at a time, on the calling thread; charges them, records what they got.
class DeviceExecutor {
public:
    DeviceExecutor(DeviceId device, std::unique_ptr<compute::Broker> broker, Clock& clock, CostBook& costs,
                   Recorder& recorder, StopwatchKind stopwatch = StopwatchKind::Wall);

    void add(std::shared_ptr<Job> job);
    /// Ends a job with JobFinished, or JobFailed if \p failure says why.
    void remove(JobId job, const std::string& failure = {});

    /// New shares; jobs that are not listed are paused. Records LeaseGranted for what changed.
    Status setShares(const std::vector<compute::ShareRequest>& requests);

    /// Runs the next leased batch. False if no job is ready. Called on the executor thread only.
    bool runBatch();

    /// Device time that jobs of \p camera were charged since the last call, by kind.
    std::vector<KindCharge> takeCharges(CameraId camera);

    /// Records a DeviceSample for every full sampling interval that has passed.
    void sample();

private:
    void settle(Job& job, Nanoseconds charged);
    void failJob(const std::shared_ptr<Job>& job, const Error& error);

    DeviceId m_device;
    std::unique_ptr<compute::Broker> m_broker;
    Clock& m_clock;
    CostBook& m_costs;
    Recorder& m_recorder;
    std::map<JobId, std::shared_ptr<Job>> m_jobs;
    std::map<JobId, compute::GrantedShare> m_shares;
    std::map<JobId, Nanoseconds> m_sampled;
    std::map<CameraId, std::vector<KindCharge>> m_charges;
    std::optional<compute::Charge> m_finished;
    Nanoseconds m_sampleStart;
    StopwatchKind m_stopwatch;
};

} // namespace jackdaw::runtime
