// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/onnx_detector.h"

#include "engine/vision/detection_fusion.h"
#include "engine/vision/detector_heads.h"
#include "engine/vision/letterbox.h"
#include "engine/vision/onnx_check.h"
#include "engine/vision/quiet_opencv.h"

#include <span>
#include <utility>

namespace jackdaw::vision {
namespace {

/// What a network is less sure of does not enter the fusion.
constexpr float kThreshold = 0.15F;
constexpr float kMaximumOverlap = 0.5F;

/// As the networks were trained: in the middle of black, normalised; at the top left of grey, as it is.
constexpr InputStyle kNanoDetInput{true, 0, {103.53F, 116.28F, 123.675F}, {57.375F, 57.12F, 58.395F}};
constexpr InputStyle kYoloxInput{false, 114, {0.0F, 0.0F, 0.0F}, {1.0F, 1.0F, 1.0F}};

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

Result<std::vector<Detection>> OnnxDetector::detect(const VideoFrame& frame)
{
    const bool yolox = m_family == Family::Yolox;
    try {
        const Letterbox letterbox(frame, yolox ? kYoloxInput : kNanoDetInput);
        m_net.setInput(letterbox.blob());
        const cv::Mat output = m_net.forward();
        const auto values = valuesOf(output);
        auto found = yolox ? decodeYolox(values, kThreshold) : decodeNanoDetPlus(values, kThreshold);
        for (Detection& detection : found)
            detection.box = letterbox.toFrame(detection.box);
        return suppressOverlaps(std::move(found), kMaximumOverlap, Rivals::OneKind);
    } catch (const cv::Exception& error) {
        return fail(ErrorCode::Internal, "The golden model '" + m_name + "' failed on a picture.", {}, error.what());
    }
}

} // namespace jackdaw::vision
