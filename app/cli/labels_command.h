// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CLI {
class App;
}

namespace jackdaw::cli {

/// `labels check` says what a label file holds and what a session makes of it; `labels convert` writes it in another
/// format.
void addLabelsCommand(CLI::App& app, int& exitCode);

} // namespace jackdaw::cli
