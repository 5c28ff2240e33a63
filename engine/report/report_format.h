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
/// The configuration's name, "–" for none.
std::string configurationName(const std::optional<ConfigurationId>& id,
                              const std::vector<ConfigurationInfo>& configurations);
/// Seconds of a whole device that a camera's window was charged for all its work.
double deviceSeconds(const CameraWindow& window);
/// "inference", "labelling", ...
inline constexpr std::size_t kJobKinds = session::enumNames(JobKind{}).size();
std::string_view jobKindName(std::size_t kind);
/// percent(), or "–" for none.
std::string percentOrNone(const std::optional<Accuracy>& accuracy);
/// "12.5 s" of session time.
std::string sessionTime(Nanoseconds time);
/// "lost at 12.5 s, back at 20.0 s: why".
std::string outageText(const Report::Outage& outage);
/// "5 of 8 camera-windows".
std::string ofCameraWindows(std::uint32_t part, std::uint32_t whole);
/// "waiting for samples 8.1 s, nothing worth retraining 4.2 s"; "–" for none.
std::string reasonsText(const std::vector<DeviceIdle::Reason>& reasons);
/// "3 boxes on 40 scored frames with nothing to see".
std::string falseAlarmText(const EmptyFrames& empty);

/// "80.0 % of 40 golden objects had a region to be named", "–" for none.
std::string coverageText(const std::optional<Coverage>& coverage);

/// A camera's window as a row of a table: "–" where there is no figure.
struct WindowCells {
    std::string configuration; ///< "first students" where these were trained
    std::string retrained;
    std::string window;
    std::string accuracy;
    std::string interval;
    std::string balanced;
    std::string objects;
    std::string falseAlarms;
    std::string dropped;
    std::string seconds;
};
/// Of a counted window, or of one that trained the camera's first student.
WindowCells cellsOf(const Report::Window& window, bool counted, const std::vector<ConfigurationInfo>& configurations);
/// All windows of the camera in order of time.
std::vector<WindowCells> windowCells(const Report::Camera& camera,
                                     const std::vector<ConfigurationInfo>& configurations);

} // namespace jackdaw::report
