// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/ids.h"
#include "engine/base/units.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace jackdaw {

/// Why a tried move was kept or not.
enum class MoveVerdict : std::uint8_t {
    Accepted, ///< strictly better than the best before: the allocation moves there
    Worse, ///< not better than the best before
    Infeasible, ///< the allocation breaks a limit, e.g. a stream falls below its accuracy floor
    Capped, ///< the victim had less than the quantum, and gave what it had
};

/// The two kinds of job that a planner moves shares between.
enum class PlannedJob : std::uint8_t { Inference, Retraining };

/// One job of one stream, as thief or victim.
struct PlanJob {
    std::uint16_t stream = 0; ///< position in the plan's streams
    PlannedJob kind = PlannedJob::Inference;
    bool operator==(const PlanJob&) const = default;
};

/// What a tried move would leave a job and its stream with.
struct JobAfterMove {
    float share = 0.0F; ///< of the job, GPU
    std::optional<ConfigurationId> configuration; ///< chosen for the job's stream; none: it is not retrained
    bool operator==(const JobAfterMove&) const = default;
};

/// One tried move of a planner. Kept small: a trace of ten thousand of them takes half a MB, and less than one when
/// stored.
struct PlanMove {
    std::uint16_t round = 0;
    PlanJob thief;
    PlanJob victim;
    MoveVerdict verdict = MoveVerdict::Worse;
    float amount = 0.0F; ///< share moved, GPU
    float score = 0.0F; ///< mean window accuracy after the move, 0..1
    float bestBefore = 0.0F; ///< best score before the move
    JobAfterMove thiefAfter;
    JobAfterMove victimAfter;
    bool operator==(const PlanMove&) const = default;
};

/// What a plan gives one stream.
struct PlannedStream {
    CameraId camera;
    Share inference;
    Share retraining;
    std::optional<ConfigurationId> configuration; ///< none: the model is not retrained
    Accuracy expected; ///< window accuracy that the planner expects
    bool contested = false; ///< the runner-up configuration's interval overlaps the chosen one's
    bool operator==(const PlannedStream&) const = default;
};

} // namespace jackdaw
