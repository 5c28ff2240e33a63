// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/onnx/metadata.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What a detector calls its classes. Private to the vision room.
namespace jackdaw::vision {

/// Without blanks and the quotes of either kind that are around it.
std::string_view unquoted(std::string_view text);

/// Names as exports write them: a list in brackets, `{0: 'person', 1: 'car'}`, or names separated by commas or lines.
/// Where they are numbered, those that are missing are empty.
std::vector<std::string> listedNames(std::string_view text);

/// The names of a detector's \p classes: of the file `NAME.names` beside \p model, else of the model's own metadata;
/// empty where neither names so many. InvalidInput where the file beside it names another number of them.
Result<std::vector<std::string>> detectorNames(const std::filesystem::path& model, const onnx::Metadata& metadata,
                                               std::size_t classes);

/// As cocoIndex(), whatever the spelling.
std::optional<std::uint32_t> cocoIndexOf(std::string_view name);

} // namespace jackdaw::vision
