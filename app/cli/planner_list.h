// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace jackdaw::cli {

/// Splits "uniform(3,0.5),thief" at the commas outside parentheses.
std::vector<std::string> splitNames(const std::string& text);

} // namespace jackdaw::cli
