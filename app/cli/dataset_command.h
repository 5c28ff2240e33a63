// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CLI {
class App;
}

namespace jackdaw::cli {

/// `dataset import`: scenarios of data sets that lie in a folder.
void addDatasetCommand(CLI::App& app, int& exitCode);

} // namespace jackdaw::cli
