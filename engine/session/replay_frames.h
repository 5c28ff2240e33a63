// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/session/dropped_frames.h"
#include "engine/session/replay.h"

#include <map>
#include <mutex>
#include <string>

namespace jackdaw::session {

/// Which picture each camera shows now, by the events that were delivered.
class ReplayFrames {
public:
    ReplayFrames(std::shared_ptr<FrameProvider> provider, std::filesystem::path sessionFile);

    /// Looks for the sources of the cameras that \p events add and that are not known yet, and refuses those that are
    /// others now. Reads from the disk; may be called by another thread than the rest.
    void find(const std::vector<Event>& events);

    /// Notes what \p event says about cameras and pictures.
    void see(const Event& event);
    /// Asks for each camera's newest picture that was not asked for yet.
    void request();
    std::optional<VideoFrame> take(CameraId camera);
    /// Forgets the pictures; what was asked for before is not shown any more.
    void reset();

private:
    struct Camera {
        std::string source;
        DroppedFrames dropped;
        std::optional<FrameIndexed> wanted; ///< without its predictions
        std::map<std::int64_t, Nanoseconds> due; ///< session time of the frames asked for
    };

    std::optional<std::string> sourceOf(CameraId camera) const;

    std::shared_ptr<FrameProvider> m_provider;
    const std::filesystem::path m_sessionFile;
    mutable std::mutex m_mutex; ///< of m_sources
    std::map<CameraId, std::string> m_sources; ///< where they are now; as they were recorded where none was found
    std::map<CameraId, Camera> m_cameras;
};

} // namespace jackdaw::session
