// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"

#include <filesystem>
#include <string>

namespace jackdaw::window {

/// What came of \p session as one page: the same as `jackdaw-cli report --html`. Takes as long as reading the session.
Result<std::string> reportPage(const std::filesystem::path& session);

} // namespace jackdaw::window
