// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CLI {
class App;
}

namespace jackdaw::cli {

/// `jackdaw-cli figures FOLDER`: the paper's figures and tables from measured profiles, as JSON and SVG.
void addFiguresCommand(CLI::App& app, int& exitCode);

} // namespace jackdaw::cli
