// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CLI {
class App;
}

namespace jackdaw::cli {

/// `streets`: films the streets of a script, with their truth and a scenario that plays them.
void addStreetsCommand(CLI::App& app, int& exitCode);

} // namespace jackdaw::cli
