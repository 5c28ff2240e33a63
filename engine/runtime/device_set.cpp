// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/device_set.h"

#include <algorithm>
#include <utility>

namespace jackdaw::runtime {

void DeviceSet::add(std::unique_ptr<DeviceExecutor> executor)
{
    m_executors.push_back(std::move(executor));
    m_idle.emplace_back();
}

/// The next one that works, for one that does not.
DeviceId DeviceSet::instead(DeviceId device) const
{
    const auto count = static_cast<std::uint32_t>(m_executors.size());
    for (std::uint32_t i = 0; i < count; ++i)
        if (const DeviceId next{(device.value + i) % count}; works(next))
            return next;
    return device;
}

/// False where it works, or was the last one that did.
bool DeviceSet::lose(const DeviceExecutor& executor)
{
    if (!executor.loss() || m_lost.size() + 1 == m_executors.size())
        return false;
    m_lost.insert(executor.id());
    m_isNewLoss = true;
    m_moves = true;
    for (auto& [job, place] : m_places)
        place = instead(place);
    m_executors[executor.id().value]->retire(
        "Its jobs go on on the other devices; retrainings that ran there are lost.");
    return true;
}

void DeviceSet::start(std::shared_ptr<Job> job, DeviceId device)
{
    device = instead(device);
    m_hosts[job->id()] = device;
    m_places[job->id()] = device;
    m_executors[device.value]->add(std::move(job));
}

void DeviceSet::goOn(std::shared_ptr<Job> job, DeviceId host, DeviceId device)
{
    m_hosts[job->id()] = host;
    m_places[job->id()] = device;
    m_moves = true;
    m_executors[host.value]->host(std::move(job));
}

void DeviceSet::end(JobId job, const std::string& failure)
{
    if (!m_hosts.contains(job))
        return;
    executorOf(job).remove(job, failure);
    m_hosts.erase(job);
    m_places.erase(job);
}

/// A batch under way is not interrupted: its job moves when it has ended.
void DeviceSet::moveJobs()
{
    if (!std::exchange(m_moves, false))
        return;
    for (auto& [job, host] : m_hosts) {
        const DeviceId place = m_places.at(job);
        DeviceExecutor& from = *m_executors[host.value];
        if (place == host || !from.has(job))
            continue;
        if (from.isUnderWay(job)) {
            m_moves = true;
            continue;
        }
        m_executors[place.value]->adopt(from.release(job));
        host = place;
    }
}

DeviceId DeviceSet::deviceOf(JobId job) const
{
    return m_places.at(job);
}

Share DeviceSet::laneOf(DeviceId device, Lane kind) const
{
    const std::vector<Share>& lanes = m_executors[device.value]->device().info().lanes;
    if (lanes.empty())
        return Share{1.0};
    return kind == Lane::Latency ? lanes.front() : lanes.back();
}

double DeviceSet::memoryOf(DeviceId device) const
{
    const compute::DeviceInfo& info = m_executors[device.value]->device().info();
    return info.kind == "cuda" ? static_cast<double>(info.memoryBytes) : 0.0;
}

Status DeviceSet::share(const std::vector<compute::ShareRequest>& requests)
{
    std::vector<std::vector<compute::ShareRequest>> byDevice(m_executors.size());
    for (const compute::ShareRequest& request : requests)
        byDevice[deviceOf(request.job).value].push_back(request);
    for (std::size_t i = 0; i < m_executors.size(); ++i) {
        if (!works(m_executors[i]->id()))
            continue;
        if (Status shared = m_executors[i]->setShares(byDevice[i]); !shared && !lose(*m_executors[i]))
            return shared;
    }
    return {};
}

Status DeviceSet::submit()
{
    moveJobs();
    for (const auto& executor : m_executors) {
        if (!works(executor->id()))
            continue;
        if (Status submitted = executor->submit(); !submitted && !lose(*executor))
            return submitted;
    }
    return {};
}

void DeviceSet::settle(const std::stop_token& stop)
{
    for (const auto& executor : m_executors) {
        executor->settle(stop);
        if (works(executor->id()))
            static_cast<void>(lose(*executor)); // of the last one submit() tells
    }
}

std::optional<Nanoseconds> DeviceSet::nextCompletion() const
{
    std::optional<Nanoseconds> next;
    for (const auto& executor : m_executors) {
        if (const auto due = executor->nextCompletion())
            next = std::min(next.value_or(*due), *due);
    }
    return next;
}

bool DeviceSet::isIdle() const
{
    return std::all_of(m_executors.begin(), m_executors.end(), [](const auto& each) { return each->isIdle(); });
}

bool DeviceSet::awaitWork(const std::stop_token& stop)
{
    return std::all_of(m_executors.begin(), m_executors.end(), [&](const auto& each) { return each->awaitWork(stop); });
}

std::vector<DeviceAtBorder> DeviceSet::atBorder(bool known) const
{
    std::vector<DeviceAtBorder> borders;
    for (const auto& executor : m_executors)
        borders.push_back(executor->atBorder(known));
    return borders;
}

Status DeviceSet::goOn(const std::vector<DeviceAtBorder>& borders, bool tell)
{
    for (const DeviceAtBorder& border : borders) {
        if (Status gone = m_executors.at(border.device.value)->goOn(border, tell); !gone)
            return gone;
    }
    return {};
}

void DeviceSet::countIdle(Nanoseconds passed, const std::string& reason)
{
    for (std::size_t i = 0; i < m_executors.size(); ++i) {
        if (passed > Nanoseconds{0} && m_executors[i]->isIdle())
            m_idle[i][reason] += passed;
    }
}

std::vector<DeviceIdle> DeviceSet::takeIdle(WindowId window)
{
    std::vector<DeviceIdle> taken;
    for (std::size_t i = 0; i < m_idle.size(); ++i) {
        DeviceIdle idle{DeviceId{static_cast<std::uint32_t>(i)}, window, {}};
        for (const auto& [reason, time] : std::exchange(m_idle[i], {}))
            idle.reasons.push_back({reason, toSeconds(time)});
        taken.push_back(std::move(idle));
    }
    return taken;
}

std::vector<JobCharge> DeviceSet::takeCharges()
{
    std::vector<JobCharge> charges;
    for (const auto& executor : m_executors) {
        const auto taken = executor->takeCharges();
        charges.insert(charges.end(), taken.begin(), taken.end());
    }
    return charges;
}

void DeviceSet::sample()
{
    for (const auto& executor : m_executors)
        executor->sample();
}

} // namespace jackdaw::runtime
