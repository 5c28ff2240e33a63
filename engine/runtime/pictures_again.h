// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/resume_state.h"
#include "engine/api/video_frame.h"
#include "engine/base/result.h"

#include <functional>
#include <string>
#include <vector>

namespace jackdaw::runtime {

/// Frames from \p source again, a recording or the folder of a live camera's clips, with their session times; those
/// that it does not give any more are left out.
using PicturesAgain = std::function<Result<std::vector<VideoFrame>>(const std::string& source, double imagesPerSecond,
                                                                    const std::vector<SourceFrame>& frames)>;

Result<std::vector<VideoFrame>> readAgain(const std::string& source, double imagesPerSecond,
                                          const std::vector<SourceFrame>& frames);

} // namespace jackdaw::runtime
