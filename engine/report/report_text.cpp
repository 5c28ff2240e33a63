// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/report/report.h"
#include "engine/report/report_format.h"

#include <algorithm>

namespace jackdaw::report {
namespace {

using Row = std::vector<std::string>;

/// Characters of a UTF-8 text.
std::size_t width(const std::string& text)
{
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char byte) { return (byte & 0xC0) != 0x80; }));
}

/// Columns of equal width; the first \p leftColumns start left, the rest end right.
std::string table(const std::vector<Row>& rows, std::size_t leftColumns)
{
    std::vector<std::size_t> widths(rows.front().size(), 0);
    for (const Row& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], width(row[i]));
    }
    std::string text;
    for (const Row& row : rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            const std::string padding(widths[i] - width(row[i]), ' ');
            line += (i == 0 ? "" : "  ") + (i < leftColumns ? row[i] + padding : padding + row[i]);
        }
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + '\n';
    }
    return text;
}

std::string meanLine(const Report& report)
{
    const std::string seconds = fixed(report.deviceSeconds, 1) + " device-seconds\n";
    if (!report.mean)
        return "no accuracy: in none of " + std::to_string(report.tally.windows)
            + " camera-windows an object was to be seen and scored, " + seconds;
    return "mean accuracy " + percent(report.mean->value.value) + " (" + percentRange(report.mean->interval) + ") over "
        + ofCameraWindows(report.tally.withAccuracy, report.tally.windows) + ", balanced "
        + percent(report.mean->balanced.value) + ", worst camera " + percentOrNone(report.worstCamera) + ", " + seconds;
}

std::string head(const Report& report)
{
    std::string text = report.name + ": planner " + report.planner + ", seed " + std::to_string(report.seed) + ", "
        + std::to_string(report.windows) + " windows, " + std::to_string(report.cameras.size()) + " cameras\n";
    if (report.windows == 0)
        return text + "No counted window was closed: there is no accuracy to report.\n";
    text += meanLine(report);
    if (report.mean)
        text += "at or above target: " + ofCameraWindows(report.tally.atTarget, report.tally.withAccuracy)
            + " with an accuracy\n";
    if (report.tally.empty.frames > 0)
        text += "false alarms: " + falseAlarmText(report.tally.empty) + '\n';
    if (report.tally.coverage)
        text += "coverage: " + coverageText(report.tally.coverage) + '\n';
    if (report.tally.unfinished > 0)
        text += "without their camera: " + ofCameraWindows(report.tally.unfinished, report.tally.windows) + '\n';
    if (report.goldenHuman || report.studentHuman)
        text += "against people's labels: golden model " + percentOrNone(report.goldenHuman) + ", student "
            + percentOrNone(report.studentHuman) + '\n';
    return text;
}

std::string windows(const Report& report, const std::vector<ConfigurationInfo>& configurations)
{
    std::vector<Row> rows = {{"camera", "configuration", "retrained", "window", "accuracy", "interval", "objects",
                              "false alarms", "dropped", "device-s"}};
    for (const Report::Camera& camera : report.cameras)
        for (const WindowCells& cells : windowCells(camera, configurations))
            rows.push_back({camera.name, cells.configuration, cells.retrained, cells.window, cells.accuracy,
                            cells.interval, cells.objects, cells.falseAlarms, cells.dropped, cells.seconds});
    return rows.size() > 1 ? '\n' + table(rows, 3) : std::string();
}

std::string frames(const Report& report)
{
    const Report::Frames& frames = report.frames;
    if (frames.inferred == 0)
        return {};
    std::string text = "\nframes: " + std::to_string(frames.inferred) + " inferred, " + std::to_string(frames.dropped)
        + " dropped; predictions after " + fixed(frames.medianMilliseconds, 1) + " ms (median), "
        + fixed(frames.p99Milliseconds, 1) + " ms (99 %), " + fixed(frames.largestMilliseconds, 1) + " ms at most\n";
    for (const Report::KindUse& use : report.uses)
        text += "share of " + std::string(jobKindName(static_cast<std::size_t>(use.kind))) + ": requested "
            + percent(use.requested.value) + ", granted " + percent(use.granted.value) + ", used "
            + percent(use.used.value) + '\n';
    return text;
}

/// One line per device, over the counted windows.
std::string idle(const Report& report)
{
    std::string text;
    for (const Report::IdleDevice& device : report.idle)
        if (device.windowSeconds > 0.0)
            text += "idle device " + std::to_string(device.device.value) + ": " + fixed(device.seconds, 1) + " of "
                + fixed(device.windowSeconds, 1) + " s (" + percent(device.seconds / device.windowSeconds)
                + "): " + reasonsText(device.reasons) + '\n';
    return text.empty() ? text : '\n' + text;
}

/// What was counted in each window.
std::string counts(const Report& report)
{
    std::vector<Row> lines = {{"camera", "line", "window", "forward", "backward"}};
    std::vector<Row> zones = {{"camera", "zone", "window", "mean", "most"}};
    for (const Report::Camera& camera : report.cameras)
        for (const WindowCounts& window : camera.counts) {
            const std::string number = std::to_string(window.window);
            for (const WindowCounts::Line& line : window.lines)
                lines.push_back({camera.name, line.name, number, countText(line.forward, report.classes),
                                 countText(line.backward, report.classes)});
            for (const WindowCounts::Zone& zone : window.zones)
                zones.push_back({camera.name, zone.name, number, countText(zone.mean, report.classes),
                                 mostText(zone, report.classes)});
        }
    return (lines.size() > 1 ? '\n' + table(lines, 2) : std::string())
        + (zones.size() > 1 ? '\n' + table(zones, 2) : std::string());
}

/// Cameras that did not run to the end, broken ones last.
std::string outages(const Report& report)
{
    std::string ended;
    for (const Report::Camera& camera : report.cameras)
        for (const Report::Outage& outage : camera.outages)
            if (outage.ended)
                ended += "ended camera " + camera.name + ": " + outageText(outage) + '\n';
    std::string lost;
    for (const std::string& line : brokenCameras(report))
        lost += "lost camera " + line + '\n';
    return ended.empty() && lost.empty() ? std::string() : '\n' + ended + lost;
}

/// The newest ones: of a long run there may be many.
std::string warnings(const Report& report)
{
    constexpr std::size_t kMost = 20;
    const std::size_t left = report.warnings.size() - std::min(report.warnings.size(), kMost);
    std::string text = left > 0 ? std::to_string(left) + " earlier warnings are left out\n" : std::string();
    for (std::size_t i = left; i < report.warnings.size(); ++i) {
        const auto& [time, alert] = report.warnings[i];
        text += (alert.severity == Severity::Error ? "error at " : "warning at ") + fixed(toSeconds(time), 1)
            + " s: " + alert.message + '\n';
    }
    return text.empty() ? text : '\n' + text;
}

std::string costs(const Report& report)
{
    std::vector<Row> rows = {{"batch shape", "batches", "charged s", "measured s", "measured/charged"}};
    for (const CostMeasured::Line& line : report.costs)
        rows.push_back({line.shape, std::to_string(line.batches), fixed(line.chargedSeconds, 2),
                        fixed(line.measuredSeconds, 2),
                        line.chargedSeconds > 0 ? fixed(line.measuredSeconds / line.chargedSeconds, 2) : "–"});
    return table(rows, 1);
}

} // namespace

std::string reportText(const Report& report, const std::vector<ConfigurationInfo>& configurations)
{
    std::string text = head(report) + windows(report, configurations) + counts(report) + frames(report) + idle(report);
    if (!report.costs.empty())
        text += '\n' + costs(report);
    text += outages(report) + warnings(report);
    return report.ending == "finished" ? text : text + "\nThe run: " + report.ending + '\n';
}

} // namespace jackdaw::report
