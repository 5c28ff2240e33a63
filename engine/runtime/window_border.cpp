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
    std::uint32_t late = 0;
    for (const auto& camera : m_cameras)
        late += camera->endRecord(charges);
    warnOfLateFrames(window, late);
    for (DeviceIdle& idle : m_services.devices.takeIdle(window))
        m_services.recorder.record(std::move(idle));
    if (auto lines = m_services.costs.takeLines(); !lines.empty())
        m_services.recorder.record(CostMeasured{window, std::move(lines)});
    close();
}

/// All other frames that are dropped waited for a device: that is what plans decide.
void WindowBorder::warnOfLateFrames(WindowId window, std::uint32_t frames)
{
    if (frames == 0)
        return;
    m_services.recorder.record(Alert{
        Severity::Warning, std::nullopt,
        "Of the frames that were dropped in window " + std::to_string(window.value) + ", " + std::to_string(frames)
            + " waited for no device: the engine came to them too late.",
        "Use fewer cameras or frames per second, or leave the engine more of the processor.", AlertTopic::Device});
}

void WindowBorder::close(bool evenIfIncomplete)
{
    const auto window = m_windows.closing();
    const auto isComplete = [&](const auto& camera) { return camera->scores().isComplete(*window); };
    if (window && !m_judging && (evenIfIncomplete || std::all_of(m_cameras.begin(), m_cameras.end(), isComplete)))
        judge(*window);
    if (evenIfIncomplete)
        finishRecord();
}

void WindowBorder::finishRecord()
{
    if (m_judging)
        m_services.books.finish();
}

/// Until all is reckoned the cameras keep their scores, and a run that is cut off meanwhile closes the window again.
void WindowBorder::judge(WindowId window)
{
    WindowClosed closed{window, {}};
    std::vector<WindowScores> scores;
    for (const auto& camera : m_cameras) {
        closed.cameras.push_back(camera->record());
        scores.push_back(camera->scores().judged(window));
    }
    m_judging = true;
    m_services.books.run([this, closed = std::move(closed), scores = std::move(scores), start = m_windows.start(window),
                          end = m_windows.end(window)]() mutable -> SideWork::Effect {
        for (std::size_t i = 0; i < scores.size(); ++i)
            judgeWindow(scores[i], start, end, m_services.settings.seed, closed.cameras[i]);
        return [this, closed = std::move(closed)] { record(closed); };
    });
}

void WindowBorder::record(WindowClosed closed)
{
    m_judging = false;
    for (const auto& camera : m_cameras) {
        const auto carried =
            camera->scores().close(closed.window, m_windows.start(closed.window), m_windows.end(closed.window));
        if (carried)
            m_director.carryOver().add(*carried);
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
