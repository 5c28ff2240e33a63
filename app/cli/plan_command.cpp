// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/plan_command.h"

#include "app/cli/exit_codes.h"
#include "app/cli/plan_output.h"
#include "engine/scheduling/case_file.h"
#include "engine/scheduling/planner.h"

#include <CLI/CLI.hpp>

#include <chrono>
#include <cmath>
#include <iostream>
#include <memory>

namespace jackdaw::cli {
namespace {

using namespace jackdaw::scheduling;

struct PlanArguments {
    std::vector<std::string> cases;
    std::string planner = "jackdaw";
    std::vector<std::string> compare;
    std::vector<double> gpus{1.0};
    double delta = 0.1;
    std::string freed = "own";
    bool predicted = false;
    bool json = false;
    bool explain = false;
};

FreedShare freedShare(const std::string& name)
{
    if (name == "unused")
        return FreedShare::Unused;
    return name == "replanned" ? FreedShare::Replanned : FreedShare::OwnInference;
}

Result<PlanReport> planOne(const PlanArguments& arguments, const std::string& file, const std::string& planner,
                           double gpus)
{
    const CaseColumns columns = arguments.predicted ? CaseColumns::Predicted : CaseColumns::Actual;
    auto problem = readCase(file, columns, gpus, Share{arguments.delta});
    if (!problem)
        return tl::unexpected(problem.error());
    PlannerOptions options;
    options.trace = arguments.explain;
    options.freedShare = freedShare(arguments.freed);
    const auto made = makePlanner(planner, options);
    if (!made)
        return tl::unexpected(made.error());
    PlanReport report;
    report.file = file;
    report.planner = (*made)->name();
    report.gpus = gpus;
    report.delta = arguments.delta;
    const auto began = std::chrono::steady_clock::now();
    report.plan = (*made)->plan(*problem);
    report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    report.timeline = intendedTimeline(*problem, **made, report.plan);
    report.score = scorePlan(*problem, report.plan, report.timeline);
    report.problem = *std::move(problem);
    return report;
}

Result<std::vector<PlanReport>> planAll(const PlanArguments& arguments)
{
    const std::vector<std::string> planners =
        arguments.compare.empty() ? std::vector<std::string>{arguments.planner} : arguments.compare;
    std::vector<PlanReport> reports;
    for (const std::string& file : arguments.cases)
        for (const double gpus : arguments.gpus)
            for (const std::string& planner : planners) {
                auto report = planOne(arguments, file, planner, gpus);
                if (!report)
                    return tl::unexpected(report.error());
                reports.push_back(*std::move(report));
            }
    return reports;
}

/// CLI11 would split "uniform(3,0.5),thief" at every comma.
std::vector<std::string> splitNames(const std::string& text)
{
    std::vector<std::string> names(1);
    int depth = 0;
    for (const char c : text) {
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (c == ',' && depth == 0)
            names.emplace_back();
        else
            names.back() += c;
    }
    return names;
}

int runPlan(const PlanArguments& arguments)
{
    const auto reports = planAll(arguments);
    if (!reports) {
        std::cerr << "jackdaw-cli plan: " << reports.error().text() << "\n";
        return kBadInput;
    }
    if (arguments.json)
        writeJson(std::cout, *reports, arguments.explain);
    else
        writeTable(std::cout, *reports, arguments.explain);
    return kSuccess;
}

} // namespace

void addPlanCommand(CLI::App& app, int& exitCode)
{
    auto arguments = std::make_shared<PlanArguments>();
    CLI::App* command = app.add_subcommand("plan", "Plan retraining windows given as case files, and score the plans");
    command->add_option("case", arguments->cases, "Case files (JSON)")->required();
    command->add_option("--planner", arguments->planner, "Planner, e.g. thief or \"uniform(3,0.5)\"")
        ->capture_default_str();
    command->add_option_function<std::string>(
        "--compare", [arguments](const std::string& text) { arguments->compare = splitNames(text); },
        "Planners to compare, separated by commas");
    command->add_option("--gpus", arguments->gpus, "Capacity in GPUs; several are separated by commas")
        ->delimiter(',')
        ->check(CLI::Range(1e-3, 1e6))
        ->capture_default_str();
    command->add_option("--delta", arguments->delta, "Smallest share that the planner moves (quantum), in GPU")
        ->check(CLI::Range(1e-3, 1e6))
        ->capture_default_str();
    command
        ->add_option("--freed", arguments->freed,
                     "Where exact and thief expect freed shares: own (inference), unused or replanned")
        ->check(CLI::IsMember({"own", "unused", "replanned"}))
        ->capture_default_str();
    command->add_flag("--predicted", arguments->predicted, "Plan and score with the micro-profiler's predictions");
    command->add_flag("--json", arguments->json, "One JSON object per plan (a list if there are several)");
    command->add_flag("--explain", arguments->explain, "Give the reasons in words");
    command->callback([arguments, &exitCode] { exitCode = runPlan(*arguments); });
}

} // namespace jackdaw::cli
