// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/statistics.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace jackdaw::cli {

/// The demo's run beside the same streets and first students without retraining. Accuracies are parts of 1.
struct DemoGain {
    std::string planner; ///< of the run
    std::optional<MeanWithInterval> accuracy; ///< none: nothing was scored
    std::optional<MeanWithInterval> baseline;
    std::optional<MeanWithInterval> gain; ///< window by window and camera by camera
    std::uint32_t windows = 0; ///< counted ones
    double dropped = 0.0; ///< part of the run's frames that nobody looked at in time
};

/// What the demo ends with: both accuracies, what was gained, and what to try next. A gain whose interval holds 0, or
/// that rests on one or two windows, is not called one.
std::string demoEnding(const DemoGain& gain, const std::filesystem::path& sessionFile);

} // namespace jackdaw::cli
