// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/plan_command.h"

#include "app/cli/exit_codes.h"
#include "app/cli/plan_output.h"
#include "app/cli/plan_regret.h"
#include "app/cli/planner_list.h"
#include "engine/scheduling/planner.h"
#include "engine/scheduling/planner_wrappers.h"
#include "engine/studies/case_file.h"
#include "engine/studies/estimate_correction.h"

#include <CLI/CLI.hpp>

#include <chrono>
#include <iostream>
#include <memory>

namespace jackdaw::cli {
namespace {

using namespace jackdaw::scheduling;
using namespace jackdaw::studies;

struct PlanArguments {
    std::vector<std::string> cases;
    std::string planner = "jackdaw";
    std::vector<std::string> compare;
    std::vector<double> gpus{1.0};
    std::vector<double> devices;
    double memory = 0.0;
    double delta = 0.1;
    double floor = 0.0;
    std::string freed = "own";
    std::string columns = "actual";
    std::string start = "predicted";
    std::string change;
    bool corrected = false;
    bool regret = false;
    bool json = false;
    bool explain = false;
    bool trace = false;
};

PlannerOptions plannerOptions(const PlanArguments& arguments)
{
    PlannerOptions options;
    options.trace = arguments.explain || arguments.trace;
    if (arguments.freed == "unused")
        options.freedShare = FreedShare::Unused;
    else
        options.freedShare = arguments.freed == "replanned" ? FreedShare::Replanned : FreedShare::OwnInference;
    return options;
}

/// Several devices instead of one pool, memory and floors: what a case file does not say.
void addLimits(WindowProblem& problem, const PlanArguments& arguments)
{
    if (!arguments.devices.empty()) {
        problem.devices.clear();
        for (const double gpus : arguments.devices)
            problem.devices.push_back(
                {DeviceId{static_cast<std::uint32_t>(problem.devices.size())}, gpus, arguments.memory * 1e9});
    }
    for (StreamProblem& stream : problem.streams)
        stream.floor = Accuracy{arguments.floor};
}

Result<WindowProblem> readProblem(const PlanArguments& arguments, const std::string& file, double gpus)
{
    const CaseColumns columns = arguments.columns == "predicted" ? CaseColumns::Predicted : CaseColumns::Actual;
    auto problem = readCase(file, columns, gpus, Share{arguments.delta});
    if (!problem)
        return problem;
    if (arguments.corrected)
        problem = correctEstimates(*problem, StartAccuracy::Predicted, {}, {});
    addLimits(*problem, arguments);
    return problem;
}

Result<PlanReport> planOne(const PlanArguments& arguments, const std::string& file, const std::string& planner,
                           double gpus)
{
    auto problem = readProblem(arguments, file, gpus);
    if (!problem)
        return tl::unexpected(problem.error());
    const auto made = makePlanner(planner, plannerOptions(arguments));
    if (!made)
        return tl::unexpected(made.error());
    PlanReport report;
    report.file = file;
    report.planner = (*made)->name();
    report.gpus = problem->totalGpus();
    report.delta = arguments.delta;
    const auto began = std::chrono::steady_clock::now();
    report.plan = (*made)->plan(*problem);
    report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    report.timeline = intendedTimeline(*problem, **made, report.plan);
    report.score = scorePlan(*problem, report.plan, report.timeline);
    report.worst = scriptedTimeline(worstCase(*problem), report.timeline.steps).mean;
    if (!arguments.change.empty()) {
        const auto changed = changedProblem(*problem, arguments.change);
        if (!changed)
            return tl::unexpected(changed.error());
        report.difference = difference(report.plan, (*made)->plan(*changed));
    }
    report.problem = *std::move(problem);
    return report;
}

std::vector<std::string> plannersOf(const PlanArguments& arguments)
{
    return arguments.compare.empty() ? std::vector<std::string>{arguments.planner} : arguments.compare;
}

Result<std::vector<PlanReport>> planAll(const PlanArguments& arguments)
{
    const std::vector<double> capacities = arguments.devices.empty() ? arguments.gpus : std::vector<double>{1.0};
    std::vector<PlanReport> reports;
    for (const std::string& file : arguments.cases)
        for (const double gpus : capacities)
            for (const std::string& planner : plannersOf(arguments)) {
                auto report = planOne(arguments, file, planner, gpus);
                if (!report)
                    return tl::unexpected(report.error());
                reports.push_back(*std::move(report));
            }
    return reports;
}

int refused(const Error& error)
{
    std::cerr << "jackdaw-cli plan: " << error.text() << "\n";
    return kBadInput;
}

int runRegret(const PlanArguments& arguments)
{
    RegretRequest request{arguments.cases, arguments.compare, arguments.gpus, arguments.delta,
                          arguments.start == "measured" ? StartAccuracy::Measured : StartAccuracy::Predicted};
    if (request.planners.empty())
        request.planners = {"thief", "jackdaw", "jackdaw(pessimistic)"};
    const auto rows = regretTable(request);
    if (!rows)
        return refused(rows.error());
    if (arguments.json)
        writeRegretJson(std::cout, *rows);
    else
        writeRegretTable(std::cout, *rows);
    return kSuccess;
}

int runPlan(const PlanArguments& arguments)
{
    if (arguments.regret)
        return runRegret(arguments);
    const auto reports = planAll(arguments);
    if (!reports)
        return refused(reports.error());
    if (arguments.json)
        writeJson(std::cout, *reports, {arguments.explain, arguments.trace});
    else
        writeTable(std::cout, *reports, arguments.explain);
    return kSuccess;
}

void addPlannerOptions(CLI::App& command, PlanArguments& arguments)
{
    command.add_option("--planner", arguments.planner, "Planner, e.g. thief or \"uniform(3,0.5)\"")
        ->capture_default_str();
    command.add_option_function<std::string>(
        "--compare", [&arguments](const std::string& text) { arguments.compare = splitNames(text); },
        "Planners to compare, separated by commas");
    command
        .add_option("--freed", arguments.freed,
                    "Where exact and thief expect freed shares: own (inference), unused or replanned")
        ->check(CLI::IsMember({"own", "unused", "replanned"}))
        ->capture_default_str();
}

void addCapacityOptions(CLI::App& command, PlanArguments& arguments)
{
    command.add_option("--gpus", arguments.gpus, "Capacity in GPUs; several are separated by commas")
        ->delimiter(',')
        ->check(CLI::Range(1e-3, 1e6))
        ->capture_default_str();
    command.add_option("--devices", arguments.devices, "Instead: one number per device; no job spans two of them")
        ->delimiter(',')
        ->check(CLI::Range(1e-3, 1e6));
    command.add_option("--memory", arguments.memory, "Memory of each of --devices, in GB (0: no limit)")
        ->check(CLI::Range(0.0, 1e6));
    command.add_option("--delta", arguments.delta, "Smallest share that the planner moves (quantum), in GPU")
        ->check(CLI::Range(1e-3, 1e6))
        ->capture_default_str();
    command.add_option("--floor", arguments.floor, "Accuracy that no stream may fall below (a_MIN), 0 to 1")
        ->check(CLI::Range(0.0, 1.0));
}

void addEstimateOptions(CLI::App& command, PlanArguments& arguments)
{
    command
        .add_option("--columns", arguments.columns,
                    "Plan and score with the case's actual values or with the micro-profiler's predicted ones")
        ->check(CLI::IsMember({"actual", "predicted"}))
        ->capture_default_str();
    command.add_flag_callback(
        "--predicted", [&arguments] { arguments.columns = "predicted"; }, "The same as --columns predicted");
    command.add_flag("--corrected", arguments.corrected,
                     "Correct the values by what other streams and configurations say, with intervals");
    command.add_flag("--regret", arguments.regret,
                     "Plan with predicted values, score with the actual ones, and show what that costs");
    command.add_option("--start", arguments.start, "With --regret: start accuracies are predicted or measured")
        ->check(CLI::IsMember({"predicted", "measured"}))
        ->capture_default_str();
    command.add_option("--what-if", arguments.change,
                       "Show what the plan would be with one thing changed, e.g. gpus=2, gpus=x2 or STREAM.weight=2");
}

} // namespace

void addPlanCommand(CLI::App& app, int& exitCode)
{
    auto arguments = std::make_shared<PlanArguments>();
    CLI::App* command = app.add_subcommand("plan", "Plan retraining windows given as case files, and score the plans");
    command->add_option("case", arguments->cases, "Case files (JSON)")->required();
    addPlannerOptions(*command, *arguments);
    addCapacityOptions(*command, *arguments);
    addEstimateOptions(*command, *arguments);
    CLI::Option* json =
        command->add_flag("--json", arguments->json, "One JSON object per plan (a list if there are several)");
    command->add_flag("--trace", arguments->trace, "With --json: every move that the planner tried")->needs(json);
    command->add_flag("--explain", arguments->explain, "Give the reasons in words");
    command->callback([arguments, &exitCode] { exitCode = runPlan(*arguments); });
}

} // namespace jackdaw::cli
