// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/executor.h"

#include "engine/cuda/stand_in.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <limits>
#include <tuple>
#include <utility>

namespace jackdaw::runtime {
namespace {

constexpr Nanoseconds kSampleInterval = std::chrono::seconds(1);

/// A batch that may be over before the loop comes round.
constexpr Nanoseconds kShortBatch = std::chrono::milliseconds(1);
constexpr std::ptrdiff_t kAnyNumber = std::numeric_limits<std::ptrdiff_t>::max();

/// A round as a device runs it: the looks of \p batches. Each has its own outcome.
compute::Work asRound(std::vector<BatchParts> batches)
{
    return [batches = std::move(batches)]() mutable -> Status {
        std::vector<learning::Look> round;
        for (const BatchParts& batch : batches)
            round.push_back({batch.look()->student.get(), &batch.look()->frame, batch.look()->threshold});
        auto found = batches.front().look()->student->lookTogether(round);
        for (std::size_t i = 0; i < batches.size(); ++i)
            batches[i].setOutcome(batches[i].look()->finish(std::move(found[i])));
        return {};
    };
}

GpuSeconds deviceTime(Nanoseconds duration, Share space)
{
    return GpuSeconds{toSeconds(duration) * space.value};
}

} // namespace

DeviceExecutor::DeviceExecutor(DeviceId id, std::unique_ptr<compute::Device> device, Clock& clock, CostBook& costs,
                               Recorder& recorder, Signal& wake) :
    m_id(id),
    m_clock(clock), m_costs(costs), m_recorder(recorder), m_sampleStart(clock.now()), m_device(std::move(device))
{
    m_device->setListener([this, &wake] {
        m_ended.notify();
        wake.notify();
    });
}

/// What jobs hold on a GPU goes while its streams are still there.
DeviceExecutor::~DeviceExecutor()
{
    if (!m_device->info().gpu)
        return;
    m_parted.clear();
    for (m_jobs.clear(); !m_running.empty();) {
        for (const compute::Completion& completion : m_device->takeCompletions())
            std::erase_if(m_running, [&](const auto& running) { return running.first.ticket == completion.ticket; });
        std::erase_if(m_running, [](const auto& running) { return running.second.completion.has_value(); });
        if (!m_running.empty())
            m_ended.waitUntil(Signal::Instant::max(), std::stop_token());
    }
}

void DeviceExecutor::add(std::shared_ptr<Job> job)
{
    m_recorder.record(JobStarted{job->id(), job->kind(), job->camera(), m_id, job->configuration()});
    job->placedOn(m_id);
    m_jobs.emplace(job->id(), std::move(job));
}

DeviceExecutor::Moving DeviceExecutor::release(JobId job)
{
    m_broker.setReady(job, false);
    Moving moving{m_jobs.extract(job).mapped(), std::nullopt};
    if (auto parted = m_parted.extract(job))
        moving.parts = std::move(parted.mapped());
    return moving;
}

void DeviceExecutor::adopt(Moving moving)
{
    const JobId id = moving.job->id();
    m_recorder.record(JobMoved{id, m_id});
    moving.job->placedOn(m_id);
    m_jobs.emplace(id, std::move(moving.job));
    if (moving.parts)
        m_parted.emplace(id, std::move(*moving.parts));
}

void DeviceExecutor::remove(JobId id, const std::string& failure)
{
    const auto found = m_jobs.find(id);
    if (found == m_jobs.end())
        return;
    const std::shared_ptr<Job> job = found->second;
    m_jobs.erase(found);
    m_parted.erase(id);
    m_broker.setReady(id, false);
    if (isUnderWay(id))
        m_leaving[id] = failure;
    else
        recordEnd(*job, failure);
}

bool DeviceExecutor::isUnderWay(JobId job) const
{
    return std::any_of(m_running.begin(), m_running.end(),
                       [job](const auto& running) { return running.second.lease.job == job; });
}

void DeviceExecutor::recordEnd(const Job& job, const std::string& failure)
{
    if (failure.empty())
        m_recorder.record(JobFinished{job.id(), job.charged()});
    else
        m_recorder.record(JobFailed{job.id(), failure});
}

void DeviceExecutor::failJob(const std::shared_ptr<Job>& job, const Error& error)
{
    const bool ofOne = job->owners().size() == 1;
    m_recorder.alert(Severity::Error, ofOne ? std::optional(job->camera()) : std::nullopt, error, AlertTopic::Device);
    job->setFailure(error);
    remove(job->id(), error.text());
}

void DeviceExecutor::host(std::shared_ptr<Job> job)
{
    job->placedOn(m_id);
    m_jobs.emplace(job->id(), std::move(job));
}

Status DeviceExecutor::setShares(const std::vector<compute::ShareRequest>& requests)
{
    const compute::Layout before = m_layout;
    if (Status arranged = arrange(requests); !arranged) {
        noteLoss(arranged.error());
        return arranged;
    }
    recordShares(before);
    return {};
}

Status DeviceExecutor::arrange(const std::vector<compute::ShareRequest>& requests)
{
    auto layout = compute::layOut(requests, m_device->info());
    if (!layout)
        return tl::unexpected(layout.error());
    if (layout->pools != m_wanted) {
        auto sizes = m_device->partition(layout->pools);
        if (!sizes)
            return tl::unexpected(sizes.error());
        m_wanted = std::exchange(layout->pools, std::move(*sizes));
    } else {
        layout->pools = m_layout.pools;
    }
    m_broker.apply(*layout);
    m_layout = std::move(*layout);
    m_lanes.clear();
    for (const compute::LaneId lane : m_layout.lanes())
        m_lanes[lane].space = m_layout.space(lane);
    for (const compute::PlacedJob& placed : m_layout.jobs)
        m_lanes[placed.lane].jobs.push_back(placed.request);
    return {};
}

void DeviceExecutor::recordShares(const compute::Layout& before)
{
    std::map<JobId, LeaseGranted> old;
    for (const compute::PlacedJob& job : before.jobs)
        old[job.request.job] = {job.request.job, job.request.share, before.granted(job)};
    for (const compute::PlacedJob& job : m_layout.jobs) {
        const LeaseGranted granted{job.request.job, job.request.share, m_layout.granted(job)};
        const auto known = old.find(granted.job);
        if (known == old.end() || known->second != granted)
            m_recorder.record(granted);
        if (known != old.end())
            old.erase(known);
    }
    for (const auto& [job, share] : old)
        m_recorder.record(LeaseGranted{job, Share{0}, Share{0}});
}

Status DeviceExecutor::submit()
{
    for (const auto& [lane, of] : m_lanes) {
        if (const Status submitted = submitTo(lane, of); !submitted) {
            noteLoss(submitted.error());
            return submitted;
        }
    }
    return {};
}

/// Under device time a lane waits for nobody.
bool DeviceExecutor::takesAnother(compute::LaneId lane) const
{
    const Running* first = nullptr;
    for (const auto& [id, running] : m_running) {
        if (running.lease.lane != lane || id.number > 0)
            continue;
        if (first)
            return false;
        first = &running;
    }
    return !first || (first->isShort && !m_costs.isPriced());
}

/// Where it gives way itself, and one that does and has no smaller share is between two parts.
bool DeviceExecutor::waitsForAnother(const compute::ShareRequest& request, const Job& job, const LaneJobs& of) const
{
    return job.givesWay() && std::any_of(of.jobs.begin(), of.jobs.end(), [&](const compute::ShareRequest& other) {
               return m_parted.contains(other.job) && other.share > Share{0} && other.share >= request.share;
           });
}

Status DeviceExecutor::submitTo(compute::LaneId lane, const LaneJobs& of)
{
    if (!takesAnother(lane))
        return {};
    const auto isReady = [&](const compute::ShareRequest& request) {
        const auto job = m_jobs.find(request.job);
        return m_parted.contains(request.job)
            || (job != m_jobs.end() && job->second->ready() && !waitsForAnother(request, *job->second, of));
    };
    const auto tellReady = [&](const compute::ShareRequest& request) {
        m_broker.setReady(request.job, isReady(request));
    };
    std::for_each(of.jobs.begin(), of.jobs.end(), tellReady);
    while (const auto lease = m_broker.next(lane, kAnyNumber)) {
        const auto launched = launch(*lease, of);
        if (!launched)
            return tl::unexpected(launched.error());
        if (!takesAnother(lane))
            return {};
        std::for_each(of.jobs.begin(), of.jobs.end(), tellReady);
    }
    return {};
}

/// Of the batch that the job has under way, or of its next one.
Result<BatchParts> DeviceExecutor::nextPart(Job& job)
{
    if (const auto parted = m_parted.find(job.id()); parted != m_parted.end())
        return std::move(m_parted.extract(parted).mapped());
    const bool givesWay = job.givesWay();
    return job.takeBatch().map([givesWay](Batch&& batch) { return BatchParts(std::move(batch), givesWay); });
}

/// False if the job has failed before its batch could run.
Result<bool> DeviceExecutor::launch(const compute::Lease& lease, const LaneJobs& of)
{
    const std::string kind = m_costs.isPriced() ? std::string() : m_jobs.at(lease.job)->kindOfRound();
    auto first = take(lease);
    if (!first)
        return false;
    Status begun;
    if (kind.empty() || !first->batch.look()) {
        begun = begin(std::move(*first));
    } else {
        std::vector<Running> round = takeRound(std::move(*first), kind, of);
        std::vector<BatchParts> batches;
        for (const Running& running : round)
            batches.push_back(running.batch);
        begun = begin(std::move(round), asRound(std::move(batches)));
    }
    return begun.map([] { return true; });
}

/// With \p first the looks of the lane's other jobs that are due and can be done in one with it.
std::vector<DeviceExecutor::Running> DeviceExecutor::takeRound(Running first, const std::string& kind,
                                                               const LaneJobs& of)
{
    std::vector<Running> round;
    const JobId leased = first.lease.job;
    round.push_back(std::move(first));
    for (const compute::ShareRequest& request : of.jobs) {
        const JobId id = request.job;
        const auto job = m_jobs.find(id);
        if (round.size() == learning::kMostLooks)
            break;
        if (id == leased || job == m_jobs.end() || m_parted.contains(id) || job->second->kindOfRound() != kind)
            continue;
        const auto lease = m_broker.join(id);
        auto taken = lease ? take(*lease) : std::nullopt;
        if (taken)
            round.push_back(std::move(*taken));
    }
    // Together they take what they were expected to, or less.
    const bool isShort = std::all_of(round.begin(), round.end(), [](const Running& each) { return each.isShort; });
    round.front().isShort = isShort;
    return round;
}

/// The batch that \p lease is for; nothing if its job has failed before it could run.
std::optional<DeviceExecutor::Running> DeviceExecutor::take(const compute::Lease& lease)
{
    const std::shared_ptr<Job> job = m_jobs.at(lease.job);
    auto batch = nextPart(*job);
    const Share space = m_lanes.at(lease.lane).space;
    const auto price = batch ? m_costs.price(batch->runs(), space) : Result<Nanoseconds>(Nanoseconds{0});
    if (!batch || (m_costs.isPriced() && !price)) {
        m_broker.withdraw(lease.id);
        failJob(job, !batch ? batch.error() : price.error());
        return std::nullopt;
    }
    Running running{.lease = lease, .job = job, .batch = std::move(*batch), .space = space};
    if (price && running.batch.part() == 0)
        running.batch.divide(*price, m_costs.isPriced());
    running.start = m_clock.elapsed();
    running.counted = m_clock.now();
    running.isShort = price && *price <= kShortBatch;
    if (m_costs.isPriced())
        running.price = running.batch.partOf(*price);
    return running;
}

Status DeviceExecutor::begin(Running running)
{
    compute::Work work = running.batch.work(m_costs.isPriced());
    std::vector<Running> alone;
    alone.push_back(std::move(running));
    return begin(std::move(alone), std::move(work));
}

Status DeviceExecutor::begin(std::vector<Running> running, compute::Work work)
{
    const auto ticket = m_device->submit(running.front().lease.lane, std::move(work));
    for (std::size_t i = 0; i < running.size(); ++i) {
        if (ticket) {
            m_running.emplace(RunningId{*ticket, i}, std::move(running[i]));
            continue;
        }
        m_broker.withdraw(running[i].lease.id);
        if (!running[i].job->batchLost())
            failJob(running[i].job, ticket.error());
    }
    return ticket.map([](compute::Ticket) {});
}

std::optional<Nanoseconds> DeviceExecutor::nextCompletion() const
{
    std::optional<Nanoseconds> next;
    for (const auto& [ticket, running] : m_running) {
        if (running.price)
            next = std::min(next.value_or(kNever), running.due());
    }
    return next;
}

void DeviceExecutor::settle(std::stop_token stop)
{
    takeCompletions();
    if (m_costs.isPriced())
        settleDue(stop);
    else
        settleCompleted();
}

void DeviceExecutor::takeCompletions()
{
    for (const compute::Completion& completion : m_device->takeCompletions()) {
        const auto first = m_running.lower_bound({completion.ticket, 0});
        const auto end = std::find_if(first, m_running.end(),
                                      [&](const auto& each) { return each.first.ticket != completion.ticket; });
        const auto batches = std::max<std::ptrdiff_t>(std::distance(first, end), 1);
        for (auto running = first; running != end; ++running) {
            auto& [id, each] = *running;
            const Status own = each.batch.outcome().map([](const BatchOutcome&) {});
            each.completion = {completion.ticket, completion.duration / batches,
                               completion.outcome ? own : completion.outcome};
            if (!m_costs.isPriced())
                m_completed.push_back(id);
        }
    }
}

DeviceExecutor::Tickets::iterator DeviceExecutor::firstDue()
{
    const auto key = [](const Running& running) { return std::tuple(running.due(), running.lease.lane); };
    return std::min_element(m_running.begin(), m_running.end(),
                            [&](const auto& a, const auto& b) { return key(a.second) < key(b.second); });
}

void DeviceExecutor::settleDue(const std::stop_token& stop)
{
    for (auto due = firstDue(); due != m_running.end() && due->second.due() <= m_clock.elapsed(); due = firstDue()) {
        while (!due->second.completion) {
            if (!m_ended.waitUntil(Signal::Instant::max(), stop) && stop.stop_requested())
                return;
            takeCompletions();
        }
        finish(due);
    }
}

bool DeviceExecutor::awaitWork(const std::stop_token& stop)
{
    if (!m_costs.isPriced())
        return false;
    const auto isDone = [](const auto& running) { return running.second.completion.has_value(); };
    for (takeCompletions(); !std::all_of(m_running.begin(), m_running.end(), isDone); takeCompletions()) {
        if (!m_ended.waitUntil(Signal::Instant::max(), stop) && stop.stop_requested())
            return false;
    }
    return true;
}

void DeviceExecutor::settleCompleted()
{
    for (const RunningId& id : std::exchange(m_completed, {}))
        finish(m_running.find(id));
}

void DeviceExecutor::finish(Tickets::iterator ended)
{
    Running running = std::move(ended->second);
    m_running.erase(ended);
    const std::shared_ptr<Job> job = running.job;
    charge(running);
    if (!m_jobs.contains(job->id()))
        return endLeaving(*job);
    const Status& outcome = running.completion->outcome;
    const bool goesOnInParts = outcome && !running.batch.isLast();
    if (goesOnInParts && !m_loss) {
        running.batch.go(running.completion->duration);
        m_parted.emplace(job->id(), std::move(running.batch));
    } else if (outcome && !goesOnInParts) {
        job->batchDone();
    } else if (const Error& error = outcome ? *m_loss : outcome.error(); !goesOn(*job, error)) {
        failJob(job, error);
    }
}

/// What ends a batch ends its job, unless the device is lost or full: then the job knows.
bool DeviceExecutor::goesOn(Job& job, const Error& error)
{
    if (isLost())
        return job.batchLost();
    return error.code == ErrorCode::OutOfMemory && job.outOfMemory(error);
}

/// Whatever a batch says that it failed of: where its device is lost that is why, and the device is asked.
bool DeviceExecutor::isLost()
{
    if (!m_loss && !m_wanted.empty())
        if (const auto works = m_device->partition(m_wanted); !works)
            noteLoss(works.error());
    return m_loss.has_value();
}

void DeviceExecutor::noteLoss(const Error& error)
{
    if (error.code == ErrorCode::NotFound)
        m_loss = error;
}

void DeviceExecutor::retire(const std::string& consequence)
{
    Error told = *m_loss;
    told.action = consequence;
    m_recorder.alert(Severity::Error, std::nullopt, told, AlertTopic::Device);
    const compute::Layout before = std::exchange(m_layout, {});
    m_broker.apply(m_layout);
    m_lanes.clear();
    recordShares(before);
    for (const auto& [id, parts] : std::exchange(m_parted, {})) {
        const std::shared_ptr<Job> job = m_jobs.at(id);
        if (!job->batchLost())
            failJob(job, *m_loss);
    }
}

void DeviceExecutor::endLeaving(const Job& job)
{
    if (!isUnderWay(job.id()))
        recordEnd(job, m_leaving.extract(job.id()).mapped());
}

void DeviceExecutor::charge(Running& running)
{
    // What a GPU's stand-in takes says nothing of that GPU.
    const bool measures = !cuda::costsOf(m_device->info().name);
    const BatchParts& batch = running.batch;
    const Nanoseconds took = running.completion->duration;
    const bool representative = measures && running.completion->outcome && batch.outcome()->representative;
    if (batch.isLast())
        static_cast<void>(m_costs.charge(batch.runs(), batch.measured() + took, representative, running.space));
    const Nanoseconds charged = running.price.value_or(took);
    m_broker.charge(running.lease.id, charged);
    const GpuSeconds cost = deviceTime(charged, running.space);
    Job& job = *running.job;
    job.addCharge(cost, GpuSeconds{toSeconds(m_costs.onWholeDevice(batch.runs(), charged, running.space))});
    JobCharge& sum = m_charges[job.id()];
    sum = {job.id(), job.kind(), job.owners(), sum.cost + cost};
    countUse(running, charged);
}

/// Counts what \p running used in session time up to now: at most \p most in all.
void DeviceExecutor::countUse(Running& running, Nanoseconds most)
{
    const Nanoseconds now = m_clock.now();
    const Nanoseconds used = std::min(now - running.counted, std::max(most - running.used, Nanoseconds{0}));
    running.counted = now;
    running.used += used;
    m_used[running.lease.job] += deviceTime(used, running.space);
}

std::vector<JobCharge> DeviceExecutor::takeCharges()
{
    std::vector<JobCharge> charges;
    for (auto& [job, charge] : std::exchange(m_charges, {}))
        charges.push_back(std::move(charge));
    return charges;
}

void DeviceExecutor::sample()
{
    const Nanoseconds interval = m_clock.now() - m_sampleStart;
    if (interval < kSampleInterval)
        return;
    for (auto& [ticket, running] : m_running)
        countUse(running, kNever);
    m_sampleStart = m_clock.now();
    DeviceSample sample{m_id, interval, {}};
    auto used = std::exchange(m_used, {});
    const auto share = [&](JobId job) { return Share{used[job].value / toSeconds(interval)}; };
    for (const compute::PlacedJob& job : m_layout.jobs) {
        sample.jobs.push_back({job.request.job, job.request.share, m_layout.granted(job), share(job.request.job)});
        used.erase(job.request.job);
    }
    for (const auto& [job, seconds] : used)
        sample.jobs.push_back({job, Share{0}, Share{0}, Share{seconds.value / toSeconds(interval)}});
    m_recorder.record(std::move(sample));
}

} // namespace jackdaw::runtime
