// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/vision/annotation_document.h"

#include <filesystem>
#include <string>
#include <vector>

namespace jackdaw::vision {

/// What writeAnnotations() writes: "csv", "cvat", "coco", "mot", "yolo", "datumaro".
const std::vector<std::string>& annotationFormats();

/// Writes labels so that reading them again gives the same frames, boxes to a hundredth of a pixel, classes and, where
/// the format has them, tracks and scores. \p format is one of annotationFormats(). For YOLO \p path is a folder, which
/// is made; for MOT Challenge it is the file of rows, and `labels.txt` and `seqinfo.ini` are written beside it.
///
/// InvalidInput where the format cannot hold the document: YOLO needs to know how large the pictures are; where a
/// folder for YOLO holds labels of other frames. Returns sentences on what the format could not take in.
Result<std::vector<std::string>> writeAnnotations(const AnnotationDocument& document, const std::filesystem::path& path,
                                                  const std::string& format);

} // namespace jackdaw::vision
