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
/// A kind, or a name in a field, that a newer version brought makes an UnknownEvent; fields that are not known are left
/// out. Errors name the kind and the field.
Result<EventBody> fromJson(std::string_view kind, std::string_view json);

} // namespace jackdaw::session
