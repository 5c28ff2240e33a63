// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"

#include <filesystem>
#include <string>
#include <vector>

namespace jackdaw::cli {

/// A fault where \p output is one of the files that it is made of, by this or another name: these would be gone.
Status checkOutput(const std::filesystem::path& output, const std::vector<std::string>& inputs);
/// A fault where there is a file at \p output already, which would be gone.
Status checkFree(const std::filesystem::path& output);

} // namespace jackdaw::cli
