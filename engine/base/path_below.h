// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace jackdaw {

/// \p path as seen from \p folder where it leads into that, else as it is. By their words alone: nothing is looked up.
std::filesystem::path pathBelow(const std::filesystem::path& path, const std::filesystem::path& folder);

} // namespace jackdaw
