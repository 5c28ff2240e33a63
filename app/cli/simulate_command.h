// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CLI {
class App;
}

namespace jackdaw::cli {

/// `simulate TRACE`: plays planners through a trace's windows. \p exitCode: 0, 2 for bad input, 3 where Ctrl-C ended it
/// with partial results.
void addSimulateCommand(CLI::App& app, int& exitCode);

} // namespace jackdaw::cli
