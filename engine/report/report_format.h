// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/report/report.h"
#include "engine/session/json_values.h"

#include <optional>
#include <string>
#include <string_view>

/// How the figures of a report are written, the same in text and HTML.
namespace jackdaw::report {

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
inline constexpr std::size_t kJobKinds = session::enumNames(JobKind{}).size();
std::string_view jobKindName(std::size_t kind);
/// The means against people's labels, where some window was held against them.
struct HumanFigures {
    std::optional<double> golden;
    std::optional<double> student;
    bool any() const { return golden || student; }
};
HumanFigures humanFigures(const Report& report);
/// percent(), or "-" for none.
std::string percentOrNone(const std::optional<double>& fraction);
/// True if something of the camera's window was scored; without it the window has no accuracy.
bool isScored(const CameraWindow& window);

} // namespace jackdaw::report
