// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/detection.h"
#include "engine/api/video_frame.h"
#include "engine/base/result.h"
#include "engine/vision/picture_size.h"

#include <filesystem>
#include <string>
#include <vector>

namespace jackdaw::vision {

/// What a detector's file turned out to be, and what it does with a picture.
struct DetectorCheck {
    std::string name; ///< and what runs it, where that is not LibTorch
    std::string decodedAs; ///< "YOLOX, boxes that the network decodes itself"
    PictureSize input;
    double millisecondsPerFrame = 0.0; ///< the fastest of a few runs
    std::vector<Detection> found; ///< labels are COCO's, best first
    std::vector<std::string> warnings; ///< what is probably wrong, a sentence each
};

/// Opens an ONNX file as a golden model would, and runs it on \p frame. Errors as openGoldenModel().
Result<DetectorCheck> checkDetector(const std::filesystem::path& model, const VideoFrame& frame, int threads);

/// The picture of \p frame with the boxes of \p found drawn in, as a PNG file.
Status writeBoxes(const VideoFrame& frame, const std::vector<Detection>& found, const std::filesystem::path& file);

/// The name of class 0..79 of COCO.
std::string cocoClassName(ClassId label);

} // namespace jackdaw::vision
