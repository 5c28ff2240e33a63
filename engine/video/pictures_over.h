// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/video_frame.h"
#include "engine/base/result.h"
#include "engine/video/video_reader.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace jackdaw::video {

/// Where a recording is first looked at: a second into it, as films often begin black, or the middle of a shorter one.
Nanoseconds usualFirstLook(const VideoReader& reader);

/// The picture at \p first, then up to \p count - 1 others from all over the recording, where it has a length; those
/// that cannot be read there are left out. Nothing where there is none at \p first.
Result<std::vector<VideoFrame>> picturesOver(VideoReader& reader, Nanoseconds first, std::size_t count);

} // namespace jackdaw::video
