// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/coco_classes.h"

#include <algorithm>
#include <array>
#include <utility>

namespace jackdaw::vision {
namespace {

constexpr std::array<std::string_view, 80> kCocoNames = {
    "person",         "bicycle",    "car",           "motorcycle",    "airplane",     "bus",           "train",
    "truck",          "boat",       "traffic light", "fire hydrant",  "stop sign",    "parking meter", "bench",
    "bird",           "cat",        "dog",           "horse",         "sheep",        "cow",           "elephant",
    "bear",           "zebra",      "giraffe",       "backpack",      "umbrella",     "handbag",       "tie",
    "suitcase",       "frisbee",    "skis",          "snowboard",     "sports ball",  "kite",          "baseball bat",
    "baseball glove", "skateboard", "surfboard",     "tennis racket", "bottle",       "wine glass",    "cup",
    "fork",           "knife",      "spoon",         "bowl",          "banana",       "apple",         "sandwich",
    "orange",         "broccoli",   "carrot",        "hot dog",       "pizza",        "donut",         "cake",
    "chair",          "couch",      "potted plant",  "bed",           "dining table", "toilet",        "tv",
    "laptop",         "mouse",      "remote",        "keyboard",      "cell phone",   "microwave",     "oven",
    "toaster",        "sink",       "refrigerator",  "book",          "clock",        "vase",          "scissors",
    "teddy bear",     "hair drier", "toothbrush"};

constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kOlderNames = {{{"motorbike", "motorcycle"},
                                                                                       {"aeroplane", "airplane"},
                                                                                       {"sofa", "couch"},
                                                                                       {"pottedplant", "potted plant"},
                                                                                       {"diningtable", "dining table"},
                                                                                       {"tvmonitor", "tv"}}};

} // namespace

std::string_view canonicalName(std::string_view name)
{
    const auto* const older =
        std::find_if(kOlderNames.begin(), kOlderNames.end(), [&](const auto& names) { return names.first == name; });
    return older == kOlderNames.end() ? name : older->second;
}

std::optional<int> cocoIndex(std::string_view name)
{
    const auto* const found = std::find(kCocoNames.begin(), kCocoNames.end(), canonicalName(name));
    if (found == kCocoNames.end())
        return std::nullopt;
    return static_cast<int>(found - kCocoNames.begin());
}

std::uint32_t cocoCategory(std::uint32_t coco)
{
    std::uint32_t category = coco + 1;
    for (const std::uint32_t unused : {12U, 26U, 29U, 30U, 45U, 66U, 68U, 69U, 71U, 83U})
        if (category >= unused)
            ++category;
    return category;
}

std::string_view cocoName(std::size_t index)
{
    return kCocoNames.at(index);
}

std::string cocoNameOfCategory(std::int64_t category)
{
    for (std::uint32_t i = 0; i < kCocoNames.size(); ++i)
        if (cocoCategory(i) == category)
            return std::string(kCocoNames[i]);
    return "category " + std::to_string(category);
}

std::uint32_t kindOf(std::uint32_t coco)
{
    constexpr std::uint32_t kCar = 2;
    constexpr std::uint32_t kBus = 5;
    constexpr std::uint32_t kTruck = 7;
    return coco == kBus || coco == kTruck ? kCar : coco;
}

} // namespace jackdaw::vision
