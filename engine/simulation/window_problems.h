// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/simulation/simulator.h"

#include <vector>

namespace jackdaw::simulation {

/// One window twice, with the same streams and options in the same order.
struct WindowProblems {
    scheduling::WindowProblem truth; ///< what happens
    scheduling::WindowProblem believed; ///< what the planner is told
};

/// Window \p window for deployed models of accuracies \p start. Options are numbered by position
/// (RetrainingOption::configuration). An injected error depends on (seed, stream, window, option) alone, so that it is
/// the same for every planner and capacity.
WindowProblems windowProblems(const Trace& trace, std::size_t window, const std::vector<double>& start,
                              const SimulationOptions& options);

/// What the planner is told of the rest of a window: \p truthRest is WindowRun::rest() of the truth. Ended retrainings
/// have been measured, running ones cost what is left of them, all else is as believed.
scheduling::WindowProblem believedRest(const WindowProblems& problems, const scheduling::WindowProblem& truthRest);

/// Accuracies of the models deployed when window \p window begins.
std::vector<double> startAccuracies(const Trace& trace, std::size_t window, const scheduling::Timeline* windowBefore,
                                    bool carryOver);

} // namespace jackdaw::simulation
