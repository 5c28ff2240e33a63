// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CLI {
class App;
}

namespace jackdaw::cli {

/// `report SESSION [--json|--html|--course] [--out FILE]`: what a session came to. \p exitCode becomes 0, 1 if writing
/// failed or 2 for a bad session.
void addReportCommand(CLI::App& app, int& exitCode);

} // namespace jackdaw::cli
