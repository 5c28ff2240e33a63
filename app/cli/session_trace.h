// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/simulation/trace_recorder.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace jackdaw::cli {

/// A trace recorded from a session, and what is needed to repeat the run in the simulator.
struct SessionTrace {
    simulation::Trace trace;
    std::string planner;
    std::uint64_t seed = 0;
};

/// Reads quantum, weights and floors from the session's scenario, and makes the cameras' inference profiles from its
/// golden labels as the live engine does.
Result<SessionTrace> traceFromSession(const std::filesystem::path& session);

} // namespace jackdaw::cli
