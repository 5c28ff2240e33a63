// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/scheduling/evaluation.h"
#include "engine/simulation/trace.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jackdaw::simulation {

/// What the planner is told about costs and accuracies.
enum class EstimateSource {
    Actual, ///< what really happens
    Predicted, ///< the trace's predictions, as far as it has any
};

/// What becomes of a retrained model that is worse than the one it would replace.
enum class SwapRule {
    Always, ///< it is deployed: the published simulator
    IfBetter, ///< it is not, as in the live engine; held-out accuracy is taken as exact
};

struct SimulationOptions {
    /// A planner's name (scheduling::makePlanner), "cloud(up,down)" or "cached(heuristic)": see below.
    std::string planner = "jackdaw";
    std::optional<double> gpus; ///< capacity as one device instead of the trace's devices
    std::optional<Share> quantum; ///< δ instead of the trace's
    std::uint64_t seed = 1; ///< of the planner and of all injected errors
    /// Models carry over: a window starts with the model that the one before ended with, less
    /// StreamWindow::carriedDrop. Otherwise every window starts with the trace's start accuracy, as the published
    /// simulator does.
    bool carryOver = true;
    EstimateSource estimates = EstimateSource::Actual;
    double accuracyError = 0.0; ///< ε: standard deviation of a Gaussian error on every estimated final accuracy
    double costError = 0.0; ///< standard deviation of the logarithm of every estimated cost's error
    std::optional<double> labellingSeconds; ///< instead of the trace's
    std::optional<double> profilingSeconds;
    SwapRule swap = SwapRule::Always;
    bool keepPlans = false; ///< keep every plan with its trace and what it was made from
};

/// A plan that was made on the way.
struct SimulatedPlan {
    double time = 0.0; ///< seconds from the window's start
    std::string reason;
    scheduling::WindowProblem problem; ///< what the planner was told
    scheduling::Plan plan;
};

/// What became of one stream's window.
struct SimulatedStream {
    double accuracy = 0.0; ///< window accuracy
    double start = 0.0; ///< of the deployed model on this window, before any retraining
    double end = 0.0; ///< of the model deployed at the window's end
    std::optional<std::size_t> option; ///< last retraining that was given a share
    std::optional<double> completed; ///< when it ended, seconds from the window's start
    double retrainingGpuSeconds = 0.0; ///< shares granted to it times time
};

/// A new model that replaces a stream's deployed one.
struct Delivery {
    double time = 0.0; ///< seconds from the window's start
    std::size_t stream = 0;
    double accuracy = 0.0; ///< on this window
};

struct SimulatedWindow {
    /// What really held: start accuracies as deployed, costs and final accuracies as they turn out, and of the ways of
    /// serving those that the planner may choose from (Planner::servingChoice).
    scheduling::WindowProblem truth;
    scheduling::Timeline timeline; ///< from the window's start, delays included
    std::vector<SimulatedStream> streams;
    std::vector<Delivery> deliveries; ///< by rising time, those before the window's end
    double mean = 0.0; ///< window accuracy by weight
    double promised = 0.0; ///< what the window's first plan expected from its instant on; 0 without a plan
    double idleGpuSeconds = 0.0; ///< capacity that no job held, or held beyond saturation
    std::vector<SimulatedPlan> plans; ///< where kept
};

struct SimulationResult {
    SimulationOptions options; ///< with the capacity and δ that held
    std::vector<SimulatedWindow> windows;
    double mean = 0.0; ///< of the windows' means
    double sampledMean = 0.0; ///< the same in the published simulator's metric: at t = 0, 1, … s
    double worstStream = 0.0; ///< least mean over windows of one stream
    std::size_t retrainings = 0; ///< that ended in their window
};

/// Plays \p options' planner through the windows of \p trace in exact event time: pure, and the same for the same
/// arguments. \p trace is valid (parseTrace). Fails where the planner's name or a parameter is wrong, or where the
/// trace lacks what an alternative needs.
///
/// In every window inference runs alone until labels and micro-profiles are there (Ekya, NSDI'22, §4.3); then the
/// planner plans with its estimates, and retrainings cost and yield what the trace says. When one ends, its model's
/// accuracy is known, the costs of running ones are known as far as they are left, and the planner's rule for freed
/// shares holds: it plans the rest again, or the share is split.
///
/// Alternatives to retraining on the box, by name:
/// - "cloud(up,down)" (Ekya, NSDI'22, table 3): all capacity to inference; labelled frames of all cameras go up at
///   \p up Mbit/s, are trained on at once with every stream's best configuration, and the models come down at \p down.
/// - "cached(class-distribution)", "cached(time-of-day)", "cached(object-count)", "cached(location)" (figure 12): all
///   capacity to inference with the most similar of the trace's cached models.
Result<SimulationResult> simulate(const Trace& trace, const SimulationOptions& options);

/// True if \p name is one that simulate() takes, without running it.
Status checkPlannerName(std::string_view name);

} // namespace jackdaw::simulation
