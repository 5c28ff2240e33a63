// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/runtime/director.h"
#include "engine/session/session_file.h"

#include <optional>
#include <stop_token>

namespace jackdaw::runtime {

/// Where one window ends and the next begins: a window is recorded once its last labels are there, and what a run that
/// is cut off needs to go on from here is said.
class WindowBorder {
public:
    /// \p resume: where a run that was cut off goes on.
    WindowBorder(RunServices& services, WindowClock& windows, Cameras& cameras, Director& director,
                 const std::optional<session::ResumePoint>& resume) :
        m_services(services),
        m_windows(windows), m_cameras(cameras), m_director(director), m_resume(resume)
    {
    }

    /// Opens the next window; waits, until \p stop, for what batches under way come to where that has to be said.
    void begin(std::stop_token stop);
    /// Ends the open window. The one before is recorded at the latest now.
    void end();
    /// Has the window that ended recorded, once its last labels are there; its accuracies are reckoned beside the loop.
    /// With \p evenIfIncomplete it is recorded when this returns, whatever is missing.
    void close(bool evenIfIncomplete = false);
    /// Waits for the record of a window that is being reckoned.
    void finishRecord();

private:
    void warnOfLateFrames(WindowId window, std::uint32_t frames);
    void judge(WindowId window);
    void record(WindowClosed closed);
    ResumeState resumeState(WindowId window, std::stop_token stop);
    bool isSaid(WindowId window) const;
    bool isRecorded(WindowId window) const;

    RunServices& m_services;
    WindowClock& m_windows;
    Cameras& m_cameras;
    Director& m_director;
    const std::optional<session::ResumePoint>& m_resume;
    bool m_judging = false; ///< the window that ended; until its record is there it is not closed
};

} // namespace jackdaw::runtime
