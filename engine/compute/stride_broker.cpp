// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/compute/broker.h"
#include "engine/compute/share_requests.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <tuple>

namespace jackdaw::compute {
namespace {

/// Below this a pass would run away by more than a day per batch: the job takes what is left over instead.
constexpr double kSmallestWeight = 1e-6;

/// A batch that cost nothing would let the lowest job id run for ever.
constexpr Nanoseconds kShortestBatch{1};

struct Job {
    Share share;
    bool ready = false;
    bool latency = false;
    double pass = 0.0; ///< seconds / share; of a background job: seconds

    bool isPaused() const { return share.value <= 0.0; }
    bool isBackground() const { return share.value < kSmallestWeight; }
    double weight() const { return isBackground() ? 1.0 : share.value; }
};

class StrideBroker final : public Broker {
public:
    Capabilities capabilities() const override { return {"stride", Share{0.0}, false}; }
    Result<std::vector<GrantedShare>> apply(const std::vector<ShareRequest>& requests) override;
    void setReady(JobId job, bool ready) override;
    std::optional<Lease> next(const std::optional<Charge>& finished) override;
    std::vector<Usage> takeUsage() override;

private:
    using Jobs = std::map<JobId, Job>;

    void charge(const Charge& finished);
    double currentPass(bool background) const;
    const Jobs::value_type* lowestPass(bool onlyLatency) const;
    std::optional<JobId> choose() const;

    std::mutex m_mutex;
    Jobs m_jobs;
    std::map<JobId, Usage> m_usage;
    std::optional<Lease> m_leased;
    std::uint64_t m_generation = 0;
};

Result<std::vector<GrantedShare>> StrideBroker::apply(const std::vector<ShareRequest>& requests)
{
    if (const Status valid = checkRequests(requests); !valid)
        return tl::unexpected(valid.error());

    std::vector<GrantedShare> granted;
    Jobs jobs;
    const std::scoped_lock lock(m_mutex);
    for (const auto& [job, share, latency] : requests) {
        const auto known = m_jobs.find(job);
        jobs[job] = {share, known != m_jobs.end() && known->second.ready, latency, 0.0};
        granted.push_back({job, share, share});
    }
    m_jobs = std::move(jobs);
    ++m_generation;
    return granted;
}

void StrideBroker::setReady(JobId id, bool ready)
{
    const std::scoped_lock lock(m_mutex);
    const auto found = m_jobs.find(id);
    if (found == m_jobs.end() || found->second.ready == ready)
        return;
    Job& job = found->second;
    // Time that a job left to the others is gone (no hoarding); what it has overdrawn it still owes.
    if (ready)
        job.pass = std::max(job.pass, currentPass(job.isBackground()));
    job.ready = ready;
}

/// The pass of the job that is served, seen from one that comes back: the lowest of those that compete. On an idle
/// device nobody owes anybody: the highest.
double StrideBroker::currentPass(bool background) const
{
    std::optional<double> lowest;
    double highest = 0.0;
    for (const auto& [id, job] : m_jobs) {
        if (job.isPaused() || job.isBackground() != background)
            continue;
        highest = std::max(highest, job.pass);
        if (job.ready || (m_leased && m_leased->job == id))
            lowest = std::min(lowest.value_or(job.pass), job.pass);
    }
    return lowest.value_or(highest);
}

void StrideBroker::charge(const Charge& finished)
{
    const Nanoseconds duration = std::max(finished.duration, kShortestBatch);
    Usage& usage = m_usage[finished.job];
    usage.job = finished.job;
    usage.charged += duration;
    ++usage.batches;

    const auto job = m_jobs.find(finished.job);
    const bool ofOldShares = m_leased && m_leased->job == finished.job && m_leased->generation != m_generation;
    if (job != m_jobs.end() && !ofOldShares)
        job->second.pass += toSeconds(duration) / job->second.weight();
}

const StrideBroker::Jobs::value_type* StrideBroker::lowestPass(bool onlyLatency) const
{
    const auto rank = [](const Jobs::value_type& entry) {
        return std::tuple(entry.second.isBackground(), entry.second.pass, entry.first);
    };
    const Jobs::value_type* first = nullptr;
    for (const auto& entry : m_jobs) {
        const Job& job = entry.second;
        const bool competes = job.ready && !job.isPaused() && (job.latency || !onlyLatency);
        if (competes && (!first || rank(entry) < rank(*first)))
            first = &entry;
    }
    return first;
}

std::optional<JobId> StrideBroker::choose() const
{
    const Jobs::value_type* first = lowestPass(false);
    if (!first)
        return std::nullopt;
    const Jobs::value_type* urgent = lowestPass(true);
    const bool mayLead = urgent && !urgent->second.isBackground()
        && urgent->second.pass <= first->second.pass + kLatencyLead;
    return mayLead ? urgent->first : first->first;
}

std::optional<Lease> StrideBroker::next(const std::optional<Charge>& finished)
{
    const std::scoped_lock lock(m_mutex);
    if (finished)
        charge(*finished);
    m_leased.reset();
    if (const auto job = choose())
        m_leased = Lease{*job, m_generation};
    return m_leased;
}

std::vector<Usage> StrideBroker::takeUsage()
{
    const std::scoped_lock lock(m_mutex);
    for (const auto& [id, job] : m_jobs)
        m_usage[id].job = id;
    std::vector<Usage> taken;
    for (const auto& [id, usage] : m_usage)
        taken.push_back(usage);
    m_usage.clear();
    return taken;
}

} // namespace

std::unique_ptr<Broker> makeStrideBroker()
{
    return std::make_unique<StrideBroker>();
}

} // namespace jackdaw::compute
