// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/camera_state.h"

namespace jackdaw::runtime {

std::optional<CameraState> stateAfter(CameraState state, CameraStep step)
{
    using enum CameraState;
    const auto from = [&](auto... allowed) { return ((state == allowed) || ...); };
    const auto to = [](bool allowed, CameraState next) { return allowed ? std::optional(next) : std::nullopt; };
    switch (step) {
    case CameraStep::FirstTrainingStarted: return to(from(NoStudent), FirstTraining);
    case CameraStep::FirstTrainingFailed: return to(from(FirstTraining), NoStudent);
    case CameraStep::StudentDeployed: return to(from(NoStudent, FirstTraining), Settled);
    case CameraStep::RoundBegan: return to(from(Settled), Sampling);
    case CameraStep::ProfileStarted: return to(from(Sampling), Profiling);
    case CameraStep::Offered: return to(from(Sampling, Profiling), Ready);
    case CameraStep::RetrainingStarted: return to(from(Ready), Retraining);
    case CameraStep::RoundEnded: return to(isInRound(state), Settled);
    case CameraStep::FeedLost: return to(!from(Lost), Lost);
    case CameraStep::FeedBack: return to(from(Lost), NoStudent);
    case CameraStep::FeedBackWithStudent: return to(from(Lost), Settled);
    }
    return std::nullopt;
}

std::string_view name(CameraState state)
{
    switch (state) {
    case CameraState::NoStudent: return "no student";
    case CameraState::FirstTraining: return "first training";
    case CameraState::Sampling: return "sampling";
    case CameraState::Profiling: return "profiling";
    case CameraState::Ready: return "ready";
    case CameraState::Retraining: return "retraining";
    case CameraState::Settled: return "settled";
    case CameraState::Lost: return "lost";
    }
    return "";
}

bool isInRound(CameraState state)
{
    return state >= CameraState::Sampling && state <= CameraState::Retraining;
}

bool hasStudent(CameraState state)
{
    return isInRound(state) || state == CameraState::Settled;
}

} // namespace jackdaw::runtime
