// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/video_frame.h"
#include "engine/base/result.h"
#include "engine/vision/onnx_detector.h"

#include <cstddef>
#include <filesystem>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

/// Whether a detector gets its pictures in the scale that it was trained on. Private to the vision room.
namespace jackdaw::vision {

/// What a detector is sure of in some pictures, and how much of that it sees in their mirror images, too.
struct MirrorAgreement {
    std::size_t sure = 0;
    std::size_t agreed = 0;

    /// What agrees less what does not; 0 where that is more.
    std::size_t worth() const { return 2 * agreed > sure ? 2 * agreed - sure : 0; }
};

/// What is probably wrong with the scaling of the detector in the file \p model, a sentence each: that what it sees in
/// \p frames does not stay, and which other scaling is far better. Nothing of fewer than three pictures. Cancelled soon
/// after \p stop.
Result<std::vector<std::string>> scalingWarnings(OnnxDetector& detector, const std::filesystem::path& model,
                                                 std::span<const VideoFrame> frames, const std::stop_token& stop = {});

} // namespace jackdaw::vision
