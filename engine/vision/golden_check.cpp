// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/golden_check.h"

#include "engine/base/text_file.h"
#include "engine/vision/class_map.h"
#include "engine/vision/coco_classes.h"
#include "engine/vision/input_style.h"
#include "engine/vision/onnx_detector.h"
#include "engine/vision/scale_check.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <limits>

#include <opencv2/imgproc.hpp>
#include <zlib.h>

namespace jackdaw::vision {
namespace {

using Boxes = DetectorFormat::Boxes;

/// Fewer boxes than this are a busy street; more are what a network sees in a picture of the wrong scale.
constexpr std::size_t kMostBoxes = 120;
/// What a detector is less sure of, nobody counts.
constexpr float kSure = 0.3F;

std::string decodedText(const DetectorFormat& format, const OutputView& view)
{
    std::string text = format.family
        + (format.boxes == Boxes::Pixels ? ", boxes that the network decodes itself" : ", boxes that are decoded here");
    if (!view.text().empty())
        text += " (" + view.text() + ")";
    return text;
}

std::vector<std::string> warningsOf(const DetectorCheck& check)
{
    std::vector<std::string> warnings;
    const auto sure = std::count_if(check.found.begin(), check.found.end(),
                                    [](const Detection& detection) { return detection.score >= kSure; });
    if (static_cast<std::size_t>(sure) > kMostBoxes)
        warnings.push_back(
            "It finds " + std::to_string(sure)
            + " objects in one picture, as a detector does that was trained on pictures of another scale "
              "(0 to 1 instead of 0 to 255) or order of colours.");
    if (check.found.empty())
        warnings.emplace_back("It finds nothing in this picture: try one in which something is to be seen.");
    return warnings;
}

void append(std::string& bytes, std::uint32_t value)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        bytes += static_cast<char>(value >> shift & 0xFFU);
}

void appendChunk(std::string& png, const std::string& kind, const std::string& data)
{
    append(png, static_cast<std::uint32_t>(data.size()));
    const std::string content = kind + data;
    png += content;
    append(png,
           static_cast<std::uint32_t>(
               crc32(0, reinterpret_cast<const Bytef*>(content.data()), static_cast<uInt>(content.size()))));
}

/// RGB, 8 bits, rows unfiltered.
std::string pngOf(const cv::Mat& picture)
{
    std::string rows;
    for (int y = 0; y < picture.rows; ++y) {
        rows += '\0';
        rows.append(picture.ptr<char>(y), static_cast<std::size_t>(picture.cols) * 3);
    }
    uLongf size = compressBound(static_cast<uLong>(rows.size()));
    std::string packed(size, '\0');
    compress(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<const Bytef*>(rows.data()),
             static_cast<uLong>(rows.size()));
    packed.resize(size);
    std::string header;
    append(header, static_cast<std::uint32_t>(picture.cols));
    append(header, static_cast<std::uint32_t>(picture.rows));
    header += std::string("\x08\x02\x00\x00\x00", 5);
    std::string png("\x89PNG\r\n\x1A\n", 8);
    appendChunk(png, "IHDR", header);
    appendChunk(png, "IDAT", packed);
    appendChunk(png, "IEND", {});
    return png;
}

void draw(cv::Mat& picture, const Detection& detection, const std::string& name)
{
    const std::array<cv::Scalar, 4> colours{cv::Scalar(255, 80, 60), cv::Scalar(70, 200, 255), cv::Scalar(255, 220, 60),
                                            cv::Scalar(120, 255, 120)};
    const cv::Scalar& colour = colours[detection.label.value % colours.size()];
    const cv::Point corner(static_cast<int>(detection.box.x1), static_cast<int>(detection.box.y1));
    cv::rectangle(picture, corner, cv::Point(static_cast<int>(detection.box.x2), static_cast<int>(detection.box.y2)),
                  colour, 1);
    const std::string text = name + " " + std::to_string(static_cast<int>(100.0F * detection.score));
    cv::putText(picture, text, corner + cv::Point(1, -2), cv::FONT_HERSHEY_PLAIN, 0.8, colour);
}

} // namespace

std::string cocoClassName(ClassId label)
{
    return label.value < kCocoClasses ? std::string(cocoName(label.value)) : std::to_string(label.value);
}

std::map<std::string, std::size_t> outsideOf(const DetectorCheck& check, const std::vector<std::string>& classes)
{
    std::map<std::string, std::size_t> outside;
    for (const Detection& detection : check.found) {
        const std::string& name = check.names[detection.label.value];
        const auto isIt = [&](const std::string& own) { return nameKey(own) == nameKey(name); };
        if (detection.score >= kSure && std::none_of(classes.begin(), classes.end(), isIt))
            ++outside[name];
    }
    return outside;
}

Result<DetectorCheck> checkDetector(const std::filesystem::path& model, std::span<const VideoFrame> frames, int threads,
                                    const std::stop_token& stop)
{
    constexpr int kRuns = 5;
    const auto hasPixels = [](const VideoFrame& frame) { return frame.hasPixels(); };
    if (frames.empty() || !std::all_of(frames.begin(), frames.end(), hasPixels))
        return fail(ErrorCode::InvalidInput, "There is no picture to try the golden model on.");
    auto detector = OnnxDetector::open(model, threads);
    if (!detector)
        return tl::unexpected(detector.error());
    DetectorCheck check;
    check.name = detector->name();
    check.input = detector->size();
    check.decodedAs = decodedText(detector->format(), detector->view());
    if (detector->hasInputFile())
        check.decodedAs += ", scaled as " + inputFileOf(model).filename().string() + " says";
    check.names = detector->classNumbers().names();
    if (detector->ownNames() != ClassNumbers().names())
        check.known = detector->ownNames();
    check.millisecondsPerFrame = std::numeric_limits<double>::max();
    for (int i = 0; i < kRuns; ++i) {
        const auto start = std::chrono::steady_clock::now();
        auto found = detector->detect(frames.front());
        if (!found)
            return tl::unexpected(found.error());
        const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
        check.millisecondsPerFrame = std::min(check.millisecondsPerFrame, took.count());
        check.found = std::move(*found);
    }
    check.warnings = warningsOf(check);
    auto scaling = scalingWarnings(*detector, model, frames, stop);
    if (!scaling)
        return tl::unexpected(scaling.error());
    check.warnings.insert(check.warnings.end(), scaling->begin(), scaling->end());
    return check;
}

Status writeBoxes(const VideoFrame& frame, const std::vector<Detection>& found, const std::filesystem::path& file,
                  const std::vector<std::string>& names)
{
    if (!frame.hasPixels())
        return fail(ErrorCode::InvalidInput, "There is no picture to draw boxes into.");
    std::vector<std::uint8_t> pixels(frame.rgb().begin(), frame.rgb().end());
    cv::Mat picture(frame.height, frame.width, CV_8UC3, pixels.data());
    for (const Detection& detection : found)
        if (detection.score >= kSure)
            draw(picture, detection,
                 detection.label.value < names.size() ? names[detection.label.value] : cocoClassName(detection.label));
    return writeText(file, pngOf(picture));
}

} // namespace jackdaw::vision
