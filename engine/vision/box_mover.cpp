// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/box_mover.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>

#include <opencv2/imgproc.hpp>
#include <opencv2/video/tracking.hpp>

namespace jackdaw::vision {
namespace {

/// Pictures are made no wider than this for the flow.
constexpr int kWidth = 416;
/// Corners of one box. Near its border they often belong to what is behind it.
constexpr int kCorners = 6;
constexpr float kInnerPart = 0.8F;
/// Pixels (of the small picture) by which a corner may miss its beginning when it is followed there and back.
constexpr float kMostMiss = 1.0F;
constexpr int kFewestCorners = 2;
/// A box with as many corners, of which fewer are found again, is not there any more, or hidden.
constexpr std::size_t kCornersOfSomething = 3;
/// Less of a box than this inside of the picture, and it has left.
constexpr float kLeastInside = 0.6F;
constexpr int kLevels = 3;
const cv::Size kWindow(9, 9);

struct GreyPicture {
    cv::Mat pixels;
    float scale = 1.0F; ///< small pixels per pixel
};

GreyPicture greyOf(const VideoFrame& frame)
{
    const cv::Mat rgb(frame.height, frame.width, CV_8UC3, const_cast<std::uint8_t*>(frame.rgb().data()));
    GreyPicture grey;
    cv::cvtColor(rgb, grey.pixels, cv::COLOR_RGB2GRAY);
    if (frame.width > kWidth) {
        grey.scale = static_cast<float>(kWidth) / static_cast<float>(frame.width);
        cv::resize(grey.pixels, grey.pixels, {}, grey.scale, grey.scale, cv::INTER_AREA);
    }
    return grey;
}

cv::Rect innerPart(const Box& box, const GreyPicture& picture)
{
    const float dx = box.width() * (1.0F - kInnerPart) / 2.0F;
    const float dy = box.height() * (1.0F - kInnerPart) / 2.0F;
    const cv::Point2f first((box.x1 + dx) * picture.scale, (box.y1 + dy) * picture.scale);
    const cv::Point2f last((box.x2 - dx) * picture.scale, (box.y2 - dy) * picture.scale);
    return cv::Rect(cv::Point(cvFloor(first.x), cvFloor(first.y)), cv::Point(cvCeil(last.x), cvCeil(last.y)))
        & cv::Rect(0, 0, picture.pixels.cols, picture.pixels.rows);
}

/// Corners inside of each box, one box after the other; \p counts says how many each has.
std::vector<cv::Point2f> cornersOf(const std::vector<Detection>& boxes, const GreyPicture& picture,
                                   std::vector<std::size_t>& counts)
{
    std::vector<cv::Point2f> all;
    for (const Detection& detection : boxes) {
        const cv::Rect inside = innerPart(detection.box, picture);
        std::vector<cv::Point2f> corners;
        if (inside.width > 2 && inside.height > 2)
            cv::goodFeaturesToTrack(picture.pixels(inside), corners, kCorners, 0.02, 2.0);
        for (const cv::Point2f& corner : corners)
            all.push_back(corner + cv::Point2f(inside.tl()));
        counts.push_back(corners.size());
    }
    return all;
}

/// Where corners went; none for those that were lost.
std::vector<std::optional<cv::Point2f>> shiftsOf(const std::vector<cv::Point2f>& corners, const GreyPicture& from,
                                                 const GreyPicture& to)
{
    std::vector<std::optional<cv::Point2f>> shifts(corners.size());
    if (corners.empty())
        return shifts;
    std::vector<cv::Mat> before;
    std::vector<cv::Mat> after;
    cv::buildOpticalFlowPyramid(from.pixels, before, kWindow, kLevels);
    cv::buildOpticalFlowPyramid(to.pixels, after, kWindow, kLevels);
    std::vector<cv::Point2f> there;
    std::vector<cv::Point2f> back;
    std::vector<std::uint8_t> found;
    std::vector<std::uint8_t> foundBack;
    std::vector<float> error;
    cv::calcOpticalFlowPyrLK(before, after, corners, there, found, error, kWindow, kLevels);
    cv::calcOpticalFlowPyrLK(after, before, there, back, foundBack, error, kWindow, kLevels);
    for (std::size_t i = 0; i < corners.size(); ++i) {
        const cv::Point2f miss = back[i] - corners[i];
        if (found[i] && foundBack[i] && std::hypot(miss.x, miss.y) <= kMostMiss)
            shifts[i] = there[i] - corners[i];
    }
    return shifts;
}

float medianOf(std::vector<float> values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// The median of the corners' shifts. Where too few were followed: none for a box that had corners, so that it is lost;
/// one that never had any stays where it is.
std::optional<cv::Point2f> shiftOf(std::span<const std::optional<cv::Point2f>> corners)
{
    std::vector<float> dx;
    std::vector<float> dy;
    for (const auto& shift : corners) {
        if (!shift)
            continue;
        dx.push_back(shift->x);
        dy.push_back(shift->y);
    }
    if (dx.size() >= kFewestCorners)
        return cv::Point2f(medianOf(std::move(dx)), medianOf(std::move(dy)));
    return corners.size() < kCornersOfSomething ? std::optional(cv::Point2f(0.0F, 0.0F)) : std::nullopt;
}

/// The part of \p box that is inside of the picture; none where too little of it is.
std::optional<Box> inside(const Box& box, const VideoFrame& frame)
{
    const auto width = static_cast<float>(frame.width);
    const auto height = static_cast<float>(frame.height);
    const Box part{std::clamp(box.x1, 0.0F, width), std::clamp(box.y1, 0.0F, height), std::clamp(box.x2, 0.0F, width),
                   std::clamp(box.y2, 0.0F, height)};
    return part.area() >= kLeastInside * box.area() ? std::optional(part) : std::nullopt;
}

std::optional<Box> shifted(const Box& box, cv::Point2f shift, const VideoFrame& frame)
{
    if (shift == cv::Point2f(0.0F, 0.0F))
        return box;
    return inside({box.x1 + shift.x, box.y1 + shift.y, box.x2 + shift.x, box.y2 + shift.y}, frame);
}

} // namespace

std::vector<Detection> moveBoxes(const std::vector<Detection>& boxes, const VideoFrame& from, const VideoFrame& to)
{
    if (boxes.empty() || !from.hasPixels() || !to.hasPixels() || from.width != to.width || from.height != to.height)
        return boxes;
    const GreyPicture before = greyOf(from);
    std::vector<std::size_t> counts;
    const std::vector<cv::Point2f> corners = cornersOf(boxes, before, counts);
    const auto shifts = shiftsOf(corners, before, greyOf(to));
    std::vector<Detection> moved;
    std::span rest(shifts);
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        const std::optional<cv::Point2f> shift = shiftOf(rest.first(counts[i]));
        rest = rest.subspan(counts[i]);
        if (const auto part = shift ? shifted(boxes[i].box, *shift / before.scale, to) : std::nullopt)
            moved.push_back({*part, boxes[i].label, boxes[i].score});
    }
    return moved;
}

} // namespace jackdaw::vision
