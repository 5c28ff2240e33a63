// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/session/report.h"

#include <string>
#include <string_view>

/// Charts of a report as inline SVG. Colours are the CSS variables --s0 to --s7, --ink, --muted and --grid of the page.
namespace jackdaw::session {

inline constexpr std::size_t kChartColours = 8;

/// \p text with the characters that mean something in HTML replaced.
std::string escaped(std::string_view text);

/// Accuracy of each camera in each counted window, with the mean over the cameras. Filled dots: retrained.
std::string accuracyChart(const Report& report);
/// Device-seconds of each counted window, stacked by kind of work.
std::string deviceChart(const Report& report);
/// The legends that belong to them.
std::string cameraLegend(const Report& report);
std::string workLegend();

} // namespace jackdaw::session
