// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/vision/annotation_document.h"
#include "engine/vision/annotation_text.h"

/// The readers behind readAnnotations(), one per format. Private to the vision room.
namespace jackdaw::vision {

struct AnnotationInput {
    std::filesystem::path path;
    std::string name; ///< begins every error: "The label file 'a.csv'"
    std::string text; ///< UTF-8
    std::string task; ///< the one that is asked for; empty: the only one
    bool isOneOfMany = false; ///< whose names say together whether their numbers are frames
};

/// A file of any format; its text is read here.
Result<AnnotationDocument> readLabelFile(AnnotationInput input);

Result<AnnotationDocument> readCsvAnnotations(const AnnotationInput& input);
Result<AnnotationDocument> readMotAnnotations(const AnnotationInput& input);
/// CVAT, UA-DETRAC and Pascal VOC, by the root element.
Result<AnnotationDocument> readXmlAnnotations(const AnnotationInput& input);
/// COCO, its result files, Datumaro, and the polygons of Cityscapes.
Result<AnnotationDocument> readJsonAnnotations(const AnnotationInput& input);
/// YOLO, MOT Challenge and Pascal VOC, or a folder with one file of another format.
Result<AnnotationDocument> readFolderAnnotations(const AnnotationInput& input);

/// \p files are those of the folder.
Result<AnnotationDocument> readYolo(const AnnotationInput& input, const std::vector<std::filesystem::path>& files);

/// All fields are numbers: MOT Challenge, which has no header.
bool isNumbersOnly(std::string_view line);

/// What readAnnotations() does with a file of this text; \p path stands in errors.
Result<AnnotationDocument> parseAnnotations(const std::string& text, const std::filesystem::path& path);

/// The upright box around \p box where it is turned about its centre by \p degrees.
Box turned(const Box& box, float degrees);

/// Refuses: several tasks, none of them chosen. \p kind: "tasks".
tl::unexpected<Error> whichTask(const AnnotationInput& input, const std::string& kind,
                                const std::vector<std::string>& names);
/// Refuses: more objects than any label file has.
tl::unexpected<Error> tooManyObjects(const AnnotationInput& input);

} // namespace jackdaw::vision
