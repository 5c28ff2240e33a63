// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CLI {
class App;
}

namespace jackdaw::cli {

/// `example`: the two-video worked example, step by step.
void addExampleCommand(CLI::App& app, int& exitCode);

} // namespace jackdaw::cli
