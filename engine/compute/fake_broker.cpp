// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/compute/fake_broker.h"

#include "engine/compute/share_requests.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace jackdaw::compute {

FakeBroker::FakeBroker(Share unit) : m_unit(unit)
{
}

void FakeBroker::grant(JobId job, Share share)
{
    const std::scoped_lock lock(m_mutex);
    m_told[job] = share;
}

void FakeBroker::script(std::vector<JobId> order)
{
    const std::scoped_lock lock(m_mutex);
    std::reverse(order.begin(), order.end());
    m_script = std::move(order);
}

void FakeBroker::failNextApply(Error error)
{
    const std::scoped_lock lock(m_mutex);
    m_failure = std::move(error);
}

void FakeBroker::loseDevice()
{
    const std::scoped_lock lock(m_mutex);
    m_lost = true;
}

void FakeBroker::restoreDevice()
{
    const std::scoped_lock lock(m_mutex);
    m_lost = false;
}

std::vector<FakeBroker::Call> FakeBroker::calls() const
{
    const std::scoped_lock lock(m_mutex);
    return m_calls;
}

Nanoseconds FakeBroker::now() const
{
    const std::scoped_lock lock(m_mutex);
    return m_clock.now();
}

Result<Share> FakeBroker::quantised(const ShareRequest& request) const
{
    if (const auto told = m_told.find(request.job); told != m_told.end())
        return told->second;
    if (m_unit.value <= 0.0 || request.share.value == 0.0)
        return request.share;
    if (request.share < m_unit)
        return fail(ErrorCode::Unsupported,
                    "The share of job " + std::to_string(request.job.value)
                        + " is smaller than the device's smallest step.");
    // Rounded down, as sums must not grow; 1e-9 keeps 0.3 / 0.1 at three steps.
    return m_unit * std::floor(request.share / m_unit + 1e-9);
}

Result<std::vector<GrantedShare>> FakeBroker::tryApply(const std::vector<ShareRequest>& requests)
{
    if (m_lost)
        return fail(ErrorCode::NotFound, "The device was lost.", "Check the device and start again.");
    if (m_failure)
        return tl::unexpected(*std::exchange(m_failure, std::nullopt));
    if (const Status valid = checkRequests(requests); !valid)
        return tl::unexpected(valid.error());

    std::vector<GrantedShare> granted;
    for (const ShareRequest& request : requests) {
        const Result<Share> share = quantised(request);
        if (!share)
            return tl::unexpected(share.error());
        granted.push_back({request.job, request.share, *share});
    }
    return granted;
}

Result<std::vector<GrantedShare>> FakeBroker::apply(const std::vector<ShareRequest>& requests)
{
    const std::scoped_lock lock(m_mutex);
    auto granted = tryApply(requests);
    m_calls.emplace_back(Applied{m_clock.now(), requests, granted.has_value()});
    if (!granted)
        return granted;
    m_granted.clear();
    for (const GrantedShare& share : *granted)
        m_granted[share.job] = share.granted;
    std::erase_if(m_ready, [this](JobId job) { return !m_granted.contains(job); });
    ++m_generation;
    return granted;
}

void FakeBroker::setReady(JobId job, bool ready)
{
    const std::scoped_lock lock(m_mutex);
    m_calls.emplace_back(ReadySet{m_clock.now(), job, ready});
    if (!ready)
        m_ready.erase(job);
    else if (m_granted.contains(job))
        m_ready.insert(job);
}

bool FakeBroker::canRun(JobId job) const
{
    const auto granted = m_granted.find(job);
    return m_ready.contains(job) && granted != m_granted.end() && granted->second.value > 0.0;
}

std::optional<JobId> FakeBroker::choose()
{
    while (!m_script.empty()) {
        const JobId job = m_script.back();
        m_script.pop_back();
        if (canRun(job))
            return job;
    }
    std::optional<JobId> first;
    for (const JobId job : m_ready) {
        if (!canRun(job))
            continue;
        if (m_last && job > *m_last)
            return job;
        if (!first)
            first = job;
    }
    return first;
}

std::optional<Lease> FakeBroker::next(const std::optional<Charge>& finished)
{
    const std::scoped_lock lock(m_mutex);
    if (finished) {
        m_clock.charge(finished->duration);
        Usage& usage = m_usage[finished->job];
        usage.job = finished->job;
        usage.charged += finished->duration;
        ++usage.batches;
    }
    const std::optional<JobId> job = m_lost ? std::nullopt : choose();
    const auto lease = job ? std::optional(Lease{*job, m_generation}) : std::nullopt;
    if (job)
        m_last = job;
    m_calls.emplace_back(Asked{m_clock.now(), finished, lease});
    return lease;
}

std::vector<Usage> FakeBroker::takeUsage()
{
    const std::scoped_lock lock(m_mutex);
    for (const auto& [job, share] : m_granted)
        m_usage[job].job = job;
    std::vector<Usage> taken;
    for (const auto& [job, usage] : m_usage)
        taken.push_back(usage);
    m_usage.clear();
    return taken;
}

} // namespace jackdaw::compute
