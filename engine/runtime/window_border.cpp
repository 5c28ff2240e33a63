// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/window_border.h"

#include <algorithm>
#include <utility>

namespace jackdaw::runtime {

void WindowBorder::begin(std::stop_token stop)
{
    const WindowId window = m_windows.begin();
    for (const auto& camera : m_cameras)
        camera->beginWindow(window, m_windows);
    if (window.value > 0 && !isSaid(window))
        m_services.recorder.record(resumeState(window, std::move(stop)));
    m_services.recorder.record(WindowStarted{window, m_windows.length(), window.value > 0});
    m_director.beginWindow();
}

void WindowBorder::end()
{
    m_director.endWindow();
    close(true);
    const WindowId window = m_windows.endOpen();
    const std::vector<JobCharge> charges = m_services.devices.takeCharges();
    for (const auto& camera : m_cameras)
        camera->endRecord(charges);
    for (DeviceIdle& idle : m_services.devices.takeIdle(window))
        m_services.recorder.record(std::move(idle));
    if (auto lines = m_services.costs.takeLines(); !lines.empty())
        m_services.recorder.record(CostMeasured{window, std::move(lines)});
    close();
}

void WindowBorder::close(bool evenIfIncomplete)
{
    const auto window = m_windows.closing();
    if (!window)
        return;
    const auto isComplete = [&](const auto& camera) { return camera->scores().isComplete(*window); };
    if (!evenIfIncomplete && !std::all_of(m_cameras.begin(), m_cameras.end(), isComplete))
        return;
    WindowClosed closed{*window, {}};
    for (const auto& camera : m_cameras) {
        CameraWindow record = camera->takeRecord();
        const auto carried = camera->scores().close(*window, m_windows.start(*window), m_windows.end(*window),
                                                    m_services.settings.seed, record);
        if (carried)
            m_director.carryOver().add(*carried);
        closed.cameras.push_back(std::move(record));
    }
    m_windows.close();
    if (!isRecorded(closed.window))
        m_services.recorder.record(std::move(closed));
}

ResumeState WindowBorder::resumeState(WindowId window, std::stop_token stop)
{
    ResumeState state{.window = window, .nextJob = m_services.nextJob};
    // Measured costs decide under wall time only, and differ from run to run.
    if (!m_services.clock.isDeterministic())
        state.costs = m_services.costs.learned();
    state.curves = std::exchange(m_services.newCurves, {});
    state.carried = m_director.carryOver().sums();
    state.closing = m_windows.closing();
    const bool known = m_services.devices.awaitWork(std::move(stop));
    for (const auto& camera : m_cameras) {
        state.cameras.push_back(camera->atBorder(state.closing, known));
        const auto jobs = camera->placement();
        state.placement.insert(state.placement.end(), jobs.begin(), jobs.end());
    }
    state.devices = m_services.devices.atBorder(known);
    return state;
}

/// The session has the state of the border where its run goes on already, if that says all.
bool WindowBorder::isSaid(WindowId window) const
{
    return m_resume && m_resume->saysAll() && m_resume->nextWindow == window;
}

/// A window that had ended before the border where a run goes on may have been closed after it, before the run was cut
/// off.
bool WindowBorder::isRecorded(WindowId window) const
{
    return m_resume && window < m_resume->notClosed;
}

} // namespace jackdaw::runtime
