// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/runtime/run_parts.h"

#include <vector>

/// How a run that is opened again comes to what it was when its session was cut off.
namespace jackdaw::runtime {

/// InvalidInput where \p state speaks of cameras or devices that the run does not have: it is of another run.
Status checkState(const ResumeState& state, const RunSettings& settings);

/// What the run had learned at the border where it goes on.
void restoreState(RunParts& parts, const ResumeState& state);

/// What each camera goes on with, by parts.resume and the session. Window 0 is gone through again as a whole, with the
/// first trainings at its end. What cannot be read again is logged, and gone on without.
Status restoreCameras(RunParts& parts, session::SessionReader& reader);

/// Cameras are opened anew: of those that the session says are lost it must say that they are not.
void noteLost(std::vector<CameraSource>& cameras, const std::vector<Event>& events);

} // namespace jackdaw::runtime
