// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/events.h"

#include <array>
#include <optional>
#include <string_view>

namespace jackdaw::session {

inline constexpr std::size_t kKindCount = std::variant_size_v<EventBody>;

/// An event of each kind, in the variant's order.
const std::array<EventBody, kKindCount>& emptyBodies();

/// An event of the kind named, to be filled.
std::optional<EventBody> emptyBody(std::string_view kind);

} // namespace jackdaw::session
