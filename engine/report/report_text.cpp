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

std::string head(const Report& report)
{
    std::string text = report.name + ": planner " + report.planner + ", seed " + std::to_string(report.seed) + ", "
        + std::to_string(report.windows) + " windows, " + std::to_string(report.cameras.size()) + " cameras\n";
    text += "mean accuracy " + percent(report.mean.value.value) + " (" + percentRange(report.mean.interval)
        + "), balanced " + percent(report.mean.balanced.value) + ", worst camera " + percent(report.worstCamera.value)
        + ", " + fixed(report.deviceSeconds, 1) + " device-seconds\n";
    if (const HumanFigures people = humanFigures(report); people.any())
        text += "against people's labels: golden model " + percentOrNone(people.golden) + ", student "
            + percentOrNone(people.student) + '\n';
    return text;
}

std::string windows(const Report& report, const std::vector<ConfigurationInfo>& configurations)
{
    std::vector<Row> rows = {
        {"camera", "configuration", "retrained", "window", "accuracy", "interval", "objects", "dropped", "device-s"}};
    for (const Report::Camera& camera : report.cameras) {
        for (const Report::Window& window : camera.windows) {
            const CameraWindow& values = window.values;
            const bool scored = isScored(values);
            rows.push_back({camera.name, configurationName(values.configuration, configurations),
                            values.retrained ? "yes" : "no", std::to_string(window.window),
                            scored ? percent(values.studentGolden->value.value) : "-",
                            scored ? percentRange(values.studentGolden->interval) : "-",
                            std::to_string(scored ? values.studentGolden->count : 0),
                            std::to_string(values.framesDropped) + '/' + std::to_string(values.framesDue),
                            fixed(deviceSeconds(values), 1)});
        }
    }
    return table(rows, 3);
}

std::string costs(const Report& report)
{
    std::vector<Row> rows = {{"batch shape", "batches", "charged s", "measured s", "measured/charged"}};
    for (const CostMeasured::Line& line : report.costs)
        rows.push_back({line.shape, std::to_string(line.batches), fixed(line.chargedSeconds, 2),
                        fixed(line.measuredSeconds, 2),
                        line.chargedSeconds > 0 ? fixed(line.measuredSeconds / line.chargedSeconds, 2) : "-"});
    return table(rows, 1);
}

} // namespace

std::string reportText(const Report& report, const std::vector<ConfigurationInfo>& configurations)
{
    std::string text = head(report);
    if (report.windows == 0)
        text += "No counted window was closed: there is no accuracy to report.\n";
    else
        text += '\n' + windows(report, configurations);
    if (!report.costs.empty())
        text += '\n' + costs(report);
    return text;
}

} // namespace jackdaw::report
