// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/simulation/batch.h"
#include "engine/simulation/figure.h"

#include <string>
#include <vector>

namespace jackdaw::simulation {

/// The paper's uniform baselines use "a high- and a low-cost point of the Pareto front" (ekya.md §6). Here: of the
/// means over all streams of the first window, the most accurate option and the cheapest on the front.
struct UniformOptions {
    std::size_t dear = 0;
    std::size_t cheap = 0;
};
UniformOptions uniformOptions(const Trace& trace);

/// A planner of a figure with the name that its curve gets.
struct NamedPlanner {
    std::string curve;
    std::string planner;
};
/// The paper's four baselines.
std::vector<NamedPlanner> uniformBaselines(const Trace& trace);

/// Every window starts with the trace's models, as in the published simulator; inputs' threads and stop.
Result<std::vector<BatchRow>> sweep(const FigureInputs& inputs, const Trace& trace,
                                    const std::vector<NamedPlanner>& planners, const std::vector<double>& gpus,
                                    const SimulationOptions& options = {}, std::uint64_t seeds = 1);

/// One simulated curve per planner over the capacities of \p rows.
std::vector<FigureSeries> curvesOf(const std::vector<BatchRow>& rows, const std::vector<NamedPlanner>& planners);

/// A published curve.
FigureSeries published(std::string name, const std::vector<double>& x, const std::vector<double>& y);

/// What holds for all figures made from the case files.
std::string caseDifference();

} // namespace jackdaw::simulation
