// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace jackdaw::session {

/// Payloads from this size on are stored compressed: plan traces, scenarios, resume states. Smaller ones stay text, so
/// that any SQLite tool shows them.
inline constexpr std::size_t kCompressedFrom = 1024;

/// \p text as a blob: its length (4 bytes, little endian), then a zlib stream.
std::vector<std::uint8_t> compress(std::string_view text);

/// Back; nothing if \p blob is not what compress() made.
std::optional<std::string> decompress(std::span<const std::uint8_t> blob);

} // namespace jackdaw::session
