// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/report/comparison.h"

#include "engine/report/report_format.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>
#include <functional>
#include <map>
#include <optional>

namespace jackdaw::report {
namespace {

using Json = nlohmann::ordered_json;
using Blocks = std::vector<std::vector<double>>;
using Figure = std::function<std::optional<double>(const Report::Window&)>;
/// By seed and window.
using Key = std::pair<std::uint64_t, std::uint32_t>;
using Figures = std::map<Key, std::map<CameraId, double>>;

constexpr std::uint64_t kBootstrapSeed = 1;

Figures byWindow(const std::vector<ComparedRun>& runs, const std::string& planner, const Figure& figure)
{
    Figures figures;
    for (const ComparedRun& run : runs) {
        if (run.planner != planner)
            continue;
        for (const auto& camera : run.report.cameras)
            for (const auto& window : camera.windows)
                if (const auto value = figure(window))
                    figures[{run.seed, window.window}][camera.camera] = *value;
    }
    return figures;
}

/// One block per seed and window.
std::optional<MeanWithInterval> meanOf(const Figures& figures)
{
    Blocks blocks;
    for (const auto& [key, cameras] : figures) {
        std::vector<double>& block = blocks.emplace_back();
        for (const auto& [camera, value] : cameras)
            block.push_back(value);
    }
    return blockBootstrap(blocks, kBootstrapSeed);
}

std::optional<double> accuracy(const Report::Window& window)
{
    const MeasuredAccuracy* measured = accuracyOf(window);
    return measured ? std::optional(measured->value.value) : std::nullopt;
}

std::optional<double> balanced(const Report::Window& window)
{
    const MeasuredAccuracy* measured = accuracyOf(window);
    return measured ? std::optional(measured->balanced.value) : std::nullopt;
}

std::optional<double> people(const Report::Window& window)
{
    const auto& measured = window.values.studentHuman;
    return measured ? std::optional(measured->value.value) : std::nullopt;
}

/// Of the cameras that have a figure in both.
Figures gainsOver(const Figures& base, const Figures& figures)
{
    Figures gains;
    for (const auto& [key, cameras] : figures) {
        const auto before = base.find(key);
        if (before == base.end())
            continue;
        for (const auto& [camera, value] : cameras)
            if (const auto found = before->second.find(camera); found != before->second.end())
                gains[key][camera] = value - found->second;
    }
    return gains;
}

std::optional<MeanWithInterval> gainOver(const Figures& base, const Figures& figures)
{
    return meanOf(gainsOver(base, figures));
}

std::optional<double> plainMean(const std::map<CameraId, double>& cameras)
{
    double sum = 0.0;
    for (const auto& [camera, value] : cameras)
        sum += value;
    return cameras.empty() ? std::nullopt : std::optional(sum / static_cast<double>(cameras.size()));
}

/// Those of one camera alone.
Figures ofCamera(const Figures& figures, CameraId camera)
{
    Figures own;
    for (const auto& [key, cameras] : figures)
        if (const auto found = cameras.find(camera); found != cameras.end())
            own[key][camera] = found->second;
    return own;
}

/// Baselines that do better on average than \p planner does.
std::vector<BetterBaseline> betterBaselines(const std::vector<ComparedRun>& runs,
                                            const std::vector<std::string>& planners, const std::string& planner)
{
    std::vector<BetterBaseline> better;
    if (isBaseline(planner))
        return better;
    const Figures own = byWindow(runs, planner, accuracy);
    for (const std::string& baseline : planners) {
        if (!isBaseline(baseline))
            continue;
        if (const auto difference = gainOver(byWindow(runs, baseline, accuracy), own);
            difference && difference->mean < 0.0)
            better.push_back({baseline, *difference});
    }
    return better;
}

/// What single runs say, put together.
void addRuns(ComparisonRow& row, const std::vector<ComparedRun>& runs)
{
    double worst = 0.0;
    std::size_t withWorst = 0;
    const auto isAtTarget = [](const Report::Camera& camera) {
        return camera.mean && camera.mean->value >= camera.target.value;
    };
    for (const ComparedRun& run : runs) {
        if (run.planner != row.planner)
            continue;
        ++row.runs;
        add(row.tally, run.report.tally);
        row.deviceSeconds += run.report.deviceSeconds;
        row.cameras += static_cast<double>(run.report.cameras.size());
        row.camerasAtTarget +=
            static_cast<double>(std::count_if(run.report.cameras.begin(), run.report.cameras.end(), isAtTarget));
        worst += run.report.worstCamera ? run.report.worstCamera->value : 0.0;
        withWorst += run.report.worstCamera ? 1 : 0;
    }
    for (double* sum : {&row.deviceSeconds, &row.cameras, &row.camerasAtTarget})
        *sum /= static_cast<double>(std::max<std::size_t>(row.runs, 1));
    if (withWorst > 0)
        row.worstCamera = worst / static_cast<double>(withWorst);
}

/// \p text at the right end of \p columns; "–" for none.
std::string cell(const std::optional<std::string>& text, std::size_t columns)
{
    const std::size_t width = text ? text->size() : 1;
    return std::string(columns - std::min(columns, width), ' ') + text.value_or("–");
}

std::optional<std::string> points(const std::optional<MeanWithInterval>& value)
{
    if (!value)
        return std::nullopt;
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%5.1f (%5.1f to %5.1f)", 100 * value->mean, 100 * value->interval.low,
                  100 * value->interval.high);
    return text.data();
}

std::optional<std::string> points(const std::optional<double>& value)
{
    return value ? std::optional(fixed(100 * *value, 1)) : std::nullopt;
}

Json toJson(const std::optional<MeanWithInterval>& value)
{
    if (!value)
        return nullptr;
    return {{"mean", value->mean}, {"interval", {value->interval.low, value->interval.high}}};
}

Json toJson(const std::vector<BetterBaseline>& better)
{
    Json json = Json::array();
    for (const BetterBaseline& baseline : better)
        json.push_back({{"planner", baseline.planner}, {"difference", toJson(std::optional(baseline.difference))}});
    return json;
}

Json toJson(const std::optional<double>& value)
{
    return value ? Json(*value) : Json();
}

Json comparisonDocument(const std::vector<ComparisonRow>& rows, const std::vector<ComparedRun>& runs,
                        const std::string& scenario)
{
    Json json{{"scenario", std::filesystem::path(scenario).filename().string()}, {"rows", Json::array()}};
    for (const ComparisonRow& row : rows) {
        json["rows"].push_back({{"planner", row.planner},
                                {"runs", row.runs},
                                {"accuracy", toJson(row.accuracy)},
                                {"against_people", toJson(row.people)},
                                {"balanced", toJson(row.balanced)},
                                {"worst_camera", toJson(row.worstCamera)},
                                {"device_seconds", row.deviceSeconds},
                                {"gain_over_first", toJson(row.gain)},
                                {"cameras", row.cameras},
                                {"cameras_at_target", row.camerasAtTarget},
                                {"better_baselines", toJson(row.better)},
                                {"camera_windows", row.tally.windows},
                                {"with_accuracy", row.tally.withAccuracy},
                                {"at_target", row.tally.atTarget},
                                {"unfinished", row.tally.unfinished}});
    }
    for (const ComparedRun& run : runs) {
        json["runs"].push_back({{"planner", run.planner},
                                {"seed", run.seed},
                                {"mean_accuracy", run.report.mean ? Json(run.report.mean->value.value) : Json()},
                                {"worst_camera", run.report.worstCamera ? Json(run.report.worstCamera->value) : Json()},
                                {"device_seconds", run.report.deviceSeconds},
                                {"lost_cameras", brokenCameras(run.report)}});
    }
    return json;
}

ChartSeries& seriesOf(Chart& chart, const std::string& planner)
{
    const auto known = std::find_if(chart.series.begin(), chart.series.end(),
                                    [&](const ChartSeries& series) { return series.name == planner; });
    if (known != chart.series.end())
        return *known;
    return chart.series.emplace_back(ChartSeries{.name = planner, .points = {}});
}

} // namespace

bool isBaseline(const std::string& planner)
{
    const auto begins = [&](const char* name) { return planner.starts_with(name); };
    return begins("uniform") || begins("inference-only") || begins("teacher-only") || begins("student-only");
}

Result<Report> readReport(const std::filesystem::path& session)
{
    auto reader = session::SessionReader::open(session);
    if (!reader)
        return tl::unexpected(reader.error());
    return makeReport(**reader);
}

std::filesystem::path comparedSession(const std::filesystem::path& folder, const std::string& planner,
                                      std::uint64_t seed)
{
    std::string name = planner;
    for (char& letter : name)
        letter = std::isalnum(static_cast<unsigned char>(letter)) || letter == '.' ? letter : '-';
    return folder / (name + "-seed" + std::to_string(seed) + ".jackdaw");
}

std::vector<ComparisonRow> comparisonRows(const std::vector<ComparedRun>& runs,
                                          const std::vector<std::string>& planners)
{
    std::vector<ComparisonRow> rows;
    for (const std::string& planner : planners) {
        ComparisonRow row;
        row.planner = planner;
        addRuns(row, runs);
        if (row.runs == 0)
            continue;
        const Figures accuracies = byWindow(runs, planner, accuracy);
        row.accuracy = meanOf(accuracies);
        row.people = meanOf(byWindow(runs, planner, people));
        if (const auto mean = meanOf(byWindow(runs, planner, balanced)))
            row.balanced = mean->mean;
        row.gain = gainOver(byWindow(runs, planners.front(), accuracy), accuracies);
        row.better = betterBaselines(runs, planners, planner);
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<ComparedWindow> comparedWindows(const std::vector<ComparedRun>& runs,
                                            const std::vector<std::string>& planners)
{
    std::map<Key, ComparedWindow> windows;
    Figures base;
    for (std::size_t side = 0; side < planners.size(); ++side) {
        const Figures own = byWindow(runs, planners[side], accuracy);
        if (side == 0)
            base = own;
        const Figures gains = gainsOver(base, own);
        for (const auto& [key, cameras] : own) {
            ComparedWindow& window = windows[key];
            window.seed = key.first;
            window.window = key.second;
            window.sides.resize(planners.size());
            const auto gained = gains.find(key);
            window.sides[side] = {plainMean(cameras), cameras,
                                  gained != gains.end() ? plainMean(gained->second) : std::nullopt};
        }
    }
    std::vector<ComparedWindow> list;
    for (auto& [key, window] : windows)
        list.push_back(std::move(window));
    return list;
}

std::vector<ComparedCamera> comparedCameras(const std::vector<ComparedRun>& runs,
                                            const std::vector<std::string>& planners)
{
    std::map<CameraId, ComparedCamera> cameras;
    for (const ComparedRun& run : runs)
        for (const Report::Camera& camera : run.report.cameras)
            cameras.try_emplace(camera.camera, ComparedCamera{camera.camera, camera.name, {}});
    Figures base;
    for (const std::string& planner : planners) {
        const Figures own = byWindow(runs, planner, accuracy);
        if (&planner == &planners.front())
            base = own;
        const Figures gains = gainsOver(base, own);
        for (auto& [id, camera] : cameras) {
            const auto mean = meanOf(ofCamera(own, id));
            camera.sides.push_back({mean ? std::optional(mean->mean) : std::nullopt, meanOf(ofCamera(gains, id))});
        }
    }
    std::vector<ComparedCamera> list;
    for (auto& [id, camera] : cameras)
        list.push_back(std::move(camera));
    return list;
}

std::string comparisonTable(const std::vector<ComparisonRow>& rows)
{
    std::string text =
        "planner            runs  F1 against golden       against people          balanced  worst camera"
        "  device-s  gain over the first     cameras at target  camera-windows with an accuracy, at target\n";
    for (const ComparisonRow& row : rows) {
        std::string name = row.planner;
        name.resize(std::max<std::size_t>(name.size(), 18), ' ');
        text += name + cell(std::to_string(row.runs), 5) + "  " + cell(points(row.accuracy), 22) + "  "
            + cell(points(row.people), 22) + cell(points(row.balanced), 10) + cell(points(row.worstCamera), 14)
            + cell(fixed(row.deviceSeconds, 0), 10) + "  " + cell(points(row.gain), 22) + "  "
            + cell(row.accuracy ? std::optional(fixed(row.camerasAtTarget, 1) + " of " + fixed(row.cameras, 0))
                                : std::nullopt,
                   17)
            + "  "
            + cell(std::to_string(row.tally.withAccuracy) + " of " + std::to_string(row.tally.windows) + ", "
                       + std::to_string(row.tally.atTarget),
                   16)
            + '\n';
    }
    return text;
}

std::string lossesText(const std::vector<ComparisonRow>& rows)
{
    std::string text;
    for (const ComparisonRow& row : rows)
        for (const BetterBaseline& baseline : row.better)
            text +=
                row.planner + " is below " + baseline.planner + ": by " + *points(baseline.difference) + " points\n";
    return text;
}

std::string lostCameras(const std::vector<ComparedRun>& runs)
{
    std::string text;
    for (const ComparedRun& run : runs)
        for (const std::string& line : brokenCameras(run.report))
            text += run.planner + ", seed " + std::to_string(run.seed) + ": lost camera " + line + '\n';
    return text;
}

std::string comparisonJson(const std::vector<ComparisonRow>& rows, const std::vector<ComparedRun>& runs,
                           const std::string& scenario)
{
    return comparisonDocument(rows, runs, scenario).dump(2) + "\n";
}

Chart accuracyOverCameras(const std::vector<CameraCount>& counts)
{
    Chart chart{.title = "Accuracy over the number of cameras",
                .xLabel = "cameras",
                .yLabel = "window accuracy against golden labels",
                .yUnit = " %"};
    for (const CameraCount& count : counts)
        for (const ComparisonRow& row : count.rows) {
            if (!row.accuracy)
                continue;
            const Interval& interval = row.accuracy->interval;
            seriesOf(chart, row.planner)
                .points.push_back({.x = static_cast<double>(count.cameras),
                                   .y = 100.0 * row.accuracy->mean,
                                   .interval = Interval{100.0 * interval.low, 100.0 * interval.high}});
        }
    return chart;
}

std::string comparisonJson(const std::vector<CameraCount>& counts, const std::string& scenario)
{
    Json json{{"scenario", std::filesystem::path(scenario).filename().string()}, {"counts", Json::array()}};
    for (const CameraCount& count : counts) {
        json["counts"].push_back(comparisonDocument(count.rows, count.runs, scenario));
        json["counts"].back()["cameras"] = count.cameras;
    }
    return json.dump(2) + "\n";
}

} // namespace jackdaw::report
