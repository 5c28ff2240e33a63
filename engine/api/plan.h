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

/// Kinds of work that take device time. Sessions store them by name: new kinds go to the end.
enum class JobKind : std::uint8_t { Inference, Labelling, Profiling, Retraining, Evaluation };

/// What finds the objects of a camera's live output.
enum class Server : std::uint8_t {
    Student, ///< the camera's own
    Teacher, ///< the golden model
    Both, ///< in turn: the golden model on every kTeacherTurn-th of the frames that are seen, the student between
};

/// Of the frames that golden model and student see in turn, the golden model has every third.
inline constexpr int kTeacherTurn = 3;

/// What serves a camera: an inference configuration, λ in Ekya (NSDI'22, §3.1).
struct Serving {
    Server server = Server::Student;
    bool moved = false; ///< boxes are moved along with the picture; else they stand where they were found
    double every = 1.0; ///< the server sees every k-th frame on average, >= 1
    bool operator==(const Serving&) const = default;
};

/// Device time that jobs of one kind were charged.
struct KindCharge {
    JobKind kind = JobKind::Inference;
    GpuSeconds charged;
    bool operator==(const KindCharge&) const = default;
};

/// What \p kind was charged; 0 where the list does not name it.
GpuSeconds chargedTo(const std::vector<KindCharge>& charges, JobKind kind);
/// Adds to the entry of \p kind, or makes one; the list stays in the order of the kinds.
void addCharge(std::vector<KindCharge>& charges, JobKind kind, GpuSeconds charged);

/// Why a tried move was kept or not.
enum class MoveVerdict : std::uint8_t {
    Accepted, ///< strictly better than the best before: the allocation moves there
    Worse, ///< not better than the best before
    Infeasible, ///< the allocation breaks a limit, e.g. a stream falls below its accuracy floor
    Capped, ///< the victim had less than the quantum, and gave what it had
};

/// Position in a plan's list of jobs.
using JobIndex = std::uint16_t;

/// What a tried move would leave a job with.
struct JobAfterMove {
    float share = 0.0F; ///< GPU
    std::optional<ConfigurationId> configuration; ///< chosen for the job's camera; none: it is not retrained
    bool operator==(const JobAfterMove&) const = default;
};

/// One tried move of a planner. Kept small: a trace of ten thousand of them takes half a MB, and less than one when
/// stored.
struct PlanMove {
    std::uint16_t search = 0; ///< number of the search that tried it, in the order in which they were made
    std::uint16_t round = 0;
    JobIndex thief = 0;
    JobIndex victim = 0;
    MoveVerdict verdict = MoveVerdict::Worse;
    float amount = 0.0F; ///< share moved, GPU
    float score = 0.0F; ///< mean window accuracy after the move, 0..1
    float bestBefore = 0.0F; ///< best score before the move
    JobAfterMove thiefAfter;
    JobAfterMove victimAfter;
    bool operator==(const PlanMove&) const = default;
};

/// One job of a plan, with what the plan gives it. Jobs that get nothing are listed too, so that moves can name them.
struct PlannedJob {
    JobKind kind = JobKind::Inference;
    std::vector<CameraId> owners; ///< cameras that it works for, at least one
    std::optional<DeviceId> device; ///< where it runs; none: it has no share
    Share share;
    /// Of a retraining, and of the labelling or profiling that must come before it: what the camera is to be retrained
    /// with. None: it is not retrained.
    std::optional<ConfigurationId> configuration;
    std::optional<Accuracy> expected; ///< of an inference: window accuracy that the planner expects of its camera
    bool contested = false; ///< the runner-up configuration's interval overlaps the chosen one's
    std::optional<Serving> serving; ///< of an inference with a share: what serves the camera
    bool operator==(const PlannedJob&) const = default;
};

} // namespace jackdaw
