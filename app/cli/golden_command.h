// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CLI {
class App;
}

namespace jackdaw::cli {

/// `golden check`: what a detector's file is understood as, and what it finds in a picture.
void addGoldenCommand(CLI::App& app, int& exitCode);

} // namespace jackdaw::cli
