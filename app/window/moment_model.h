// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/recorded_session.h"

#include <functional>
#include <stop_token>
#include <string>

namespace jackdaw::window {

/// A frame that a model is to look at, and where its picture is.
struct MomentTask {
    widgets::FrameQuestion frame;
    widgets::ModelChoice model;
    std::string source; ///< file or folder of the camera's pictures
};

/// How far a job is, and with what.
using MomentProgress = std::function<void(double fraction, const char* step)>;

/// What the model sees on the frame, held against the labels that the session and people have of it. Decodes the frame,
/// makes the student of the weights that the session holds, or opens the golden model that its scenario names. Fails
/// with Cancelled after a request of \p stop; other errors say in words what is missing.
Result<widgets::ModelAnswer> lookWithModel(RecordedSession& session, const GoldenIndex& golden, const MomentTask& task,
                                           const std::stop_token& stop, const MomentProgress& progress);

} // namespace jackdaw::window
