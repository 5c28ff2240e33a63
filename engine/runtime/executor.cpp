// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/executor.h"

#include <chrono>

namespace jackdaw::runtime {
namespace {

constexpr Nanoseconds kSampleInterval = std::chrono::seconds(1);

} // namespace

DeviceExecutor::DeviceExecutor(DeviceId device, std::unique_ptr<compute::Broker> broker, Clock& clock, CostBook& costs,
                               Recorder& recorder, StopwatchKind stopwatch) :
    m_device(device),
    m_broker(std::move(broker)), m_clock(clock), m_costs(costs), m_recorder(recorder), m_sampleStart(clock.now()),
    m_stopwatch(stopwatch)
{
}

void DeviceExecutor::add(std::shared_ptr<Job> job)
{
    m_recorder.record(JobStarted{job->id(), job->kind(), job->camera(), m_device, job->configuration()});
    m_jobs.emplace(job->id(), std::move(job));
}

void DeviceExecutor::remove(JobId id, const std::string& failure)
{
    const auto found = m_jobs.find(id);
    if (found == m_jobs.end())
        return;
    if (failure.empty())
        m_recorder.record(JobFinished{id, found->second->charged()});
    else
        m_recorder.record(JobFailed{id, failure});
    m_broker->setReady(id, false);
    m_jobs.erase(found);
}

Status DeviceExecutor::setShares(const std::vector<compute::ShareRequest>& requests)
{
    auto granted = m_broker->apply(requests);
    if (!granted)
        return tl::unexpected(granted.error());
    const auto before = std::exchange(m_shares, {});
    for (const compute::GrantedShare& share : *granted) {
        const auto old = before.find(share.job);
        if (old == before.end() || old->second.requested != share.requested || old->second.granted != share.granted)
            m_recorder.record(LeaseGranted{share.job, share.requested, share.granted});
        m_shares.emplace(share.job, share);
    }
    for (const auto& [job, share] : before) {
        if (!m_shares.contains(job))
            m_recorder.record(LeaseGranted{job, Share{0}, Share{0}});
    }
    return {};
}

bool DeviceExecutor::runBatch()
{
    for (const auto& [id, job] : m_jobs)
        m_broker->setReady(id, m_shares.contains(id) && job->ready());
    const auto lease = m_broker->next(std::exchange(m_finished, std::nullopt));
    if (!lease)
        return false;
    const auto found = m_jobs.find(lease->job);
    if (found == m_jobs.end())
        return true;
    const std::shared_ptr<Job> job = found->second;

    const Stopwatch stopwatch(m_stopwatch);
    auto runs = job->runBatch();
    const Nanoseconds measured = stopwatch.elapsed();
    auto charged = runs ? m_costs.charge(*runs, measured) : tl::unexpected(runs.error());
    if (!charged) {
        failJob(job, charged.error());
        return true;
    }
    settle(*job, *charged);
    job->batchDone();
    return true;
}

void DeviceExecutor::settle(Job& job, Nanoseconds charged)
{
    m_clock.charge(charged);
    m_finished = compute::Charge{job.id(), charged};
    const GpuSeconds cost{toSeconds(charged)};
    job.addCharge(cost);
    addCharge(m_charges[job.camera()], job.kind(), cost);
    // What runs while time stands still is use of no interval.
    if (!m_clock.isHeld())
        m_sampled[job.id()] += charged;
    sample();
}

void DeviceExecutor::failJob(const std::shared_ptr<Job>& job, const Error& error)
{
    m_recorder.alert(Severity::Error, job->camera(), error);
    remove(job->id(), error.text());
}

std::vector<KindCharge> DeviceExecutor::takeCharges(CameraId camera)
{
    return std::exchange(m_charges[camera], {});
}

void DeviceExecutor::sample()
{
    const Nanoseconds elapsed = m_clock.now() - m_sampleStart;
    if (elapsed < kSampleInterval)
        return;
    DeviceSample sample{m_device, elapsed, {}};
    for (const auto& [job, share] : m_shares) {
        const auto used = m_sampled.find(job);
        sample.jobs.push_back({job, share.requested, share.granted,
                               Share{used == m_sampled.end() ? 0.0 : toSeconds(used->second) / toSeconds(elapsed)}});
    }
    for (const auto& [job, used] : m_sampled) {
        if (!m_shares.contains(job))
            sample.jobs.push_back({job, Share{0}, Share{0}, Share{toSeconds(used) / toSeconds(elapsed)}});
    }
    m_sampled.clear();
    m_sampleStart = m_clock.now();
    m_recorder.record(std::move(sample));
}

} // namespace jackdaw::runtime
