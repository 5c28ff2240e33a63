// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/session/report_charts.h"

#include "engine/session/report_format.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace jackdaw::session {
namespace {

constexpr double kWidth = 760.0;
constexpr double kHeight = 280.0;
constexpr double kLeft = 48.0;
constexpr double kRight = 16.0;
constexpr double kTop = 14.0;
constexpr double kBottom = 40.0;
/// Window numbers fit below the axis up to here; with more, some are left out.
constexpr std::size_t kMostLabels = 20;

std::string attribute(std::string_view name, double value)
{
    return ' ' + std::string(name) + "=\"" + fixed(value, 1) + '"';
}

std::string colour(std::size_t index)
{
    return "var(--s" + std::to_string(index % kChartColours) + ")";
}

/// Cameras beyond the palette take its colours again, dashed.
std::string dashes(std::size_t index)
{
    return index < kChartColours ? "" : " stroke-dasharray=\"6 3\"";
}

/// What stands for a camera's line in the legend.
std::string swatch(std::size_t index)
{
    if (index < kChartColours)
        return colour(index);
    return "repeating-linear-gradient(90deg," + colour(index) + " 0 5px,transparent 5px 7px)";
}

std::string label(double x, double y, std::string_view anchor, const std::string& text)
{
    return "<text" + attribute("x", x) + attribute("y", y) + " text-anchor=\"" + std::string(anchor) + "\">" + text
        + "</text>\n";
}

/// Where windows and values lie in the picture.
class Axes {
public:
    Axes(const Report& report, double top) : m_top(top)
    {
        for (const Report::Camera& camera : report.cameras) {
            for (const Report::Window& window : camera.windows)
                m_places.emplace(window.window, 0);
        }
        std::size_t place = 0;
        for (auto& entry : m_places)
            entry.second = place++;
    }

    const std::map<std::uint32_t, std::size_t>& windows() const { return m_places; }
    double slot() const
    {
        return (kWidth - kLeft - kRight) / static_cast<double>(std::max<std::size_t>(1, m_places.size()));
    }
    double x(std::uint32_t window) const { return kLeft + (static_cast<double>(m_places.at(window)) + 0.5) * slot(); }
    double y(double value) const
    {
        return kTop + (kHeight - kTop - kBottom) * (1.0 - std::clamp(value / m_top, 0.0, 1.0));
    }

    std::string grid(double step, double scale, int decimals, const std::string& unit) const
    {
        std::string svg;
        for (int line = 0; step * line <= m_top * 1.0001; ++line) {
            const double at = y(step * line);
            svg += "<line class=\"grid\"" + attribute("x1", kLeft) + attribute("x2", kWidth - kRight)
                + attribute("y1", at) + attribute("y2", at) + "/>\n";
            svg += label(kLeft - 8, at + 4, "end", fixed(step * line * scale, decimals) + unit);
        }
        const std::size_t every = (m_places.size() + kMostLabels - 1) / kMostLabels;
        for (const auto& [window, place] : m_places) {
            if (place % every == 0)
                svg += label(x(window), kHeight - kBottom + 18, "middle", std::to_string(window));
        }
        return svg + label((kLeft + kWidth - kRight) / 2, kHeight - 4, "middle", "window");
    }

private:
    double m_top;
    std::map<std::uint32_t, std::size_t> m_places;
};

std::string opened(std::string_view name)
{
    return "<svg viewBox=\"0 0 " + fixed(kWidth, 0) + ' ' + fixed(kHeight, 0) + "\" role=\"img\" aria-label=\""
        + std::string(name) + "\">\n";
}

std::string polyline(const std::string& points, const std::string& style)
{
    return "<polyline fill=\"none\" points=\"" + points + "\" " + style + "/>\n";
}

std::string point(const Axes& axes, std::uint32_t window, double value)
{
    return fixed(axes.x(window), 1) + ',' + fixed(axes.y(value), 1) + ' ';
}

std::string cameraLine(const Axes& axes, const Report::Camera& camera, std::size_t index)
{
    std::string points;
    std::string dots;
    for (const Report::Window& window : camera.windows) {
        if (!isScored(window.values))
            continue;
        const double value = window.values.studentGolden.value.value;
        points += point(axes, window.window, value);
        dots += "<circle r=\"4\" stroke=\"" + colour(index) + "\" fill=\""
            + (window.values.retrained ? colour(index) : "var(--page)") + '"' + attribute("cx", axes.x(window.window))
            + attribute("cy", axes.y(value)) + "><title>" + escaped(camera.name) + ", window "
            + std::to_string(window.window) + ": " + percent(value) + "</title></circle>\n";
    }
    return polyline(points, "stroke=\"" + colour(index) + "\" stroke-width=\"1.5\"" + dashes(index)) + dots;
}

std::string meanLine(const Axes& axes, const Report& report)
{
    std::map<std::uint32_t, std::vector<double>> values;
    for (const Report::Camera& camera : report.cameras) {
        for (const Report::Window& window : camera.windows) {
            if (isScored(window.values))
                values[window.window].push_back(window.values.studentGolden.value.value);
        }
    }
    std::string points;
    for (const auto& [window, each] : values) {
        double sum = 0.0;
        for (const double value : each)
            sum += value;
        points += point(axes, window, sum / static_cast<double>(each.size()));
    }
    return polyline(points, "stroke=\"var(--ink)\" stroke-width=\"3\" stroke-opacity=\"0.75\"");
}

/// Charged seconds by kind of work, by window.
std::map<std::uint32_t, std::array<double, kJobKinds>> workByWindow(const Report& report)
{
    std::map<std::uint32_t, std::array<double, kJobKinds>> work;
    for (const Report::Camera& camera : report.cameras) {
        for (const Report::Window& window : camera.windows) {
            for (const KindCharge& one : window.values.charged)
                work[window.window].at(static_cast<std::size_t>(one.kind)) += one.charged.value;
        }
    }
    return work;
}

/// A round distance between grid lines that gives four to ten of them up to \p top.
double roundStep(double top)
{
    const double rough = top / 5.0;
    const double magnitude = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (rough <= factor * magnitude)
            return factor * magnitude;
    }
    return 10.0 * magnitude;
}

std::string legendEntry(const std::string& style, const std::string& name)
{
    return "<span><i style=\"" + style + "\"></i>" + name + "</span>\n";
}

} // namespace

std::string escaped(std::string_view text)
{
    std::string html;
    for (const char character : text) {
        switch (character) {
        case '&': html += "&amp;"; break;
        case '<': html += "&lt;"; break;
        case '>': html += "&gt;"; break;
        case '"': html += "&quot;"; break;
        default: html += character;
        }
    }
    return html;
}

std::string accuracyChart(const Report& report)
{
    const Axes axes(report, 1.0);
    std::string svg = opened("Accuracy of each camera over the windows") + axes.grid(0.2, 100.0, 0, " %");
    for (std::size_t i = 0; i < report.cameras.size(); ++i)
        svg += cameraLine(axes, report.cameras[i], i);
    return svg + meanLine(axes, report) + "</svg>\n";
}

std::string deviceChart(const Report& report)
{
    const auto work = workByWindow(report);
    double top = 0.0;
    for (const auto& entry : work) {
        double sum = 0.0;
        for (const double seconds : entry.second)
            sum += seconds;
        top = std::max(top, sum);
    }
    top = top > 0.0 ? top * 1.05 : 1.0;
    const Axes axes(report, top);
    const double step = roundStep(top);
    std::string svg =
        opened("Device-seconds of each window by kind of work") + axes.grid(step, 1.0, step < 1 ? 2 : 0, " s");
    const double width = std::min(48.0, axes.slot() * 0.6);
    for (const auto& [window, kinds] : work) {
        double below = 0.0;
        for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
            const double upper = below + kinds.at(kind);
            svg += "<rect fill=\"" + colour(kind) + '"' + attribute("x", axes.x(window) - width / 2)
                + attribute("width", width) + attribute("y", axes.y(upper))
                + attribute("height", axes.y(below) - axes.y(upper)) + "><title>" + std::string(jobKindName(kind))
                + ", window " + std::to_string(window) + ": " + fixed(kinds.at(kind), 2) + " s</title></rect>\n";
            below = upper;
        }
    }
    return svg + "</svg>\n";
}

std::string cameraLegend(const Report& report)
{
    std::string html = legendEntry("background:var(--ink)", "mean of the cameras");
    for (std::size_t i = 0; i < report.cameras.size(); ++i)
        html += legendEntry("background:" + swatch(i), escaped(report.cameras[i].name));
    return "<p class=\"legend\">" + html + "<span>● retrained ○ not retrained</span></p>\n";
}

std::string workLegend()
{
    std::string html;
    for (std::size_t kind = 0; kind < kJobKinds; ++kind)
        html += legendEntry("background:" + colour(kind), std::string(jobKindName(kind)));
    return "<p class=\"legend\">" + html + "</p>\n";
}

} // namespace jackdaw::session
