// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/video_frame.h"
#include "engine/base/result.h"
#include "engine/video/camera_feed.h"

#include <cstddef>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace jackdaw::video {

/// What a camera or a recording gave while it was looked at.
struct CameraLook {
    StreamInfo info;
    std::size_t pictures = 0;
    Nanoseconds firstTime{0}; ///< in the source
    VideoFrame last;
    std::string interruption; ///< why nothing comes
    std::vector<VideoFault> faults;

    /// Measured from the times of its pictures; 0 before there are two.
    double perSecond() const;
};

/// Opens what \p settings name and looks at it for \p seconds, but not after a recording's end or \p stop. \p seen, if
/// any, is told several times a second how far it is. Io where no picture came.
Result<CameraLook> lookAtCamera(const CameraSettings& settings, double seconds, const std::stop_token& stop = {},
                                const std::function<void(const CameraLook&)>& seen = {});

} // namespace jackdaw::video
