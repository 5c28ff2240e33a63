// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/engine.h"

#include <iosfwd>

namespace jackdaw::cli {

/// Prints a run's events as status lines until it ends: one line per camera and window, alerts on standard error. The
/// first Ctrl-C closes the session cleanly, the second ends the program at once.
int monitor(runtime::Engine& engine, std::ostream& out);

} // namespace jackdaw::cli
