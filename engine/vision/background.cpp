// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/background.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <opencv2/imgproc.hpp>

namespace jackdaw::vision {
namespace {

constexpr std::size_t kColours = 3;
/// More pictures hardly change a median, but cost time.
constexpr std::size_t kMostPictures = 25;
/// Boxes are widened by this part of their size: shadows, and what a box cuts off.
constexpr float kAround = 0.1F;
/// Shades (of 255) by which some colour of a pixel must differ.
constexpr double kDifference = 24.0;
/// Smaller regions are noise: parts of the picture's width and height, and of its area.
constexpr double kLeastSide = 0.012;
constexpr double kLeastArea = 0.0004;

std::vector<BackgroundPicture> usable(std::span<const BackgroundPicture> pictures)
{
    std::vector<BackgroundPicture> good;
    for (const BackgroundPicture& picture : pictures)
        if (picture.frame->hasPixels()
            && (good.empty()
                || (picture.frame->width == good[0].frame->width && picture.frame->height == good[0].frame->height)))
            good.push_back(picture);
    std::vector<BackgroundPicture> chosen;
    const std::size_t count = std::min(good.size(), kMostPictures);
    for (std::size_t i = 0; i < count; ++i)
        chosen.push_back(good[i * good.size() / count]);
    return chosen;
}

/// Per pixel whether an object covers it.
std::vector<bool> covered(const BackgroundPicture& picture)
{
    const int width = picture.frame->width;
    const int height = picture.frame->height;
    std::vector<bool> mask(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), false);
    for (const LabelledObject& object : *picture.labels) {
        const float dx = kAround * object.box.width();
        const float dy = kAround * object.box.height();
        const auto clamped = [](float value, int limit) {
            return static_cast<int>(std::clamp(value, 0.0F, static_cast<float>(limit)));
        };
        const int right = clamped(std::ceil(object.box.x2 + dx), width);
        const int bottom = clamped(std::ceil(object.box.y2 + dy), height);
        for (int y = clamped(object.box.y1 - dy, height); y < bottom; ++y)
            for (int x = clamped(object.box.x1 - dx, width); x < right; ++x)
                mask[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)] =
                    true;
    }
    return mask;
}

std::uint8_t median(std::span<std::uint8_t> values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// By how many shades the picture as a whole is brighter than the background: the median over its pixels.
int brighter(const cv::Mat& picture, const cv::Mat& background)
{
    std::array<int, 511> counts{};
    const std::size_t values = picture.total() * kColours;
    for (std::size_t i = 0; i < values; ++i)
        ++counts[static_cast<std::size_t>(255 + picture.data[i] - background.data[i])];
    std::size_t seen = 0;
    for (std::size_t shade = 0; shade < counts.size(); ++shade) {
        seen += static_cast<std::size_t>(counts[shade]);
        if (2 * seen >= values)
            return static_cast<int>(shade) - 255;
    }
    return 0;
}

/// 255 where the picture differs, else 0.
cv::Mat differing(const cv::Mat& picture, const cv::Mat& background)
{
    const int shift = brighter(picture, background);
    cv::Mat largest(picture.rows, picture.cols, CV_8UC1);
    for (std::size_t i = 0; i < largest.total(); ++i) {
        int most = 0;
        for (std::size_t c = 0; c < kColours; ++c)
            most = std::max(most, std::abs(picture.data[i * kColours + c] - shift - background.data[i * kColours + c]));
        largest.data[i] = static_cast<std::uint8_t>(std::min(most, 255));
    }
    cv::GaussianBlur(largest, largest, {5, 5}, 0.0);
    cv::Mat mask;
    cv::threshold(largest, mask, kDifference, 255.0, cv::THRESH_BINARY);
    const int reach = std::max(1, picture.cols / 120);
    const auto disc = [](int radius) {
        return cv::getStructuringElement(cv::MORPH_ELLIPSE, {2 * radius + 1, 2 * radius + 1});
    };
    cv::morphologyEx(mask, mask, cv::MORPH_OPEN, disc(1));
    cv::morphologyEx(mask, mask, cv::MORPH_CLOSE, disc(reach));
    return mask;
}

cv::Mat pixelsOf(std::span<const std::uint8_t> rgb, int width, int height)
{
    // OpenCV has no read-only view of foreign memory; the pixels are only read.
    return {height, width, CV_8UC3, const_cast<std::uint8_t*>(rgb.data())};
}

/// Gives pixels that nothing is known of the mean of what is known around them, from as near as there is anything.
void fillUnknown(cv::Mat picture, cv::Mat known)
{
    const int largest = 2 * std::max(picture.cols, picture.rows);
    for (int reach = 4; reach <= largest && cv::countNonZero(known) < static_cast<int>(known.total()); reach *= 2) {
        cv::Mat values;
        picture.convertTo(values, CV_32FC3);
        const cv::Size window{2 * reach + 1, 2 * reach + 1};
        cv::Mat weights;
        cv::boxFilter(known, weights, CV_32F, window, {-1, -1}, false, cv::BORDER_CONSTANT);
        cv::Mat mask;
        cv::merge(std::vector<cv::Mat>(kColours, known), mask);
        cv::boxFilter(values.mul(mask), values, CV_32F, window, {-1, -1}, false, cv::BORDER_CONSTANT);
        for (std::size_t i = 0; i < known.total(); ++i) {
            const float weight = weights.ptr<float>()[i];
            float& isKnown = known.ptr<float>()[i];
            if (isKnown > 0.0F || weight < 0.5F)
                continue;
            for (std::size_t c = 0; c < kColours; ++c)
                picture.data[i * kColours + c] =
                    cv::saturate_cast<std::uint8_t>(values.ptr<float>()[i * kColours + c] / weight);
            isKnown = 1.0F;
        }
    }
}

/// Most of what is known looks as before: half of it differs by little.
bool isSameScene(const Background& before, const Background& now, const cv::Mat& known)
{
    if (!before.isWhole() || before.width != now.width || before.height != now.height)
        return false;
    std::size_t alike = 0;
    std::size_t all = 0;
    for (std::size_t i = 0; i < now.rgb.size(); ++i) {
        if (known.ptr<float>()[i / kColours] == 0.0F)
            continue;
        ++all;
        alike += std::abs(int{now.rgb[i]} - int{before.rgb[i]}) < kDifference ? 1 : 0;
    }
    return 2 * alike >= all;
}

void copyUnknown(const Background& before, Background& now, cv::Mat known)
{
    for (std::size_t i = 0; i < now.rgb.size(); ++i)
        if (known.ptr<float>()[i / kColours] == 0.0F)
            now.rgb[i] = before.rgb[i];
    known.setTo(cv::Scalar(1.0));
}

} // namespace

std::optional<Background> backgroundOf(std::span<const BackgroundPicture> pictures, const Background* before)
{
    const std::vector<BackgroundPicture> chosen = usable(pictures);
    if (chosen.empty())
        return std::nullopt;
    Background made{chosen[0].frame->width, chosen[0].frame->height, {}};
    made.rgb.resize(chosen[0].frame->rgb().size());
    std::vector<std::vector<bool>> masks;
    std::vector<std::span<const std::uint8_t>> pixels;
    for (const BackgroundPicture& picture : chosen) {
        masks.push_back(covered(picture));
        pixels.push_back(picture.frame->rgb());
    }
    std::vector<std::uint8_t> values;
    cv::Mat known(made.height, made.width, CV_32F, cv::Scalar(1.0));
    for (std::size_t i = 0; i < made.rgb.size(); ++i) {
        values.clear();
        for (std::size_t k = 0; k < pixels.size(); ++k)
            if (!masks[k][i / kColours])
                values.push_back(pixels[k][i]);
        if (!values.empty())
            made.rgb[i] = median(values);
        else
            known.ptr<float>()[i / kColours] = 0.0F;
    }
    if (before && isSameScene(*before, made, known))
        copyUnknown(*before, made, known);
    fillUnknown(pixelsOf(made.rgb, made.width, made.height), known);
    return made;
}

std::vector<Detection> movingRegions(const VideoFrame& frame, const Background& background, std::size_t most)
{
    if (!frame.hasPixels() || !background.isWhole() || frame.width != background.width
        || frame.height != background.height)
        return {};
    const cv::Mat mask = differing(pixelsOf(frame.rgb(), frame.width, frame.height),
                                   pixelsOf(background.rgb, background.width, background.height));
    cv::Mat labels;
    cv::Mat statistics;
    cv::Mat centres;
    const int count = cv::connectedComponentsWithStats(mask, labels, statistics, centres, 8, CV_32S);
    std::vector<Detection> regions;
    for (int i = 1; i < count; ++i) {
        const int* row = statistics.ptr<int>(i);
        const auto left = static_cast<float>(row[cv::CC_STAT_LEFT]);
        const auto top = static_cast<float>(row[cv::CC_STAT_TOP]);
        const auto width = static_cast<float>(row[cv::CC_STAT_WIDTH]);
        const auto height = static_cast<float>(row[cv::CC_STAT_HEIGHT]);
        const double area = row[cv::CC_STAT_AREA];
        if (width < kLeastSide * frame.width || height < kLeastSide * frame.height
            || area < kLeastArea * frame.width * frame.height)
            continue;
        regions.push_back(
            {{left, top, left + width, top + height}, ClassId{0}, static_cast<float>(area) / (width * height)});
    }
    std::stable_sort(regions.begin(), regions.end(),
                     [](const Detection& a, const Detection& b) { return a.box.area() > b.box.area(); });
    regions.resize(std::min(regions.size(), most));
    return regions;
}

} // namespace jackdaw::vision
