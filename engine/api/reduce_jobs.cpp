// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/api/reducers.h"

#include <algorithm>

namespace jackdaw::reduce {
namespace {

/// The lane of such a job on its device.
std::size_t laneOf(SessionState& state, const JobStarted& job)
{
    const auto found = std::find_if(state.lanes.begin(), state.lanes.end(), [&](const Lane& lane) {
        return lane.device == job.device && lane.camera == job.camera && lane.kind == job.kind;
    });
    if (found != state.lanes.end())
        return static_cast<std::size_t>(found - state.lanes.begin());
    state.lanes.push_back({job.device, job.camera, job.kind, {}, {}});
    return state.lanes.size() - 1;
}

JobState* find(SessionState& state, JobId id)
{
    const auto found = state.jobs.find(id);
    return found != state.jobs.end() ? &found->second : nullptr;
}

JobSpan* findSpan(SessionState& state, const JobState& job, JobId id)
{
    auto& spans = state.lanes[job.lane].spans;
    const auto found = std::find_if(spans.rbegin(), spans.rend(), [&](const JobSpan& span) { return span.job == id; });
    return found != spans.rend() ? &*found : nullptr;
}

/// Finished jobs are kept for a while: a device sample may still speak of them.
void forgetOldJobs(SessionState& state)
{
    if (state.jobs.size() < 2 * kFinishedJobCapacity)
        return;
    std::size_t surplus = state.jobs.size() - kFinishedJobCapacity;
    for (auto job = state.jobs.begin(); job != state.jobs.end() && surplus > 0;) {
        if (job->second.outcome == JobOutcome::Running) {
            ++job;
            continue;
        }
        job = state.jobs.erase(job);
        --surplus;
    }
}

void finish(Context context, JobId id, JobOutcome outcome, GpuSeconds charged, const std::string& failure)
{
    JobState* job = find(context.state, id);
    if (!job)
        return;
    std::erase(context.state.running, id);
    job->outcome = outcome;
    job->granted = {};
    if (outcome == JobOutcome::Finished)
        job->fraction = 1.0;
    if (JobSpan* span = findSpan(context.state, *job, id)) {
        span->end = context.time;
        span->outcome = outcome;
        span->fraction = job->fraction;
        span->charged = charged;
        span->failure = failure;
    }
    ++context.state.revisions.timeline;
}

} // namespace

void on(Context context, const LeaseGranted& event)
{
    if (JobState* job = find(context.state, event.job)) {
        job->requested = event.requested;
        job->granted = event.granted;
        ++context.state.revisions.timeline;
    }
}

void on(Context context, const JobStarted& event)
{
    forgetOldJobs(context.state);
    JobState started;
    started.info = event;
    started.started = context.time;
    started.lane = laneOf(context.state, event);
    JobSpan span;
    span.job = event.job;
    span.start = context.time;
    span.configuration = event.configuration;
    pushBounded(context.state.lanes[started.lane].spans, std::move(span), kMarkCapacity);
    context.state.jobs[event.job] = started;
    if (std::find(context.state.running.begin(), context.state.running.end(), event.job) == context.state.running.end())
        context.state.running.push_back(event.job);
    ++context.state.revisions.timeline;
    ++context.state.revisions.cameras;
}

/// What ran on the old device is one span, what goes on a second one.
void on(Context context, const JobMoved& event)
{
    JobState* job = find(context.state, event.job);
    if (!job || job->info.device == event.device)
        return;
    JobSpan next;
    next.job = event.job;
    next.start = context.time;
    next.configuration = job->info.configuration;
    next.fraction = job->fraction;
    if (JobSpan* span = findSpan(context.state, *job, event.job); span && !span->end) {
        span->end = context.time;
        span->movedTo = event.device;
    }
    job->info.device = event.device;
    job->lane = laneOf(context.state, job->info);
    pushBounded(context.state.lanes[job->lane].spans, std::move(next), kMarkCapacity);
    ++context.state.revisions.timeline;
}

void on(Context context, const JobProgress& event)
{
    JobState* job = find(context.state, event.job);
    if (!job)
        return;
    job->fraction = std::clamp(event.fraction, 0.0, 1.0);
    if (JobSpan* span = findSpan(context.state, *job, event.job))
        span->fraction = job->fraction;
    ++context.state.revisions.cameras;
}

void on(Context context, const JobFinished& event)
{
    finish(context, event.job, JobOutcome::Finished, event.charged, {});
    const JobState* job = find(context.state, event.job);
    if (job && job->info.kind == JobKind::Retraining && job->info.configuration)
        retrainingCharged(context.state, job->info.camera, *job->info.configuration, event.charged);
    ++context.state.revisions.cameras;
}

void on(Context context, const JobFailed& event)
{
    finish(context, event.job, JobOutcome::Failed, {}, event.reason);
    ++context.state.revisions.cameras;
}

/// The run went on at an earlier instant than that at which it was cut off; the job had run up to that.
void on(Context context, const JobInterrupted& event)
{
    finish({context.state, context.state.time}, event.job, JobOutcome::Interrupted, {}, {});
    ++context.state.revisions.cameras;
}

void on(Context context, const DeviceSample& event)
{
    for (const JobUse& use : event.jobs)
        if (const JobState* job = find(context.state, use.job))
            append(
                context.state.lanes[job->lane].samples,
                {context.time - event.interval, context.time, use.requested.value, use.granted.value, use.used.value});
    context.state.latestUse[event.device] = event;
    ++context.state.revisions.timeline;
}

} // namespace jackdaw::reduce
