// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CLI {
class App;
}

namespace jackdaw::cli {

/// `camera list` and `camera check`: what cameras there are and what one gives.
void addCameraCommand(CLI::App& app, int& exitCode);

} // namespace jackdaw::cli
