// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/ids.h"
#include "engine/base/units.h"

#include <cstdint>
#include <string>

namespace jackdaw {

/// What may be wrong with a camera's video that does not end it.
enum class VideoFaultKind : std::uint8_t {
    Damaged, ///< pictures that could not be decoded, or were decoded with faults
    CutOff, ///< the file ends before it should
    TimeJump, ///< time stamps leap ahead; the gap is closed
    TimeRestart, ///< time stamps begin anew; what follows is joined on
    SizeChange, ///< pictures of another size are scaled to the camera's; or it sends another codec
    FilesSkipped, ///< files of a folder of images that are no pictures, or broken ones
    Frozen, ///< the same picture again and again
    Covered, ///< nothing is to be seen: one colour all over
    ClipsStopped, ///< no more clips are kept: their folder cannot be written, or their stream does not come
};

/// Something was wrong with a camera's video, and it goes on: one event per burst.
struct VideoFault {
    CameraId camera;
    VideoFaultKind kind = VideoFaultKind::Damaged;
    Nanoseconds sourceTime{0}; ///< where in the source the burst began
    std::uint32_t count = 1; ///< pictures, files or time stamps that it concerns
    std::string message; ///< one sentence: what, where, what was done about it
    bool operator==(const VideoFault&) const = default;
};

} // namespace jackdaw
