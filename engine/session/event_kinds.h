// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/events.h"

#include <array>
#include <optional>
#include <string_view>
#include <type_traits>
#include <variant>

namespace jackdaw::session {

/// Kinds that a session can hold: all but UnknownEvent, which is the last.
inline constexpr std::size_t kKindCount = std::variant_size_v<EventBody> - 1;
static_assert(std::is_same_v<std::variant_alternative_t<kKindCount, EventBody>, UnknownEvent>);

/// An event of each kind, in the variant's order.
const std::array<EventBody, kKindCount>& emptyBodies();

/// The name under which \p body stands in a session.
std::string_view storedName(const EventBody& body);

/// An event of the kind named, to be filled.
std::optional<EventBody> emptyBody(std::string_view kind);

} // namespace jackdaw::session
