// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/session/session_file.h"

#include <map>

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

    static ResumePoint::Camera blank(CameraId camera) { return {camera, {}, {}}; }

    WindowId m_next;
    std::map<WindowId, Start> m_starts;
    std::map<CameraId, ResumePoint::Camera> m_cameras;
};

} // namespace

Result<ResumePoint> findResumePoint(SessionReader& reader)
{
    if (reader.isComplete())
        return fail(ErrorCode::InvalidInput, "The session came to its end: there is nothing to go on with.",
                    "Start a new session.");
    const auto events =
        reader.eventsOfKinds({"SessionStarted", "CameraAdded", "WindowStarted", "WindowClosed", "WeightsSwapped"});
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
    return point;
}

} // namespace jackdaw::session
