// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/bench_command.h"
#include "app/cli/camera_command.h"
#include "app/cli/compare_command.h"
#include "app/cli/dataset_command.h"
#include "app/cli/demo_command.h"
#include "app/cli/doctor_command.h"
#include "app/cli/example_command.h"
#include "app/cli/exit_codes.h"
#include "app/cli/export_command.h"
#include "app/cli/figures_command.h"
#include "app/cli/golden_command.h"
#include "app/cli/labels_command.h"
#include "app/cli/pages_command.h"
#include "app/cli/plan_command.h"
#include "app/cli/pretrain_command.h"
#include "app/cli/report_command.h"
#include "app/cli/run_command.h"
#include "app/cli/scenario_command.h"
#include "app/cli/serve_command.h"
#include "app/cli/simulate_command.h"
#include "app/cli/streets_command.h"
#include "app/cli/trace_command.h"
#include "engine/base/version.h"

#include <CLI/CLI.hpp>

#include <exception>
#include <iostream>

namespace jackdaw::cli {
namespace {

/// What is wrong with the command line, and whose help says what would be right.
std::string failureText(const CLI::App* app, const CLI::Error& error)
{
    const auto commands = app->get_subcommands();
    const std::string help =
        commands.empty() ? "jackdaw-cli --help" : "jackdaw-cli " + commands.front()->get_name() + " --help";
    return std::string("jackdaw-cli: ") + error.what() + ".\nRun '" + help + "' for more information.\n";
}

int runProgram(int argc, char** argv)
{
    CLI::App app("Continuous learning of video models on one box: run, replay, plan, report.", "jackdaw-cli");
    app.set_version_flag("--version", std::string("jackdaw-cli ") + version());
    // Zero are allowed so that a word which is no command is named as such.
    app.require_subcommand(0, 1);
    app.failure_message(failureText);
    app.footer("Exit codes: 0 success, 1 failed on the way, 2 bad input, 3 stopped by the user, 130 aborted.");
    int exitCode = kSuccess;
    addRunCommand(app, exitCode);
    addResumeCommand(app, exitCode);
    addServeCommand(app, exitCode);
    addDemoCommand(app, exitCode);
    addDoctorCommand(app, exitCode);
    addScenarioCommand(app, exitCode);
    addStreetsCommand(app, exitCode);
    addPretrainCommand(app, exitCode);
    addCalibrateCommand(app, exitCode);
    addCameraCommand(app, exitCode);
    addCompareCommand(app, exitCode);
    addReportCommand(app, exitCode);
    addExportCommand(app, exitCode);
    addGoldenCommand(app, exitCode);
    addLabelsCommand(app, exitCode);
    addDatasetCommand(app, exitCode);
    addPlanCommand(app, exitCode);
    addExampleCommand(app, exitCode);
    addSimulateCommand(app, exitCode);
    addFiguresCommand(app, exitCode);
    addBenchCommand(app, exitCode);
    addTraceCommand(app, exitCode);
    addPagesCommand(app, exitCode);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? kSuccess : kBadInput;
    }
    if (app.get_subcommands().empty()) {
        std::cerr << "jackdaw-cli: a subcommand is needed.\nRun 'jackdaw-cli --help' for more information.\n";
        return kBadInput;
    }
    return exitCode;
}

} // namespace
} // namespace jackdaw::cli

int main(int argc, char** argv)
{
    try {
        return jackdaw::cli::runProgram(argc, argv);
    } catch (const std::exception& error) {
        std::cerr << "jackdaw-cli: an internal error ended the program: " << error.what() << '\n';
        return jackdaw::cli::kFailed;
    }
}
