// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jackdaw::video {

/// The images of a folder in the order of their numbers.
struct ImageList {
    struct File {
        std::filesystem::path path;
        std::int64_t number = 0; ///< of the frame
    };
    std::vector<File> files;
    std::vector<std::string> skipped; ///< names of files that are no images by name, or hidden
};

/// "frame_%06d.png": which files of a folder are meant, and where their number stands.
struct NamePattern {
    std::string before;
    std::string after;
    std::size_t digits = 1; ///< at least

    /// Nothing where \p name has no such place, or several.
    static std::optional<NamePattern> parse(std::string_view name);
    std::optional<std::int64_t> numberIn(std::string_view name) const;
};

/// True where \p left comes first: numbers count as such, so that 2 comes before 10.
bool comesBefore(std::string_view left, std::string_view right);

/// NotFound where there is none, Io where the folder cannot be read. A number is a frame's if the names differ in
/// nothing else; otherwise the images are counted from 0.
Result<ImageList> listImages(const std::string& folder, const std::optional<NamePattern>& pattern);

} // namespace jackdaw::video
