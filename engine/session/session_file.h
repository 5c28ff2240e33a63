// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/events.h"
#include "engine/api/session_state.h"
#include "engine/base/result.h"
#include "engine/base/stored_weights.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace jackdaw::session {

/// Version of the file format that this program writes (SQLite's user_version). It is raised where an older program
/// would read the file wrongly; new kinds of events, fields and names are no reason.
inline constexpr int kFormatVersion = 2;
/// SQLite's application_id: "JDAW".
inline constexpr std::int32_t kApplicationId = 0x4A444157;

/// Which models stay in a session.
enum class KeptModels {
    /// Of each camera the first and the newest accepted one, the one with which it went into the window that is under
    /// way, and those that served when a Note was written. The others are removed as soon as a newer one is accepted;
    /// the room that they took is used again.
    Landmarks,
    All,
};

/// Appends events to a session file from its own thread: the only connection that writes and checkpoints.
class SessionWriter {
public:
    /// Creates \p file; an existing one is an error. Its folder must be writable.
    static Result<std::unique_ptr<SessionWriter>> create(const std::filesystem::path& file,
                                                         KeptModels kept = KeptModels::Landmarks);
    /// Opens a session that was cut off, to go on after its last committed event.
    static Result<std::unique_ptr<SessionWriter>> resume(const std::filesystem::path& file,
                                                         KeptModels kept = KeptModels::Landmarks);
    ~SessionWriter();

    /// What a call waits for.
    enum class Until { OnDisk, Queued };

    /// Queues the event; it gets the next sequence number, which is returned. Waits only if the bounded queue is full.
    /// A transition (isTransition()) is written at once, and on disk when this returns unless \p until says otherwise;
    /// the rest is within a second.
    std::uint64_t append(Nanoseconds time, EventBody body, Until until = Until::OnDisk);

    /// Parts that are there already are not stored again. On disk when it returns, or, if \p until says so, before any
    /// event that is appended after this: so put weights before the WeightsSwapped that names them. Then it waits only
    /// if many are queued, and an error surfaces in failure().
    Status putWeights(StoredWeights weights, Until until = Until::OnDisk);

    /// Writes everything out and closes. Errors of the writer thread (disk full) surface here and in failure().
    Status close();
    std::optional<Error> failure() const;

    /// Called by the writer thread with each event in order after it is queued: the live feed of a window.
    void setListener(std::function<void(const Event&)> listener);

private:
    class Impl;
    explicit SessionWriter(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

/// How a session ended, or that it did not.
struct SessionEnding {
    enum class State { Closed, BeingWritten, CutOff };
    State state = State::CutOff;
    std::optional<SessionClosed> closed; ///< if it was
    std::string sentence; ///< "finished"; "not closed: …"
};

/// What views show before the event numbered `next`.
struct StateSnapshot {
    std::uint64_t next = 0;
    std::shared_ptr<const SessionState> state;
};

/// Reads a session file, also while it is written. Read-only.
class SessionReader {
public:
    /// Fails with NotFound, Corrupt ("not a Jackdaw session", "truncated at ...", "holds no events") or Unsupported
    /// (newer version).
    static Result<std::unique_ptr<SessionReader>> open(const std::filesystem::path& file);
    ~SessionReader();

    /// Events with sequence >= \p from, at most \p most, in order.
    Result<std::vector<Event>> events(std::uint64_t from, std::size_t most);
    /// All events of the kinds wanted, in order, but for those of them that only a newer version understands.
    Result<std::vector<Event>> eventsOfKinds(const std::vector<std::string>& kinds);
    /// The same in parts: at most \p most of those with sequence >= \p from. Those of a newer version are among them,
    /// as UnknownEvent, so that fewer than \p most are the last.
    Result<std::vector<Event>> eventsOfKinds(const std::vector<std::string>& kinds, std::uint64_t from,
                                             std::size_t most);

    SessionStarted started() const;
    bool isComplete() const; ///< has its SessionClosed
    Result<SessionEnding> ending();
    Nanoseconds duration() const;
    std::uint64_t eventCount() const;
    /// The newest snapshot of which no event is later than \p instant; nothing if there is none, as in sessions of
    /// older versions.
    std::optional<StateSnapshot> snapshotBefore(Nanoseconds instant);
    /// The safetensors file of the weights. NotFound where they were never stored or are not kept any more, Corrupt
    /// where they are not what their hash says; errors name the camera.
    Result<std::vector<std::uint8_t>> weights(const std::string& hash);
    /// Whether weights() has something to read.
    bool holdsWeights(const std::string& hash);

private:
    class Impl;
    explicit SessionReader(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

/// Where a cut-off session goes on: at the newest border of which the session says all, in sessions from before after
/// the last window that closed; with each camera's newest accepted weights.
struct ResumePoint {
    SessionStarted started;
    WindowId nextWindow;
    Nanoseconds time{0}; ///< start of nextWindow
    struct Camera {
        CameraId camera;
        WeightsVersion version;
        std::string hash; ///< newest accepted weights; empty: untrained
    };
    std::vector<Camera> cameras;

    /// What the run was at the border where nextWindow starts; its curves are those of the whole session up to there.
    /// None in sessions from before, and where the cut was before the first border. A retraining or leaving job that
    /// has ended since is left out.
    std::optional<ResumeState> state;
    /// The labels of the frames in state->cameras[i].rehearsal, in the same order.
    std::vector<std::vector<std::vector<Detection>>> rehearsalLabels;
    std::vector<JobStarted> interrupted; ///< jobs that ran when the session was cut off, and do not go on
    std::uint32_t nextJob = 0; ///< the number after those of all jobs so far
    WindowId notClosed; ///< the first window that was not closed
    bool isInside = false; ///< something was recorded after the border

    /// False in sessions from before: jobs, devices and what is still owed to the window before are not gone on with.
    bool saysAll() const { return state && !state->placement.empty(); }
};
/// Fails for a session that is complete or has not begun.
Result<ResumePoint> findResumePoint(SessionReader& reader);

} // namespace jackdaw::session
