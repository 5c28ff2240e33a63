// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CLI {
class App;
}

namespace jackdaw::cli {

/// "camera discover": network cameras that speak ONVIF, and their streams.
void addCameraDiscover(CLI::App& camera, int& exitCode);

} // namespace jackdaw::cli
