// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/simulate_command.h"

#include "app/cli/exit_codes.h"
#include "app/cli/interrupts.h"
#include "app/cli/planner_list.h"
#include "app/cli/simulate_output.h"
#include "app/cli/trace_input.h"
#include "engine/base/text_file.h"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <functional>
#include <iostream>
#include <memory>
#include <unistd.h>

namespace jackdaw::cli {
namespace {

using namespace jackdaw::simulation;

struct SimulateArguments {
    std::vector<std::string> files;
    std::vector<std::string> planners{"inference-only", "uniform(1,0.5)", "thief", "jackdaw"};
    std::vector<double> gpus;
    std::uint64_t seeds = 1;
    std::uint64_t firstSeed = 1;
    double delta = 0.0; ///< 0: the trace's
    double labelling = -1.0; ///< below 0: the trace's
    double profiling = -1.0;
    bool fresh = false;
    bool predicted = false;
    bool keepBetter = false;
    double accuracyError = 0.0;
    double costError = 0.0;
    unsigned jobs = 0;
    bool json = false;
    bool csv = false;
    std::string out;
    bool quiet = false;
};

BatchRequest requestOf(const SimulateArguments& arguments)
{
    BatchRequest request;
    request.planners = arguments.planners;
    request.gpus = arguments.gpus;
    request.threads = arguments.jobs;
    request.seeds.clear();
    for (std::uint64_t i = 0; i < arguments.seeds; ++i)
        request.seeds.push_back(arguments.firstSeed + i);
    SimulationOptions& base = request.base;
    if (arguments.delta > 0.0)
        base.quantum = Share{arguments.delta};
    if (arguments.labelling >= 0.0)
        base.labellingSeconds = arguments.labelling;
    if (arguments.profiling >= 0.0)
        base.profilingSeconds = arguments.profiling;
    base.carryOver = !arguments.fresh;
    base.estimates = arguments.predicted ? EstimateSource::Predicted : EstimateSource::Actual;
    base.swap = arguments.keepBetter ? SwapRule::IfBetter : SwapRule::Always;
    base.accuracyError = arguments.accuracyError;
    base.costError = arguments.costError;
    return request;
}

/// On standard error, so that standard output is the result alone.
BatchProgress progressLine(bool quiet)
{
    if (quiet)
        return {};
    return [terminal = isatty(STDERR_FILENO) != 0](std::size_t done, std::size_t requested, const BatchRun& run) {
        const SimulationOptions& options = run.result.options;
        std::fprintf(stderr, "%s%zu of %zu: %s, %g GPU, seed %llu%s", terminal ? "\r\033[K" : "", done, requested,
                     options.planner.c_str(), *options.gpus, static_cast<unsigned long long>(options.seed),
                     terminal && done < requested ? "" : "\n");
        std::fflush(stderr);
    };
}

int deliver(const SimulateArguments& arguments, const std::string& text)
{
    if (arguments.out.empty()) {
        std::cout << text << std::flush;
        return std::cout ? kSuccess : kFailed;
    }
    const Status written = writeText(arguments.out, text);
    return written ? kSuccess : report(written.error());
}

int runSimulate(const SimulateArguments& arguments)
{
    const auto trace = readTraceInput(arguments.files);
    if (!trace)
        return report(trace.error());
    const BatchRequest request = requestOf(arguments);
    std::stop_source stop;
    Result<BatchOutcome> outcome;
    {
        const InterruptWatch watch(stop);
        outcome = runBatch(*trace, request, stop.get_token(), progressLine(arguments.quiet));
    }
    if (!outcome)
        return report(outcome.error());
    const std::string text = arguments.json ? simulationJson(*trace, request, *outcome)
        : arguments.csv                     ? simulationCsv(*trace, *outcome)
                                            : simulationTable(*trace, request, *outcome);
    const int delivered = deliver(arguments, text);
    if (outcome->stopped)
        std::cerr << "jackdaw-cli: stopped after " << outcome->runs.size() << " of " << outcome->requested
                  << " runs; the output holds those.\n";
    return delivered != kSuccess ? delivered : outcome->stopped ? kStopped : kSuccess;
}

void addScopeOptions(CLI::App& command, const std::shared_ptr<SimulateArguments>& arguments)
{
    command.add_option("trace", arguments->files, "Trace file, or the case files of one set as its windows")
        ->required();
    command
        .add_option_function<std::string>(
            "--planners", [arguments](const std::string& text) { arguments->planners = splitNames(text); },
            "Planners separated by commas; also cloud(up,down) and cached(heuristic)")
        ->default_str("inference-only,uniform(1,0.5),thief,jackdaw");
    command.add_option("--gpus", arguments->gpus, "Capacities in GPUs, separated by commas; the trace's otherwise")
        ->delimiter(',')
        ->check(CLI::Range(1e-3, 1e6));
    command.add_option("--seeds", arguments->seeds, "Number of seeds")
        ->check(CLI::Range(1U, 100'000U))
        ->capture_default_str();
    command.add_option("--first-seed", arguments->firstSeed, "The first of them")->capture_default_str();
    command.add_option("--delta", arguments->delta, "Smallest share that planners move, in GPU; the trace's otherwise")
        ->check(CLI::Range(1e-3, 1e6));
    command.add_option("--jobs", arguments->jobs, "Runs at a time; one per processor core otherwise")
        ->check(CLI::Range(1U, 1024U));
}

void addModelOptions(CLI::App& command, const std::shared_ptr<SimulateArguments>& arguments)
{
    command.add_flag("--fresh", arguments->fresh, "Every window starts with the trace's models; nothing carries over");
    command.add_flag("--predicted", arguments->predicted, "Plan with the trace's predictions instead of what is true");
    command.add_option("--error", arguments->accuracyError, "Standard deviation of errors put on estimated accuracies")
        ->check(CLI::Range(0.0, 1.0));
    command
        .add_option("--cost-error", arguments->costError, "Standard deviation of errors put on the logarithm of costs")
        ->check(CLI::Range(0.0, 3.0));
    command.add_flag("--keep-better", arguments->keepBetter, "A retrained model that is worse is not deployed");
    command.add_option("--labelling", arguments->labelling, "Seconds of labelling per window; the trace's otherwise")
        ->check(CLI::Range(0.0, 1e9));
    command.add_option("--profiling", arguments->profiling, "Seconds of profiling per window; the trace's otherwise")
        ->check(CLI::Range(0.0, 1e9));
}

} // namespace

void addSimulateCommand(CLI::App& app, int& exitCode)
{
    const auto arguments = std::make_shared<SimulateArguments>();
    CLI::App* command = app.add_subcommand("simulate", "Play planners through a recorded or imported trace");
    addScopeOptions(*command, arguments);
    addModelOptions(*command, arguments);
    auto* json = command->add_flag("--json", arguments->json, "Rows, runs and windows as JSON");
    command->add_flag("--csv", arguments->csv, "One line per run, window and stream")->excludes(json);
    command->add_option("--out", arguments->out, "File to write instead of standard output");
    command->add_flag("--quiet", arguments->quiet, "No progress on standard error");
    command->callback([arguments, &exitCode] { exitCode = runSimulate(*arguments); });
}

} // namespace jackdaw::cli
