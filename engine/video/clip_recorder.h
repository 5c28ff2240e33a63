// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/video/clip_store.h"
#include "engine/video/live_input.h"
#include "engine/video/live_timing.h"

#include <atomic>
#include <functional>
#include <optional>
#include <random>
#include <stop_token>
#include <string>
#include <vector>

namespace jackdaw::video {

/// Keeps a camera's main stream as it comes, while another one is looked at. Nothing of it is decoded. Its clips lie on
/// the time of the stream that is looked at, as it passed when their packets came: the two agree as well as the camera
/// sends them side by side.
class ClipRecorder {
public:
    struct Camera {
        /// Source time that passes now on the stream that is looked at; nothing before its first picture.
        std::function<std::optional<Nanoseconds>()> sourceTime;
        /// Told once, with the reason, each time that no clips are kept any more.
        std::function<void(std::string)> stopped;
    };

    ClipRecorder(LiveInput::Settings stream, std::filesystem::path folder, ClipLimits limits, Camera camera) :
        m_stream(std::move(stream)), m_clips(std::move(folder), limits), m_camera(std::move(camera)),
        m_random(std::random_device{}())
    {
    }

    /// Connects, keeps, and connects again, until \p stop.
    void run(const std::stop_token& stop);
    /// True while clips should be kept and are not.
    bool isStopped() const { return m_isStopped; }
    const std::filesystem::path& folder() const { return m_clips.folder(); }

private:
    Error keepStream(const std::stop_token& stop);
    void keep(const AVPacket& packet, const AVStream& stream);
    void write(const AVPacket& packet, const AVStream& stream);
    void say(std::string reason);

    LiveInput::Settings m_stream;
    ClipStore m_clips;
    Camera m_camera;
    std::atomic<bool> m_isStopped = false;
    std::optional<Nanoseconds> m_shift; ///< from the stream's time to the camera's source time
    CatchingUp m_catchingUp;
    std::vector<PacketHandle> m_early; ///< before m_shift is known
    std::optional<Nanoseconds> m_last; ///< time stamp of the packet before
    std::chrono::steady_clock::time_point m_lastKept = std::chrono::steady_clock::now();
    std::minstd_rand m_random; ///< of no consequence for what a run comes to
};

} // namespace jackdaw::video
