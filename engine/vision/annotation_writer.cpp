// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/annotation_writer.h"

#include "engine/base/text_file.h"
#include "engine/vision/annotation_pictures.h"
#include "engine/vision/annotation_text.h"
#include "engine/vision/annotation_writer_parts.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <set>
#include <system_error>

namespace jackdaw::vision {
namespace {

namespace fs = std::filesystem;

/// Quoted where a comma or a quote would end it.
std::string csvField(const std::string& text)
{
    if (text.find_first_of(",;\"\t") == std::string::npos)
        return text;
    std::string quoted = "\"";
    for (const char c : text)
        quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + "\"";
}

std::string csvText(const AnnotationDocument& document)
{
    std::string text = "frame,class,score,x1,y1,x2,y2,track\n";
    // Scores of a detector would let a reader take the frames between for empty.
    const bool mayBeGuessed = std::none_of(document.frames.begin(), document.frames.end(),
                                           [](const auto& frame) { return frame.second.empty(); });
    const std::int64_t step = stepOf(document);
    if (mayBeGuessed && step == 0)
        text = "# frames listed\n" + text;
    else if (mayBeGuessed)
        text = "# frames " + std::to_string(document.frames.begin()->first) + "-"
            + std::to_string(document.frames.rbegin()->first) + " step " + std::to_string(step) + "\n" + text;
    for (const auto& [frame, objects] : document.frames) {
        if (objects.empty())
            text += std::to_string(frame) + ",,,,,,,\n";
        for (const AnnotatedObject& object : objects)
            text += std::to_string(frame) + "," + csvField(nameOf(document, object)) + "," + numberText(object.score)
                + "," + numberText(object.box.x1) + "," + numberText(object.box.y1) + "," + numberText(object.box.x2)
                + "," + numberText(object.box.y2) + ","
                + (object.track ? std::to_string(object.track->value) : std::string()) + "\n";
    }
    return text;
}

std::string yoloRow(const AnnotatedObject& object, std::uint32_t number, PictureSize size)
{
    const Box& box = object.box;
    const double width = size.width;
    const double height = size.height;
    char row[160];
    std::snprintf(row, sizeof row, "%u %.8f %.8f %.8f %.8f\n", number, (box.x1 + box.x2) / 2.0 / width,
                  (box.y1 + box.y2) / 2.0 / height, (box.x2 - box.x1) / width, (box.y2 - box.y1) / height);
    return row;
}

/// Whoever reads the folder would take what is left of other labels for some of these.
Status checkLeftOver(const AnnotationDocument& document, const fs::path& labels)
{
    std::set<std::string> own;
    for (const auto& [frame, objects] : document.frames)
        own.insert(frameName(frame) + ".txt");
    std::error_code error;
    for (fs::directory_iterator entry(labels, error), end; !error && entry != end; entry.increment(error)) {
        const fs::path name = entry->path().filename();
        if (name.extension() == ".txt" && !own.contains(name.string()))
            return fail(ErrorCode::InvalidInput,
                        "The folder '" + labels.string() + "' holds labels of other frames already, as in "
                            + name.string() + ": they would be taken for these.",
                        "Name another folder, or empty this one.");
    }
    return {};
}

Status writeYolo(const AnnotationDocument& document, const fs::path& folder, WriterNotes& notes)
{
    if (!document.size)
        return fail(ErrorCode::InvalidInput,
                    "YOLO's places are parts of the picture, and nothing says how large it is.",
                    "Name the video with --video.");
    if (Status free = checkLeftOver(document, folder / "labels"); !free)
        return free;
    std::error_code error;
    fs::create_directories(folder / "labels", error);
    AnnotationDocument names = namesOf(document);
    bool tracks = false;
    for (const auto& [frame, objects] : document.frames) {
        std::string rows;
        for (const AnnotatedObject& object : objects) {
            rows += yoloRow(object, names.number(nameOf(document, object)), *sizeOfFrame(document, frame));
            tracks = tracks || object.track;
        }
        if (auto written = writeText(folder / "labels" / (frameName(frame) + ".txt"), rows); !written)
            return written;
    }
    if (tracks)
        notes.emplace_back("YOLO has no tracks: they are lost.");
    noteScores(document, "YOLO", notes);
    std::string yaml =
        "path: .\ntrain: images\nval: images\n# Of the pictures, where these do not lie beside it.\nwidth: "
        + std::to_string(document.size->width) + "\nheight: " + std::to_string(document.size->height) + "\nnames:\n";
    for (std::size_t i = 0; i < names.names.size(); ++i)
        yaml += "  " + std::to_string(i) + ": \"" + names.names[i] + "\"\n";
    return writeText(folder / "data.yaml", yaml);
}

} // namespace

std::string frameName(std::int64_t frame)
{
    char name[40];
    std::snprintf(name, sizeof name, "frame_%06lld", static_cast<long long>(frame));
    return name;
}

PictureNames::PictureNames(const AnnotationDocument& document)
{
    std::vector<std::string> names;
    for (const auto& [frame, objects] : document.frames)
        if (const auto known = document.pictures.find(frame); known != document.pictures.end())
            names.push_back(known->second);
    const auto frames = framesByName({{}, "The labels", {}, {}}, names);
    if (!frames || frames->size() != document.frames.size()
        || !std::equal(frames->begin(), frames->end(), document.frames.begin(),
                       [](const auto& frame, const auto& covered) { return frame == covered.first; }))
        return;
    for (std::size_t i = 0; i < names.size(); ++i)
        m_names.emplace(*(*frames)[i], std::move(names[i]));
}

std::string PictureNames::of(std::int64_t frame) const
{
    const auto own = m_names.find(frame);
    return own != m_names.end() ? own->second : frameName(frame) + ".png";
}

std::optional<PictureSize> sizeOfFrame(const AnnotationDocument& document, std::int64_t frame)
{
    const auto own = document.sizes.find(frame);
    return own == document.sizes.end() ? document.size : std::optional(own->second);
}

std::int64_t stepOf(const AnnotationDocument& document)
{
    std::int64_t step = 0;
    for (auto frame = document.frames.begin(); frame != document.frames.end(); ++frame) {
        const auto next = std::next(frame);
        if (next == document.frames.end())
            break;
        if (step != 0 && next->first - frame->first != step)
            return 0;
        step = next->first - frame->first;
    }
    return document.frames.empty() ? 0 : std::max<std::int64_t>(step, 1);
}

std::string nameOf(const AnnotationDocument& document, const AnnotatedObject& object)
{
    return object.ignored ? "ignored" : document.names[object.name];
}

AnnotationDocument namesOf(const AnnotationDocument& document)
{
    AnnotationDocument names;
    for (const std::string& name : document.names)
        names.number(name);
    return names;
}

void noteScores(const AnnotationDocument& document, const std::string& format, WriterNotes& notes)
{
    std::size_t scored = 0;
    for (const auto& [frame, objects] : document.frames)
        scored += static_cast<std::size_t>(std::count_if(
            objects.begin(), objects.end(), [](const AnnotatedObject& object) { return object.score != 1.0F; }));
    if (scored > 0)
        notes.push_back(format + " has no scores: those of " + std::to_string(scored)
                        + (scored == 1 ? " object are lost." : " objects are lost."));
}

std::string numberText(float value)
{
    char text[64];
    std::snprintf(text, sizeof text, "%.3f", static_cast<double>(value));
    std::string number = text;
    number.erase(number.find_last_not_of('0') + 1);
    if (number.back() == '.')
        number.pop_back();
    return number == "-0" ? "0" : number;
}

const std::vector<std::string>& annotationFormats()
{
    static const std::vector<std::string> formats{"csv", "cvat", "coco", "mot", "yolo", "datumaro"};
    return formats;
}

Result<std::vector<std::string>> writeAnnotations(const AnnotationDocument& document, const fs::path& path,
                                                  const std::string& format)
{
    WriterNotes notes;
    if (document.isRelative)
        return fail(ErrorCode::InvalidInput, "Boxes are parts of the picture, and nothing says how large it is.",
                    "Name the video with --video.");
    Status written = fail(ErrorCode::InvalidInput, "'" + format + "' is no format that labels are written in.",
                          "Name csv, cvat, coco, mot, yolo or datumaro.");
    if (format == "csv")
        written = writeText(path, csvText(document));
    if (format == "cvat")
        written = writeText(path, cvatText(document, notes));
    if (format == "coco")
        written = writeText(path, cocoText(document, notes));
    if (format == "datumaro")
        written = writeText(path, datumaroText(document, notes));
    if (format == "mot")
        written = writeMot(document, path, notes);
    if (format == "yolo")
        written = writeYolo(document, path, notes);
    if (!written)
        return tl::unexpected(written.error());
    return notes;
}

} // namespace jackdaw::vision
