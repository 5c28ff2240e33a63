// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/vision/annotation_file.h"

namespace jackdaw::vision {

/// CVAT XML 1.1, video dialect: `track` elements with `box` elements, of which only key frames need be written.
Result<LabelFile> readCvatAnnotations(const std::filesystem::path& path, const AnnotationOptions& options);

} // namespace jackdaw::vision
