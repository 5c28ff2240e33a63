// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/video/image_list.h"

#include <optional>
#include <string>

namespace jackdaw::video {

/// What the word for a source that can be read again names.
struct SourceName {
    std::string path; ///< a file, a pipe, or a folder
    bool isFolder = false;
    std::optional<NamePattern> pattern; ///< which images of the folder
};

/// Paths, file:// addresses and patterns of image names (street/frame_%06d.png). Unsupported for live cameras, capture
/// devices and other patterns, NotFound where nothing is there; the message says what to name instead.
Result<SourceName> readSourceName(const std::string& word);

} // namespace jackdaw::video
