// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/video_frame.h"
#include "engine/runtime/recorder.h"
#include "engine/vision/counting.h"

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace jackdaw::runtime {

/// What a session says of a camera's counts before the run goes on with it.
struct CountedBefore {
    Nanoseconds until{-1}; ///< newest frame of which its counts are told
    std::int64_t nextTrack = 0;
};

/// Counts what goes over a camera's lines and stands in its zones, and records it. A resumed run goes through frames
/// again of which the session tells already: they are looked at, so that tracks are known, and nothing is recorded.
class CameraCounter {
public:
    CameraCounter(CameraId camera, vision::Counter::Places places, std::size_t classes, CountedBefore before,
                  Recorder& recorder) :
        m_camera(camera),
        m_told(places.zones.size()), m_until(before.until), m_counter(std::move(places), classes, before.nextTrack),
        m_recorder(recorder)
    {
    }

    /// \p boxes stand for \p frame; \p age as FrameIndexed has it.
    void see(const VideoFrame& frame, const std::vector<Detection>& boxes, Nanoseconds age);
    /// At \p now the camera is gone, and with it all that stood in its zones: what is still found on its last frames
    /// does not count.
    void forget(Nanoseconds now);

private:
    void tellZones();

    CameraId m_camera;
    std::vector<std::optional<std::vector<std::uint32_t>>> m_told; ///< of each zone; none before the first time
    Nanoseconds m_until;
    Nanoseconds m_newest{-1};
    std::int64_t m_newestFrame = -1; ///< its index in the source
    Nanoseconds m_goneAt{-1};
    vision::Counter m_counter;
    Recorder& m_recorder;
};

/// Of each camera, by what \p reader says; frames are looked up from \p border on, where the run goes on.
Result<std::map<CameraId, CountedBefore>> countedBefore(session::SessionReader& reader, Nanoseconds border);

} // namespace jackdaw::runtime
