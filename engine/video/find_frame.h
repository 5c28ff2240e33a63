// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/video_frame.h"
#include "engine/base/result.h"
#include "engine/video/video_reader.h"

#include <cstdint>
#include <optional>
#include <stop_token>

namespace jackdaw::video {

/// The very picture that was read before as \p frame at \p sourceTime: the one of that number or, where numbers are not
/// the source's own, of that time to a millisecond, to which times of kept clips are rounded. Nothing where it is gone,
/// cannot be made out any more, or \p stop came first.
Result<std::optional<VideoFrame>> findFrame(VideoReader& reader, std::int64_t frame, Nanoseconds sourceTime,
                                            const std::stop_token& stop = {});

} // namespace jackdaw::video
