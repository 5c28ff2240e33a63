// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/runtime/run_parts.h"
#include "engine/runtime/suppliers.h"

#include <filesystem>

namespace jackdaw::runtime {

/// Opens everything that a run needs and checks it: cameras, labels, golden models, planner, cost table, session file.
Result<RunParts> openRun(RunSettings settings, const std::filesystem::path& sessionFile,
                         const Suppliers& suppliers = {});

/// The same without a session file; nothing stays open.
Status checkRun(RunSettings settings);

/// The same as openRun() for a session that was cut off: cameras at the point where it goes on, newest accepted
/// weights.
Result<RunParts> reopenRun(RunSettings settings, const std::filesystem::path& sessionFile,
                           const Suppliers& suppliers = {});

} // namespace jackdaw::runtime
