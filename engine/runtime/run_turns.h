// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/runtime/command_queue.h"
#include "engine/runtime/live_channel.h"
#include "engine/runtime/turn_stage.h"
#include "engine/runtime/window_border.h"

#include <cstddef>
#include <stop_token>
#include <utility>
#include <vector>

namespace jackdaw::runtime {

/// What a turn of the loop needs beyond what the parts of a run share.
struct TurnParts {
    RunServices& services;
    Clock& clock; ///< that of the services, to be held
    LiveChannel& channel;
    CommandQueue& commands;
    Signal& wake; ///< notified by devices, cameras and commands
    Cameras& cameras;
    Director& director;
    WindowBorder& border;
    StageListener onStage; ///< none: nobody measures
    std::vector<Event> corrections = {}; ///< LabelCorrected of the window that a resumed run goes through again
};

/// The engine thread's loop, one turn at a time: commands, frames that are due, batches that ended, the director's
/// decisions, the devices' next batches, then waiting for whatever comes next.
class RunTurns {
public:
    explicit RunTurns(TurnParts parts) : m_parts(std::move(parts)) { }

    void stopBy(std::stop_token stop) { m_stop = std::move(stop); }
    const std::stop_token& stop() const { return m_stop; }
    bool isStopped() const { return m_stop.stop_requested() || m_stopCommand; }
    /// False once the run has to end: it is stopped, or something failed that it cannot do without.
    bool mayGoOn() const;

    /// Goes round once. False at \p until, or when the run does not go on, or nothing can happen any more.
    bool next(Nanoseconds until);
    /// The engine thread is at \p stage now.
    void enter(TurnStage stage) const
    {
        if (m_parts.onStage)
            m_parts.onStage(stage);
    }
    /// Under device time: until it is known when each camera's next frame is due.
    void awaitFrames();
    /// Nobody is heard from now on; what was said before still counts.
    void obeyLast();

private:
    void obeyCommands();
    void correctAgain();
    void correct(LabelCorrected said);
    void pause();
    void pump(Nanoseconds until);
    bool isDecoding() const;
    bool wait(Nanoseconds until);
    Nanoseconds nextEvent(Nanoseconds until) const;

    TurnParts m_parts;
    std::stop_token m_stop;
    bool m_stopCommand = false;
    std::size_t m_corrected = 0; ///< of TurnParts::corrections
    bool m_isLast = false; ///< no command comes any more
};

} // namespace jackdaw::runtime
