// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/detection.h"
#include "engine/base/result.h"
#include "engine/simulation/trace_recorder.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace jackdaw::studies {

/// A trace recorded from a session, and what is needed to repeat the run in the simulator.
struct SessionTrace {
    simulation::Trace trace;
    std::string planner;
    std::uint64_t seed = 0;
};

/// What the golden model saw in one frame.
struct LabelledMoment {
    Nanoseconds time{0}; ///< session time of the frame
    std::vector<Detection> labels;
};

/// A camera's inference profile from its frame rate, what one frame costs, and a sample of labelled frames.
using ProfileFromLabels = std::function<scheduling::InferenceProfile(double framesPerSecond, GpuSeconds costPerFrame,
                                                                     const std::vector<LabelledMoment>& sample)>;

/// Reads quantum, weights and floors from the session's scenario; \p profileOf makes the cameras' inference profiles
/// from its golden labels.
Result<SessionTrace> traceFromSession(const std::filesystem::path& session, const ProfileFromLabels& profileOf);

} // namespace jackdaw::studies
