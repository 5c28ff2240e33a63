// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/scheduling/evaluation.h"
#include "engine/scheduling/stream_model.h"
#include "engine/scheduling/window_problem.h"

namespace jackdaw::scheduling {

/// Of \p timeline and the whole windows under the simple planners (inference-only, uniform, thief, exact, and the
/// published thief) the best by the coupled model. A planner that would take too long on a problem of this size is left
/// out, the dearest first.
Timeline bestWithSimplePlanners(const WindowProblem& problem, Timeline timeline);

Score scoreOf(const Timeline& timeline);

} // namespace jackdaw::scheduling
