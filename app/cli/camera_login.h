// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CLI {
class App;
}

namespace jackdaw::cli {

/// "camera login": users and passwords in the system's secret store.
void addCameraLogin(CLI::App& camera, int& exitCode);

} // namespace jackdaw::cli
