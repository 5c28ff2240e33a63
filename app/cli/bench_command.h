// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CLI {
class App;
}

namespace jackdaw::cli {

/// `bench`: how long the planners take, on made-up problems of the size of the reference's.
void addBenchCommand(CLI::App& app, int& exitCode);

} // namespace jackdaw::cli
