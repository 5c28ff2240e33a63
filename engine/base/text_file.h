// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <filesystem>
#include <string>

namespace jackdaw {

/// A whole file of at most 256 MB. \p what stands in errors: "trace", "case file".
Result<std::string> readText(const std::filesystem::path& file, const std::string& what);
/// Written beside \p file and then put in its place, so that no half of a file is ever seen.
Status writeText(const std::filesystem::path& file, const std::string& text);

} // namespace jackdaw
