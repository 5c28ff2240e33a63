// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/detection.h"
#include "engine/api/video_frame.h"
#include "engine/base/result.h"

#include <filesystem>
#include <string>
#include <vector>

#include <opencv2/dnn.hpp>

namespace jackdaw::vision {

/// One pretrained detector on OpenCV dnn. Private to the vision room.
class OnnxDetector {
public:
    static Result<OnnxDetector> open(const std::filesystem::path& path);

    /// Boxes in pixels of the frame, labels are COCO indices, best first.
    Result<std::vector<Detection>> detect(const VideoFrame& frame);

    /// File name without extension.
    const std::string& name() const { return m_name; }

private:
    enum class Family { NanoDetPlus, Yolox };

    OnnxDetector(std::string name, const cv::dnn::Net& net) : m_name(std::move(name)), m_net(net) { }
    Status recognise(const std::filesystem::path& path);

    std::string m_name;
    cv::dnn::Net m_net;
    Family m_family = Family::NanoDetPlus;
};

} // namespace jackdaw::vision
