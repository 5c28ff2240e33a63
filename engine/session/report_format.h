// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/session/report.h"

#include <string>
#include <string_view>

/// How the figures of a report are written, the same in text and HTML.
namespace jackdaw::session {

/// \p number with \p decimals digits after the point.
std::string fixed(double number, int decimals);
/// "67.3 %" for 0.673.
std::string percent(double fraction);
/// "64.0 to 70.1 %".
std::string percentRange(const Interval& interval);
/// The configuration's name, "-" for none.
std::string configurationName(const std::optional<ConfigurationId>& id,
                              const std::vector<ConfigurationInfo>& configurations);
/// Seconds of a whole device that a camera's window was charged for all its work.
double deviceSeconds(const CameraWindow& window);
/// "inference", "labelling", ...
std::string_view jobKindName(std::size_t kind);
/// True if some window was held against people's labels.
bool hasHumanFigures(const Report& report);
/// True if something of the camera's window was scored; without it the window has no accuracy.
bool isScored(const CameraWindow& window);

} // namespace jackdaw::session
