// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/report/comparison.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstdio>
#include <functional>
#include <map>
#include <optional>

namespace jackdaw::report {
namespace {

using Json = nlohmann::ordered_json;
using Blocks = std::vector<std::vector<double>>;
using Figure = std::function<std::optional<double>(const CameraWindow&)>;

constexpr std::uint64_t kBootstrapSeed = 1;

/// The figure of every camera, one block per seed and window, in a fixed order.
std::map<std::pair<std::uint64_t, std::uint32_t>, std::vector<double>>
byWindow(const std::vector<ComparedRun>& runs, const std::string& planner, const Figure& figure)
{
    std::map<std::pair<std::uint64_t, std::uint32_t>, std::vector<double>> blocks;
    for (const ComparedRun& run : runs) {
        if (run.planner != planner)
            continue;
        for (const auto& camera : run.report.cameras) {
            for (const auto& window : camera.windows) {
                if (const auto value = figure(window.values))
                    blocks[{run.seed, window.window}].push_back(*value);
            }
        }
    }
    return blocks;
}

Blocks values(const std::map<std::pair<std::uint64_t, std::uint32_t>, std::vector<double>>& blocks)
{
    Blocks result;
    for (const auto& [key, block] : blocks)
        result.push_back(block);
    return result;
}

std::optional<double> accuracy(const CameraWindow& window)
{
    return window.studentGolden ? std::optional(window.studentGolden->value.value) : std::nullopt;
}

std::optional<double> balanced(const CameraWindow& window)
{
    return window.studentGolden ? std::optional(window.studentGolden->balanced.value) : std::nullopt;
}

std::optional<double> people(const CameraWindow& window)
{
    return window.studentHuman ? std::optional(window.studentHuman->value.value) : std::nullopt;
}

/// Paired by seed, window and camera.
MeanWithInterval gainOver(const std::vector<ComparedRun>& runs, const std::string& base, const std::string& planner)
{
    const auto before = byWindow(runs, base, accuracy);
    auto after = byWindow(runs, planner, accuracy);
    Blocks differences;
    for (auto& [key, block] : after) {
        const auto found = before.find(key);
        if (found == before.end() || found->second.size() != block.size())
            continue;
        for (std::size_t i = 0; i < block.size(); ++i)
            block[i] -= found->second[i];
        differences.push_back(block);
    }
    return blockBootstrap(differences, kBootstrapSeed);
}

std::string points(const MeanWithInterval& value)
{
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%5.1f (%5.1f to %5.1f)", 100 * value.mean, 100 * value.interval.low,
                  100 * value.interval.high);
    return text.data();
}

Json toJson(const MeanWithInterval& value)
{
    return {{"mean", value.mean}, {"interval", {value.interval.low, value.interval.high}}};
}

} // namespace

bool isComplete(const std::filesystem::path& session)
{
    if (!std::filesystem::exists(session))
        return false;
    const auto reader = session::SessionReader::open(session);
    return reader && (*reader)->isComplete();
}

Result<Report> readReport(const std::filesystem::path& session)
{
    auto reader = session::SessionReader::open(session);
    if (!reader)
        return tl::unexpected(reader.error());
    return makeReport(**reader);
}

std::vector<ComparisonRow> comparisonRows(const std::vector<ComparedRun>& runs,
                                          const std::vector<std::string>& planners)
{
    std::vector<ComparisonRow> rows;
    for (const std::string& planner : planners) {
        ComparisonRow row;
        row.planner = planner;
        for (const ComparedRun& run : runs) {
            if (run.planner != planner)
                continue;
            ++row.runs;
            row.worstCamera += run.report.worstCamera.value;
            row.deviceSeconds += run.report.deviceSeconds;
        }
        if (row.runs == 0)
            continue;
        row.worstCamera /= static_cast<double>(row.runs);
        row.deviceSeconds /= static_cast<double>(row.runs);
        row.accuracy = blockBootstrap(values(byWindow(runs, planner, accuracy)), kBootstrapSeed);
        row.people = blockBootstrap(values(byWindow(runs, planner, people)), kBootstrapSeed);
        row.balanced = blockBootstrap(values(byWindow(runs, planner, balanced)), kBootstrapSeed).mean;
        row.gain = gainOver(runs, planners.front(), planner);
        rows.push_back(std::move(row));
    }
    return rows;
}

std::string comparisonTable(const std::vector<ComparisonRow>& rows)
{
    std::string text = "planner            runs  F1 against golden       against people          balanced  worst camera"
                       "  device-s  gain over the first\n";
    for (const ComparisonRow& row : rows) {
        std::array<char, 256> line{};
        std::snprintf(line.data(), line.size(), "%-18s %4zu  %s   %s   %7.1f   %10.1f  %8.0f  %s\n",
                      row.planner.c_str(), row.runs, points(row.accuracy).c_str(), points(row.people).c_str(),
                      100 * row.balanced, 100 * row.worstCamera, row.deviceSeconds, points(row.gain).c_str());
        text += line.data();
    }
    return text;
}

std::string comparisonJson(const std::vector<ComparisonRow>& rows, const std::vector<ComparedRun>& runs,
                           const std::string& scenario)
{
    Json json{{"scenario", std::filesystem::path(scenario).filename().string()}, {"rows", Json::array()}};
    for (const ComparisonRow& row : rows) {
        json["rows"].push_back({{"planner", row.planner},
                                {"runs", row.runs},
                                {"accuracy", toJson(row.accuracy)},
                                {"against_people", toJson(row.people)},
                                {"balanced", row.balanced},
                                {"worst_camera", row.worstCamera},
                                {"device_seconds", row.deviceSeconds},
                                {"gain_over_first", toJson(row.gain)}});
    }
    for (const ComparedRun& run : runs) {
        json["runs"].push_back({{"planner", run.planner},
                                {"seed", run.seed},
                                {"mean_accuracy", run.report.mean.value.value},
                                {"worst_camera", run.report.worstCamera.value},
                                {"device_seconds", run.report.deviceSeconds}});
    }
    return json.dump(2) + "\n";
}

} // namespace jackdaw::report
