// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CLI {
class App;
}

namespace jackdaw::cli {

/// `run`: a scenario, or videos named on the command line.
void addRunCommand(CLI::App& app, int& exitCode);
/// `resume`: goes on with a session that was cut off.
void addResumeCommand(CLI::App& app, int& exitCode);
/// `calibrate`: measures the cost table of a scenario.
void addCalibrateCommand(CLI::App& app, int& exitCode);
/// `demo`: makes the bundled demo and runs it.
void addDemoCommand(CLI::App& app, int& exitCode);

} // namespace jackdaw::cli
