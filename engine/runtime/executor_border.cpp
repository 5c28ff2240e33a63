// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/executor.h"

#include <algorithm>
#include <utility>

/// What outlives a window's end in an executor, and how a run that is resumed goes on with it.
namespace jackdaw::runtime {
namespace {

/// Stands for a job that was ended while a batch of it was under way, in a run that is resumed.
class EndedJob final : public Job {
public:
    using Job::Job;
    bool ready() const override { return false; }
    Result<Batch> takeBatch() override
    {
        return fail(ErrorCode::Internal, "A job that has ended was asked for another batch.");
    }
};

void tellParts(BatchAtBorder& border, const BatchParts& batch)
{
    for (const BatchRun& run : batch.runs())
        border.batches.push_back({run.shape, run.count});
    border.part = static_cast<std::uint32_t>(batch.part());
    border.parts = static_cast<std::uint32_t>(batch.parts());
}

/// The work is done; it teaches no cost.
BatchParts partsOf(const BatchAtBorder& border)
{
    std::vector<BatchRun> runs;
    for (const BatchesOfShape& run : border.batches)
        runs.push_back({run.shape, run.count});
    Result<BatchOutcome> outcome = BatchOutcome{.representative = false};
    if (!border.failure.empty())
        outcome = fail(ErrorCode::Internal, border.failure, border.action);
    return {std::move(runs), std::move(outcome), static_cast<int>(border.part),
            std::max(static_cast<int>(border.parts), 1)};
}

} // namespace

BatchAtBorder DeviceExecutor::batchAtBorder(const Running& running) const
{
    BatchAtBorder batch{.job = running.lease.job,
                        .pool = running.lease.lane.pool,
                        .lane = running.lease.lane.lane,
                        .space = running.space,
                        .begun = m_clock.elapsed() - running.start,
                        .counted = running.counted,
                        .used = running.used,
                        .share = running.lease.share};
    tellParts(batch, running.batch);
    if (const Status& outcome = running.completion->outcome; !outcome) {
        batch.failure = outcome.error().message;
        batch.action = outcome.error().action;
    }
    return batch;
}

DeviceAtBorder DeviceExecutor::atBorder(bool known) const
{
    DeviceAtBorder border{.device = m_id, .sampled = m_sampleStart};
    for (const auto& [job, used] : m_used)
        border.used.push_back({job, used});
    std::map<JobId, compute::Turn> turns;
    for (const compute::Turn& turn : m_broker.turns())
        turns[turn.job] = turn;
    for (const compute::PlacedJob& placed : m_layout.jobs) {
        const compute::ShareRequest& request = placed.request;
        const compute::Turn& turn = turns[request.job];
        border.shares.push_back({request.job, request.share, request.latency, request.ofTime, request.urgent, turn.lead,
                                 turn.ready, turn.served});
    }
    if (!known)
        return border;
    for (const auto& [ticket, running] : m_running) {
        border.running.push_back(batchAtBorder(running));
        const Job& job = *running.job;
        if (const auto leaving = m_leaving.find(job.id()); leaving != m_leaving.end())
            border.leaving.push_back({job.id(), job.kind(), job.owners(), job.charged(), leaving->second});
    }
    for (const auto& [job, parts] : m_parted) {
        border.running.push_back({.job = job, .waits = true});
        tellParts(border.running.back(), parts);
    }
    return border;
}

Status DeviceExecutor::goOn(const DeviceAtBorder& border, bool tell)
{
    m_sampleStart = border.sampled;
    for (const UseAtBorder& use : border.used)
        m_used[use.job] = use.used;
    std::vector<compute::ShareRequest> requests;
    std::vector<compute::Turn> turns;
    for (const ShareAtBorder& share : border.shares) {
        requests.push_back({share.job, share.share, share.latency, share.ofTime, share.urgent});
        turns.push_back({share.job, share.lead, share.ready, share.served});
    }
    if (Status arranged = arrange(requests); !arranged)
        return arranged;
    m_broker.restore(turns);
    if (tell)
        recordShares({});
    for (const BatchAtBorder& batch : border.running) {
        const auto hosted = m_jobs.find(batch.job);
        auto job = hosted != m_jobs.end() ? hosted->second : leavingJob(border, batch.job);
        if (batch.waits) {
            if (job)
                m_parted.emplace(batch.job, partsOf(batch));
            continue;
        }
        if (Status begun = job ? beginAgain(batch, std::move(job)) : Status(); !begun)
            return begun;
    }
    return {};
}

/// A job that waits for its last batch to end; null if there is none of this number.
std::shared_ptr<Job> DeviceExecutor::leavingJob(const DeviceAtBorder& border, JobId id)
{
    const auto leaving = std::find_if(border.leaving.begin(), border.leaving.end(),
                                      [id](const LeavingJob& job) { return job.job == id && !job.owners.empty(); });
    if (leaving == border.leaving.end())
        return nullptr;
    auto job = std::make_shared<EndedJob>(id, leaving->kind, leaving->owners);
    job->addCharge(leaving->charged);
    m_leaving[id] = leaving->failure;
    return job;
}

/// The work is done, its effect still to come; it teaches no cost.
Status DeviceExecutor::beginAgain(const BatchAtBorder& batch, std::shared_ptr<Job> job)
{
    Running running{.job = std::move(job), .batch = partsOf(batch), .space = batch.space};
    const auto price = m_costs.price(running.batch.runs(), running.space);
    if (!price)
        return tl::unexpected(price.error());
    running.lease = m_broker.goOn(batch.job, {batch.pool, batch.lane}, batch.share);
    running.start = m_clock.elapsed() - batch.begun;
    running.counted = batch.counted;
    running.used = batch.used;
    running.price = running.batch.partOf(*price);
    return begin(std::move(running));
}

} // namespace jackdaw::runtime
