// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/simulation/simulator.h"

#include "engine/simulation/alternatives.h"
#include "engine/simulation/simulated_window.h"

#include <algorithm>
#include <cmath>

namespace jackdaw::simulation {

using namespace jackdaw::scheduling;

namespace {

Status wrong(const std::string& what, const std::string& expected)
{
    return fail(ErrorCode::InvalidInput, "The simulation's " + what + " must be " + expected + ".");
}

bool within(double value, double low, double high)
{
    return std::isfinite(value) && value >= low && value <= high;
}

Status check(const SimulationOptions& options)
{
    if (options.gpus && !within(*options.gpus, 1e-6, 1e6))
        return wrong("capacity", "above 0 and at most 1000000 GPUs");
    if (options.quantum && !within(options.quantum->value, 1e-6, 1e6))
        return wrong("quantum", "above 0");
    if (!within(options.accuracyError, 0.0, 1.0))
        return wrong("accuracy error", "between 0 and 1");
    if (!within(options.costError, 0.0, 3.0))
        return wrong("cost error", "between 0 and 3");
    if (!within(options.labellingSeconds.value_or(0.0), 0.0, 1e9)
        || !within(options.profilingSeconds.value_or(0.0), 0.0, 1e9))
        return wrong("delays", "0 s or more");
    return {};
}

WindowProblems withChoice(WindowProblems problems, const ServingChoice& choice)
{
    return {scheduling::withChoice(std::move(problems.truth), choice),
            scheduling::withChoice(std::move(problems.believed), choice)};
}

/// Lives through all windows with whatever simulates one of them, and serves them as \p choice allows.
template <class RunWindow>
SimulationResult runWindows(const Trace& trace, const SimulationOptions& options, const ServingChoice& choice,
                            RunWindow&& runWindow)
{
    SimulationResult result;
    result.options = options;
    for (std::size_t w = 0; w < trace.windows.size(); ++w) {
        const Timeline* before = w > 0 ? &result.windows.back().timeline : nullptr;
        WindowProblems problems =
            windowProblems(trace, w, startAccuracies(trace, w, before, options.carryOver), options);
        result.windows.push_back(runWindow(w, withChoice(std::move(problems), choice)));
    }
    return result;
}

void sumUp(const Trace& trace, SimulationResult& result)
{
    std::vector<double> streams(trace.streams.size());
    for (const SimulatedWindow& window : result.windows) {
        result.mean += window.mean;
        result.sampledMean += window.timeline.sampledMean;
        result.retrainings += window.timeline.completions.size();
        for (std::size_t v = 0; v < streams.size(); ++v)
            streams[v] += window.streams[v].accuracy;
    }
    const auto windows = static_cast<double>(result.windows.size());
    result.mean /= windows;
    result.sampledMean /= windows;
    result.worstStream = *std::min_element(streams.begin(), streams.end()) / windows;
    result.options.gpus = result.options.gpus.value_or(trace.totalGpus());
    result.options.quantum = result.options.quantum.value_or(trace.quantum);
}

Result<SimulationResult> simulatePlanner(const Trace& trace, const SimulationOptions& options)
{
    PlannerOptions plannerOptions;
    plannerOptions.trace = options.keepPlans;
    const auto planner = makePlanner(options.planner, plannerOptions);
    if (!planner)
        return tl::unexpected(planner.error());
    return runWindows(trace, options, (*planner)->servingChoice(), [&](std::size_t w, WindowProblems problems) {
        return simulateWindow(std::move(problems), windowDelay(trace.windows[w], options), **planner,
                              options.keepPlans);
    });
}

Result<SimulationResult> simulateAlternative(const Trace& trace, const SimulationOptions& options)
{
    auto alternative = makeAlternative(options.planner, trace, options);
    if (!alternative)
        return tl::unexpected(alternative.error());
    return runWindows(trace, options, {}, [&](std::size_t w, WindowProblems problems) {
        return (*alternative)->runWindow(w, std::move(problems));
    });
}

} // namespace

Result<SimulationResult> simulate(const Trace& trace, const SimulationOptions& options)
{
    if (const Status checked = check(options); !checked)
        return tl::unexpected(checked.error());
    auto result =
        isAlternative(options.planner) ? simulateAlternative(trace, options) : simulatePlanner(trace, options);
    if (result)
        sumUp(trace, *result);
    return result;
}

Status checkPlannerName(std::string_view name)
{
    if (isAlternative(name))
        return checkAlternative(name);
    const auto planner = makePlanner(name);
    return planner ? Status{} : tl::unexpected(planner.error());
}

} // namespace jackdaw::simulation
