// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/scheduling/planner.h"
#include "engine/simulation/window_problems.h"

namespace jackdaw::simulation {

/// Time until a window can be planned, and what inference has meanwhile.
struct WindowDelay {
    double seconds = 0.0;
    double inferenceShare = 1.0; ///< of the capacity
};
WindowDelay windowDelay(const TracedWindow& window, const SimulationOptions& options);

/// Equal shares of \p fraction of the capacity to all inferences, none above its saturation.
scheduling::Allocation inferenceAlone(const scheduling::WindowProblem& problem, double fraction);

/// Lives through one window under \p planner.
SimulatedWindow simulateWindow(WindowProblems problems, const WindowDelay& delay, const scheduling::Planner& planner,
                               bool keepPlans);

/// The figures of a window from its timeline.
SimulatedWindow summarised(scheduling::WindowProblem truth, scheduling::Timeline timeline);

} // namespace jackdaw::simulation
