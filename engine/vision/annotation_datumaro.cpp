// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/annotation_json.h"
#include "engine/vision/annotation_pictures.h"

#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

namespace jackdaw::vision {
namespace {

using nlohmann::json;

/// Points whose `visibility` is 0, or that are outside, are not there: what is written of their place means nothing.
struct Joints {
    json present = json::array(); ///< x and y of each
    std::size_t absent = 0;

    void take(const json& points)
    {
        const json& values = listAt(points, "points");
        const json& visibility = listAt(points, "visibility");
        const bool isOutside = valueAt(valueAt(points, "attributes"), "outside") == json(true);
        for (std::size_t i = 0; i < values.size(); ++i) {
            const std::size_t joint = i / 2;
            if (isOutside || (joint < visibility.size() && visibility[joint] == json(0)))
                ++absent;
            else
                present.push_back(values[i]);
        }
    }
    bool haveLeft() const { return present.empty() && absent > 0; }
};

Joints jointsOf(const json& annotation, const std::string& kind)
{
    Joints joints;
    if (kind == "points")
        joints.take(annotation);
    if (kind == "skeleton")
        for (const json& joint : listAt(annotation, "elements"))
            joints.take(joint);
    return joints;
}

class DatumaroReader {
public:
    DatumaroReader(const AnnotationInput& input, const json& root) :
        m_input(input), m_labels(listAt(valueAt(valueAt(root, "categories"), "label"), "labels")),
        m_items(listAt(root, "items"))
    {
    }

    Result<AnnotationDocument> read();

private:
    Result<std::vector<std::optional<std::int64_t>>> framesOfItems();
    Status readItem(std::size_t index, std::int64_t frame);
    Status readAnnotation(const json& annotation, const std::string& pointer, std::int64_t frame);
    std::optional<Box> boxOf(const json& annotation, const std::string& kind);

    const AnnotationInput& m_input;
    const json& m_labels;
    const json& m_items;
    AnnotationDocument m_document;
    std::map<std::string, std::size_t> m_shapes; ///< other ones than upright boxes
    std::size_t m_left = 0; ///< shapes that say that their object is not there
};

/// Items from a video say their frame; others are called by it.
Result<std::vector<std::optional<std::int64_t>>> DatumaroReader::framesOfItems()
{
    std::vector<std::optional<std::int64_t>> said;
    std::vector<std::string> names;
    std::set<std::int64_t> distinct;
    for (const json& item : m_items) {
        names.push_back(textAt(item, "id"));
        said.push_back(wholeAt(valueAt(item, "attr"), "frame"));
        if (said.back() && *said.back() >= 0 && *said.back() <= kLastAnnotatedFrame)
            distinct.insert(*said.back());
    }
    auto byName = framesByName(m_input, names);
    // An item's number within its task is less than the frame's own, which its name holds.
    if (!byName || !byName->empty() || m_items.empty())
        return byName;
    if (distinct.size() == said.size())
        return said;
    return jsonFault(m_input, "/items",
                     "items must be called by their frame numbers, as frame_000010 is, or say them "
                     "as 'attr': {'frame': 10}, each another one");
}

std::optional<Box> DatumaroReader::boxOf(const json& annotation, const std::string& kind)
{
    if (kind == "bbox")
        return extentBox(valueAt(annotation, "bbox"));
    ++m_shapes[kind];
    if (kind == "polygon" || kind == "polyline")
        return boxAround(valueAt(annotation, "points"));
    if (kind == "points" || kind == "skeleton")
        return boxAround(jointsOf(annotation, kind).present);
    return extentBox(valueAt(annotation, "bbox"));
}

Status DatumaroReader::readAnnotation(const json& annotation, const std::string& pointer, std::int64_t frame)
{
    const std::string kind = textAt(annotation, "type");
    const json& attributes = valueAt(annotation, "attributes");
    const bool hasLeft = valueAt(attributes, "outside") == json(true) || jointsOf(annotation, kind).haveLeft();
    m_left += hasLeft ? 1 : 0;
    if (kind == "label" || kind == "caption")
        ++m_shapes[kind];
    if (hasLeft || kind == "label" || kind == "caption")
        return {};
    const auto label = wholeAt(annotation, "label_id");
    if (!label || *label < 0 || static_cast<std::size_t>(*label) >= m_labels.size())
        return jsonFault(m_input, pointer, "'label_id' must be the number of one of the file's labels, from 0");
    const auto box = boxOf(annotation, kind);
    if (!box)
        return jsonFault(m_input, pointer, "a shape must have a 'bbox' of four numbers, or 'points'");
    AnnotatedObject object{.name =
                               m_document.number(trimmed(textAt(m_labels[static_cast<std::size_t>(*label)], "name"))),
                           .box = asTurned(*box, annotation),
                           .track = trackOf(annotation),
                           .ignored = saysIgnored(annotation)};
    if (object.box != *box)
        ++m_shapes["turned box"];
    if (const auto score = numberAt(attributes, "score"))
        object.score = static_cast<float>(std::clamp(*score, 0.0, 1.0));
    return m_document.add(frame, object) ? Status() : tooManyObjects(m_input);
}

Status DatumaroReader::readItem(std::size_t index, std::int64_t frame)
{
    const json& item = m_items[index];
    m_document.cover(frame);
    const json& image = valueAt(item, "image");
    m_document.pictures[frame] = textAt(image, "path").empty() ? textAt(item, "id") : textAt(image, "path");
    if (const json& size = listAt(image, "size"); size.size() == 2)
        m_document.noteSize(frame, pictureSize(wholeAt({{"w", size[1]}}, "w"), wholeAt({{"h", size[0]}}, "h")));
    const json& annotations = listAt(item, "annotations");
    for (std::size_t i = 0; i < annotations.size(); ++i)
        if (auto read = readAnnotation(annotations[i],
                                       "/items/" + std::to_string(index) + "/annotations/" + std::to_string(i), frame);
            !read)
            return read;
    return {};
}

Result<AnnotationDocument> DatumaroReader::read()
{
    m_document.format = "Datumaro";
    for (const json& label : m_labels)
        m_document.declared.push_back({m_document.number(trimmed(textAt(label, "name"))), {}});
    const auto frames = framesOfItems();
    if (!frames)
        return tl::unexpected(frames.error());
    for (std::size_t i = 0; i < m_items.size(); ++i)
        if (const auto frame = (*frames)[i])
            if (auto read = readItem(i, *frame); !read)
                return tl::unexpected(read.error());
    if (m_left > 0)
        m_document.note("Shapes whose object has left (they or all of their joints are outside) are not read: "
                        + std::to_string(m_left) + ".");
    for (const auto& [kind, count] : m_shapes)
        m_document.note("Among the annotations are such of the kind '" + kind + "', " + std::to_string(count)
                        + " in all: "
                        + (kind == "label" || kind == "caption" ? "they have no place and are not read."
                                                                : "the boxes around them are read."));
    return std::move(m_document);
}

} // namespace

Result<AnnotationDocument> readDatumaro(const AnnotationInput& input, const json& root)
{
    return DatumaroReader(input, root).read();
}

} // namespace jackdaw::vision
