// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/report/count_charts.h"

#include "engine/report/report_format.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>

namespace jackdaw::report {
namespace {

/// Of one place in one window, one number per class.
using Numbers = std::vector<double>;
using NumbersOf = std::function<Numbers(const WindowCounts&)>;

std::string text(double number)
{
    return number == static_cast<double>(static_cast<std::uint64_t>(number)) ? fixed(number, 0) : fixed(number, 2);
}

/// Nothing where nothing was counted in any window.
std::optional<Chart> chartOf(const Report::Camera& camera, const std::vector<std::string>& classes, Chart chart,
                             const NumbersOf& numbersOf)
{
    std::vector<ChartSeries> series;
    for (const std::string& name : classes)
        series.push_back({name, false, {}});
    for (const WindowCounts& window : camera.counts) {
        const auto x = static_cast<double>(chart.categories.size());
        chart.categories.push_back(std::to_string(window.window));
        const Numbers numbers = numbersOf(window);
        for (std::size_t i = 0; i < std::min(numbers.size(), series.size()); ++i)
            series[i].points.push_back(
                {x, numbers[i], std::nullopt, false,
                 series[i].name + ", window " + chart.categories.back() + ": " + text(numbers[i])});
    }
    for (ChartSeries& one : series)
        if (std::any_of(one.points.begin(), one.points.end(), [](const ChartPoint& point) { return point.y > 0.0; }))
            chart.series.push_back(std::move(one));
    return chart.series.empty() ? std::nullopt : std::optional(std::move(chart));
}

Numbers bothWays(const WindowCounts::Line& line)
{
    Numbers numbers(line.forward.begin(), line.forward.end());
    for (std::size_t i = 0; i < std::min(numbers.size(), line.backward.size()); ++i)
        numbers[i] += line.backward[i];
    return numbers;
}

} // namespace

std::vector<Chart> countCharts(const Report& report)
{
    std::vector<Chart> charts;
    const auto add = [&](std::optional<Chart> chart) {
        if (chart)
            charts.push_back(std::move(*chart));
    };
    for (const Report::Camera& camera : report.cameras) {
        if (camera.counts.empty())
            continue;
        const WindowCounts& first = camera.counts.front();
        for (std::size_t i = 0; i < first.lines.size(); ++i)
            add(chartOf(
                camera, report.classes,
                {camera.name + ": over " + first.lines[i].name, "window", "objects, both ways", ChartKind::Stacked},
                [i](const WindowCounts& window) { return bothWays(window.lines.at(i)); }));
        for (std::size_t i = 0; i < first.zones.size(); ++i)
            add(chartOf(camera, report.classes,
                        {camera.name + ": in " + first.zones[i].name, "window", "objects, mean", ChartKind::Lines},
                        [i](const WindowCounts& window) { return window.zones.at(i).mean; }));
    }
    return charts;
}

} // namespace jackdaw::report
