// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/onnx_detector.h"

#include "engine/vision/detection_fusion.h"
#include "engine/vision/detector_heads.h"
#include "engine/vision/onnx_check.h"
#include "engine/vision/quiet_opencv.h"

#include <algorithm>
#include <utility>

#include <opencv2/imgproc.hpp>

namespace jackdaw::vision {
namespace {

constexpr float kThreshold = 0.15F;
constexpr float kMaximumOverlap = 0.6F;

std::string shapeText(const cv::Mat& output)
{
    std::string text;
    for (int i = 0; i < output.dims; ++i)
        text += (i > 0 ? " x " : "") + std::to_string(output.size[i]);
    return text;
}

bool hasShape(const cv::Mat& output, int cells, int values)
{
    return output.dims == 3 && output.size[0] == 1 && output.size[1] == cells && output.size[2] == values
        && output.type() == CV_32F;
}

std::span<const float> valuesOf(const cv::Mat& output)
{
    return {output.ptr<float>(), output.total()};
}

} // namespace

Result<OnnxDetector> OnnxDetector::open(const std::filesystem::path& path)
{
    if (auto checked = checkOnnxFile(path); !checked)
        return tl::unexpected(checked.error());
    const QuietOpenCv quiet;
    try {
        OnnxDetector detector(path.stem().string(), cv::dnn::readNetFromONNX(path.string()));
        detector.m_net.setPreferableBackend(cv::dnn::DNN_BACKEND_OPENCV);
        detector.m_net.setPreferableTarget(cv::dnn::DNN_TARGET_CPU);
        if (auto recognised = detector.recognise(path); !recognised)
            return tl::unexpected(recognised.error());
        return detector;
    } catch (const std::exception& error) {
        return fail(ErrorCode::Unsupported, "The golden model '" + path.string() + "' cannot be read as a network.",
                    "Name the ONNX file of a NanoDet-Plus or YOLOX detector with an input of 416 x 416 pixels.",
                    error.what());
    }
}

/// Runs the network once: its output's shape tells what it is.
Status OnnxDetector::recognise(const std::filesystem::path& path)
{
    const std::string expected = "expected is 1 x " + std::to_string(kNanoDetCells) + " x "
        + std::to_string(kNanoDetValues) + " (NanoDet-Plus) or 1 x " + std::to_string(kYoloxCells) + " x "
        + std::to_string(kYoloxValues) + " (YOLOX)";
    std::string found;
    std::string detail;
    try {
        m_net.setInput(cv::Mat({1, 3, kInputSide, kInputSide}, CV_32F, cv::Scalar(0)));
        const cv::Mat output = m_net.forward();
        if (hasShape(output, kNanoDetCells, kNanoDetValues) || hasShape(output, kYoloxCells, kYoloxValues)) {
            m_family = output.size[2] == kYoloxValues ? Family::Yolox : Family::NanoDetPlus;
            return {};
        }
        found = "an output of " + shapeText(output);
    } catch (const cv::Exception& error) {
        found = "no output for an input of 1 x 3 x 416 x 416";
        detail = error.what();
    }
    return fail(ErrorCode::Unsupported,
                "The golden model '" + path.string() + "' gives " + found + "; " + expected + ".",
                "Choose such a detector.", detail);
}

cv::Mat OnnxDetector::inputOf(const VideoFrame& frame) const
{
    const cv::Mat rgb(frame.height, frame.width, CV_8UC3, const_cast<std::uint8_t*>(frame.rgb->data()));
    cv::Mat sized;
    if (m_family == Family::NanoDetPlus) {
        cv::resize(rgb, sized, {kInputSide, kInputSide}, 0, 0, cv::INTER_LINEAR);
        cv::Mat blob = cv::dnn::blobFromImage(sized, 1.0, {}, cv::Scalar(123.675, 116.28, 103.53), true, false);
        // Order of the network's input: blue, green, red.
        constexpr float kDeviation[3] = {57.375F, 57.12F, 58.395F};
        for (int channel = 0; channel < 3; ++channel) {
            cv::Mat plane(kInputSide, kInputSide, CV_32F, blob.ptr<float>(0, channel));
            plane /= kDeviation[channel];
        }
        return blob;
    }
    const double scale =
        std::min(static_cast<double>(kInputSide) / frame.width, static_cast<double>(kInputSide) / frame.height);
    cv::resize(rgb, sized, {static_cast<int>(frame.width * scale), static_cast<int>(frame.height * scale)}, 0, 0,
               cv::INTER_LINEAR);
    cv::Mat padded(kInputSide, kInputSide, CV_8UC3, cv::Scalar(114, 114, 114));
    sized.copyTo(padded(cv::Rect(0, 0, sized.cols, sized.rows)));
    return cv::dnn::blobFromImage(padded, 1.0, {}, cv::Scalar(), true, false);
}

Result<std::vector<Detection>> OnnxDetector::detect(const VideoFrame& frame)
{
    try {
        m_net.setInput(inputOf(frame));
        const cv::Mat output = m_net.forward();
        const auto values = valuesOf(output);
        const bool yolox = m_family == Family::Yolox;
        auto found = yolox ? decodeYolox(values, kThreshold) : decodeNanoDetPlus(values, kThreshold);
        const float side = kInputSide;
        const float scale = std::max(static_cast<float>(frame.width), static_cast<float>(frame.height)) / side;
        const float scaleX = yolox ? scale : static_cast<float>(frame.width) / side;
        const float scaleY = yolox ? scale : static_cast<float>(frame.height) / side;
        for (Detection& detection : found) {
            Box& box = detection.box;
            box.x1 = std::clamp(box.x1 * scaleX, 0.0F, static_cast<float>(frame.width));
            box.x2 = std::clamp(box.x2 * scaleX, 0.0F, static_cast<float>(frame.width));
            box.y1 = std::clamp(box.y1 * scaleY, 0.0F, static_cast<float>(frame.height));
            box.y2 = std::clamp(box.y2 * scaleY, 0.0F, static_cast<float>(frame.height));
        }
        return suppressOverlaps(std::move(found), kMaximumOverlap);
    } catch (const cv::Exception& error) {
        return fail(ErrorCode::Internal, "The golden model '" + m_name + "' failed on a picture.", {}, error.what());
    }
}

} // namespace jackdaw::vision
