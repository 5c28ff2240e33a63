// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/run_outlets.h"
#include "engine/runtime/run_settings.h"

#include <filesystem>
#include <string>

namespace CLI {
class App;
}

namespace jackdaw::cli {

/// Who is told of a run while it goes on.
struct Told {
    std::string eventFile; ///< `--events`, empty for none
    OutletOptions outlets;

    void addTo(CLI::App& command);
};

/// `run`: a scenario, or videos named on the command line.
void addRunCommand(CLI::App& app, int& exitCode);
/// `resume`: goes on with a session that was cut off.
void addResumeCommand(CLI::App& app, int& exitCode);
/// `calibrate`: measures the cost table of a scenario.
void addCalibrateCommand(CLI::App& app, int& exitCode);

/// "name-20261121-093000.jackdaw".
std::filesystem::path newSessionName(const std::string& name);
/// Runs with status lines and ends with the report. Returns the exit code.
int runSettings(const runtime::RunSettings& settings, const std::filesystem::path& sessionFile, const Told& told = {});

} // namespace jackdaw::cli
