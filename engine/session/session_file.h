// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/events.h"
#include "engine/base/result.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace jackdaw::session {

/// Version of the file format that this program writes (SQLite's user_version).
inline constexpr int kFormatVersion = 1;
/// SQLite's application_id: "JDAW".
inline constexpr std::int32_t kApplicationId = 0x4A444157;

/// Appends events to a session file from its own thread: the only connection that writes and checkpoints (design §8).
class SessionWriter {
public:
    /// Creates \p file; an existing one is an error. Its folder must be writable.
    static Result<std::unique_ptr<SessionWriter>> create(const std::filesystem::path& file);
    /// Opens a session that was cut off, to go on after its last committed event.
    static Result<std::unique_ptr<SessionWriter>> resume(const std::filesystem::path& file);
    ~SessionWriter();

    /// Queues the event; it gets the next sequence number, which is returned. Waits only if the bounded queue is full.
    /// A transition (isTransition()) is on disk when this returns; the rest is within a second.
    std::uint64_t append(Nanoseconds time, EventBody body);

    /// Weights by content hash; on disk when it returns. Putting the same hash again is free.
    Status putWeights(const std::string& hash, const std::vector<std::uint8_t>& safetensors);

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

/// Reads a session file, also while it is written. Read-only.
class SessionReader {
public:
    /// Fails with NotFound, Corrupt ("not a Jackdaw session", "truncated at ...") or Unsupported (newer version).
    static Result<std::unique_ptr<SessionReader>> open(const std::filesystem::path& file);
    ~SessionReader();

    /// Events with sequence >= \p from, at most \p most, in order.
    Result<std::vector<Event>> events(std::uint64_t from, std::size_t most);
    /// All events of the kinds wanted, in order.
    Result<std::vector<Event>> eventsOfKinds(const std::vector<std::string>& kinds);

    SessionStarted started() const;
    bool isComplete() const; ///< has its SessionClosed
    Nanoseconds duration() const;
    std::uint64_t eventCount() const;
    Result<std::vector<std::uint8_t>> weights(const std::string& hash);

private:
    class Impl;
    explicit SessionReader(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

/// Where a cut-off session goes on (design §8): the last window that closed, and each camera's newest accepted weights.
struct ResumePoint {
    SessionStarted started;
    WindowId nextWindow;
    Nanoseconds time{0}; ///< start of nextWindow
    struct Camera {
        CameraId camera;
        WeightsVersion version;
        std::string hash; ///< empty: untrained
    };
    std::vector<Camera> cameras;
};
Result<ResumePoint> findResumePoint(SessionReader& reader);

} // namespace jackdaw::session
