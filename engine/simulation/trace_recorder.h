// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/events.h"
#include "engine/base/result.h"
#include "engine/simulation/simulator.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace jackdaw::simulation {

/// What a trace needs beyond a session's events.
struct RecordingFacts {
    Share quantum{0.05};
    std::map<CameraId, double> weights; ///< 1 where absent
    std::map<CameraId, double> floors; ///< 0 where absent
    /// Where absent every frame is processed at no share.
    std::map<std::pair<WindowId, CameraId>, scheduling::InferenceProfile> profiles;
};

/// The kinds of event that recordTrace() looks at.
std::vector<std::string> recordedKinds();

/// The counted, closed windows of a session as a trace.
///
/// Predictions are the micro-profiles' estimates. True values are realised ones: the accuracy of a model in a window is
/// the F1 pooled over the frames that were scored with it, divided by what dropped frames cost at the shares it had; a
/// model that was scored on fewer than two frames, or rejected, counts by its held-out accuracy, moved by the
/// difference that the deployed model shows between held-out and scored frames. A retraining's cost is what it was
/// charged. Configurations that were not run are marked as not measured: their cost is the estimate, their accuracy the
/// estimate moved by the error seen in the one that was run, or else in the start accuracy. Of a window's rounds the
/// first counts, which starts from the model that the window began with. `carried_drop` is what the accuracy of the
/// model that ended the window before fell. Capacity is what labelling left to the plan.
Result<Trace> recordTrace(const std::vector<Event>& events, const RecordingFacts& facts);

/// A simulation held against what the trace's run made of the same windows.
struct RecordedComparison {
    struct Row {
        std::size_t window = 0;
        std::size_t stream = 0;
        double recorded = 0.0; ///< window accuracy
        double simulated = 0.0;
    };
    std::vector<Row> rows; ///< windows and streams with a recorded accuracy
    double recorded = 0.0; ///< mean
    double simulated = 0.0;
    double meanAbsoluteError = 0.0;
    double correlation = 0.0; ///< over the rows; 0 where one side does not vary
};
RecordedComparison compareWithRecorded(const Trace& trace, const SimulationResult& result);

/// The options that repeat a recorded run: its planner told the same predictions, models carried over, worse models
/// rejected.
SimulationOptions recordedOptions(const std::string& planner, std::uint64_t seed);

} // namespace jackdaw::simulation
