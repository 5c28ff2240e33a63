// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/compare_command.h"

#include "app/cli/comparison_runs.h"
#include "app/cli/exit_codes.h"
#include "app/cli/interrupts.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>

namespace jackdaw::cli {
namespace {

struct Options {
    ComparisonPlan plan{.scenario = {},
                        .planners = {"inference-only", "uniform(1,0.5)", "thief"},
                        .runArguments = {},
                        .folder = "comparison"};
    std::string json;
    unsigned jobs = 1;
    bool quiet = false;
};

Error cannotWrite(const std::string& file)
{
    return {ErrorCode::Io, file + " cannot be written.", "Name another file with --json.", {}};
}

/// Hours may pass before something is written: whether it can be is known before.
Status makeRoom(const Options& options)
{
    std::error_code created;
    std::filesystem::create_directories(options.plan.folder, created);
    if (created)
        return fail(ErrorCode::Io, "The folder " + options.plan.folder + " cannot be made.",
                    "Name another with --folder.", created.message());
    if (!options.json.empty() && !std::ofstream(options.json, std::ios::app))
        return tl::unexpected(cannotWrite(options.json));
    return {};
}

int compare(const Options& options)
{
    auto planned = planRuns(options.plan);
    if (!planned)
        return report(planned.error());
    if (const Status room = makeRoom(options); !room)
        return report(room.error());
    ComparisonRuns runs(std::move(*planned), options.jobs, options.quiet);
    runs.run();
    const auto finished = runs.finished();
    const auto rows = report::comparisonRows(finished, options.plan.planners);
    std::cout << report::comparisonTable(rows) << report::lostCameras(finished);
    if (!options.json.empty()
        && !(std::ofstream(options.json) << report::comparisonJson(rows, finished, options.plan.scenario)))
        return report(cannotWrite(options.json));
    if (!isInterrupted())
        return runs.exitCode();
    std::cerr << "jackdaw-cli: stopped; the same command goes on from here.\n";
    return kStopped;
}

} // namespace

void addCompareCommand(CLI::App& app, int& exitCode)
{
    CLI::App* command = app.add_subcommand("compare", "Run a scenario under several planners and seeds, device time");
    const auto options = std::make_shared<Options>();
    ComparisonPlan& plan = options->plan;
    command->add_option("scenario", plan.scenario, "Scenario file (JSON)")->required();
    command->add_option("--planner", plan.planners, "Planners to compare");
    command->add_option("--seeds", plan.seeds, "Seeds 1 to N")->check(CLI::Range(1U, 1000U));
    command->add_option("--folder", plan.folder, "Where the sessions go; complete ones are not run again");
    command->add_option("--json", options->json, "Also write the table as JSON");
    command->add_option("--jobs", options->jobs, "Runs at a time; device time does not mind")
        ->check(CLI::Range(1U, 256U));
    command->add_option("--run", plan.runArguments, "Further arguments of each run, e.g. --run=--windows=4")
        ->allow_extra_args(false);
    command->add_flag("--quiet", options->quiet, "Do not tell how far the runs are");
    command->callback([options, &exitCode] { exitCode = compare(*options); });
}

} // namespace jackdaw::cli
