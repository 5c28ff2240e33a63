// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/review/corrected_labels.h"

#include "engine/vision/annotation_writer.h"

#include <cctype>
#include <system_error>
#include <utility>

namespace jackdaw::review {
namespace {

/// A camera's name as one of files.
std::string fileName(CameraId camera, const std::string& name)
{
    std::string text = std::to_string(camera.value) + "-";
    for (const unsigned char c : name)
        text += std::isalnum(c) || c == '-' || c == '_' || c >= 0x80 ? static_cast<char>(c) : '-';
    return text;
}

} // namespace

Result<vision::AnnotationDocument> correctedLabels(const Corrections& corrections, const CameraAdded& camera,
                                                   const std::vector<std::string>& classes)
{
    vision::AnnotationDocument document;
    document.format = "corrections";
    if (camera.width > 0 && camera.height > 0)
        document.size = vision::PictureSize{camera.width, camera.height};
    for (const std::string& name : classes)
        document.declared.push_back({document.number(name), {}});
    for (const auto& [key, correction] : corrections) {
        if (key.camera != camera.camera || !correction.isDone())
            continue;
        if (key.frame > vision::kLastAnnotatedFrame)
            return fail(ErrorCode::Unsupported,
                        "Frame " + std::to_string(key.frame) + " of " + camera.name
                            + " is beyond what label files number, " + std::to_string(vision::kLastAnnotatedFrame)
                            + ".",
                        "Correct frames of a shorter session.");
        document.cover(key.frame);
        for (const CorrectedObject& object : correction.objects)
            if (object.label.value >= classes.size()
                || !document.add(key.frame, {.name = document.number(classes[object.label.value]), .box = object.box}))
                return fail(ErrorCode::Unsupported,
                            camera.name + " has objects in its corrections that no label file can hold.",
                            "Correct fewer frames, and export them.");
    }
    return document;
}

std::filesystem::path labelFileOf(const std::filesystem::path& folder, CameraId camera, const std::string& name,
                                  const std::string& what, const std::string& format)
{
    const std::filesystem::path base = folder / (fileName(camera, name) + "-" + what);
    const std::pair<const char*, const char*> endings[] = {
        {"csv", ".csv"}, {"cvat", ".xml"}, {"coco", ".json"}, {"datumaro", ".json"}};
    for (const auto& [known, ending] : endings)
        if (format == known)
            return base.string() + ending;
    return format == "mot" ? base / "gt.txt" : base;
}

Result<std::vector<WrittenLabels>> writeCorrectedLabels(const Corrections& corrections,
                                                        const std::map<CameraId, CameraAdded>& cameras,
                                                        const std::vector<std::string>& classes,
                                                        const std::filesystem::path& folder, const std::string& format)
{
    std::vector<WrittenLabels> written;
    for (const auto& [id, camera] : cameras) {
        const auto document = correctedLabels(corrections, camera, classes);
        if (!document)
            return tl::unexpected(document.error());
        if (document->frames.empty())
            continue;
        const auto path = labelFileOf(folder, id, camera.name, "people", format);
        std::error_code ignored; // what cannot be made cannot be written
        std::filesystem::create_directories(path.parent_path(), ignored);
        auto notes = vision::writeAnnotations(*document, path, format);
        if (!notes)
            return tl::unexpected(notes.error());
        written.push_back({id, camera.name, path, document->frames.size(), document->frames.rbegin()->first,
                           document->objects(), std::move(*notes)});
    }
    return written;
}

} // namespace jackdaw::review
