// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <exception>
#include <filesystem>

namespace jackdaw::session {

/// What the exception of a read from \p file means to the user.
Error readError(const std::filesystem::path& file, const std::exception& exception);

/// What the exception of a write to \p file means to the user.
Error writeError(const std::filesystem::path& file, const std::exception& exception);

/// Says that \p file ends too early, with the sizes where its header still tells them.
Error truncatedError(const std::filesystem::path& file);

} // namespace jackdaw::session
