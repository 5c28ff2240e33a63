// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/report/report_format.h"

#include "engine/session/json_values.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace jackdaw::report {
namespace {

/// Stands where there is no figure.
constexpr std::string_view kNone = "–";

} // namespace

std::string fixed(double number, int decimals)
{
    std::array<char, 64> text{};
    const int length = std::snprintf(text.data(), text.size(), "%.*f", decimals, number);
    return std::string(text.data(), static_cast<std::size_t>(std::clamp(length, 0, 63)));
}

std::string percent(double fraction)
{
    return fixed(100.0 * fraction, 1) + " %";
}

std::string percentRange(const Interval& interval)
{
    return fixed(100.0 * interval.low, 1) + " to " + percent(interval.high);
}

std::string configurationName(const std::optional<ConfigurationId>& id,
                              const std::vector<ConfigurationInfo>& configurations)
{
    if (!id)
        return std::string(kNone);
    const auto found = std::find_if(configurations.begin(), configurations.end(),
                                    [&](const ConfigurationInfo& info) { return info.id == *id; });
    return found == configurations.end() ? "configuration " + std::to_string(id->value) : found->name;
}

double deviceSeconds(const CameraWindow& window)
{
    double sum = 0.0;
    for (const KindCharge& one : window.charged)
        sum += one.charged.value;
    return sum;
}

std::string_view jobKindName(std::size_t kind)
{
    return session::enumNames(JobKind{}).at(kind);
}

std::string percentOrNone(const std::optional<Accuracy>& accuracy)
{
    return accuracy ? percent(accuracy->value) : std::string(kNone);
}

std::string sessionTime(Nanoseconds time)
{
    return fixed(toSeconds(time), 1) + " s";
}

std::string outageText(const Report::Outage& outage)
{
    std::string text = (outage.ended ? "ended at " : "lost at ") + sessionTime(outage.from);
    if (outage.until)
        text += ", back at " + sessionTime(*outage.until);
    return outage.reason.empty() ? text : text + ": " + outage.reason;
}

std::string ofCameraWindows(std::uint32_t part, std::uint32_t whole)
{
    return std::to_string(part) + " of " + std::to_string(whole) + " camera-windows";
}

std::string reasonsText(const std::vector<DeviceIdle::Reason>& reasons)
{
    std::string text;
    for (const DeviceIdle::Reason& reason : reasons)
        text += (text.empty() ? "" : ", ") + reason.reason + ' ' + fixed(reason.seconds, 1) + " s";
    return text.empty() ? std::string(kNone) : text;
}

std::string falseAlarmText(const EmptyFrames& empty)
{
    return std::to_string(empty.falseAlarms) + " boxes on " + std::to_string(empty.frames)
        + " scored frames with nothing to see";
}

std::string coverageText(const std::optional<Coverage>& coverage)
{
    if (!coverage || coverage->objects == 0)
        return std::string(kNone);
    return percent(static_cast<double>(coverage->covered) / coverage->objects) + " of "
        + std::to_string(coverage->objects) + " golden objects had a region to be named";
}

WindowCells cellsOf(const Report::Window& window, bool counted, const std::vector<ConfigurationInfo>& configurations)
{
    const CameraWindow& values = window.values;
    const std::string none(kNone);
    WindowCells cells{counted ? configurationName(values.configuration, configurations) : "first students",
                      values.retrained ? "yes" : "no",
                      std::to_string(window.window),
                      none,
                      none,
                      none,
                      none,
                      none,
                      none,
                      fixed(deviceSeconds(values), 1)};
    if (const MeasuredAccuracy* accuracy = counted ? accuracyOf(window) : nullptr) {
        cells.accuracy = percent(accuracy->value.value);
        cells.interval = percentRange(accuracy->interval);
        cells.balanced = percent(accuracy->balanced.value);
        cells.objects = std::to_string(accuracy->count);
    }
    if (counted && values.empty.frames > 0)
        cells.falseAlarms = std::to_string(values.empty.falseAlarms);
    if (counted && values.framesDue > 0)
        cells.dropped = std::to_string(values.framesDropped) + '/' + std::to_string(values.framesDue);
    return cells;
}

std::vector<WindowCells> windowCells(const Report::Camera& camera, const std::vector<ConfigurationInfo>& configurations)
{
    std::vector<WindowCells> rows;
    for (const Report::Window& window : camera.firstStudents)
        rows.push_back(cellsOf(window, false, configurations));
    for (const Report::Window& window : camera.windows)
        rows.push_back(cellsOf(window, true, configurations));
    return rows;
}

} // namespace jackdaw::report
