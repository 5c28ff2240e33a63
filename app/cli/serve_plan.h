// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/units.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

/// What `serve` decides: how long a session is, when a run that broke off is started again, and what is removed.
namespace jackdaw::cli {

using WallInstant = std::chrono::system_clock::time_point;

/// Windows, the first one included, after which a session that begins at \p now is over at the next local midnight or
/// up to a window after it.
std::uint32_t windowsUntilMidnight(WallInstant now, Nanoseconds window);

/// How long to wait before the next start, when \p failures runs in a row broke off before a minute had passed.
std::chrono::seconds pauseAfter(int failures);

/// "2026-11-27T093000": sorts by time, in local time.
std::string sessionStem(WallInstant now);

/// The sessions of \p folder in the order of their beginning.
std::vector<std::filesystem::path> sessionsIn(const std::filesystem::path& folder);

/// Files of sessions (whatever has the name of one) in \p folder that were last written more than \p age before \p now.
/// Other files are never among them.
std::vector<std::filesystem::path> outdated(const std::filesystem::path& folder, std::chrono::hours age,
                                            std::filesystem::file_time_type now);

} // namespace jackdaw::cli
