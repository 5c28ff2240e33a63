// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/api/reducers.h"

#include <algorithm>

namespace jackdaw::reduce {
namespace {

WindowState& window(Context context, WindowId id)
{
    auto& windows = context.state.windows;
    const auto found =
        std::find_if(windows.rbegin(), windows.rend(), [&](const WindowState& known) { return known.window == id; });
    if (found != windows.rend())
        return *found;
    WindowState added;
    added.window = id;
    added.start = context.time;
    pushBounded(windows, std::move(added), kWindowCapacity);
    return windows.back();
}

/// The configurations of a window's plan are what its profiles were made for. A later plan of the window leaves out
/// what is finished already, so that only a new choice counts.
void noteChoices(SessionState& state, const PlanComputed& plan)
{
    for (const PlannedJob& job : plan.jobs)
        for (const CameraId owner : job.owners)
            if (job.configuration)
                profile(state, owner, plan.window).chosen = job.configuration;
    ++state.revisions.profiles;
}

} // namespace

void on(Context context, const SessionStarted& event)
{
    context.state.session = event;
    context.state.closed.reset();
    ++context.state.revisions.cameras;
    ++context.state.revisions.windows;
}

/// Jobs that still ran ended with the session: well, or with the error that ended it.
void on(Context context, const SessionClosed& event)
{
    const bool failed = event.outcome == RunOutcome::Failed;
    const JobOutcome outcome = failed ? JobOutcome::Failed : JobOutcome::Finished;
    context.state.closed = event;
    context.state.running.clear();
    for (auto& [id, job] : context.state.jobs)
        if (job.outcome == JobOutcome::Running)
            job.outcome = outcome;
    for (Lane& lane : context.state.lanes)
        for (JobSpan& span : lane.spans)
            if (!span.end) {
                span.end = context.time;
                span.outcome = outcome;
                span.failure = failed ? event.reason : std::string();
            }
    ++context.state.revisions.timeline;
    ++context.state.revisions.windows;
}

void on(Context context, const WindowStarted& event)
{
    WindowState& started = window(context, event.window);
    started.start = context.time;
    started.length = event.length;
    started.counted = event.counted;
    ++context.state.revisions.windows;
}

void on(Context context, const WindowClosed& event)
{
    WindowState& closed = window(context, event.window);
    closed.closed = context.time;
    closed.cameras = event.cameras;
    ++context.state.revisions.windows;
    ++context.state.revisions.accuracy;
}

void on(Context context, const DeviceIdle& event)
{
    std::vector<DeviceIdle>& idle = window(context, event.window).idle;
    const auto known =
        std::find_if(idle.begin(), idle.end(), [&](const DeviceIdle& each) { return each.device == event.device; });
    if (known != idle.end())
        *known = event;
    else
        idle.push_back(event);
    ++context.state.revisions.windows;
}

void on(Context context, const PlanComputed& event)
{
    pushBounded(context.state.plans, PlanState{context.time, withDecisiveSteals(event), event.trace.size()},
                kPlanCapacity);
    noteChoices(context.state, event);
    ++context.state.revisions.plans;
}

} // namespace jackdaw::reduce
