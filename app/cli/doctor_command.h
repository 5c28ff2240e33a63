// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CLI {
class App;
}

namespace jackdaw::cli {

/// `doctor`: what this machine has for Jackdaw, and what to do about what is missing.
void addDoctorCommand(CLI::App& app, int& exitCode);

} // namespace jackdaw::cli
