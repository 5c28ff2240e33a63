// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/scheduling/evaluation.h"
#include "engine/scheduling/stream_model.h"
#include "engine/scheduling/window_problem.h"

#include <string>

namespace jackdaw::scheduling {

/// Of \p timeline and the whole windows under the simple planners (inference-only, uniform, thief, exact, and the
/// published thief) the best by the coupled model. A planner that would take too long on a problem of this size is left
/// out, the dearest first. \p from becomes the name of the planner whose window is returned; untouched where it is
/// \p timeline.
Timeline bestWithSimplePlanners(const WindowProblem& problem, Timeline timeline, std::string& from);

/// The window's mean and floors; where models carry over, the mean over the window and those seconds.
Score scoreOf(const WindowProblem& problem, const Timeline& timeline);

} // namespace jackdaw::scheduling
