// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

namespace jackdaw::datasets {

/// A path as a scenario writes it: `${NAME}` becomes the environment variable, `$$` a dollar sign, and a relative
/// path is taken from \p folder. The error says what was found instead.
tl::expected<std::filesystem::path, std::string> expandPath(std::string_view text, const std::filesystem::path& folder);

/// As expandPath() where \p text names something in the file system; an address (rtsp://…) keeps its form.
tl::expected<std::string, std::string> expandSource(std::string_view text, const std::filesystem::path& folder);

/// \p path so that expandPath() gives it back.
std::string escapePath(const std::filesystem::path& path);

} // namespace jackdaw::datasets
