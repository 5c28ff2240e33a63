// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/annotation_json.h"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

namespace jackdaw::vision {
namespace {

using nlohmann::json;

/// What can be counted; the other labels are surfaces, buildings and the car itself.
constexpr std::array<std::string_view, 10> kThings = {"person",  "rider",   "car",   "truck",      "bus",
                                                      "caravan", "trailer", "train", "motorcycle", "bicycle"};

bool isThing(std::string_view label)
{
    return std::find(kThings.begin(), kThings.end(), label) != kThings.end();
}

/// "aachen_000000_000019_gtFine_polygons.json" is of frame 19.
std::optional<std::int64_t> frameOf(const std::filesystem::path& path)
{
    std::string name = path.stem().string();
    for (const char* const suffix : {"_polygons", "_gtFine", "_gtCoarse"})
        if (name.ends_with(suffix))
            name.resize(name.size() - std::string_view(suffix).size());
    const auto frame = numberInName(name);
    return frame && *frame <= kLastAnnotatedFrame ? frame : std::nullopt;
}

/// Around points of two numbers each.
std::optional<Box> polygonBox(const json& polygon)
{
    const auto isPoint = [](const json& point) { return point.is_array() && point.size() == 2; };
    if (!polygon.is_array() || !std::all_of(polygon.begin(), polygon.end(), isPoint))
        return std::nullopt;
    return boxAround(polygon);
}

} // namespace

/// One picture's polygons. Several things that could not be told apart are a label with "group" behind: such a place is
/// ignored.
Result<AnnotationDocument> readCityscapes(const AnnotationInput& input, const json& root)
{
    constexpr std::string_view kGroup = "group";
    AnnotationDocument document;
    document.format = "Cityscapes";
    document.size = pictureSize(wholeAt(root, "imgWidth"), wholeAt(root, "imgHeight"));
    const std::int64_t frame = frameOf(input.path).value_or(0);
    document.cover(frame);
    document.pictures[frame] = input.path.stem().string();
    const json& objects = listAt(root, "objects");
    for (std::size_t i = 0; i < objects.size(); ++i) {
        const std::string pointer = "/objects/" + std::to_string(i);
        std::string label = textAt(objects[i], "label");
        if (label.empty())
            return jsonFault(input, pointer, "an object must have a 'label'");
        const bool isGroup = label.ends_with(kGroup);
        if (isGroup)
            label.resize(label.size() - kGroup.size());
        const json& deleted = valueAt(objects[i], "deleted");
        if (!isThing(label) || deleted == json(1) || deleted == json(true))
            continue;
        const auto box = polygonBox(valueAt(objects[i], "polygon"));
        if (!box)
            return jsonFault(input, pointer, "'polygon' must be a list of points with two numbers each");
        const AnnotatedObject object{.name = document.number(label), .box = *box, .ignored = isGroup};
        if (!document.add(frame, object))
            return tooManyObjects(input);
    }
    document.note("Of Cityscapes' labels people and vehicles are read, as the boxes around their polygons; groups that "
                  "were not told apart are ignored.");
    return document;
}

} // namespace jackdaw::vision
