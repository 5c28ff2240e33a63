// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/run_outlets.h"
#include "engine/runtime/engine.h"

#include <iosfwd>
#include <vector>

namespace jackdaw::cli {

/// Prints a run's events as status lines until it ends: one line per camera and window, alerts on standard error. The
/// first Ctrl-C closes the session cleanly, the second ends the program at once. \p earlier: where a resumed session
/// began, for the names of its cameras and configurations. \p outlets, if there are any, follow the session.
int monitor(runtime::Engine& engine, std::ostream& out, const std::vector<Event>& earlier = {},
            RunOutlets* outlets = nullptr);

} // namespace jackdaw::cli
