// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/detection.h"
#include "engine/base/result.h"
#include "engine/vision/annotation_file.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace jackdaw::vision {

/// One row of a label file in CSV.
struct CsvLabel {
    std::int64_t frame = 0;
    std::string name; ///< empty: the row only says that the frame was labelled
    float score = 1.0F;
    Box box;
    std::optional<TrackId> track;
};

Result<std::vector<CsvLabel>> readCsvLabels(const std::filesystem::path& path);

Result<LabelFile> readCsvAnnotations(const std::filesystem::path& path, const AnnotationOptions& options);

} // namespace jackdaw::vision
