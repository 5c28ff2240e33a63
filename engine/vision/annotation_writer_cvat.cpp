// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/annotation_writer_parts.h"

#include <algorithm>
#include <set>
#include <sstream>
#include <utility>

#include <pugixml.hpp>

namespace jackdaw::vision {
namespace {

pugi::xml_node addValue(pugi::xml_node parent, const char* name, const std::string& value)
{
    pugi::xml_node node = parent.append_child(name);
    node.text().set(value.c_str());
    return node;
}

void addAttribute(pugi::xml_node node, const char* name, const std::string& value)
{
    node.append_attribute(name).set_value(value.c_str());
}

void addCorners(pugi::xml_node node, const Box& box)
{
    addAttribute(node, "xtl", numberText(box.x1));
    addAttribute(node, "ytl", numberText(box.y1));
    addAttribute(node, "xbr", numberText(box.x2));
    addAttribute(node, "ybr", numberText(box.y2));
}

class CvatWriter {
public:
    explicit CvatWriter(const AnnotationDocument& document) : m_document(document) { }

    std::string text(WriterNotes& notes);

private:
    /// One object through time: its boxes by frame.
    using Track = std::map<std::int64_t, const AnnotatedObject*>;

    void addMeta(pugi::xml_node root, std::int64_t step);
    void addType(pugi::xml_node node, const AnnotatedObject& object) const;
    std::vector<std::pair<std::string, Track>> tracks() const;
    void addTracks(pugi::xml_node root);
    void addTrackBox(pugi::xml_node track, std::int64_t frame, const AnnotatedObject& object, bool outside) const;
    void addImages(pugi::xml_node root);

    const AnnotationDocument& m_document;
};

void CvatWriter::addType(pugi::xml_node node, const AnnotatedObject& object) const
{
    if (!object.type)
        return;
    pugi::xml_node type = node.append_child("attribute");
    addAttribute(type, "name", "type");
    type.text().set(m_document.names[*object.type].c_str());
}

void CvatWriter::addMeta(pugi::xml_node root, std::int64_t step)
{
    pugi::xml_node task = root.append_child("meta").append_child("task");
    addValue(task, "size", std::to_string(m_document.frames.size()));
    addValue(task, "mode", step > 0 ? "interpolation" : "annotation");
    if (step > 0) {
        addValue(task, "start_frame", std::to_string(m_document.frames.begin()->first));
        addValue(task, "stop_frame", std::to_string(m_document.frames.rbegin()->first));
        addValue(task, "frame_filter", step > 1 ? "step=" + std::to_string(step) : "");
    }
    pugi::xml_node labels = task.append_child("labels");
    std::set<std::string> names;
    for (const auto& [frame, objects] : m_document.frames)
        for (const AnnotatedObject& object : objects)
            names.insert(nameOf(m_document, object));
    for (const DeclaredLabel& declared : m_document.declared)
        names.insert(m_document.names[declared.name]);
    for (const std::string& name : names) {
        pugi::xml_node label = labels.append_child("label");
        addValue(label, "name", name);
        label.append_child("attributes");
    }
    if (!m_document.size)
        return;
    pugi::xml_node size = task.append_child("original_size");
    addValue(size, "width", std::to_string(m_document.size->width));
    addValue(size, "height", std::to_string(m_document.size->height));
}

/// An object that nobody followed is a track of one frame.
std::vector<std::pair<std::string, CvatWriter::Track>> CvatWriter::tracks() const
{
    std::map<std::pair<std::uint32_t, std::string>, Track> followed;
    std::vector<std::pair<std::string, Track>> made;
    std::uint32_t next = 0;
    for (const auto& [frame, objects] : m_document.frames)
        for (const AnnotatedObject& object : objects)
            next = object.track ? std::max(next, object.track->value + 1) : next;
    for (const auto& [frame, objects] : m_document.frames)
        for (const AnnotatedObject& object : objects) {
            const bool isNew = object.track
                && followed[{object.track->value, nameOf(m_document, object)}].emplace(frame, &object).second;
            if (!isNew)
                made.push_back({std::to_string(next++), {{frame, &object}}});
        }
    for (auto& [key, track] : followed)
        made.push_back({std::to_string(key.first), std::move(track)});
    return made;
}

void CvatWriter::addTrackBox(pugi::xml_node track, std::int64_t frame, const AnnotatedObject& object,
                             bool outside) const
{
    pugi::xml_node box = track.append_child("box");
    addAttribute(box, "frame", std::to_string(frame));
    addAttribute(box, "outside", outside ? "1" : "0");
    addAttribute(box, "occluded", "0");
    addAttribute(box, "keyframe", "1");
    addCorners(box, object.box);
    addAttribute(box, "z_order", "0");
    addType(box, object);
}

/// Every frame is a key frame, and one after the last says that the object has left.
void CvatWriter::addTracks(pugi::xml_node root)
{
    for (const auto& [id, boxes] : tracks()) {
        pugi::xml_node track = root.append_child("track");
        addAttribute(track, "id", id);
        addAttribute(track, "label", nameOf(m_document, *boxes.begin()->second));
        addAttribute(track, "source", "manual");
        for (auto at = boxes.begin(); at != boxes.end(); ++at) {
            addTrackBox(track, at->first, *at->second, false);
            const auto after = m_document.frames.upper_bound(at->first);
            const auto next = std::next(at);
            if (after != m_document.frames.end() && (next == boxes.end() || next->first != after->first))
                addTrackBox(track, after->first, *at->second, true);
        }
    }
}

void CvatWriter::addImages(pugi::xml_node root)
{
    const PictureNames pictures(m_document);
    for (const auto& [frame, objects] : m_document.frames) {
        pugi::xml_node image = root.append_child("image");
        addAttribute(image, "id", std::to_string(frame));
        addAttribute(image, "name", pictures.of(frame));
        if (const auto size = sizeOfFrame(m_document, frame)) {
            addAttribute(image, "width", std::to_string(size->width));
            addAttribute(image, "height", std::to_string(size->height));
        }
        for (const AnnotatedObject& object : objects) {
            pugi::xml_node box = image.append_child("box");
            addAttribute(box, "label", nameOf(m_document, object));
            addAttribute(box, "occluded", "0");
            addCorners(box, object.box);
            addType(box, object);
            if (!object.track)
                continue;
            pugi::xml_node track = box.append_child("attribute");
            addAttribute(track, "name", "track_id");
            track.text().set(std::to_string(object.track->value).c_str());
        }
    }
}

/// The dialect for videos knows ranges of frames alone; where others are labelled it is the one for images.
std::string CvatWriter::text(WriterNotes& notes)
{
    noteScores(m_document, "CVAT", notes);
    pugi::xml_document xml;
    pugi::xml_node root = xml.append_child("annotations");
    addValue(root, "version", "1.1");
    const std::int64_t step = stepOf(m_document);
    addMeta(root, step);
    if (step > 0)
        addTracks(root);
    else
        addImages(root);
    if (step == 0 && !m_document.frames.empty())
        notes.emplace_back("The labelled frames have no even step, so this is CVAT for images.");
    std::ostringstream out;
    xml.save(out, " ");
    return out.str();
}

} // namespace

std::string cvatText(const AnnotationDocument& document, WriterNotes& notes)
{
    return CvatWriter(document).text(notes);
}

} // namespace jackdaw::vision
