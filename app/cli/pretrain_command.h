// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CLI {
class App;
}

namespace jackdaw::cli {

/// `pretrain`: makes the weights that students begin with, from rendered streets and from videos.
void addPretrainCommand(CLI::App& app, int& exitCode);

} // namespace jackdaw::cli
