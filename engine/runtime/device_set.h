// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/runtime/executor.h"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace jackdaw::runtime {

/// The run's devices, each with its executor. A job runs on one of them at a time.
class DeviceSet {
public:
    void add(std::unique_ptr<DeviceExecutor> executor);
    std::size_t size() const { return m_executors.size(); }

    /// False for a device that was lost while others work on: jobs that are meant for it run there.
    bool works(DeviceId device) const { return !m_lost.contains(device); }

    void start(std::shared_ptr<Job> job, DeviceId device);
    /// A job of a run that is resumed goes on: it is on \p host, and its next batch runs on \p device.
    void goOn(std::shared_ptr<Job> job, DeviceId host, DeviceId device);
    /// Ends a job with JobFinished, or with JobFailed if \p failure says why. One that has ended already is left alone.
    void end(JobId job, const std::string& failure = {});
    /// From its next batch on the job runs on \p device.
    void move(JobId job, DeviceId device)
    {
        m_places.at(job) = instead(device);
        m_moves = true;
    }
    /// Where it runs, or is about to.
    DeviceId deviceOf(JobId job) const;
    enum class Lane { Latency, Other };
    /// Part of \p device that a lane for jobs of a kind has, where all lanes work.
    Share laneOf(DeviceId device, Lane kind) const;
    /// Bytes of \p device; 0 where it has none of its own.
    double memoryOf(DeviceId device) const;
    /// Whose executor has it.
    DeviceId hostOf(JobId job) const { return m_hosts.at(job); }

    /// New shares of all jobs, each on the device where it is; jobs that are not listed are paused.
    Status share(const std::vector<compute::ShareRequest>& requests);

    /// Gives lanes that are free their next batches. An error is a device's own: it is lost, and there is no other.
    Status submit();
    /// Lets the batches that ended by now take effect, device after device.
    void settle(const std::stop_token& stop);
    /// Whether a device was lost since the last call: its jobs are elsewhere now, and want shares there.
    bool takeLoss() { return std::exchange(m_isNewLoss, false); }
    /// Device time: when the next running batch ends, by Clock::elapsed(). Nothing if none runs, or under wall time.
    std::optional<Nanoseconds> nextCompletion() const;
    bool isIdle() const;

    /// As DeviceExecutor's, for all devices.
    bool awaitWork(const std::stop_token& stop);
    std::vector<DeviceAtBorder> atBorder(bool known) const;
    Status goOn(const std::vector<DeviceAtBorder>& borders, bool tell);

    /// Session time \p passed while the devices that have no batch under way had nothing to do, for \p reason.
    void countIdle(Nanoseconds passed, const std::string& reason);
    /// How long each device was idle since the last call, and why.
    std::vector<DeviceIdle> takeIdle(WindowId window);

    /// Charges since the last call.
    std::vector<JobCharge> takeCharges();
    void sample();

private:
    DeviceExecutor& executorOf(JobId job) { return *m_executors[m_hosts.at(job).value]; }
    void moveJobs();
    DeviceId instead(DeviceId device) const;
    bool lose(const DeviceExecutor& executor);

    std::vector<std::unique_ptr<DeviceExecutor>> m_executors; ///< by DeviceId
    std::map<JobId, DeviceId> m_hosts; ///< whose executor has the job
    std::map<JobId, DeviceId> m_places; ///< where it is to run
    std::set<DeviceId> m_lost;
    bool m_isNewLoss = false;
    bool m_moves = false; ///< some may have to go elsewhere
    std::vector<std::map<std::string, Nanoseconds>> m_idle; ///< by DeviceId: reason → time
};

} // namespace jackdaw::runtime
