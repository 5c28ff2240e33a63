// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CLI {
class App;
}

namespace jackdaw::cli {

/// `scenario make`, `scenario check` and `scenario show`, of scenarios and of scripts of rendered streets.
void addScenarioCommand(CLI::App& app, int& exitCode);

} // namespace jackdaw::cli
