// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CLI {
class App;
}

namespace jackdaw::cli {

/// `plan CASE…`: plans case files and scores the plans. \p exitCode becomes 0, or 2 for bad input.
void addPlanCommand(CLI::App& app, int& exitCode);

} // namespace jackdaw::cli
