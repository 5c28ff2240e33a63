// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/report/chart.h"
#include "engine/report/count_charts.h"
#include "engine/report/report.h"
#include "engine/report/report_format.h"

#include <map>

namespace jackdaw::report {
namespace {

constexpr std::string_view kStyle = R"css(
:root { color-scheme: light dark; --page: #ffffff; --ink: #1f2328; --muted: #59636e; --grid: #d8dee4; --panel: #f6f8fa;
  --s0: #0969da; --s1: #bc4c00; --s2: #1a7f37; --s3: #8250df; --s4: #bf3989; --s5: #9a6700; --s6: #0e7c86; --s7: #6e4a2f; }
@media (prefers-color-scheme: dark) { :root { --page: #0d1117; --ink: #e6edf3; --muted: #9198a1; --grid: #30363d;
  --panel: #161b22; --s0: #58a6ff; --s1: #f0883e; --s2: #56d364; --s3: #bc8cff; --s4: #ff7bbd; --s5: #e3b341;
  --s6: #56d4dd; --s7: #c9a27e; } }
body { margin: 0 auto; padding: 24px; max-width: 1000px; background: var(--page); color: var(--ink);
  font: 15px/1.5 system-ui, "Segoe UI", "Noto Sans", sans-serif; }
h1 { margin: 0; font-size: 26px; } h2 { margin: 36px 0 8px; font-size: 18px; } h3 { margin: 20px 0 4px; font-size: 15px; } .sub { margin: 4px 0 0; color: var(--muted); }
.figures { display: flex; flex-wrap: wrap; gap: 12px; margin: 20px 0 0; padding: 0; list-style: none; }
.figures li { flex: 1 1 150px; padding: 12px 16px; border: 1px solid var(--grid); border-radius: 8px; background: var(--panel); }
.figures b { display: block; font-size: 24px; font-weight: 600; } .figures small { color: var(--muted); font-size: 13px; }
svg { width: 100%; height: auto; } svg text { fill: var(--muted); font-size: 12px; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 18px; margin: 4px 0; color: var(--muted); font-size: 13px; }
.legend i { display: inline-block; width: 12px; height: 12px; margin-right: 6px; border-radius: 3px; vertical-align: -1px; }
.scroll { overflow-x: auto; } table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: 14px; }
th, td { padding: 6px 10px; border-bottom: 1px solid var(--grid); text-align: right; white-space: nowrap; }
th { color: var(--muted); font-weight: 600; } th.t, td.t { text-align: left; }
)css";

/// Cells of a row; the first \p texts are text, the others numbers.
std::string row(std::string_view tag, std::size_t texts, const std::vector<std::string>& cells)
{
    std::string html = "<tr>";
    for (std::size_t i = 0; i < cells.size(); ++i)
        html += '<' + std::string(tag) + (i < texts ? " class=\"t\">" : ">") + escaped(cells[i]) + "</"
            + std::string(tag) + '>';
    return html + "</tr>\n";
}

std::string figure(const std::string& value, const std::string& name)
{
    return "<li><b>" + value + "</b><small>" + name + "</small></li>\n";
}

std::string meanFigures(const Report& report)
{
    if (!report.mean)
        return figure("–", "no accuracy: in no window an object was to be seen and scored");
    return figure(percent(report.mean->value.value),
                  "mean accuracy, 95 % within " + percentRange(report.mean->interval) + ", over "
                      + ofCameraWindows(report.tally.withAccuracy, report.tally.windows))
        + figure(percent(report.mean->balanced.value), "balanced over the classes")
        + figure(percentOrNone(report.worstCamera), "worst camera")
        + figure(std::to_string(report.tally.atTarget) + " of " + std::to_string(report.tally.withAccuracy),
                 "camera-windows with an accuracy at or above target");
}

std::string figures(const Report& report)
{
    std::string html = meanFigures(report);
    if (report.tally.empty.frames > 0)
        html += figure(std::to_string(report.tally.empty.falseAlarms),
                       "false alarms on " + std::to_string(report.tally.empty.frames)
                           + " scored frames with nothing to see");
    if (const auto& coverage = report.tally.coverage; coverage && coverage->objects > 0)
        html += figure(percent(static_cast<double>(coverage->covered) / coverage->objects),
                       "coverage: golden objects that had a region to be named");
    if (report.tally.unfinished > 0)
        html += figure(std::to_string(report.tally.unfinished),
                       "of " + std::to_string(report.tally.windows) + " camera-windows without their camera");
    html += figure(fixed(report.deviceSeconds, 1) + " s", "device time used");
    if (report.goldenHuman || report.studentHuman)
        html += figure(percentOrNone(report.studentHuman),
                       "against people's labels; the golden model has " + percentOrNone(report.goldenHuman));
    return "<ul class=\"figures\">\n" + html + "</ul>\n";
}

/// The windows that a chart shows, and where on its x axis.
class WindowPlaces {
public:
    explicit WindowPlaces(const Report& report)
    {
        for (const Report::Camera& camera : report.cameras)
            for (const Report::Window& window : camera.windows)
                m_places.emplace(window.window, 0.0);
        double place = 0.0;
        for (auto& entry : m_places)
            entry.second = place++;
    }

    bool has(std::uint32_t window) const { return m_places.contains(window); }
    double of(std::uint32_t window) const { return m_places.at(window); }
    std::vector<std::string> names() const
    {
        std::vector<std::string> names;
        for (const auto& [window, place] : m_places)
            names.push_back(std::to_string(window));
        return names;
    }

private:
    std::map<std::uint32_t, double> m_places;
};

ChartSeries cameraSeries(const Report::Camera& camera, const WindowPlaces& places)
{
    ChartSeries series{camera.name, false, {}};
    bool apart = false;
    for (const Report::Window& window : camera.windows) {
        const MeasuredAccuracy* accuracy = accuracyOf(window);
        if (accuracy)
            series.points.push_back(
                {places.of(window.window), 100.0 * accuracy->value.value, std::nullopt, !window.values.retrained,
                 camera.name + ", window " + std::to_string(window.window) + ": " + percent(accuracy->value.value),
                 apart});
        apart = accuracy == nullptr;
    }
    return series;
}

/// Over the cameras that were scored in each window.
ChartSeries meanSeries(const std::vector<ChartSeries>& cameras)
{
    std::map<double, std::vector<double>> values;
    for (const ChartSeries& camera : cameras)
        for (const ChartPoint& point : camera.points)
            values[point.x].push_back(point.y);
    ChartSeries mean{"mean of the cameras", false, {}, true};
    for (const auto& [x, each] : values) {
        double sum = 0.0;
        for (const double value : each)
            sum += value;
        const bool apart = !mean.points.empty() && x > mean.points.back().x + 1.0;
        mean.points.push_back({x, sum / static_cast<double>(each.size()), std::nullopt, false, {}, apart});
    }
    return mean;
}

/// Accuracy of each camera in each counted window, with the mean over the cameras.
Chart accuracyChart(const Report& report)
{
    const WindowPlaces places(report);
    Chart chart{"Accuracy of each camera over the windows", "window", "accuracy", ChartKind::Lines, places.names()};
    for (const Report::Camera& camera : report.cameras)
        chart.series.push_back(cameraSeries(camera, places));
    chart.series.push_back(meanSeries(chart.series));
    chart.yUnit = " %";
    chart.yTop = 100.0;
    return chart;
}

/// What all devices together did not use of each window.
ChartSeries idleSeries(const Report& report, const WindowPlaces& places)
{
    std::map<std::uint32_t, std::vector<DeviceIdle::Reason>> windows;
    for (const Report::IdleDevice& device : report.idle)
        for (const DeviceIdle& idle : device.windows)
            if (places.has(idle.window.value))
                windows[idle.window.value].insert(windows[idle.window.value].end(), idle.reasons.begin(),
                                                  idle.reasons.end());
    ChartSeries series{"idle", false, {}};
    for (const auto& [window, reasons] : windows) {
        double seconds = 0.0;
        for (const DeviceIdle::Reason& reason : reasons)
            seconds += reason.seconds;
        series.points.push_back({places.of(window), seconds, std::nullopt, false,
                                 "idle, window " + std::to_string(window) + ": " + reasonsText(reasons)});
    }
    return series;
}

/// Device-seconds of each counted window by kind of work, and what was left over.
Chart deviceChart(const Report& report)
{
    const WindowPlaces places(report);
    Chart chart{"Device-seconds of each window by kind of work", "window", "device-seconds", ChartKind::Stacked,
                places.names()};
    for (std::size_t kind = 0; kind < kJobKinds; ++kind) {
        std::map<std::uint32_t, double> seconds;
        for (const Report::Camera& camera : report.cameras)
            for (const Report::Window& window : camera.windows)
                seconds[window.window] += chargedTo(window.values.charged, static_cast<JobKind>(kind)).value;
        const std::string name(jobKindName(kind));
        ChartSeries series{name, false, {}};
        for (const auto& [window, sum] : seconds)
            series.points.push_back({places.of(window), sum, std::nullopt, false,
                                     name + ", window " + std::to_string(window) + ": " + fixed(sum, 2) + " s"});
        chart.series.push_back(std::move(series));
    }
    if (!report.idle.empty())
        chart.series.push_back(idleSeries(report, places));
    chart.yUnit = " s";
    return chart;
}

std::string idleTable(const Report& report)
{
    std::string rows;
    for (const Report::IdleDevice& device : report.idle)
        for (const DeviceIdle::Reason& reason : device.reasons)
            rows += row("td", 2,
                        {std::to_string(device.device.value) + ": " + device.name, reason.reason,
                         fixed(reason.seconds, 1), percent(reason.seconds / device.windowSeconds)});
    if (rows.empty())
        return {};
    return "<h2>Idle devices</h2>\n<div class=\"scroll\"><table>\n"
        + row("th", 2, {"Device", "Why", "Seconds", "Of the windows"}) + rows + "</table></div>\n";
}

std::string charts(const Report& report)
{
    const Chart accuracy = accuracyChart(report);
    const Chart device = deviceChart(report);
    return "<h2>Accuracy over the windows</h2>\n" + svgElement(accuracy)
        + htmlLegend(accuracy, "● retrained ○ not retrained") + "<h2>Device time</h2>\n" + svgElement(device)
        + htmlLegend(device);
}

std::vector<std::string> cameraCells(const Report::Camera& camera)
{
    std::size_t retrained = 0;
    std::uint64_t due = 0;
    std::uint64_t dropped = 0;
    double seconds = 0.0;
    for (const Report::Window& window : camera.windows) {
        retrained += window.values.retrained ? 1 : 0;
        due += window.values.framesDue;
        dropped += window.values.framesDropped;
        seconds += deviceSeconds(window.values);
    }
    const Report::Tally& tally = camera.tally;
    return {camera.name,
            percentOrNone(camera.mean),
            std::to_string(tally.withAccuracy) + " of " + std::to_string(tally.windows),
            percent(camera.target.value),
            std::to_string(tally.atTarget) + " of " + std::to_string(tally.withAccuracy),
            tally.empty.frames > 0
                ? std::to_string(tally.empty.falseAlarms) + " on " + std::to_string(tally.empty.frames)
                : "–",
            std::to_string(retrained),
            std::to_string(dropped) + " of " + std::to_string(due),
            fixed(seconds, 1)};
}

std::string cameraTable(const Report& report)
{
    std::string html = "<div class=\"scroll\"><table>\n"
        + row("th", 1,
              {"Camera", "Mean accuracy", "Windows with one", "Target", "At or above", "False alarms, empty frames",
               "Retrained", "Frames dropped", "Device-seconds"});
    for (const Report::Camera& camera : report.cameras)
        html += row("td", 1, cameraCells(camera));
    return html + "</table></div>\n";
}

std::string outageTable(const Report& report)
{
    std::string rows;
    for (const Report::Camera& camera : report.cameras)
        for (const Report::Outage& outage : camera.outages)
            rows += row("td", 3,
                        {camera.name, outage.ended ? "ended" : "lost", outage.reason, sessionTime(outage.from),
                         outage.until ? sessionTime(*outage.until) : "–", std::to_string(camera.tally.unfinished)});
    if (rows.empty())
        return {};
    return "<h2>Cameras that were lost or ended</h2>\n<div class=\"scroll\"><table>\n"
        + row("th", 3, {"Camera", "What", "Why", "Since", "Until", "Windows without it"}) + rows + "</table></div>\n";
}

std::string windowTable(const Report& report, const std::vector<ConfigurationInfo>& configurations)
{
    std::string rows;
    for (const Report::Camera& camera : report.cameras)
        for (const WindowCells& cells : windowCells(camera, configurations))
            rows +=
                row("td", 3,
                    {camera.name, cells.configuration, cells.retrained, cells.window, cells.accuracy, cells.interval,
                     cells.balanced, cells.objects, cells.falseAlarms, cells.dropped, cells.seconds});
    if (rows.empty())
        return {};
    return "<h2>Windows</h2>\n<div class=\"scroll\"><table>\n"
        + row("th", 3,
              {"Camera", "Configuration", "Retrained", "Window", "Accuracy", "95 % interval", "Balanced", "Objects",
               "False alarms", "Dropped", "Device-seconds"})
        + rows + "</table></div>\n";
}

std::string countTable(const Report& report)
{
    std::string lines;
    std::string zones;
    for (const Report::Camera& camera : report.cameras)
        for (const WindowCounts& window : camera.counts) {
            const std::string number = std::to_string(window.window);
            for (const WindowCounts::Line& line : window.lines)
                lines += row("td", 2,
                             {camera.name, line.name, number, countText(line.forward, report.classes),
                              countText(line.backward, report.classes)});
            for (const WindowCounts::Zone& zone : window.zones)
                zones += row("td", 2,
                             {camera.name, zone.name, number, countText(zone.mean, report.classes),
                              mostText(zone, report.classes)});
        }
    std::string html;
    if (!lines.empty())
        html += "<h2>Over the lines</h2>\n<div class=\"scroll\"><table>\n"
            + row("th", 2, {"Camera", "Line", "Window", "Forward", "Backward"}) + lines + "</table></div>\n";
    if (!zones.empty())
        html += "<h2>In the zones</h2>\n<div class=\"scroll\"><table>\n"
            + row("th", 2, {"Camera", "Zone", "Window", "Mean", "Most of each class"}) + zones + "</table></div>\n";
    return html;
}

std::string drawnCounts(const Report& report)
{
    const std::vector<Chart> charts = countCharts(report);
    std::string html = charts.empty() ? "" : "<h2>Counts over the windows</h2>\n";
    for (const Chart& chart : charts)
        html += "<h3>" + escaped(chart.title) + "</h3>\n" + svgElement(chart) + htmlLegend(chart);
    return html;
}

std::string costTable(const Report& report)
{
    if (report.costs.empty())
        return {};
    std::string html = "<h2>Costs: charged and measured</h2>\n<div class=\"scroll\"><table>\n"
        + row("th", 1, {"Batch shape", "Batches", "Charged s", "Measured s", "Measured / charged"});
    for (const CostMeasured::Line& line : report.costs)
        html += row("td", 1,
                    {line.shape, std::to_string(line.batches), fixed(line.chargedSeconds, 2),
                     fixed(line.measuredSeconds, 2),
                     line.chargedSeconds > 0 ? fixed(line.measuredSeconds / line.chargedSeconds, 2) : "–"});
    return html + "</table></div>\n";
}

std::string ending(const Report& report)
{
    return report.ending == "finished" ? std::string() : "<p><b>The run: " + escaped(report.ending) + "</b></p>\n";
}

/// Figures and charts rest on counted windows.
std::string countedPart(const Report& report)
{
    if (report.windows == 0)
        return "<p>No counted window was closed: there is no accuracy to report.</p>\n";
    return figures(report) + charts(report) + "<h2>Cameras</h2>\n" + cameraTable(report) + idleTable(report);
}

} // namespace

std::string reportHtml(const Report& report, const std::vector<ConfigurationInfo>& configurations)
{
    const std::string title = escaped(report.name);
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>"
        + title + " - Jackdaw report</title>\n<style>" + std::string(kStyle) + "</style>\n</head>\n<body>\n<h1>" + title
        + "</h1>\n<p class=\"sub\">Planner " + escaped(report.planner) + ", seed " + std::to_string(report.seed) + ", "
        + std::to_string(report.windows) + " counted windows, " + std::to_string(report.cameras.size())
        + " cameras. Accuracy is F1 against the golden model.</p>\n" + ending(report) + countedPart(report)
        + outageTable(report) + drawnCounts(report) + countTable(report) + windowTable(report, configurations)
        + costTable(report) + "</body>\n</html>\n";
}

} // namespace jackdaw::report
