// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasets/faults.h"

#include <optional>
#include <string_view>

#include <nlohmann/json.hpp>

namespace jackdaw::datasets {

/// Parses \p text; nothing, and a fault with line and column, where it is no JSON. A key that is given twice in one
/// object is a fault too: the parser would silently keep one of them.
std::optional<nlohmann::json> parseDocument(std::string_view text, Faults& faults);

} // namespace jackdaw::datasets
