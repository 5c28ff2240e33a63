// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace jackdaw::runtime {

/// How far a camera is. A window is made of *rounds*: sampling, profiling, waiting for the plan, retraining.
enum class CameraState : std::uint8_t {
    NoStudent, ///< labels are collected for a first student
    FirstTraining, ///< the first student is trained
    Sampling, ///< a round began: frames are labelled for it
    Profiling, ///< the sample is labelled, and each configuration's worth is estimated
    Ready, ///< the round's configurations are on offer to the planner
    Retraining, ///< the one that it chose runs
    Settled, ///< no round is under way
    Lost, ///< the source gives no more frames
};

/// What moves a camera from one state to another.
enum class CameraStep : std::uint8_t {
    FirstTrainingStarted,
    FirstTrainingFailed,
    StudentDeployed, ///< a first student: trained, taken over from another session, or restored
    RoundBegan,
    ProfileStarted,
    Offered, ///< the estimates are there, or history has to do
    RetrainingStarted,
    RoundEnded, ///< swapped, rejected, failed, given up, or cut off by the window's end
    FeedLost,
    FeedBack, ///< a live camera gives pictures again: without a student
    FeedBackWithStudent,
};

inline constexpr std::array kCameraStates{CameraState::NoStudent, CameraState::FirstTraining, CameraState::Sampling,
                                          CameraState::Profiling, CameraState::Ready,         CameraState::Retraining,
                                          CameraState::Settled,   CameraState::Lost};
inline constexpr std::array kCameraSteps{CameraStep::FirstTrainingStarted,
                                         CameraStep::FirstTrainingFailed,
                                         CameraStep::StudentDeployed,
                                         CameraStep::RoundBegan,
                                         CameraStep::ProfileStarted,
                                         CameraStep::Offered,
                                         CameraStep::RetrainingStarted,
                                         CameraStep::RoundEnded,
                                         CameraStep::FeedLost,
                                         CameraStep::FeedBack,
                                         CameraStep::FeedBackWithStudent};

/// The state after \p step; none where the step is forbidden. ARCHITECTURE.md has the table.
std::optional<CameraState> stateAfter(CameraState state, CameraStep step);

std::string_view name(CameraState state);

/// True while a sample, a profile, an offer or a retraining of the window is under way.
bool isInRound(CameraState state);
bool hasStudent(CameraState state);

} // namespace jackdaw::runtime
