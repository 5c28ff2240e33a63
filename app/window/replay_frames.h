// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/session/replay.h"
#include "engine/video/video_reader.h"

#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

namespace jackdaw::window {

/// Reads the pictures of a replayed session from its cameras' sources, on a thread of its own. The lock is held only
/// while a request or a picture changes hands.
class ReplayFrames final : public session::FrameProvider {
public:
    ReplayFrames();
    ~ReplayFrames() override;

    void request(CameraId camera, const std::string& source, std::int64_t frame, Nanoseconds sourceTime) override;
    void refuse(const CameraAdded& camera, const Error& error) override;
    std::optional<VideoFrame> take(CameraId camera) override;

    /// A camera that gets no pictures, and why.
    struct Refused {
        CameraAdded camera;
        Error error;
    };
    /// Those that refuse() said and relocate() did not mend.
    std::vector<Refused> refused() const;
    /// Where the pictures of a camera that was asked for are read from; nothing where there are none.
    std::optional<std::string> sourceOf(CameraId camera) const;
    /// Where relocate() said that they are; nothing where they are in their own place.
    std::optional<std::string> placeOf(CameraId camera) const;
    /// \p camera's pictures come from \p source from now on.
    void relocate(CameraId camera, const std::string& source);

    /// The first fault of each source that gives no pictures, in words, once.
    std::vector<std::string> takeFaults();

private:
    struct Request {
        std::string source;
        std::int64_t frame = 0;
        Nanoseconds sourceTime{0};
    };
    /// Belongs to the thread.
    struct Reading {
        std::string source;
        std::unique_ptr<video::VideoReader> reader;
        std::int64_t next = -1; ///< index that next() gives, or -1 before the first
    };

    void run(std::stop_token stop);
    std::optional<VideoFrame> read(Reading& reading, const Request& request, const std::stop_token& stop);
    std::optional<VideoFrame> readUpTo(Reading& reading, const Request& request);
    bool open(Reading& reading, const Request& request, const std::stop_token& stop);
    bool seek(Reading& reading, const Request& request, Nanoseconds sourceTime);
    void noteFault(const std::string& source, const Error& error);

    mutable std::mutex m_mutex;
    std::condition_variable_any m_asked;
    std::map<CameraId, Request> m_requests;
    std::map<CameraId, VideoFrame> m_ready;
    struct Fault {
        std::string text; ///< told once
        std::chrono::steady_clock::time_point since;
    };
    std::map<CameraId, Refused> m_refused;
    std::map<CameraId, std::string> m_places; ///< of sources that were found elsewhere
    std::map<CameraId, std::string> m_sources; ///< that were asked for last
    std::map<std::string, Fault> m_faults; ///< by source
    std::vector<std::string> m_newFaults;
    std::jthread m_thread; ///< last, so that it ends before what it uses
};

} // namespace jackdaw::window
