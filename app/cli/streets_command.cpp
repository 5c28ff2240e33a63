// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/streets_command.h"

#include "app/cli/exit_codes.h"
#include "app/cli/interrupts.h"
#include "app/cli/percent_progress.h"
#include "datasets/streets/street_files.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <thread>

namespace jackdaw::cli {
namespace {

constexpr double kFewestSeconds = 1.0;
constexpr double kMostSeconds = 86400.0;

struct StreetsOptions {
    std::string script;
    std::string folder;
    unsigned threads = std::max(1U, std::thread::hardware_concurrency());
    std::optional<double> seconds;
    std::optional<std::uint64_t> seed;
};

int runStreets(const StreetsOptions& options)
{
    auto script = datasets::readStreetScript(options.script);
    if (!script)
        return report(script.error());
    script->seconds = options.seconds.value_or(script->seconds);
    script->seed = options.seed.value_or(script->seed);
    PercentProgress progress("filming the streets");
    std::stop_source stop;
    const InterruptWatch watch(stop);
    const auto filmed = datasets::filmStreets(
        *script, options.folder, options.threads, [&](double fraction) { progress.show(fraction); }, stop.get_token());
    progress.end();
    if (!filmed && isInterrupted()) {
        std::cerr << "jackdaw-cli: stopped; nothing was kept.\n";
        return kStopped;
    }
    if (!filmed)
        return report(filmed.error());
    for (const auto& camera : filmed->cameras)
        std::cout << camera.file << ".mp4  " << camera.name << ", " << datasets::streetKindName(camera.street.kind)
                  << '\n';
    std::cout << "scenario: " << filmed->scenario.string() << '\n';
    return kSuccess;
}

} // namespace

void addStreetsCommand(CLI::App& app, int& exitCode)
{
    const auto options = std::make_shared<StreetsOptions>();
    CLI::App* command = app.add_subcommand("streets", "Film the streets of a script, with exact truth");
    command->add_option("script", options->script, "Street script (JSON)")->required();
    command->add_option("folder", options->folder, "Folder for films, truth and scenario: empty, or not there yet")
        ->required();
    command->add_option("--threads", options->threads, "Cameras that are filmed at a time")
        ->check(CLI::Range(1U, 256U))
        ->capture_default_str();
    command->add_option("--seconds", options->seconds, "Length of the films, instead of the script's")
        ->check(CLI::Range(kFewestSeconds, kMostSeconds));
    command->add_option("--seed", options->seed, "Seed of the streets, instead of the script's");
    command->callback([options, &exitCode] { exitCode = runStreets(*options); });
}

} // namespace jackdaw::cli
