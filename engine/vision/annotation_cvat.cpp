// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/annotation_cvat.h"

#include "engine/vision/class_map.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <string_view>

#include <pugixml.hpp>

namespace jackdaw::vision {
namespace {

/// Half a day of video; a larger frame number is a fault of the file, and interpolation would fill the memory.
constexpr std::int64_t kLastFrame = 2'000'000;

/// One box of a track as the file states it.
struct TrackBox {
    std::int64_t frame = 0;
    Box box;
    std::uint32_t classes = 0;
    bool outside = false;
    bool keyFrame = true;
};

template <class Number>
std::optional<Number> parse(const char* text)
{
    Number value{};
    const char* const end = text + std::strlen(text);
    const auto [stop, error] = std::from_chars(text, end, value);
    return error == std::errc() && stop == end ? std::optional(value) : std::nullopt;
}

class CvatReader {
public:
    CvatReader(const std::filesystem::path& path, const AnnotationOptions& options) :
        m_name("The label file '" + path.string() + "'"), m_map(options)
    {
    }

    Result<LabelFile> read(const std::filesystem::path& path);

private:
    Status readFrameRange(const pugi::xml_node& task);
    void readDeclaredClasses(const pugi::xml_node& labels);
    Status readTrack(const pugi::xml_node& track, std::uint32_t number);
    Result<TrackBox> readBox(const pugi::xml_node& node, const std::string& label) const;
    void addBetween(const TrackBox& from, const TrackBox& to, TrackId track);
    void addTail(const TrackBox& last, TrackId track);
    void addObject(std::int64_t frame, const TrackBox& box, TrackId track);
    tl::unexpected<Error> fault(const pugi::xml_node& node, const std::string& what) const;

    std::string m_name;
    ClassMap m_map;
    LabelFile m_labels;
    std::optional<std::int64_t> m_lastFrame; ///< of the task, where the file says so
};

tl::unexpected<Error> CvatReader::fault(const pugi::xml_node& node, const std::string& what) const
{
    return fail(ErrorCode::Corrupt, m_name + ", byte " + std::to_string(node.offset_debug()) + ": " + what + ".",
                "Export the labels again as CVAT for video 1.1.");
}

/// All frames of the task were looked at: those without a box are empty.
Status CvatReader::readFrameRange(const pugi::xml_node& task)
{
    const pugi::xml_node stop = task.child("stop_frame");
    if (!stop)
        return {};
    const auto first = parse<std::int64_t>(task.child("start_frame") ? task.child_value("start_frame") : "0");
    const auto last = parse<std::int64_t>(stop.child_value());
    if (!first || !last || *first < 0 || *last < *first || *last > kLastFrame)
        return fault(stop, "start_frame and stop_frame must be frame numbers from 0 to " + std::to_string(kLastFrame));
    m_lastFrame = last;
    for (std::int64_t frame = *first; frame <= *last; ++frame)
        m_labels.frames.try_emplace(m_labels.frames.end(), frame);
    return {};
}

/// A class that people were asked for is covered even where none of it was seen.
void CvatReader::readDeclaredClasses(const pugi::xml_node& labels)
{
    for (const pugi::xml_node& label : labels.children("label")) {
        bool typed = false;
        for (const pugi::xml_node& attribute : label.child("attributes").children("attribute")) {
            if (std::string_view(attribute.child_value("name")) != "type")
                continue;
            typed = true;
            std::string_view values = attribute.child_value("values");
            while (!values.empty()) {
                const std::size_t end = std::min(values.find('\n'), values.size());
                m_labels.coveredClasses |= m_map.classesOf(std::string(values.substr(0, end)));
                values.remove_prefix(std::min(end + 1, values.size()));
            }
        }
        if (!typed)
            m_labels.coveredClasses |= m_map.classesOf(label.child_value("name"));
    }
}

Result<TrackBox> CvatReader::readBox(const pugi::xml_node& node, const std::string& label) const
{
    TrackBox box;
    const auto frame = parse<std::int64_t>(node.attribute("frame").value());
    if (!frame || *frame < 0 || *frame > kLastFrame)
        return fault(node, "attribute 'frame' of a box must be a frame number from 0 to " + std::to_string(kLastFrame));
    box.frame = *frame;
    const auto corner = [&](const char* attribute) {
        const auto value = parse<float>(node.attribute(attribute).value());
        return value && std::isfinite(*value) ? value : std::nullopt;
    };
    const auto x1 = corner("xtl");
    const auto y1 = corner("ytl");
    const auto x2 = corner("xbr");
    const auto y2 = corner("ybr");
    if (!x1 || !y1 || !x2 || !y2 || *x2 < *x1 || *y2 < *y1)
        return fault(node, "xtl, ytl, xbr and ybr of a box must be numbers with xtl <= xbr and ytl <= ybr");
    box.box = {*x1, *y1, *x2, *y2};
    box.outside = std::string_view(node.attribute("outside").value()) == "1";
    box.keyFrame = std::string_view(node.attribute("keyframe").value()) != "0";
    const pugi::xml_node type = node.find_child_by_attribute("attribute", "name", "type");
    box.classes = m_map.classesOf(type ? type.child_value() : label);
    return box;
}

void CvatReader::addObject(std::int64_t frame, const TrackBox& box, TrackId track)
{
    m_labels.coveredClasses |= box.classes;
    m_labels.frames[frame].push_back({box.box, box.classes, track});
}

/// The box moves evenly from one stated frame to the next.
void CvatReader::addBetween(const TrackBox& from, const TrackBox& to, TrackId track)
{
    for (std::int64_t frame = from.frame; frame < to.frame; ++frame) {
        const float t = static_cast<float>(frame - from.frame) / static_cast<float>(to.frame - from.frame);
        TrackBox box = from;
        box.box = {std::lerp(from.box.x1, to.box.x1, t), std::lerp(from.box.y1, to.box.y1, t),
                   std::lerp(from.box.x2, to.box.x2, t), std::lerp(from.box.y2, to.box.y2, t)};
        addObject(frame, box, track);
    }
}

/// A track that is not said to leave stays where it was last set, to the end of the task.
void CvatReader::addTail(const TrackBox& last, TrackId track)
{
    const std::int64_t end = last.keyFrame && m_lastFrame ? std::max(*m_lastFrame, last.frame) : last.frame;
    for (std::int64_t frame = last.frame; frame <= end; ++frame)
        addObject(frame, last, track);
}

Status CvatReader::readTrack(const pugi::xml_node& track, std::uint32_t number)
{
    const auto given = parse<std::uint32_t>(track.attribute("id").value());
    const TrackId id{given.value_or(number)};
    const std::string label = track.attribute("label").value();
    std::vector<TrackBox> boxes;
    for (const pugi::xml_node& node : track.children("box")) {
        auto box = readBox(node, label);
        if (!box)
            return tl::unexpected(box.error());
        if (!boxes.empty() && box->frame <= boxes.back().frame)
            return fault(node, "the boxes of a track must stand in the order of their frames");
        boxes.push_back(*box);
    }
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        if (boxes[i].outside)
            continue;
        if (i + 1 < boxes.size())
            addBetween(boxes[i], boxes[i + 1], id);
        else
            addTail(boxes[i], id);
    }
    return {};
}

Result<LabelFile> CvatReader::read(const std::filesystem::path& path)
{
    pugi::xml_document document;
    const pugi::xml_parse_result parsed = document.load_file(path.c_str());
    if (parsed.status == pugi::status_file_not_found || parsed.status == pugi::status_io_error)
        return fail(ErrorCode::Io, m_name + " cannot be read.", "Check the file's permissions.");
    if (!parsed)
        return fail(ErrorCode::Corrupt,
                    m_name + ", byte " + std::to_string(parsed.offset) + ": this is not well-formed XML.",
                    "Export the labels again as CVAT for video 1.1.", parsed.description());
    const pugi::xml_node root = document.child("annotations");
    if (!root)
        return fail(ErrorCode::Corrupt, m_name + ", byte 0: expected is the element 'annotations' of CVAT XML 1.1.",
                    "Export the labels as CVAT for video 1.1.");
    if (root.child("image"))
        return fault(root.child("image"), "this is CVAT's dialect for images; expected are 'track' elements");
    // Newer exports call the task a job.
    const pugi::xml_node meta = root.child("meta");
    const pugi::xml_node task = meta.child("task") ? meta.child("task") : meta.child("job");
    if (auto range = readFrameRange(task); !range)
        return tl::unexpected(range.error());
    readDeclaredClasses(task.child("labels"));
    std::uint32_t number = 0;
    for (const pugi::xml_node& track : root.children("track"))
        if (auto read = readTrack(track, number++); !read)
            return tl::unexpected(read.error());
    return std::move(m_labels);
}

} // namespace

Result<LabelFile> readCvatAnnotations(const std::filesystem::path& path, const AnnotationOptions& options)
{
    return CvatReader(path, options).read(path);
}

} // namespace jackdaw::vision
