// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/report/report_format.h"

#include "engine/session/json_values.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace jackdaw::report {

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
        return "-";
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

HumanFigures humanFigures(const Report& report)
{
    HumanFigures figures;
    for (const Report::Camera& camera : report.cameras) {
        for (const Report::Window& window : camera.windows) {
            if (window.values.goldenHuman)
                figures.golden = report.meanGoldenHuman;
            if (window.values.studentHuman)
                figures.student = report.meanStudentHuman;
        }
    }
    return figures;
}

std::string percentOrNone(const std::optional<double>& fraction)
{
    return fraction ? percent(*fraction) : "-";
}

bool isScored(const CameraWindow& window)
{
    return window.studentGolden.has_value();
}

} // namespace jackdaw::report
