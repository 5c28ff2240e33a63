// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/events.h"
#include "engine/base/result.h"

#include <string>
#include <string_view>

namespace jackdaw::session {

/// The event's body as JSON text, and back. toJson(fromJson(x)) is x; doubles keep every bit.
std::string toJson(const EventBody& body);
/// Errors name the kind and the field.
Result<EventBody> fromJson(std::string_view kind, std::string_view json);

} // namespace jackdaw::session
