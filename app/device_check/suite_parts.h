// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"

#include <string>
#include <vector>

namespace jackdaw::check {

/// A part of the whole check, and which program knows it.
struct SuitePart {
    const char* name;
    const char* program; ///< its file's name; jackdaw-cli is told what to do by main_job
    const char* what; ///< in words
    bool isDefault; ///< runs where nobody chose
};

/// The first part, which every check begins with: it says what device the findings are of.
inline constexpr const char* kInventory = "inventory";
inline constexpr const char* kCli = "jackdaw-cli";
inline constexpr const char* kCalibration = "calibration";

/// All parts, the most important first.
const std::vector<SuitePart>& suiteParts();

/// Those that \p names names, separated by commas, in that order; without names the default ones, or \p all. The
/// inventory comes first in any case. InvalidInput tells which one is unknown.
Result<std::vector<SuitePart>> chosenSuite(const std::string& names, bool all);

} // namespace jackdaw::check
