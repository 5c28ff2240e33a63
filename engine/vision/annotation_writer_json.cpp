// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/annotation_writer_parts.h"

#include <cmath>

#include <nlohmann/json.hpp>

namespace jackdaw::vision {
namespace {

using nlohmann::ordered_json;

/// To a thousandth, as numbers that print so.
double rounded(float value)
{
    return std::round(static_cast<double>(value) * 1000.0) / 1000.0;
}

ordered_json extentJson(const Box& box)
{
    return {rounded(box.x1), rounded(box.y1), rounded(box.width()), rounded(box.height())};
}

std::string dumped(const ordered_json& root)
{
    // Names that are no UTF-8 are written with the mark for what is no character.
    return root.dump(1, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

ordered_json cocoAnnotation(const AnnotatedObject& object, std::size_t id, std::size_t image)
{
    ordered_json made{{"id", id},
                      {"image_id", image},
                      {"category_id", object.name + 1},
                      {"bbox", extentJson(object.box)},
                      {"area", rounded(object.box.width() * object.box.height())},
                      {"segmentation", ordered_json::array()},
                      {"iscrowd", object.ignored ? 1 : 0}};
    if (object.score != 1.0F)
        made["score"] = rounded(object.score);
    if (object.track)
        made["attributes"] = {{"track_id", object.track->value}};
    return made;
}

ordered_json datumaroAnnotation(const AnnotatedObject& object, std::uint32_t label, std::size_t id)
{
    ordered_json attributes = ordered_json::object();
    if (object.track)
        attributes["track_id"] = object.track->value;
    if (object.score != 1.0F)
        attributes["score"] = rounded(object.score);
    return {{"id", id},          {"type", "bbox"}, {"attributes", attributes},      {"group", 0},
            {"label_id", label}, {"z_order", 0},   {"bbox", extentJson(object.box)}};
}

} // namespace

std::string cocoText(const AnnotationDocument& document, WriterNotes&)
{
    ordered_json categories = ordered_json::array();
    for (std::size_t i = 0; i < document.names.size(); ++i)
        categories.push_back({{"id", i + 1}, {"name", document.names[i]}, {"supercategory", ""}});
    const PictureNames pictures(document);
    ordered_json images = ordered_json::array();
    ordered_json annotations = ordered_json::array();
    for (const auto& [frame, objects] : document.frames) {
        const PictureSize size = sizeOfFrame(document, frame).value_or(PictureSize{});
        images.push_back({{"id", images.size() + 1},
                          {"file_name", pictures.of(frame)},
                          {"width", size.width},
                          {"height", size.height}});
        for (const AnnotatedObject& object : objects)
            annotations.push_back(cocoAnnotation(object, annotations.size() + 1, images.size()));
    }
    return dumped({{"info", {{"description", "Labels of a video, a picture for each labelled frame"}}},
                   {"licenses", ordered_json::array()},
                   {"categories", categories},
                   {"images", images},
                   {"annotations", annotations}});
}

std::string datumaroText(const AnnotationDocument& document, WriterNotes&)
{
    AnnotationDocument names = namesOf(document);
    const PictureNames pictures(document);
    ordered_json items = ordered_json::array();
    for (const auto& [frame, objects] : document.frames) {
        ordered_json annotations = ordered_json::array();
        for (const AnnotatedObject& object : objects)
            annotations.push_back(
                datumaroAnnotation(object, names.number(nameOf(document, object)), annotations.size()));
        ordered_json item{{"id", frameName(frame)}, {"annotations", annotations}, {"attr", {{"frame", frame}}}};
        if (const auto size = sizeOfFrame(document, frame))
            item["image"] = {{"path", pictures.of(frame)}, {"size", {size->height, size->width}}};
        items.push_back(std::move(item));
    }
    ordered_json labels = ordered_json::array();
    for (const std::string& name : names.names)
        labels.push_back({{"name", name}, {"parent", ""}, {"attributes", ordered_json::array()}});
    return dumped(
        {{"dm_format_version", "1.0"},
         {"media_type", 2}, // pictures
         {"infos", ordered_json::object()},
         {"categories",
          {{"label",
            {{"labels", labels}, {"label_groups", ordered_json::array()}, {"attributes", ordered_json::array()}}}}},
         {"items", items}});
}

} // namespace jackdaw::vision
