// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace jackdaw {

/// \p text of a stranger (UTF-8), for terminals and logs: what would steer them (control characters, also those of
/// ISO 6429's second set) is written as "?".
std::string printable(std::string_view text);

} // namespace jackdaw
