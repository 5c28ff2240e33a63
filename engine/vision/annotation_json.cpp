// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/annotation_json.h"

#include "engine/json/reader.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <nlohmann/json.hpp>

namespace jackdaw::vision {
namespace {

using nlohmann::json;

/// Nobody's pictures are larger; a larger coordinate is a fault of the file.
constexpr double kLargest = 1e9;

bool hasList(const json& root, const char* key)
{
    return valueAt(root, key).is_array();
}

/// The first element tells results of detectors from other lists.
bool isResults(const json& root)
{
    return root.is_array() && (root.empty() || valueAt(root[0], "image_id").is_number());
}

bool widen(std::optional<Box>& box, const json& x, const json& y)
{
    if (!x.is_number() || !y.is_number())
        return false;
    const double h = x.get<double>();
    const double v = y.get<double>();
    if (!(std::abs(h) <= kLargest && std::abs(v) <= kLargest))
        return false;
    const auto px = static_cast<float>(h);
    const auto py = static_cast<float>(v);
    box = box ? Box{std::min(box->x1, px), std::min(box->y1, py), std::max(box->x2, px), std::max(box->y2, py)}
              : Box{px, py, px, py};
    return true;
}

bool widenByList(std::optional<Box>& box, const json& points)
{
    for (std::size_t i = 0; i + 1 < points.size(); i += 2)
        if (!widen(box, points[i], points[i + 1]))
            return false;
    return true;
}

} // namespace

tl::unexpected<Error> jsonFault(const AnnotationInput& input, const std::string& pointer, const std::string& what)
{
    return fail(ErrorCode::Corrupt, input.name + ", " + pointer + ": " + what + ".", "Export the labels again.");
}

const json& valueAt(const json& object, const char* key)
{
    static const json kNull;
    if (!object.is_object())
        return kNull;
    const auto found = object.find(key);
    return found == object.end() ? kNull : *found;
}

std::optional<double> numberAt(const json& object, const char* key)
{
    const json& value = valueAt(object, key);
    if (!value.is_number() || !std::isfinite(value.get<double>()))
        return std::nullopt;
    return value.get<double>();
}

std::optional<std::int64_t> wholeAt(const json& object, const char* key)
{
    constexpr double kLargestWhole = 9e15; // above it not every whole number is a double
    const auto value = numberAt(object, key);
    if (!value || *value != std::floor(*value) || std::abs(*value) > kLargestWhole)
        return std::nullopt;
    return static_cast<std::int64_t>(*value);
}

std::string textAt(const json& object, const char* key)
{
    const json& value = valueAt(object, key);
    return value.is_string() ? value.get<std::string>() : std::string();
}

const json& listAt(const json& object, const char* key)
{
    static const json kNone = json::array();
    return hasList(object, key) ? valueAt(object, key) : kNone;
}

std::optional<Box> extentBox(const json& list)
{
    std::array<double, 4> v{};
    if (!list.is_array() || list.size() != v.size())
        return std::nullopt;
    for (std::size_t i = 0; i < v.size(); ++i) {
        if (!list[i].is_number())
            return std::nullopt;
        v[i] = list[i].get<double>();
        if (!(std::abs(v[i]) <= kLargest))
            return std::nullopt;
    }
    if (v[2] < 0.0 || v[3] < 0.0)
        return std::nullopt;
    return Box{static_cast<float>(v[0]), static_cast<float>(v[1]), static_cast<float>(v[0] + v[2]),
               static_cast<float>(v[1] + v[3])};
}

std::optional<Box> boxAround(const json& points)
{
    std::optional<Box> box;
    if (!points.is_array() || points.empty())
        return std::nullopt;
    if (!points[0].is_array())
        return widenByList(box, points) ? box : std::nullopt;
    for (const json& part : points)
        if (!part.is_array() || !widenByList(box, part))
            return std::nullopt;
    return box;
}

std::optional<TrackId> trackOf(const json& annotation)
{
    constexpr std::int64_t kLargestTrack = 0xFFFFFFFF;
    for (const json* const holder : {&annotation, &valueAt(annotation, "attributes")})
        for (const char* const key : {"track_id", "instance_id"})
            if (const auto id = wholeAt(*holder, key); id && *id >= 0 && *id <= kLargestTrack)
                return TrackId{static_cast<std::uint32_t>(*id)};
    return std::nullopt;
}

bool saysIgnored(const json& annotation)
{
    for (const json* const holder : {&annotation, &valueAt(annotation, "attributes")})
        for (const char* const key : {"iscrowd", "is_crowd", "difficult", "ignore"})
            if (const json& value = valueAt(*holder, key); value == json(true) || value == json(1))
                return true;
    return false;
}

Box asTurned(const Box& box, const json& annotation)
{
    const double degrees = numberAt(valueAt(annotation, "attributes"), "rotation").value_or(0.0);
    return degrees == 0.0 ? box : turned(box, static_cast<float>(std::fmod(degrees, 360.0)));
}

std::optional<PictureSize> pictureSize(std::optional<std::int64_t> width, std::optional<std::int64_t> height)
{
    constexpr std::int64_t kLongest = 1'000'000;
    if (!width || !height || *width < 1 || *height < 1 || *width > kLongest || *height > kLongest)
        return std::nullopt;
    return PictureSize{static_cast<int>(*width), static_cast<int>(*height)};
}

Result<AnnotationDocument> readJsonAnnotations(const AnnotationInput& input)
{
    jackdaw::json::Faults faults;
    const auto root = jackdaw::json::parse(input.text, faults);
    if (!root || !faults.empty())
        return tl::unexpected(faults.error("label file", "'" + input.path.string() + "'", "Export the labels again."));
    if (isResults(*root))
        return readCocoResults(input, *root);
    if (hasList(*root, "items"))
        return readDatumaro(input, *root);
    if (hasList(*root, "images") && hasList(*root, "annotations"))
        return readCoco(input, *root);
    if (hasList(*root, "objects") && root->contains("imgHeight"))
        return readCityscapes(input, *root);
    return fail(ErrorCode::Unsupported,
                input.name
                    + " is JSON, but neither COCO (images, annotations, categories), Datumaro (items) nor Cityscapes "
                      "(imgHeight, imgWidth, objects).",
                "Name " + knownAnnotationFormats() + ".");
}

} // namespace jackdaw::vision
