// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/scenario_command.h"

#include "app/cli/exit_codes.h"
#include "app/cli/output_file.h"
#include "app/cli/scenario_maker.h"
#include "datasets/scenario/scenario.h"
#include "datasets/scenario/scenario_check.h"
#include "datasets/scenario/scenario_summary.h"
#include "datasets/streets/street_script.h"
#include "engine/base/text_file.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

namespace jackdaw::cli {
namespace {

using nlohmann::ordered_json;

struct ScenarioOptions {
    std::string file;
    std::string costs;
    bool json = false;
    MakeOptions make;
};

std::string printed(const ordered_json& made)
{
    return made.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

/// Scripts of streets say so in their "format", as scenarios do.
bool isStreetScript(const std::string& file)
{
    const auto text = readText(file, "scenario");
    const auto root = text ? nlohmann::json::parse(*text, nullptr, false) : nlohmann::json();
    const auto format = root.is_object() ? root.find("format") : root.end();
    return root.is_object() && format != root.end() && format->is_string()
        && format->get<std::string>().find("street") != std::string::npos;
}

int makeFile(const ScenarioOptions& options)
{
    const std::filesystem::path out = options.make.run.out;
    std::vector<std::string> read;
    std::copy_if(options.make.sources.begin(), options.make.sources.end(), std::back_inserter(read),
                 [](const std::string& source) { return !source.ends_with(".json"); }); // it is written anew
    read.insert(read.end(), options.make.run.golden.begin(), options.make.run.golden.end());
    if (const Status other = checkOutput(out, read); !other)
        return report(other.error());
    const bool isAnew = std::any_of(options.make.sources.begin(), options.make.sources.end(), [&](const auto& source) {
        std::error_code ignored;
        return std::filesystem::equivalent(out, source, ignored);
    });
    if (const Status free = isAnew ? Status() : checkFree(out); !free)
        return report(free.error());
    const auto settings = makeScenario(options.make);
    if (!settings)
        return report(settings.error());
    const std::filesystem::path folder = std::filesystem::absolute(out).parent_path();
    const std::string text = datasets::scenarioJson(seenFrom(*settings, folder));
    // What cannot be read again is refused before a file of that name is gone.
    if (const auto again = datasets::parseScenario(text, folder, out.string()); !again)
        return report(again.error());
    if (const Status written = writeText(out, text); !written)
        return report(written.error());
    std::cout << out.string() << ": " << settings->cameras.size()
              << (settings->cameras.size() == 1 ? " camera, " : " cameras, ") << settings->windows << " windows of "
              << toSeconds(settings->windowLength) << " s\n";
    return kSuccess;
}

int printCheck(const ScenarioOptions& options, const datasets::ScenarioCheck& check, const std::string& what)
{
    if (options.json) {
        std::cout << printed({{"faults", check.faults}, {"warnings", check.warnings}, {"notes", check.notes}});
    } else {
        for (const auto& [word, sentences] :
             {std::pair{"fault:   ", &check.faults}, {"warning: ", &check.warnings}, {"note:    ", &check.notes}})
            for (const std::string& sentence : *sentences)
                std::cout << word << sentence << "\n";
        std::cout << options.file << ": "
                  << (check.faults.empty() ? "nothing stands in the way of " + what : "cannot be run as it is") << "\n";
    }
    return check.faults.empty() ? kSuccess : kBadInput;
}

int checkFile(const ScenarioOptions& options)
{
    if (isStreetScript(options.file)) {
        const auto script = datasets::readStreetScript(options.file);
        if (!script)
            return report(script.error());
        return printCheck(options, {}, "filming it");
    }
    auto settings = datasets::readScenario(options.file);
    if (!settings)
        return report(settings.error());
    // As a run does.
    if (settings->clock == ClockKind::Device && settings->costTable.empty())
        settings->costTable = defaultCostTable();
    return printCheck(options, datasets::checkScenario(*settings), "a run");
}

std::string streetsText(const datasets::StreetScript& script, const std::vector<datasets::StreetCamera>& cameras)
{
    const auto scenario = datasets::streetScenario(script, cameras);
    char head[200];
    std::snprintf(head, sizeof head, "%d x %d, %d frames/s, %g s; played in %u windows of %g s\n", script.width,
                  script.height, script.framesPerSecond, script.seconds, scenario.windows,
                  toSeconds(scenario.windowLength));
    std::string text = "streets:  " + script.name + "\nfilms:    " + std::to_string(cameras.size()) + " of " + head;
    for (const datasets::StreetCamera& camera : cameras) {
        char line[200];
        std::snprintf(line, sizeof line, "  %-28s %-16s %2zu phases from %g s, variety %g\n", camera.name.c_str(),
                      std::string(datasets::streetKindName(camera.street.kind)).c_str(), camera.street.phases.size(),
                      camera.street.start, camera.street.variety);
        text += line;
    }
    return text;
}

ordered_json streetsJson(const datasets::StreetScript& script, const std::vector<datasets::StreetCamera>& cameras)
{
    ordered_json list = ordered_json::array();
    for (const datasets::StreetCamera& camera : cameras)
        list.push_back({{"name", camera.name},
                        {"file", camera.file + ".mp4"},
                        {"kind", datasets::streetKindName(camera.street.kind)},
                        {"phases", camera.street.phases.size()}});
    return {{"name", script.name},       {"width", script.width},
            {"height", script.height},   {"frames_per_second", script.framesPerSecond},
            {"seconds", script.seconds}, {"cameras", list}};
}

int showStreets(const ScenarioOptions& options)
{
    const auto script = datasets::readStreetScript(options.file);
    if (!script)
        return report(script.error());
    const auto cameras = datasets::streetCameras(*script, datasets::defaultSettings().classes);
    std::cout << (options.json ? printed(streetsJson(*script, cameras)) : streetsText(*script, cameras));
    return kSuccess;
}

ordered_json optionalJson(const std::optional<double>& value)
{
    return value ? ordered_json(*value) : ordered_json();
}

ordered_json summaryJson(const datasets::ScenarioSummary& summary)
{
    ordered_json cameras = ordered_json::array();
    for (const datasets::CameraSummary& camera : summary.cameras)
        cameras.push_back({{"name", camera.name},
                           {"source", camera.source},
                           {"live", camera.isLive},
                           {"width", camera.size.width},
                           {"height", camera.size.height},
                           {"frames_per_second", camera.framesPerSecond},
                           {"seconds", camera.seconds},
                           {"labels", camera.labels},
                           {"student", camera.student},
                           {"lines", camera.lines},
                           {"zones", camera.zones},
                           {"ignored", camera.ignored},
                           {"ignored_mask", camera.ignoredMask},
                           {"weight", camera.weight},
                           {"target", camera.target}});
    const datasets::DeviceDemand& demand = summary.demand;
    return {{"name", summary.settings.name},
            {"windows", summary.settings.windows},
            {"window_seconds", toSeconds(summary.settings.windowLength)},
            {"planner", summary.settings.planner},
            {"golden", summary.golden},
            {"students", summary.students},
            {"configurations", summary.settings.configurations.size()},
            {"cost_table", summary.costTable},
            {"demand",
             {{"inference", optionalJson(demand.inference)},
              {"labels", optionalJson(demand.labels)},
              {"cheapest_retraining", optionalJson(demand.cheapestRetraining)},
              {"dearest_retraining", optionalJson(demand.dearestRetraining)}}},
            {"cameras", cameras},
            {"not_read", summary.unknown}};
}

/// The table that is named, or the scenario's, or the one in the cache folder, if it is there.
Result<std::optional<profiling::CostTable>> costsFor(const ScenarioOptions& options,
                                                     const runtime::RunSettings& settings, std::string& name)
{
    std::filesystem::path file = options.costs;
    if (file.empty())
        file = settings.costTable.empty() ? defaultCostTable() : settings.costTable;
    std::error_code error;
    if (options.costs.empty() && !std::filesystem::exists(file, error))
        return std::nullopt;
    auto table = profiling::CostTable::load(file);
    if (!table)
        return tl::unexpected(table.error());
    name = file.string();
    return std::optional(std::move(*table));
}

int showFile(const ScenarioOptions& options)
{
    if (isStreetScript(options.file))
        return showStreets(options);
    const auto settings = datasets::readScenario(options.file);
    if (!settings)
        return report(settings.error());
    std::string name;
    const auto costs = costsFor(options, *settings, name);
    if (!costs)
        return report(costs.error());
    datasets::ScenarioSummary summary = datasets::summarise(*settings, *costs);
    summary.costTable = name;
    std::cout << (options.json ? printed(summaryJson(summary)) : datasets::summaryText(summary));
    return kSuccess;
}

void addMake(CLI::App& parent, const std::shared_ptr<ScenarioOptions>& options, int& exitCode)
{
    CLI::App* make = parent.add_subcommand("make", "Write a scenario of videos, folders of images and live cameras");
    MakeOptions& wanted = options->make;
    wanted.run.addTo(*make, "Scenario file to write");
    // Videos stand alone here, and which session students come from is no part of a scenario.
    for (const char* const option : {"scenario", "--video", "--newest-students", "--first-students"})
        make->remove_option(make->get_option(option));
    make->get_option("--out")->required();
    make->add_option("source", wanted.sources,
                     "Videos, folders of images, addresses of live cameras; or one scenario, which is written in full")
        ->required();
    make->add_option("--name", wanted.names, "Names of the cameras, in the order of the sources");
    make->add_option("--classes", wanted.classes, "The session's classes")->delimiter(',')->allow_extra_args(false);
    make->add_option("--credentials", wanted.credentials,
                     "Where the live cameras' user and password are: secret:NAME, env:NAME or file:PATH");
    make->callback([options, &exitCode] { exitCode = makeFile(*options); });
}

} // namespace

void addScenarioCommand(CLI::App& app, int& exitCode)
{
    CLI::App* command = app.add_subcommand("scenario", "Make, check and show scenarios");
    command->require_subcommand(1);
    const auto options = std::make_shared<ScenarioOptions>();
    addMake(*command, options, exitCode);
    CLI::App* check = command->add_subcommand("check", "Say everything that stands in the way of a run");
    check->add_option("file", options->file, "Scenario, or script of rendered streets")->required();
    check->add_flag("--json", options->json, "As JSON");
    check->callback([options, &exitCode] { exitCode = checkFile(*options); });
    CLI::App* show = command->add_subcommand("show", "Say what a scenario plays, trains and asks of the device");
    show->add_option("file", options->file, "Scenario, or script of rendered streets")->required();
    show->add_option("--costs", options->costs, "Cost table that the demand is worked out with");
    show->add_flag("--json", options->json, "As JSON");
    show->callback([options, &exitCode] { exitCode = showFile(*options); });
}

} // namespace jackdaw::cli
