// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CLI {
class App;
}

namespace jackdaw::cli {

/// `compare`: runs a scenario under several planners and seeds and prints one table.
void addCompareCommand(CLI::App& app, int& exitCode);

} // namespace jackdaw::cli
