// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CLI {
class App;
}

namespace jackdaw::cli {

/// `serve`: runs a scenario unattended, day after day.
void addServeCommand(CLI::App& app, int& exitCode);

} // namespace jackdaw::cli
