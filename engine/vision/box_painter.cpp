// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/box_painter.h"

#include <algorithm>
#include <cmath>

#include <opencv2/imgproc.hpp>

namespace jackdaw::vision {
namespace {

/// Lines of one pixel suit a picture of this width.
constexpr int kThinWidth = 480;
constexpr double kTextScale = 0.8; ///< of OpenCV's plain font, which is 10 pixels high

/// Far outside of the picture nothing is to be drawn, and coordinates would not fit.
int pixel(float value, int size)
{
    return static_cast<int>(std::clamp(std::round(value), -1.0F, static_cast<float>(size)));
}

void dashedLine(cv::Mat& picture, cv::Point from, cv::Point to, const cv::Scalar& colour, int thickness)
{
    const int dash = 4 * thickness;
    const cv::Point step(to.x == from.x ? 0 : 1, to.y == from.y ? 0 : 1);
    const int length = std::max(to.x - from.x, to.y - from.y);
    for (int begin = 0; begin <= length; begin += 2 * dash)
        cv::line(picture, from + begin * step, from + std::min(begin + dash, length) * step, colour, thickness);
}

void paint(cv::Mat& picture, const PaintedBox& painted)
{
    const int thickness = std::max(1, picture.cols / kThinWidth);
    const cv::Scalar colour(painted.colour[0], painted.colour[1], painted.colour[2]);
    const cv::Point first(pixel(painted.box.x1, picture.cols), pixel(painted.box.y1, picture.rows));
    const cv::Point last(pixel(painted.box.x2, picture.cols) - 1, pixel(painted.box.y2, picture.rows) - 1);
    if (last.x < first.x || last.y < first.y)
        return;
    if (painted.dashed) {
        dashedLine(picture, first, {last.x, first.y}, colour, thickness);
        dashedLine(picture, {first.x, last.y}, last, colour, thickness);
        dashedLine(picture, first, {first.x, last.y}, colour, thickness);
        dashedLine(picture, {last.x, first.y}, last, colour, thickness);
    } else {
        cv::rectangle(picture, first, last, colour, thickness);
    }
    if (!painted.text.empty())
        cv::putText(picture, painted.text, first + cv::Point(1, -1 - thickness), cv::FONT_HERSHEY_PLAIN,
                    kTextScale * thickness, colour, thickness);
}

} // namespace

VideoFrame withBoxes(const VideoFrame& frame, const std::vector<PaintedBox>& boxes)
{
    if (!frame.hasPixels())
        return frame;
    std::vector<std::uint8_t> bytes(frame.rgb().begin(), frame.rgb().end());
    cv::Mat picture(frame.height, frame.width, CV_8UC3, bytes.data());
    for (const PaintedBox& box : boxes)
        paint(picture, box);
    VideoFrame painted = frame;
    painted.picture = std::make_shared<RgbPicture>(std::move(bytes));
    return painted;
}

} // namespace jackdaw::vision
