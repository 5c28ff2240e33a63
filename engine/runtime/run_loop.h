// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/runtime/run_parts.h"
#include "engine/runtime/run_turns.h"

#include <stop_token>

namespace jackdaw::runtime {

/// A run from its first event to its last: sets the cameras up, runs window after window, and closes the session.
///
/// Window 0 only labels; then the cameras are held until every first student is trained. Labels of a window's last
/// frames may still be made in the next window; it closes when they are.
class RunLoop {
public:
    /// \p wake is notified by devices, cameras and commands.
    RunLoop(RunParts parts, LiveChannel& channel, CommandQueue& commands, Signal& wake);
    ~RunLoop();

    /// Runs to the last window, until no camera is left, or until \p stop. The session has its SessionClosed
    /// afterwards, whatever happened. The error, if any, is one that ended the run.
    Status run(std::stop_token stop);

private:
    Status begin();
    void addCameras();
    Status goOn();
    Status measureUnknownCosts();
    Status finishSetUp();
    Status runWindows();
    bool hasCameras() const;
    void holdForFirstStudents();
    void takeStudentsOver();
    void drainLabels();
    Status close(const Status& outcome);
    SessionClosed closing(const Status& outcome) const;

    RunParts m_parts;
    LiveChannel& m_channel;
    Signal& m_wake;
    Clock& m_clock;
    AlertWatch m_watch;
    Recorder m_recorder;
    DeviceSet m_devices;
    RunServices m_services;
    WindowClock m_windows;
    Cameras m_cameras;
    Director m_director;
    WindowBorder m_border;
    RunTurns m_turns;
    SideWork m_side;
    SideWork m_books;
    SideWork m_reads; ///< these last: what is under way uses the others
};

} // namespace jackdaw::runtime
