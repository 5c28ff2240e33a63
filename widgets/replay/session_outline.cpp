// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/replay/session_outline.h"

#include "engine/api/session_model.h"
#include "widgets/theme/format.h"

#include <algorithm>

namespace jackdaw::widgets {
namespace {

bool isLogged(const EventBody& body)
{
    return std::visit([](const auto& event) { return kIsLogged<std::remove_cvref_t<decltype(event)>>; }, body);
}

/// Mean and worst over the cameras that have an accuracy.
void summarise(SessionOutline::Window& window, const std::vector<CameraWindow>& cameras)
{
    double sum = 0.0;
    int count = 0;
    for (const CameraWindow& camera : cameras) {
        window.retrained += camera.retrained ? 1 : 0;
        if (!camera.studentGolden)
            continue;
        const Accuracy accuracy = camera.studentGolden->value;
        sum += accuracy.value;
        ++count;
        if (!window.worst || accuracy.value < window.worst->value) {
            window.worst = accuracy;
            window.worstCamera = camera.camera;
        }
    }
    if (count > 0)
        window.mean = Accuracy{sum / count};
}

} // namespace

void OutlineBuilder::take(const SessionState& state, const Event& event)
{
    if (isLogged(event.body))
        note(state, event);
    std::visit(
        [&](const auto& body) {
            if constexpr (requires { on(body, event.time); })
                on(body, event.time);
        },
        event.body);
}

void OutlineBuilder::note(const SessionState& state, const Event& event)
{
    SessionOutline::Entry entry{event.time,
                                event.sequence,
                                EventWords::camera(state, event.body),
                                {},
                                EventWords::kind(event.body),
                                EventWords::sentence(state, event.body),
                                EventWords::weight(event.body)};
    if (const CameraState* camera = entry.camera ? findCamera(state, *entry.camera) : nullptr)
        entry.cameraName = format::text(cameraLetter(*entry.camera) + " " + camera->info.name);
    m_outline.entries.push_back(std::move(entry));
}

/// A resumed run begins its window again: the second start counts.
void OutlineBuilder::on(const WindowStarted& event, Nanoseconds time)
{
    std::erase_if(m_outline.windows, [&](const auto& known) { return known.window == event.window; });
    SessionOutline::Window window;
    window.window = event.window;
    window.start = time;
    window.length = event.length;
    window.counted = event.counted;
    m_outline.windows.push_back(window);
}

void OutlineBuilder::on(const WindowClosed& event, Nanoseconds)
{
    for (SessionOutline::Window& window : m_outline.windows)
        if (window.window == event.window && !window.isClosed) {
            window.isClosed = true;
            summarise(window, event.cameras);
        }
}

void OutlineBuilder::on(const CameraLost& event, Nanoseconds time)
{
    m_outline.gaps.push_back({event.camera, time, {}, format::text(event.reason)});
}

void OutlineBuilder::on(const CameraRecovered& event, Nanoseconds time)
{
    for (SessionOutline::Gap& gap : m_outline.gaps)
        if (gap.camera == event.camera && !gap.end)
            gap.end = time;
}

void OutlineBuilder::on(const WeightsSwapped& event, Nanoseconds time)
{
    m_outline.models.push_back({event.camera, event.version, time, event.hash, event.after});
}

} // namespace jackdaw::widgets
