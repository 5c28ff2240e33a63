// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace jackdaw::check {

/// Reads the command line and runs what it asks for. Returns the exit code: 0, 1 if a part failed, 2 for bad input.
int runDeviceCheck(int argc, char** argv);

} // namespace jackdaw::check
