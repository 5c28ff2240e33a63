// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/runtime/command_queue.h"
#include "engine/runtime/director.h"
#include "engine/runtime/live_channel.h"
#include "engine/runtime/run_parts.h"

#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace jackdaw::runtime {

/// The engine thread's loop: window after window it takes frames, lets batches that ended take effect, lets the
/// director decide, gives the devices their next batches, and waits for whatever comes next.
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
    // One turn of the loop
    bool turn(Nanoseconds until);
    void obeyCommands();
    void pause();
    void pump(Nanoseconds until);
    bool wait(Nanoseconds until);
    bool isStopped() const;
    bool mayGoOn() const;
    bool hasCameras() const;

    // Windows
    Status runWindows();
    void beginWindow();
    void endWindow();
    void closeWindow(bool evenIfIncomplete = false);
    ResumeState resumeState(WindowId window);
    bool isRecorded(WindowId closed) const;
    void holdForFirstStudents();
    void drainLabels();

    // Before and after them
    Status begin();
    void addCameras();
    Status goOn();
    void awaitFrames();
    Status measureUnknownCosts();
    Status finishSetUp();
    Status close(const Status& outcome);
    SessionClosed closing(const Status& outcome) const;

    RunParts m_parts;
    LiveChannel& m_channel;
    CommandQueue& m_commands;
    Signal& m_wake;
    Clock& m_clock;
    Recorder m_recorder;
    DeviceSet m_devices;
    RunServices m_services;
    WindowClock m_windows;
    Cameras m_cameras;
    Director m_director;
    std::stop_token m_stop;
    bool m_stopCommand = false;
};

} // namespace jackdaw::runtime
