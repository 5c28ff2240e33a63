// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CLI {
class App;
}

namespace jackdaw::cli {

/// jackdaw-cli pages man|bash|zsh|fish: manual page and completion of \p app, which has all its commands by the time
/// that this one runs. For the build; no help names it.
void addPagesCommand(CLI::App& app, int& exitCode);

} // namespace jackdaw::cli
