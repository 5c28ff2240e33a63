// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/session/session_file.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace jackdaw::session {
namespace {

/// Follows the transitions of a session in order.
class Transitions {
public:
    void take(const Event& event)
    {
        m_sequence = event.sequence;
        std::visit([&](const auto& body) { apply(event.time, body); }, event.body);
    }

    /// The newest border of which all is said; in sessions from before, the end of the last window that closed.
    WindowId nextWindow() const
    {
        const bool saysAll = !m_states.empty() && !m_states.rbegin()->second.placement.empty();
        return saysAll ? m_states.rbegin()->first : m_closedUpTo;
    }

    WindowId notClosed() const { return m_closedUpTo; }

    /// Number of the event that said the newest border.
    std::uint64_t border() const { return m_border; }

    std::uint32_t nextJob() const { return m_nextJob; }

    /// Jobs that ran and do not go on by \p state.
    std::vector<JobStarted> interrupted(const std::optional<ResumeState>& state) const
    {
        std::set<JobId> going;
        if (state)
            for (const PlacedJob& job : state->placement)
                going.insert(job.job);
        for (const DeviceAtBorder& device : state ? state->devices : std::vector<DeviceAtBorder>())
            for (const LeavingJob& job : device.leaving)
                going.insert(job.job);
        std::vector<JobStarted> jobs;
        for (const auto& [id, started] : m_running)
            if (!going.contains(id))
                jobs.push_back(started);
        return jobs;
    }

    /// The state at the border where the next window starts, with the curves of all borders up to it, and without the
    /// jobs of a while that have ended since.
    std::optional<ResumeState> state() const
    {
        const WindowId next = nextWindow();
        std::optional<ResumeState> state;
        std::vector<LearnedCurve> curves;
        for (const auto& [window, at] : m_states) {
            if (window > next)
                break;
            curves.insert(curves.end(), at.curves.begin(), at.curves.end());
            state = at;
        }
        if (!state || state->window != next)
            return std::nullopt;
        state->curves = std::move(curves);
        forgetEnded(*state);
        return state;
    }

    Nanoseconds startOfNext(Nanoseconds windowLength) const
    {
        const WindowId next = nextWindow();
        if (const auto started = m_starts.find(next); started != m_starts.end())
            return started->second.time;
        if (const auto last = m_starts.find(WindowId{next.value - 1}); next.value > 0 && last != m_starts.end())
            return last->second.time + last->second.length;
        return windowLength * next.value;
    }

    std::vector<ResumePoint::Camera> cameras() const
    {
        std::vector<ResumePoint::Camera> cameras;
        for (const auto& entry : m_cameras)
            cameras.push_back(entry.second);
        return cameras;
    }

private:
    struct Start {
        Nanoseconds time{0};
        Nanoseconds length{0};
    };

    template <class T>
    void apply(Nanoseconds, const T&)
    {
    }
    void apply(Nanoseconds, const CameraAdded& added) { m_cameras.try_emplace(added.camera, blank(added.camera)); }
    void apply(Nanoseconds time, const WindowStarted& started) { m_starts[started.window] = {time, started.length}; }
    void apply(Nanoseconds, const WindowClosed& closed) { m_closedUpTo = WindowId{closed.window.value + 1}; }
    void apply(Nanoseconds, const WeightsSwapped& swapped)
    {
        m_cameras.insert_or_assign(swapped.camera, ResumePoint::Camera{swapped.camera, swapped.version, swapped.hash});
    }

    /// A border that is said again was gone back to: what followed it did not last.
    void apply(Nanoseconds, const ResumeState& state)
    {
        m_states.erase(m_states.upper_bound(state.window), m_states.end());
        std::vector<LearnedCurve> curves = std::exchange(m_states[state.window].curves, {});
        curves.insert(curves.end(), state.curves.begin(), state.curves.end());
        m_states[state.window] = state;
        m_states[state.window].curves = std::move(curves);
        m_border = m_sequence;
    }
    void apply(Nanoseconds, const JobStarted& job)
    {
        m_running[job.job] = job;
        m_nextJob = std::max(m_nextJob, job.job.value + 1);
    }
    void apply(Nanoseconds, const JobFinished& job) { m_running.erase(job.job); }
    void apply(Nanoseconds, const JobFailed& job) { m_running.erase(job.job); }
    void apply(Nanoseconds, const JobInterrupted& job) { m_running.erase(job.job); }

    void forgetEnded(ResumeState& state) const
    {
        const auto hasEnded = [this](const auto& job) { return !m_running.contains(job.job); };
        for (CameraAtBorder& camera : state.cameras)
            if (std::any_of(state.placement.begin(), state.placement.end(), [&](const PlacedJob& job) {
                    return job.kind == JobKind::Retraining && job.camera == camera.camera && hasEnded(job);
                }))
                camera.retraining.reset();
        std::erase_if(state.placement,
                      [&](const PlacedJob& job) { return job.kind == JobKind::Retraining && hasEnded(job); });
        for (DeviceAtBorder& device : state.devices)
            std::erase_if(device.leaving, hasEnded);
    }

    static ResumePoint::Camera blank(CameraId camera) { return {camera, {}, {}}; }

    WindowId m_closedUpTo;
    std::uint64_t m_sequence = 0; ///< of the newest event
    std::uint64_t m_border = 0;
    std::map<WindowId, Start> m_starts;
    std::map<CameraId, ResumePoint::Camera> m_cameras;
    std::map<WindowId, ResumeState> m_states;
    std::map<JobId, JobStarted> m_running;
    std::uint32_t m_nextJob = 0;
};

/// Labels of all frames in the rehearsal memories of \p state; a frame whose labels are not in the session is an error.
Result<std::vector<std::vector<std::vector<Detection>>>> rehearsalLabels(const ResumeState& state,
                                                                         SessionReader& reader)
{
    const auto events = reader.eventsOfKinds({"GoldenLabelled"});
    if (!events)
        return tl::unexpected(events.error());
    std::map<std::pair<CameraId, std::int64_t>, const GoldenLabelled*> labelled;
    for (const Event& event : *events) {
        const auto& golden = std::get<GoldenLabelled>(event.body);
        labelled[{golden.camera, golden.frameTime.count()}] = &golden;
    }
    std::vector<std::vector<std::vector<Detection>>> labels;
    for (const CameraAtBorder& camera : state.cameras) {
        labels.emplace_back();
        for (const SourceFrame& frame : camera.rehearsal) {
            const auto found = labelled.find({camera.camera, frame.frameTime.count()});
            if (found == labelled.end())
                return fail(ErrorCode::Corrupt,
                            "The session holds no labels of frame " + std::to_string(frame.frame) + " of camera "
                                + std::to_string(camera.camera.value) + ", which its rehearsal memory names.",
                            "Copy the session again from where it was recorded.");
            labels.back().push_back(found->second->labels);
        }
    }
    return labels;
}

} // namespace

Result<ResumePoint> findResumePoint(SessionReader& reader)
{
    if (reader.isComplete())
        return fail(ErrorCode::InvalidInput, "The session came to its end: there is nothing to go on with.",
                    "Start a new session.");
    const auto events =
        reader.eventsOfKinds({"SessionStarted", "CameraAdded", "WindowStarted", "WindowClosed", "WeightsSwapped",
                              "JobStarted", "JobFinished", "JobFailed", "JobInterrupted", "ResumeState"});
    if (!events)
        return tl::unexpected(events.error());
    if (events->empty() || !std::holds_alternative<SessionStarted>(events->front().body))
        return fail(ErrorCode::Corrupt, "The session was cut off before its first event: there is nothing to resume.",
                    "Start a new session.");
    Transitions transitions;
    for (const Event& event : *events)
        transitions.take(event);
    ResumePoint point;
    point.started = reader.started();
    point.nextWindow = transitions.nextWindow();
    point.time = transitions.startOfNext(point.started.windowLength);
    point.cameras = transitions.cameras();
    point.nextJob = transitions.nextJob();
    point.notClosed = transitions.notClosed();
    point.state = transitions.state();
    point.interrupted = transitions.interrupted(point.saysAll() ? point.state : std::nullopt);
    point.isInside = transitions.border() + 1 < reader.eventCount();
    if (!point.state)
        return point;
    auto labels = rehearsalLabels(*point.state, reader);
    if (!labels)
        return tl::unexpected(labels.error());
    point.rehearsalLabels = *std::move(labels);
    return point;
}

} // namespace jackdaw::session
