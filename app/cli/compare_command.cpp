// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/compare_command.h"

#include "app/cli/comparison_runs.h"
#include "app/cli/exit_codes.h"
#include "app/cli/interrupts.h"

#include <CLI/CLI.hpp>

#include <algorithm>
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
    std::string figure;
    std::vector<std::uint32_t> cameras; ///< numbers of cameras; empty: those of the scenario
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

struct Compared {
    report::CameraCount count;
    int exitCode = kSuccess;
};

Compared compareOnce(const ComparisonPlan& plan, std::vector<PlannedRun> planned, const Options& options)
{
    ComparisonRuns runs(std::move(planned), options.jobs, options.quiet);
    runs.run();
    Compared compared{{.runs = runs.finished()}, runs.exitCode()};
    compared.count.rows = report::comparisonRows(compared.count.runs, plan.planners);
    return compared;
}

/// Runs that were rehearsed without their GPU have the name of whose costs they were charged behind their own.
std::string costsText(const std::vector<report::ComparedRun>& runs)
{
    const std::string name = runs.empty() ? std::string() : runs.front().report.name;
    const auto costs = name.rfind("(costs of ");
    return costs == std::string::npos ? std::string() : name.substr(costs) + '\n';
}

void print(const report::CameraCount& count)
{
    std::cout << costsText(count.runs);
    if (count.cameras > 0)
        std::cout << count.cameras << " cameras\n";
    std::cout << report::comparisonTable(count.rows) << report::lossesText(count.rows)
              << report::lostCameras(count.runs);
}

/// The plan for \p cameras cameras of the scenario's, in a folder of its own.
ComparisonPlan planFor(const ComparisonPlan& plan, std::uint32_t cameras)
{
    ComparisonPlan made = plan;
    made.folder = (std::filesystem::path(plan.folder) / (std::to_string(cameras) + "-cameras")).string();
    made.runArguments.push_back("--cameras=" + std::to_string(cameras));
    return made;
}

int stopped()
{
    std::cerr << "jackdaw-cli: stopped; the same command goes on from here.\n";
    return kStopped;
}

bool write(const std::string& file, const std::string& text)
{
    return file.empty() || (std::ofstream(file) << text);
}

int compareScenario(const Options& options)
{
    auto planned = planRuns(options.plan);
    if (!planned)
        return report(planned.error());
    if (const Status room = makeRoom(options); !room)
        return report(room.error());
    const Compared compared = compareOnce(options.plan, std::move(*planned), options);
    print(compared.count);
    const report::CameraCount& count = compared.count;
    if (!write(options.json, report::comparisonJson(count.rows, count.runs, options.plan.scenario)))
        return report(cannotWrite(options.json));
    return isInterrupted() ? stopped() : compared.exitCode;
}

/// All runs are checked before the first begins.
int compareCounts(const Options& options)
{
    std::vector<std::vector<PlannedRun>> planned;
    for (const std::uint32_t cameras : options.cameras) {
        auto runs = planRuns(planFor(options.plan, cameras));
        if (!runs)
            return report(runs.error());
        planned.push_back(std::move(*runs));
    }
    std::vector<report::CameraCount> counts;
    int exitCode = kSuccess;
    for (std::size_t i = 0; i < planned.size() && !isInterrupted(); ++i) {
        Options own = options;
        own.plan = planFor(options.plan, options.cameras[i]);
        if (const Status room = makeRoom(own); !room)
            return report(room.error());
        Compared compared = compareOnce(own.plan, std::move(planned[i]), own);
        compared.count.cameras = options.cameras[i];
        print(compared.count);
        exitCode = std::max(exitCode, compared.exitCode);
        counts.push_back(std::move(compared.count));
        if (!write(options.json, report::comparisonJson(counts, options.plan.scenario)))
            return report(cannotWrite(options.json));
        if (!write(options.figure, report::svgDocument(report::accuracyOverCameras(counts))))
            return report(cannotWrite(options.figure));
    }
    return isInterrupted() ? stopped() : exitCode;
}

int compare(const Options& options)
{
    return options.cameras.empty() ? compareScenario(options) : compareCounts(options);
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
    CLI::Option* cameras =
        command
            ->add_option("--cameras", options->cameras,
                         "Numbers of cameras: the comparison with each, made of the scenario's cameras")
            ->check(CLI::Range(1U, 1024U));
    command->add_option("--figure", options->figure, "Also draw accuracy over the number of cameras, as SVG")
        ->needs(cameras);
    command->add_option("--jobs", options->jobs, "Runs at a time; device time does not mind")
        ->check(CLI::Range(1U, 256U));
    command->add_option("--run", plan.runArguments, "Further arguments of each run, e.g. --run=--windows=4")
        ->allow_extra_args(false);
    command->add_flag("--quiet", options->quiet, "Do not tell how far the runs are");
    command->callback([options, &exitCode] { exitCode = compare(*options); });
}

} // namespace jackdaw::cli
