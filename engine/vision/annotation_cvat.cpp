// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/annotation_cvat_shapes.h"
#include "engine/vision/annotation_pictures.h"
#include "engine/vision/annotation_xml.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace jackdaw::vision {
namespace {

/// Which frames people looked at.
struct TaskFrames {
    std::int64_t first = 0;
    std::int64_t last = 0;
    std::int64_t step = 1;

    bool holds(std::int64_t frame) const { return frame >= first && frame <= last && (frame - first) % step == 0; }
    /// The first one from \p frame on, though it be after the last.
    std::int64_t from(std::int64_t frame) const
    {
        return frame <= first ? first : first + (frame - first + step - 1) / step * step;
    }
};

/// An object whose box is yet to be turned.
struct TurnedObject {
    AnnotatedObject object;
    float rotation = 0.0F; ///< degrees

    AnnotatedObject upright() const
    {
        AnnotatedObject made = object;
        made.box = rotation == 0.0F ? object.box : turned(object.box, rotation);
        return made;
    }
};

/// A shape of a track as the file states it.
struct TrackShape {
    std::int64_t frame = 0;
    TurnedObject turnable;
    bool outside = false;
    bool keyFrame = true;
};

/// Attributes by which people say what a thing is where the label is only "object" or "vehicle".
bool namesAType(const std::string& attribute)
{
    constexpr std::array<std::string_view, 6> kNames = {"type", "class", "category", "kind", "vehicle_type", "object"};
    return std::find(kNames.begin(), kNames.end(), lowerCase(trimmed(attribute))) != kNames.end();
}

/// Of "step=10"; 0 where the filter is another one.
std::int64_t stepOf(std::string_view filter)
{
    const std::size_t equals = filter.find('=');
    if (equals == std::string_view::npos || lowerCase(trimmed(filter.substr(0, equals))) != "step")
        return 0;
    return parseFrame(filter.substr(equals + 1)).value_or(0);
}

/// Of a track's shape. A skeleton has left once all of its joints have; it says nothing itself.
bool isOutside(const pugi::xml_node& node)
{
    const auto saysSo = [](const pugi::xml_node& each) {
        return std::string_view(each.attribute("outside").value()) == "1";
    };
    const auto joints = node.children("points");
    return saysSo(node)
        || (std::string_view(node.name()) == "skeleton" && joints.begin() != joints.end()
            && std::all_of(joints.begin(), joints.end(), saysSo));
}

class CvatReader {
public:
    CvatReader(const AnnotationInput& input, const pugi::xml_node& root) : m_input(input), m_root(root) { }

    Result<AnnotationDocument> read();

private:
    Status chooseTask();
    Status chooseAmong(const std::vector<pugi::xml_node>& tasks);
    Status readFrames(const pugi::xml_node& task);
    void readDeclared(const pugi::xml_node& labels);
    void readSize(const pugi::xml_node& task);
    bool isOfTask(const pugi::xml_node& node) const;
    std::optional<std::uint32_t> typeOf(const pugi::xml_node& node);
    Result<std::optional<TurnedObject>> readShape(const pugi::xml_node& node, const pugi::xml_node& labelled);
    Result<std::optional<TrackShape>> readTrackShape(const pugi::xml_node& node, const pugi::xml_node& track);
    Status readTrack(const pugi::xml_node& track, std::uint32_t number);
    void orderShapes(std::vector<TrackShape>& shapes);
    Status addBetween(const TrackShape& from, const TrackShape& to);
    Status addTail(const TrackShape& last);
    Status addObject(std::int64_t frame, const AnnotatedObject& object);
    Status readTracks();
    Status readImages();
    Status readImage(const pugi::xml_node& image, std::optional<std::int64_t> frame);
    void say();

    const AnnotationInput& m_input;
    pugi::xml_node m_root;
    AnnotationDocument m_document;
    std::string m_task; ///< number of the chosen one; empty where the file is one task
    std::optional<TaskFrames> m_frames; ///< where the file says them
    std::map<std::string, std::size_t> m_shapes; ///< how many of each kind that is no upright box
    std::size_t m_offStep = 0; ///< objects on frames that the task has not
    std::size_t m_doubled = 0;
    std::size_t m_unordered = 0; ///< tracks
};

/// All frames of the task were looked at: those without a box are empty. Of a filtered task only those of the filter.
Status CvatReader::readFrames(const pugi::xml_node& task)
{
    const pugi::xml_node stop = task.child("stop_frame");
    if (!stop)
        return {};
    const auto first = parseFrame(task.child("start_frame") ? task.child_value("start_frame") : "0");
    const auto last = parseFrame(stop.child_value());
    if (!first || !last || *last < *first)
        return xmlFault(m_input, stop,
                        "start_frame and stop_frame must be frame numbers from 0 to "
                            + std::to_string(kLastAnnotatedFrame));
    TaskFrames frames{*first, *last, 1};
    if (const std::string_view filter = trimmed(task.child_value("frame_filter")); !filter.empty()) {
        frames.step = stepOf(filter);
        if (frames.step < 1)
            return xmlFault(m_input, task.child("frame_filter"), "the frame_filter must be 'step=N' with N from 1");
    }
    m_frames = frames;
    for (std::int64_t frame = frames.first; frame <= frames.last; frame += frames.step)
        m_document.frames.try_emplace(m_document.frames.end(), frame);
    if (frames.step > 1)
        m_document.note("Every " + std::to_string(frames.step) + ". frame is labelled, those between are not.");
    return {};
}

/// A class that people were asked for is covered even where none of it was seen.
void CvatReader::readDeclared(const pugi::xml_node& labels)
{
    for (const pugi::xml_node& label : labels.children("label")) {
        DeclaredLabel declared{m_document.number(trimmed(label.child_value("name"))), {}};
        for (const pugi::xml_node& attribute : label.child("attributes").children("attribute")) {
            if (!namesAType(attribute.child_value("name")))
                continue;
            LineReader lines(attribute.child_value("values"));
            for (std::string_view line; lines.next(line);)
                if (!trimmed(line).empty())
                    declared.types.push_back(m_document.number(trimmed(line)));
        }
        m_document.declared.push_back(std::move(declared));
    }
}

void CvatReader::readSize(const pugi::xml_node& task)
{
    const auto width = parseNumber<int>(task.child("original_size").child_value("width"));
    const auto height = parseNumber<int>(task.child("original_size").child_value("height"));
    if (width && height && *width > 0 && *height > 0)
        m_document.size = PictureSize{*width, *height};
}

Status CvatReader::chooseAmong(const std::vector<pugi::xml_node>& tasks)
{
    std::vector<std::string> names;
    for (const pugi::xml_node& task : tasks) {
        const std::string number = task.child_value("id");
        const std::string name = task.child_value("name");
        names.push_back(name.empty() ? number : name);
        if (tasks.size() > 1 && (m_input.task.empty() || (m_input.task != name && m_input.task != number)))
            continue;
        m_task = number;
        readSize(task);
        return readFrames(task);
    }
    return whichTask(m_input, "tasks", names);
}

/// A project's export holds the frames of all its tasks under the same numbers, so they are never joined.
Status CvatReader::chooseTask()
{
    const pugi::xml_node meta = m_root.child("meta");
    const pugi::xml_node project = meta.child("project");
    std::vector<pugi::xml_node> tasks;
    for (const pugi::xml_node& task : project.child("tasks").children("task"))
        tasks.push_back(task);
    // Newer exports call the task a job.
    for (const char* const kind : {"task", "job"})
        for (const pugi::xml_node& task : meta.children(kind))
            tasks.push_back(task);
    readDeclared(project.child("labels"));
    for (const pugi::xml_node& task : tasks)
        readDeclared(task.child("labels"));
    if (!tasks.empty())
        return chooseAmong(tasks);
    std::set<std::string> numbers;
    for (const pugi::xml_node& node : m_root.children())
        if (const pugi::xml_attribute task = node.attribute("task_id"))
            numbers.insert(task.value());
    if (numbers.size() > 1 && !numbers.contains(m_input.task))
        return whichTask(m_input, "tasks", {numbers.begin(), numbers.end()});
    m_task = numbers.size() > 1 ? m_input.task : std::string();
    return {};
}

bool CvatReader::isOfTask(const pugi::xml_node& node) const
{
    const pugi::xml_attribute task = node.attribute("task_id");
    return m_task.empty() || !task || task.value() == m_task;
}

std::optional<std::uint32_t> CvatReader::typeOf(const pugi::xml_node& node)
{
    for (const pugi::xml_node& attribute : node.children("attribute"))
        if (namesAType(attribute.attribute("name").value()) && !trimmed(attribute.child_value()).empty())
            return m_document.number(trimmed(attribute.child_value()));
    return std::nullopt;
}

/// Nothing for what has no place in the picture, as a tag.
Result<std::optional<TurnedObject>> CvatReader::readShape(const pugi::xml_node& node, const pugi::xml_node& labelled)
{
    if (std::string_view(node.name()) == "attribute")
        return std::nullopt;
    const auto shape = cvatShape(node);
    if (!shape)
        return xmlFault(m_input, node, shape.error());
    if (shape->kind != "box")
        ++m_shapes[shape->kind];
    if (!shape->box)
        return std::nullopt;
    AnnotatedObject object{.name = m_document.number(trimmed(labelled.attribute("label").value())),
                           .type = typeOf(node),
                           .box = *shape->box};
    if (!object.type)
        object.type = typeOf(labelled);
    return TurnedObject{object, std::fmod(shape->rotation, 360.0F)};
}

Result<std::optional<TrackShape>> CvatReader::readTrackShape(const pugi::xml_node& node, const pugi::xml_node& track)
{
    auto object = readShape(node, track);
    if (!object)
        return tl::unexpected(object.error());
    if (!*object)
        return std::nullopt;
    const auto frame = parseFrame(node.attribute("frame").value());
    if (!frame)
        return xmlFault(m_input, node,
                        "attribute 'frame' of a shape must be a frame number from 0 to "
                            + std::to_string(kLastAnnotatedFrame));
    return TrackShape{*frame, **object, isOutside(node), std::string_view(node.attribute("keyframe").value()) != "0"};
}

Status CvatReader::addObject(std::int64_t frame, const AnnotatedObject& object)
{
    if (m_frames && !m_frames->holds(frame)) {
        ++m_offStep;
        return {};
    }
    return m_document.add(frame, object) ? Status() : tooManyObjects(m_input);
}

/// The box moves evenly from one stated frame to the next; both may lie between frames of a filtered task.
Status CvatReader::addBetween(const TrackShape& from, const TrackShape& to)
{
    const std::int64_t step = m_frames ? m_frames->step : 1;
    const Box& a = from.turnable.object.box;
    const Box& b = to.turnable.object.box;
    // A box turns the shorter way round.
    const float turn = std::remainder(to.turnable.rotation - from.turnable.rotation, 360.0F);
    const std::int64_t first = m_frames ? m_frames->from(from.frame) : from.frame;
    m_offStep += first >= to.frame ? 1 : 0;
    for (std::int64_t frame = first; frame < to.frame; frame += step) {
        const float t = static_cast<float>(frame - from.frame) / static_cast<float>(to.frame - from.frame);
        TurnedObject between{from.turnable.object, from.turnable.rotation + t * turn};
        between.object.box = {std::lerp(a.x1, b.x1, t), std::lerp(a.y1, b.y1, t), std::lerp(a.x2, b.x2, t),
                              std::lerp(a.y2, b.y2, t)};
        if (auto added = addObject(frame, between.upright()); !added)
            return added;
    }
    return {};
}

/// A track that is not said to leave stays where it was last set, to the end of the task.
Status CvatReader::addTail(const TrackShape& last)
{
    const std::int64_t end = last.keyFrame && m_frames ? std::max(m_frames->last, last.frame) : last.frame;
    const std::int64_t first = m_frames ? m_frames->from(last.frame) : last.frame;
    m_offStep += first > end ? 1 : 0;
    for (std::int64_t frame = first; frame <= end; frame += m_frames ? m_frames->step : 1)
        if (auto added = addObject(frame, last.turnable.upright()); !added)
            return added;
    return {};
}

/// Exports of tasks that were cut into jobs state the frame where a job begins, or a track ends, twice.
void CvatReader::orderShapes(std::vector<TrackShape>& shapes)
{
    const auto earlier = [](const TrackShape& a, const TrackShape& b) { return a.frame < b.frame; };
    m_unordered += std::is_sorted(shapes.begin(), shapes.end(), earlier) ? 0 : 1;
    std::stable_sort(shapes.begin(), shapes.end(), earlier);
    std::vector<TrackShape> kept;
    for (const TrackShape& shape : shapes) {
        if (kept.empty() || kept.back().frame != shape.frame) {
            kept.push_back(shape);
            continue;
        }
        ++m_doubled;
        kept.back() = shape;
    }
    shapes = std::move(kept);
}

Status CvatReader::readTrack(const pugi::xml_node& track, std::uint32_t number)
{
    const auto given = parseNumber<std::uint32_t>(track.attribute("id").value());
    std::vector<TrackShape> shapes;
    for (const pugi::xml_node& node : track.children()) {
        if (node.type() != pugi::node_element)
            continue;
        auto shape = readTrackShape(node, track);
        if (!shape)
            return tl::unexpected(shape.error());
        if (!*shape)
            continue;
        (*shape)->turnable.object.track = TrackId{given.value_or(number)};
        shapes.push_back(**shape);
    }
    orderShapes(shapes);
    Status added;
    for (std::size_t i = 0; i < shapes.size() && added; ++i)
        if (!shapes[i].outside)
            added = i + 1 < shapes.size() ? addBetween(shapes[i], shapes[i + 1]) : addTail(shapes[i]);
    return added;
}

Status CvatReader::readTracks()
{
    std::uint32_t number = 0;
    for (const pugi::xml_node& track : m_root.children("track")) {
        const std::uint32_t own = number++;
        if (!isOfTask(track))
            continue;
        if (auto read = readTrack(track, own); !read)
            return read;
    }
    return {};
}

Status CvatReader::readImage(const pugi::xml_node& image, std::optional<std::int64_t> frame)
{
    if (!frame)
        return xmlFault(m_input, image, "attribute 'id' of an image must be a frame number from 0");
    m_document.cover(*frame);
    m_document.pictures[*frame] = image.attribute("name").value();
    const auto width = parseNumber<int>(image.attribute("width").value());
    const auto height = parseNumber<int>(image.attribute("height").value());
    if (width && height && *width > 0 && *height > 0)
        m_document.noteSize(*frame, PictureSize{*width, *height});
    for (const pugi::xml_node& node : image.children()) {
        if (node.type() != pugi::node_element)
            continue;
        auto object = readShape(node, node);
        if (!object)
            return tl::unexpected(object.error());
        if (!*object)
            continue;
        const pugi::xml_node track = node.find_child_by_attribute("attribute", "name", "track_id");
        if (const auto id = parseNumber<std::uint32_t>(track.child_value()))
            (*object)->object.track = TrackId{*id};
        if (!m_document.add(*frame, (*object)->upright()))
            return tooManyObjects(m_input);
    }
    return {};
}

/// Only the pictures that are listed were looked at, whatever the task's range: a file for images lists them all. They
/// are called by their frame numbers, or have them as ids.
Status CvatReader::readImages()
{
    if (!m_root.child("track") && m_root.child("image"))
        m_document.frames.clear();
    std::vector<pugi::xml_node> images;
    std::vector<std::string> names;
    for (const pugi::xml_node& image : m_root.children("image")) {
        if (!isOfTask(image))
            continue;
        images.push_back(image);
        names.emplace_back(image.attribute("name").value());
    }
    // A task that was chosen is no name of a video within it.
    const AnnotationInput input{m_input.path, m_input.name, {}, m_root.child("meta") ? std::string() : m_input.task};
    const auto frames = framesByName(input, names);
    if (!frames)
        return tl::unexpected(frames.error());
    if (haveNoFrames(names))
        m_document.note("Names of pictures have no frame numbers: their ids in the file are taken.");
    Status read;
    for (std::size_t i = 0; i < images.size() && read; ++i) {
        if (frames->empty())
            read = readImage(images[i], parseFrame(images[i].attribute("id").value()));
        else if ((*frames)[i])
            read = readImage(images[i], (*frames)[i]);
    }
    return read;
}

void CvatReader::say()
{
    for (const auto& [kind, count] : m_shapes)
        m_document.note("Among the shapes are " + kind + ", " + std::to_string(count) + " in all: "
                        + (kind == "tags" ? "they have no place in the picture and are not read."
                                          : "the upright boxes around them are read."));
    if (m_offStep > 0)
        m_document.note("Boxes on frames that the task does not have are not read: " + std::to_string(m_offStep) + ".");
    if (m_doubled > 0)
        m_document.note("Of shapes that state a frame of their track once more the last one counts: "
                        + std::to_string(m_doubled) + ".");
    if (m_unordered > 0)
        m_document.note(
            "Tracks that were not in the order of their frames and were sorted: " + std::to_string(m_unordered) + ".");
    if (m_frames == std::nullopt && !m_root.child("image"))
        m_document.note("The file does not say which frames the task has: only those with a box count as labelled.");
}

Result<AnnotationDocument> CvatReader::read()
{
    m_document.format = m_root.child("track") || !m_root.child("image") ? "CVAT for video" : "CVAT for images";
    if (auto chosen = chooseTask(); !chosen)
        return tl::unexpected(chosen.error());
    if (auto images = readImages(); !images)
        return tl::unexpected(images.error());
    if (auto tracks = readTracks(); !tracks)
        return tl::unexpected(tracks.error());
    if (m_offStep > 0 && m_document.objects() == 0)
        return fail(ErrorCode::InvalidInput,
                    m_input.name
                        + " states all of its boxes on frames that its task does not have: its frames would count as "
                          "empty.",
                    "Export the task anew, or take its start_frame, stop_frame and frame_filter out of the file.");
    say();
    return std::move(m_document);
}

} // namespace

Result<AnnotationDocument> readCvat(const AnnotationInput& input, const pugi::xml_node& root)
{
    return CvatReader(input, root).read();
}

} // namespace jackdaw::vision
