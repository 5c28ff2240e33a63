// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/figures_command.h"

#include "app/cli/exit_codes.h"
#include "app/cli/interrupts.h"
#include "engine/base/text_file.h"
#include "engine/studies/figures.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <iostream>
#include <memory>

namespace jackdaw::cli {
namespace {

using namespace jackdaw::studies;
using Json = nlohmann::ordered_json;

struct FiguresArguments {
    std::string folder;
    std::string out = "figures";
    std::vector<std::string> only;
    std::uint64_t seeds = 5;
    unsigned jobs = 0;
};

Json pointJson(const report::Chart& chart, const report::ChartPoint& point)
{
    Json made;
    if (chart.categories.empty())
        made["x"] = point.x;
    else
        made["x"] = chart.categories.at(static_cast<std::size_t>(point.x));
    made["y"] = point.y;
    if (point.interval)
        made["interval"] = {point.interval->low, point.interval->high};
    return made;
}

Json figureJson(const Figure& figure)
{
    const report::Chart& chart = figure.chart;
    Json series = Json::array();
    for (const report::ChartSeries& each : chart.series) {
        Json points = Json::array();
        for (const report::ChartPoint& point : each.points)
            points.push_back(pointJson(chart, point));
        series.push_back({{"name", each.name}, {"source", each.published ? "paper" : "simulated"}, {"points", points}});
    }
    return Json{{"figure", figure.id}, {"title", chart.title}, {"x", chart.xLabel},
                {"y", chart.yLabel},   {"series", series},     {"differences", chart.notes}};
}

Status writeFigure(const Figure& figure, const std::filesystem::path& folder)
{
    if (const Status written = writeText(folder / (figure.id + ".json"), figureJson(figure).dump(2) + "\n"); !written)
        return written;
    return writeText(folder / (figure.id + ".svg"), report::svgDocument(figure.chart));
}

Status checkNames(const std::vector<std::string>& names)
{
    std::string known;
    for (const FigureMaker& maker : figureMakers())
        known += (known.empty() ? "" : ", ") + maker.id;
    for (const std::string& name : names) {
        const auto makers = figureMakers();
        if (std::none_of(makers.begin(), makers.end(), [&](const FigureMaker& maker) { return maker.id == name; }))
            return fail(ErrorCode::InvalidInput, "There is no figure \"" + name.substr(0, 40) + "\".",
                        "Known are " + known + ".");
    }
    return {};
}

int runFigures(const FiguresArguments& arguments)
{
    if (const Status known = checkNames(arguments.only); !known)
        return report(known.error());
    auto inputs = readFigureInputs(arguments.folder);
    if (!inputs)
        return report(inputs.error());
    std::error_code failed;
    std::filesystem::create_directories(arguments.out, failed);
    std::stop_source stop;
    const InterruptWatch watch(stop);
    inputs->stop = stop.get_token();
    inputs->threads = arguments.jobs;
    inputs->seeds = arguments.seeds;
    for (const FigureMaker& maker : figureMakers()) {
        const auto& only = arguments.only;
        if (!only.empty() && std::find(only.begin(), only.end(), maker.id) == only.end())
            continue;
        const auto figure = maker.make(*inputs);
        if (!figure) {
            const int code = report(figure.error());
            return figure.error().code == ErrorCode::Cancelled ? kStopped : code;
        }
        if (const Status written = writeFigure(*figure, arguments.out); !written)
            return report(written.error());
        std::cout << arguments.out << '/' << figure->id << ".svg  " << figure->chart.title << std::endl;
    }
    return kSuccess;
}

} // namespace

void addFiguresCommand(CLI::App& app, int& exitCode)
{
    const auto arguments = std::make_shared<FiguresArguments>();
    CLI::App* command = app.add_subcommand(
        "figures", "Make the figures and tables of Ekya's evaluation from measured profiles, as JSON and SVG");
    command->add_option("folder", arguments->folder, "Folder that holds cases/c2_w1.json to cases/c10_w2.json")
        ->required();
    command->add_option("--out", arguments->out, "Folder to write to")->capture_default_str();
    command->add_option("--only", arguments->only, "Some figures alone, separated by commas: figure-8, table-2, …")
        ->delimiter(',');
    command->add_option("--seeds", arguments->seeds, "Seeds where errors are injected")
        ->check(CLI::Range(1U, 10'000U))
        ->capture_default_str();
    command->add_option("--jobs", arguments->jobs, "Simulations at a time; one per processor core otherwise")
        ->check(CLI::Range(1U, 1024U));
    command->callback([arguments, &exitCode] { exitCode = runFigures(*arguments); });
}

} // namespace jackdaw::cli
