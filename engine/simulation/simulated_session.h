// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/playback_time.h"
#include "engine/api/session_source.h"
#include "engine/simulation/simulator.h"

#include <memory>
#include <vector>

namespace jackdaw::simulation {

/// Objects that every simulated scored frame has; so its F1 is the simulated accuracy to a thousandth.
inline constexpr std::uint32_t kSimulatedObjects = 1000;
/// Scored frames, device samples per window.
inline constexpr std::size_t kSamplesPerWindow = 100;

/// A simulation as the events of a session, windows one after the other: what a live run of the same decisions would
/// have said about plans (with their reasons where the result has kept them), leases, jobs, swaps and accuracy. Cameras
/// have no pictures and no source. Accuracy at an instant becomes a scored frame of kSimulatedObjects objects.
std::vector<Event> sessionEvents(const Trace& trace, const SimulationResult& result);

/// Plays the events of a simulation like a recorded session, starting paused at 0; capabilities().simulated is true.
std::unique_ptr<SessionSource> openSimulation(std::vector<Event> events, WallTime wallTime = {});

} // namespace jackdaw::simulation
