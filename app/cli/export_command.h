// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CLI {
class App;
}

namespace jackdaw::cli {

/// `export`: takes a camera's student, or what was counted, out of a session.
void addExportCommand(CLI::App& app, int& exitCode);

} // namespace jackdaw::cli
