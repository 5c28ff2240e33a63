// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CLI {
class App;
}

namespace jackdaw::cli {

/// `trace SESSION`: records a trace from a session and holds a simulation of it against what was recorded; also takes
/// case files, and published schedules, which are replayed.
void addTraceCommand(CLI::App& app, int& exitCode);

} // namespace jackdaw::cli
