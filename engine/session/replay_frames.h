// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/session/replay.h"

#include <map>
#include <string>

namespace jackdaw::session {

/// Which picture each camera shows now, by the events that were delivered.
class ReplayFrames {
public:
    /// Looks for the sources of \p cameras, which \p sessionFile has recorded, and refuses those that are not there,
    /// or are others now.
    ReplayFrames(std::shared_ptr<FrameProvider> provider, const std::vector<CameraAdded>& cameras,
                 const std::filesystem::path& sessionFile);

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
        double secondsPerFrame = 0.0; ///< of the source
        std::optional<FrameIndexed> wanted; ///< without its predictions
        std::map<std::int64_t, Nanoseconds> due; ///< session time of the frames asked for
    };

    std::shared_ptr<FrameProvider> m_provider;
    std::map<CameraId, std::string> m_sources; ///< where they are now, or were where they are not there
    std::map<CameraId, Camera> m_cameras;
};

} // namespace jackdaw::session
