// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/crops.h"

#include <algorithm>
#include <cmath>

namespace jackdaw::learning {
namespace {

/// Parts of a box's size: what is shown around it, and how far and by how much it is moved and scaled.
constexpr float kAround = 0.1F;
constexpr double kMost = 0.12;
constexpr float kLeastSide = 4.0F; ///< pixels; smaller objects show nothing to learn from

AxisMap cropAxis(float low, float high, int limit, int side)
{
    const float around = kAround * (high - low);
    const auto pixel = [limit](float value) {
        return static_cast<int>(std::lround(std::clamp(value, 0.0F, static_cast<float>(limit))));
    };
    AxisMap map;
    map.sourceFirst = std::min(pixel(low - around), limit - 1);
    map.sourceCount = std::max(1, pixel(high + around) - map.sourceFirst);
    map.inputCount = side;
    return map;
}

bool canBeLearned(const vision::LabelledObject& object, const VideoFrame& picture, std::uint32_t known)
{
    const Box& box = object.box;
    return (object.allowedClasses & known) != 0 && box.width() >= kLeastSide && box.height() >= kLeastSide
        && box.x1 < static_cast<float>(picture.width) && box.y1 < static_cast<float>(picture.height) && box.x2 > 0.0F
        && box.y2 > 0.0F;
}

Box moved(const Box& box, RandomStream& random)
{
    const auto change = [&random](float size) { return size * static_cast<float>(random.uniform(-kMost, kMost)); };
    const float width = box.width();
    const float height = box.height();
    return {box.x1 + change(width), box.y1 + change(height), box.x2 + change(width), box.y2 + change(height)};
}

} // namespace

PixelStyle cropStyle()
{
    return {.mean = {123.675F, 116.28F, 103.53F}, .deviation = {58.395F, 57.12F, 57.375F}}; // in shades
}

PictureMap cropMap(const VideoFrame& picture, const Box& box, int side)
{
    return {.x = cropAxis(box.x1, box.x2, picture.width, side), .y = cropAxis(box.y1, box.y2, picture.height, side)};
}

std::vector<Crop> cropsOf(const View& view, int side, std::size_t classes, bool augment, RandomStream& random)
{
    const std::uint32_t known = classes >= 32 ? ~0U : (1U << classes) - 1U;
    const VideoFrame& picture = view.frame->picture;
    std::vector<const vision::LabelledObject*> objects;
    for (const vision::LabelledObject& object : view.frame->labels)
        if (canBeLearned(object, picture, known))
            objects.push_back(&object);
    random.shuffle(std::span(objects));
    objects.resize(std::min(objects.size(), kMostCrops));
    std::vector<Crop> crops;
    for (const vision::LabelledObject* object : objects) {
        PictureMap map = cropMap(picture, augment ? moved(object->box, random) : object->box, side);
        map.x.isMirrored = view.map.x.isMirrored;
        map.contrast = view.map.contrast;
        map.brightness = view.map.brightness;
        crops.push_back({&picture, map, object->allowedClasses & known});
    }
    return crops;
}

void drawCrops(std::span<const Crop> crops, int side, std::span<float> input)
{
    const auto size = static_cast<std::size_t>(side) * static_cast<std::size_t>(side) * 3;
    const PixelStyle style = cropStyle();
    for (std::size_t i = 0; i < crops.size(); ++i)
        drawInput(*crops[i].picture, crops[i].map, {side, side}, input.subspan(i * size, size), style);
}

} // namespace jackdaw::learning
