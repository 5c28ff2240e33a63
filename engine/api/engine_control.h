// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/events.h"

#include <string>

namespace jackdaw {

/// Commands to a running engine. Each is put into the engine's queue and returns at once; what comes of it is seen as
/// events. Safe to call from any thread.
class EngineControl {
public:
    virtual ~EngineControl() = default;

    virtual void pause() = 0;
    virtual void resume() = 0;
    /// Closes the session cleanly after the batch that runs now.
    virtual void stop() = 0;
    virtual void note(std::string text) = 0;
    /// What a person says of a frame; what the run does with it is told by the event that comes of it. False where the
    /// run is over and nothing comes of it any more.
    virtual bool correct(LabelCorrected correction) = 0;

    /// True once the session is closed and its file complete.
    virtual bool isFinished() const = 0;
};

} // namespace jackdaw
