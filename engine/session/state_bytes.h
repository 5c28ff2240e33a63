// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/session_state.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace jackdaw::session {

/// A state as bytes, and back to the bit.
std::vector<std::uint8_t> toBytes(const SessionState& state);
/// Nothing if \p bytes are not what toBytes() of this program made.
std::optional<SessionState> stateFromBytes(std::span<const std::uint8_t> bytes);

/// Names what toBytes() writes: another set of fields has another number. Snapshots of another layout are left alone.
std::int64_t stateLayout();

/// Cuts \p bytes where their content says so, so that two similar rows of bytes share most of their pieces wherever
/// something was put in or taken out (content-defined chunking with a gear hash; after Xia et al., "FastCDC", USENIX
/// ATC 2016, §3). Pieces have 512 bytes to 16 KiB, mostly about 2 KiB.
std::vector<std::span<const std::uint8_t>> cutByContent(std::span<const std::uint8_t> bytes);

} // namespace jackdaw::session
