// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/run_command.h"

#include "app/cli/exit_codes.h"
#include "app/cli/interrupts.h"
#include "app/cli/run_monitor.h"
#include "app/cli/run_options.h"
#include "app/cli/run_outlets.h"
#include "datasets/scenario/scenario.h"
#include "engine/report/report.h"
#include "engine/session/session_file.h"

#include <CLI/CLI.hpp>

#include <array>
#include <cstdio>
#include <ctime>
#include <iostream>
#include <memory>

namespace jackdaw::cli {
namespace {

constexpr const char* kEventsHelp = "JSON Lines to write while it runs: counts, alerts, lost cameras, accuracies";

int printReport(const std::filesystem::path& sessionFile)
{
    auto reader = session::SessionReader::open(sessionFile);
    if (!reader)
        return report(reader.error());
    const auto made = report::makeReport(**reader);
    if (!made)
        return report(made.error());
    std::cout << report::reportText(*made, (*reader)->started().configurations);
    return kSuccess;
}

/// However a run ended, its session tells how far it came; the exit code is the run's before the report's.
int reportAfter(int code, const std::filesystem::path& sessionFile)
{
    const int printed = printReport(sessionFile);
    return code == kSuccess ? printed : code;
}

} // namespace

void Told::addTo(CLI::App& command)
{
    command.add_option("--events", eventFile, kEventsHelp);
    outlets.addTo(command);
}

std::filesystem::path newSessionName(const std::string& name)
{
    const std::time_t now = std::time(nullptr);
    std::array<char, 32> stamp{};
    std::strftime(stamp.data(), stamp.size(), "-%Y%m%d-%H%M%S", std::localtime(&now));
    return name + stamp.data() + ".jackdaw";
}

int runSettings(const runtime::RunSettings& settings, const std::filesystem::path& sessionFile, const Told& told)
{
    const auto outlets = RunOutlets::open(told.outlets, told.eventFile, EventFile::Content::New, sessionFile);
    if (!outlets)
        return report(outlets.error());
    catchInterrupts();
    auto engine = runtime::Engine::start(settings, sessionFile);
    if (!engine)
        return report(engine.error());
    std::cout << "session: " << sessionFile.string() << '\n';
    return reportAfter(monitor(**engine, std::cout, {}, outlets->get()), sessionFile);
}

namespace {

int runOptions(const RunOptions& options, const Told& told)
{
    const auto settings = options.settings();
    if (!settings)
        return report(settings.error());
    return runSettings(*settings,
                       options.out.empty() ? newSessionName(settings->name) : std::filesystem::path(options.out), told);
}

int resumeSession(const std::string& file, const Told& told)
{
    auto reader = session::SessionReader::open(file);
    if (!reader)
        return report(reader.error());
    const auto earlier = (*reader)->eventsOfKinds({"SessionStarted", "CameraAdded"});
    if (!earlier)
        return report(earlier.error());
    const auto settings =
        datasets::parseScenario((*reader)->started().scenario, std::filesystem::current_path(), "in " + file);
    const std::uint64_t events = (*reader)->eventCount();
    reader->reset();
    if (!settings)
        return report(settings.error());
    const auto outlets =
        RunOutlets::open(told.outlets, told.eventFile, EventFile::Content::OfThisSession, file, events);
    if (!outlets)
        return report(outlets.error());
    catchInterrupts();
    auto engine = runtime::Engine::resume(*settings, file);
    if (!engine)
        return report(engine.error());
    return reportAfter(monitor(**engine, std::cout, *earlier, outlets->get()), file);
}

int calibrateScenario(const RunOptions& options)
{
    const auto settings = options.settings();
    if (!settings)
        return report(settings.error());
    const std::filesystem::path table = options.out.empty() ? defaultCostTable() : std::filesystem::path(options.out);
    const Status measured = runtime::calibrate(*settings, table, [](const std::string& shape, double seconds) {
        std::printf("%-48s %9.2f ms\n", shape.c_str(), 1e3 * seconds);
    });
    if (!measured)
        return report(measured.error());
    std::cout << "cost table: " << table.string() << '\n';
    return kSuccess;
}

} // namespace

void addRunCommand(CLI::App& app, int& exitCode)
{
    CLI::App* command = app.add_subcommand("run", "Run cameras live and record a session");
    const auto options = std::make_shared<RunOptions>();
    options->addTo(*command, "Session file to write (.jackdaw)");
    const auto told = std::make_shared<Told>();
    told->addTo(*command);
    command->callback([options, told, &exitCode] { exitCode = runOptions(*options, *told); });
}

void addResumeCommand(CLI::App& app, int& exitCode)
{
    CLI::App* command = app.add_subcommand("resume", "Go on with a session that was cut off");
    const auto file = std::make_shared<std::string>();
    command->add_option("session", *file, "Session file (.jackdaw)")->required();
    const auto told = std::make_shared<Told>();
    told->addTo(*command);
    command->callback([file, told, &exitCode] { exitCode = resumeSession(*file, *told); });
}

void addCalibrateCommand(CLI::App& app, int& exitCode)
{
    CLI::App* command =
        app.add_subcommand("calibrate", "Measure what batches cost on this machine, for --clock device");
    const auto options = std::make_shared<RunOptions>();
    options->addTo(*command, "Cost table to write");
    command->callback([options, &exitCode] { exitCode = calibrateScenario(*options); });
}

} // namespace jackdaw::cli
