// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/detection.h"
#include "engine/api/video_frame.h"
#include "engine/base/result.h"
#include "engine/vision/picture_size.h"

#include <cstddef>
#include <filesystem>
#include <map>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace jackdaw::vision {

/// What a detector's file turned out to be, and what it does with a picture.
struct DetectorCheck {
    std::string name; ///< and what runs it, where that is not LibTorch
    std::string decodedAs; ///< "YOLOX, boxes that the network decodes itself"
    PictureSize input;
    double millisecondsPerFrame = 0.0; ///< the fastest of a few runs
    std::vector<Detection> found; ///< in the first picture, best first; labels are places in `names`
    std::vector<std::string> names; ///< COCO's 80, and behind them what else the network knows
    std::vector<std::string> known; ///< its own classes, where they are not COCO's 80
    std::vector<std::string> warnings; ///< what is probably wrong, a sentence each
};

/// Opens an ONNX file as a golden model would, and runs it on \p frames, of which there is one at least; whether its
/// scaling is right is looked at where there are several. Errors as openGoldenModel(); Cancelled soon
/// after \p stop.
Result<DetectorCheck> checkDetector(const std::filesystem::path& model, std::span<const VideoFrame> frames, int threads,
                                    const std::stop_token& stop = {});
inline Result<DetectorCheck> checkDetector(const std::filesystem::path& model, const VideoFrame& frame, int threads)
{
    return checkDetector(model, std::span(&frame, 1), threads);
}

/// How many of the surely \p found objects are of no class of a session's \p classes, by the network's names.
std::map<std::string, std::size_t> outsideOf(const DetectorCheck& check, const std::vector<std::string>& classes);

/// The picture of \p frame with the boxes of \p found drawn in, as a PNG file. Labels are places in \p names, or
/// COCO's where there are none.
Status writeBoxes(const VideoFrame& frame, const std::vector<Detection>& found, const std::filesystem::path& file,
                  const std::vector<std::string>& names = {});

/// The name of class 0..79 of COCO.
std::string cocoClassName(ClassId label);

} // namespace jackdaw::vision
