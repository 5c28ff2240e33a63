// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/base/statistics.h"
#include "engine/simulation/simulator.h"

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace jackdaw::simulation {

/// Every planner at every capacity with every seed.
struct BatchRequest {
    std::vector<std::string> planners;
    std::vector<double> gpus; ///< empty: the trace's devices
    std::vector<std::uint64_t> seeds{1};
    SimulationOptions base; ///< all else
    unsigned threads = 0; ///< 0: one per processor core
};

struct BatchRun {
    SimulationResult result; ///< its options say which run it is
    double seconds = 0.0; ///< that it took
};

struct BatchOutcome {
    std::vector<BatchRun> runs; ///< finished ones: by planner, capacity, seed, as requested
    std::size_t requested = 0;
    bool stopped = false; ///< on request, before all were finished
};

/// Called after each run, one call at a time, from any of the threads.
using BatchProgress = std::function<void(std::size_t done, std::size_t requested, const BatchRun& run)>;

/// Runs the whole request on a pool of threads. Results do not depend on the number of threads. A stop lets the runs
/// under way end their simulation and gives what is finished. The first run that fails ends the batch with its error.
Result<BatchOutcome> runBatch(const Trace& trace, const BatchRequest& request, std::stop_token stop = {},
                              const BatchProgress& progress = {});

/// Planner and capacity over all seeds. Intervals are bootstraps over windows: streams and seeds of one window are
/// drawn together.
struct BatchRow {
    std::string planner;
    double gpus = 0.0;
    std::size_t runs = 0;
    MeanWithInterval accuracy; ///< window accuracy
    double sampledMean = 0.0; ///< published simulator's metric
    double worstStream = 0.0; ///< mean over seeds
    double retrainings = 0.0; ///< mean per run
    double idle = 0.0; ///< share of the capacity that did nothing useful
    double promised = 0.0; ///< mean of what the windows' first plans expected
    MeanWithInterval gain; ///< over the first planner at the same capacity, window by window
    double seconds = 0.0; ///< mean per run
};
std::vector<BatchRow> batchRows(const BatchOutcome& outcome);

} // namespace jackdaw::simulation
