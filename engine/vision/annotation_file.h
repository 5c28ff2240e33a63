// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/vision/annotation_document.h"
#include "engine/vision/labels.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace jackdaw::vision {

/// What a session makes of a label file. \p classes are the session's. A label's name (in CVAT: the attribute `type` if
/// that names something known, else the label's name) maps to the class of that name or through \p aliases (name →
/// names of classes that are right for it; an empty list ignores the object), without regard to case and blanks.
/// Objects below \p scoreThreshold are left out.
struct AnnotationOptions {
    std::vector<std::string> classes;
    std::map<std::string, std::vector<std::string>> aliases;
    float scoreThreshold = 0.0F;
};

/// The names that traffic labels use for things that no session class names: van, undefined, vehicle, pedestrian.
/// Only classes of \p classes occur on the right.
std::map<std::string, std::vector<std::string>> trafficAliases(const std::vector<std::string>& classes);

/// Adds to the aliases what a user says: "pedestrian=person", "van=car|truck", "tree=" for what is no object of the
/// session. InvalidInput names an entry that is not like that or a class that the session has not.
Result<AnnotationOptions> withMapping(AnnotationOptions options, const std::vector<std::string>& entries);
/// The same with the entries of the file that lies beside labels and is called as they are with ".map" behind: one in
/// each line. Nothing changes where there is none.
Result<AnnotationOptions> withMappingBeside(AnnotationOptions options, const std::filesystem::path& labels);

/// A label file with the names that are understood in it: those that were given, and those of the file beside it.
struct UnderstoodLabels {
    AnnotationDocument document;
    AnnotationOptions options;
};
/// Refuses what no session can use, as checkUsable() does.
Result<UnderstoodLabels> readUnderstood(const std::filesystem::path& path, const AnnotationOptions& given);

/// Reads labels made by people or by a golden model, in any format that readAnnotations() knows, as the session
/// understands them. What maps to nothing is an ignored object, never nothing; where nothing maps, the file is refused.
///
/// Every error names the file and the line or offset.
Result<LabelFile> readAnnotationFile(const std::filesystem::path& path, const AnnotationOptions& options);

/// Refuses what no session can use: nothing of it maps to a class of the session, or nobody knows where its boxes are.
/// \p path stands in the error.
Status checkUsable(const AnnotationDocument& document, const AnnotationOptions& options,
                   const std::filesystem::path& path);

} // namespace jackdaw::vision
