// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CLI {
class App;
}

namespace jackdaw::cli {

/// `demo`: makes the bundled demo, runs it, and runs it once more without retraining to say what was gained.
void addDemoCommand(CLI::App& app, int& exitCode);

} // namespace jackdaw::cli
