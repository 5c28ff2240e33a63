// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/events.h"
#include "engine/api/session_state.h"
#include "engine/api/video_frame.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

namespace jackdaw {

/// What a source of events can do; a view asks this and never "am I live".
struct SourceCapabilities {
    bool seek = false; ///< seek() and setSpeed() work: a recorded session
    bool live = false; ///< events are made now; engine commands work
    bool simulated = false; ///< events come from the simulator
    bool growing = false; ///< another run still writes it: its end moves, and who plays at its end stays there
};

/// The one way by which a front end sees a session: live, replayed or simulated.
///
/// All functions are called by one thread (the window's); none of them blocks or waits for the engine.
class SessionSource {
public:
    virtual ~SessionSource() = default;

    virtual SourceCapabilities capabilities() const = 0;

    /// Appends the events that came due since the last call, at most \p most, in order. Returns how many.
    virtual std::size_t poll(std::vector<Event>& out, std::size_t most) = 0;

    /// Events that the bounded ring had to drop since the session began; the session file has them all.
    virtual std::uint64_t droppedEvents() const = 0;

    /// The newest frame of \p camera that is due, once: nothing if no new one came since the last call.
    virtual std::optional<VideoFrame> takeFrame(CameraId camera) = 0;

    /// How a recorded session ended, whatever instant of it is shown: one that was cut off has failed. None while its
    /// run goes on, so that it may come later; live sources tell it as an event.
    virtual std::optional<SessionClosed> ending() const { return std::nullopt; }

    /// Session time shown now.
    virtual Nanoseconds now() const = 0;

    /// Length of the session: known for a recorded one (up to now where it grows), equal to now() for a live one.
    virtual Nanoseconds duration() const = 0;

    /// Recorded sessions: continues or holds. Live ones: see EngineControl.
    virtual void setPlaying(bool playing) = 0;
    virtual bool isPlaying() const = 0;

    /// Session seconds per wall second, 0.25 to 64. Only where capabilities().seek.
    virtual void setSpeed(double speed) = 0;

    /// Moves to \p instant. The next poll() starts again from the session's first event and gives all events up to
    /// \p instant, so that a view that resets itself on seeking is in the same state as one that played there. A view
    /// that first asks takeStart() until it is known gets there sooner.
    virtual void seek(Nanoseconds instant) = 0;

    /// Where the events start, at first and after each seek().
    struct Start {
        bool known = true; ///< false: not read yet, ask again before the next poll()
        /// The state that all events before those of the next poll() lead to; null: they start from the first one.
        std::shared_ptr<const SessionState> state;
    };
    /// Asked before the first poll() and before the one after a seek(). Without snapshots they start from the first
    /// one.
    virtual Start takeStart() { return {}; }

    /// An event of the record by its number, whatever instant is shown: views ask for what the state is too small to
    /// keep. Nothing while it is not read yet, so that it is asked for again, and where there is no record or no such
    /// event.
    virtual std::optional<Event> recorded(std::uint64_t) { return std::nullopt; }

    /// Counts seeks; a view that sees a new value resets itself before it takes further events.
    virtual std::uint32_t generation() const = 0;
};

} // namespace jackdaw
