// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/compute/broker.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace jackdaw::compute {
namespace {

/// A batch that cost nothing would let the lowest job id run for ever.
constexpr Nanoseconds kShortestBatch{1};

constexpr int kLatency = 1;
constexpr int kUrgent = 2;

int urgencyOf(const ShareRequest& request)
{
    if (!request.latency)
        return 0;
    return request.urgent ? kUrgent : kLatency;
}

bool isBackground(Share share)
{
    return share < kSmallestShare;
}

/// What a second of the device weighs, in passes. Background jobs have no claim, and all weigh the same.
double weightOf(Share share)
{
    return isBackground(share) ? 1.0 : share.value;
}

} // namespace

void Broker::apply(const Layout& layout)
{
    const Passes passes = currentPasses();
    Jobs jobs;
    for (const PlacedJob& placed : layout.jobs) {
        const Share share = placed.request.share;
        Job& job = jobs[placed.request.job] = {share, placed.lane, urgencyOf(placed.request)};
        const auto known = m_jobs.find(placed.request.job);
        if (known == m_jobs.end())
            continue;
        job.ready = known->second.ready;
        if (job.isBackground() == known->second.isBackground())
            job.pass = leadOf(known->second, passes) * std::min(1.0, weightOf(known->second.share) / weightOf(share));
    }
    m_jobs = std::move(jobs);
    m_served.clear();
}

/// currentPass() of each lane, for all its jobs.
Broker::Passes Broker::currentPasses() const
{
    Passes passes;
    for (const auto& [id, job] : m_jobs) {
        const std::pair key(job.lane, job.isBackground());
        if (!passes.contains(key))
            passes[key] = currentPass(job.lane, job.isBackground());
    }
    return passes;
}

double Broker::leadOf(const Job& job, const Passes& passes)
{
    return std::max(0.0, job.pass - passes.at({job.lane, job.isBackground()}));
}

void Broker::setReady(JobId id, bool ready)
{
    const auto found = m_jobs.find(id);
    if (found == m_jobs.end() || found->second.ready == ready)
        return;
    Job& job = found->second;
    // Time that a job left to the others is gone (no hoarding); what it has overdrawn it still owes.
    if (ready)
        job.pass = std::max(job.pass, currentPass(job.lane, job.isBackground()));
    job.ready = ready;
}

/// The pass of the job that is served, seen from one that comes back: the lowest of those that compete. In an idle lane
/// nobody owes anybody: the highest.
double Broker::currentPass(LaneId lane, bool background) const
{
    std::optional<double> lowest;
    double highest = 0.0;
    const auto competes = [&](double pass) { lowest = std::min(lowest.value_or(pass), pass); };
    for (const auto& [id, job] : m_jobs) {
        if (job.lane != lane || job.isPaused() || job.isBackground() != background)
            continue;
        highest = std::max(highest, job.pass);
        if (job.ready)
            competes(job.pass);
    }
    if (const auto served = m_served.find(lane); served != m_served.end() && served->second.background == background)
        competes(served->second.pass);
    return lowest.value_or(highest);
}

/// The lowest of those that are at least as urgent as \p urgency.
const Broker::Jobs::value_type* Broker::first(LaneId lane, int urgency) const
{
    const auto order = [](const Jobs::value_type& entry) {
        return std::tuple(entry.second.rank(), entry.second.pass, entry.first);
    };
    const Jobs::value_type* best = nullptr;
    for (const auto& entry : m_jobs) {
        const Job& job = entry.second;
        const bool competes = job.lane == lane && job.ready && !job.isPaused() && job.urgency >= urgency;
        if (competes && (!best || order(entry) < order(*best)))
            best = &entry;
    }
    return best;
}

const Broker::Jobs::value_type* Broker::choose(LaneId lane) const
{
    const Jobs::value_type* next = first(lane, 0);
    if (!next)
        return nullptr;
    for (const int urgency : {kUrgent, kLatency}) {
        const Jobs::value_type* urgent = first(lane, urgency);
        if (urgent && !urgent->second.isBackground() && urgent->second.pass <= next->second.pass + kLatencyLead)
            return urgent;
    }
    return next;
}

std::ptrdiff_t Broker::leases(LaneId lane) const
{
    return std::count_if(m_open.begin(), m_open.end(), [lane](const auto& open) { return open.second.lane == lane; });
}

std::optional<Lease> Broker::next(LaneId lane, std::ptrdiff_t most)
{
    if (leases(lane) >= most)
        return std::nullopt;
    m_served.erase(lane);
    const Jobs::value_type* chosen = choose(lane);
    if (!chosen)
        return std::nullopt;
    const Lease lease{m_nextLease++, chosen->first, lane, chosen->second.share};
    m_served[lane] = {chosen->first, chosen->second.pass, chosen->second.isBackground()};
    m_open[lease.id] = lease;
    return lease;
}

std::optional<Lease> Broker::join(JobId job)
{
    const auto found = m_jobs.find(job);
    if (found == m_jobs.end() || !found->second.ready || found->second.isBackground())
        return std::nullopt;
    return goOn(job, found->second.lane, found->second.share);
}

Lease Broker::goOn(JobId job, LaneId lane, Share share)
{
    const Lease lease{m_nextLease++, job, lane, share};
    m_open[lease.id] = lease;
    return lease;
}

std::vector<Turn> Broker::turns() const
{
    const Passes passes = currentPasses();
    std::vector<Turn> turns;
    for (const auto& [id, job] : m_jobs) {
        Turn turn{id, leadOf(job, passes), job.ready, {}};
        const auto served = m_served.find(job.lane);
        if (served != m_served.end() && served->second.job == id)
            turn.served = std::max(0.0, served->second.pass - currentPass(job.lane, served->second.background));
        turns.push_back(turn);
    }
    return turns;
}

void Broker::restore(const std::vector<Turn>& turns)
{
    for (const Turn& turn : turns) {
        const auto found = m_jobs.find(turn.job);
        if (found == m_jobs.end())
            continue;
        Job& job = found->second;
        job.pass = turn.lead;
        job.ready = turn.ready;
        if (turn.served)
            m_served[job.lane] = {turn.job, *turn.served, job.isBackground()};
    }
}

void Broker::charge(std::uint64_t lease, Nanoseconds duration)
{
    const auto open = m_open.find(lease);
    if (open == m_open.end())
        return;
    const Lease& leased = open->second;
    const auto job = m_jobs.find(leased.job);
    if (job != m_jobs.end() && job->second.isBackground() == isBackground(leased.share))
        job->second.pass += toSeconds(std::max(duration, kShortestBatch))
            / std::max(weightOf(leased.share), weightOf(job->second.share));
    m_open.erase(open);
}

void Broker::withdraw(std::uint64_t lease)
{
    m_open.erase(lease);
}

} // namespace jackdaw::compute
