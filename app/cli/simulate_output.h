// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/simulation/batch.h"

#include <string>

namespace jackdaw::cli {

/// One line per planner and capacity, under a line that says what was simulated.
std::string simulationTable(const simulation::Trace& trace, const simulation::BatchRequest& request,
                            const simulation::BatchOutcome& outcome);
/// Keys: trace, windows, streams, complete, options, rows[] and runs[] with their windows[] and streams{}.
std::string simulationJson(const simulation::Trace& trace, const simulation::BatchRequest& request,
                           const simulation::BatchOutcome& outcome);
/// One line per run, window and stream.
std::string simulationCsv(const simulation::Trace& trace, const simulation::BatchOutcome& outcome);

} // namespace jackdaw::cli
