// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/vision/labels.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace jackdaw::vision {

/// Reads human or stored golden labels: CVAT XML 1.1 (video dialect, key frames interpolated, `outside` ends a box) or
/// CSV with the header `frame,class,score,x1,y1,x2,y2` (a further column `track` is optional).
///
/// \p classes are the session's. A label's name (in CVAT: the attribute `type` if there is one, else the label's name)
/// maps to the class of that name or through \p aliases (name → names of classes that are right for it; an empty list
/// ignores the object). A name that is neither is ignored. CSV rows below \p scoreThreshold are left out.
///
/// Every error names the file and the line or offset.
struct AnnotationOptions {
    std::vector<std::string> classes;
    std::map<std::string, std::vector<std::string>> aliases;
    float scoreThreshold = 0.0F;
};

/// The names that traffic labels use for things that no session class names: van, undefined, vehicle, motorbike.
/// Only classes of \p classes occur on the right.
std::map<std::string, std::vector<std::string>> trafficAliases(const std::vector<std::string>& classes);

Result<LabelFile> readAnnotationFile(const std::filesystem::path& path, const AnnotationOptions& options);

} // namespace jackdaw::vision
