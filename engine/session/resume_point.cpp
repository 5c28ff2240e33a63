// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/session/session_file.h"

#include <algorithm>
#include <map>
#include <utility>

namespace jackdaw::session {
namespace {

/// Follows the transitions of a session in order.
class Transitions {
public:
    void take(const Event& event)
    {
        std::visit([&](const auto& body) { apply(event.time, body); }, event.body);
    }

    WindowId nextWindow() const { return m_next; }

    std::uint32_t nextJob() const { return m_nextJob; }

    std::vector<JobStarted> interrupted() const
    {
        std::vector<JobStarted> jobs;
        for (const auto& entry : m_running)
            jobs.push_back(entry.second);
        return jobs;
    }

    /// The state at the border where the next window starts, with the curves of all borders up to it.
    std::optional<ResumeState> state() const
    {
        std::optional<ResumeState> state;
        std::vector<LearnedCurve> curves;
        for (const auto& [window, at] : m_states) {
            if (window > m_next)
                break;
            curves.insert(curves.end(), at.curves.begin(), at.curves.end());
            state = at;
        }
        if (!state || state->window != m_next)
            return std::nullopt;
        state->curves = std::move(curves);
        return state;
    }

    Nanoseconds startOfNext(Nanoseconds windowLength) const
    {
        if (const auto started = m_starts.find(m_next); started != m_starts.end())
            return started->second.time;
        if (const auto last = m_starts.find(WindowId{m_next.value - 1}); m_next.value > 0 && last != m_starts.end())
            return last->second.time + last->second.length;
        return windowLength * m_next.value;
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
    void apply(Nanoseconds, const WindowClosed& closed) { m_next = WindowId{closed.window.value + 1}; }
    void apply(Nanoseconds, const WeightsSwapped& swapped)
    {
        m_cameras.insert_or_assign(swapped.camera, ResumePoint::Camera{swapped.camera, swapped.version, swapped.hash});
    }

    void apply(Nanoseconds, const ResumeState& state) { m_states[state.window] = state; }
    void apply(Nanoseconds, const JobStarted& job)
    {
        m_running[job.job] = job;
        m_nextJob = std::max(m_nextJob, job.job.value + 1);
    }
    void apply(Nanoseconds, const JobFinished& job) { m_running.erase(job.job); }
    void apply(Nanoseconds, const JobFailed& job) { m_running.erase(job.job); }

    static ResumePoint::Camera blank(CameraId camera) { return {camera, {}, {}}; }

    WindowId m_next;
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
        for (const RehearsalFrame& frame : camera.rehearsal) {
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
                              "JobStarted", "JobFinished", "JobFailed", "ResumeState"});
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
    point.interrupted = transitions.interrupted();
    point.state = transitions.state();
    if (!point.state)
        return point;
    auto labels = rehearsalLabels(*point.state, reader);
    if (!labels)
        return tl::unexpected(labels.error());
    point.rehearsalLabels = *std::move(labels);
    return point;
}

} // namespace jackdaw::session
