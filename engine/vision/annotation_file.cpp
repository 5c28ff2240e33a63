// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/annotation_file.h"

#include "engine/vision/annotation_csv.h"
#include "engine/vision/annotation_cvat.h"
#include "engine/vision/class_bits.h"

#include <system_error>

namespace jackdaw::vision {

Result<LabelFile> readAnnotationFile(const std::filesystem::path& path, const AnnotationOptions& options)
{
    const std::string name = "The label file '" + path.string() + "'";
    std::error_code error;
    if (options.classes.empty() || options.classes.size() > kMaximumClasses)
        return fail(ErrorCode::InvalidInput,
                    "A session has 1 to 32 classes, not " + std::to_string(options.classes.size()) + ".");
    if (!std::filesystem::exists(path, error))
        return fail(ErrorCode::NotFound, name + " does not exist.", "Check the path.");
    if (!std::filesystem::is_regular_file(path, error))
        return fail(ErrorCode::InvalidInput, name + " is not a file.");
    if (std::filesystem::file_size(path, error) == 0)
        return fail(ErrorCode::Corrupt, name + " is empty (0 bytes).", "Copy it again.");
    if (path.extension() == ".csv")
        return readCsvAnnotations(path, options);
    if (path.extension() == ".xml")
        return readCvatAnnotations(path, options);
    return fail(ErrorCode::Unsupported, name + " is neither .csv nor .xml (CVAT).",
                "Name a file of one of these kinds.");
}

} // namespace jackdaw::vision
