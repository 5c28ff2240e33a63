// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/simulation/simulator.h"
#include "engine/simulation/trace_file.h"
#include "engine/studies/schedule_import.h"

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string_view>

using namespace jackdaw;
using namespace jackdaw::simulation;
using namespace jackdaw::studies;

namespace {

/// Small enough to be simulated many times a second.
bool isSmall(const Trace& trace)
{
    return trace.streams.size() <= 4 && trace.windows.size() <= 3 && trace.devices.size() <= 2
        && configurationNames(trace).size() <= 8;
}

/// What was accepted can be written, read again as the same, and simulated to a finite score.
void useAccepted(const Trace& trace)
{
    const auto again = parseTrace(traceJson(trace), "again");
    if (!again || again->windows != trace.windows || again->streams != trace.streams)
        std::abort();
    if (!isSmall(trace))
        return;
    for (const char* planner : {"thief", "inference-only", "uniform(0,0.5)", "cloud(5,20)"}) {
        SimulationOptions options;
        options.planner = planner;
        options.gpus = 1.0;
        options.quantum = Share{0.25};
        options.estimates = EstimateSource::Predicted;
        options.accuracyError = 0.1;
        const auto result = simulate(trace, options);
        if (!result || !std::isfinite(result->mean) || result->mean < 0.0 || result->mean > 1.0 + 1e-9)
            std::abort();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto trace = parseTrace(text, "fuzz");
    if (trace)
        useAccepted(*trace);
    else if (trace.error().message.empty())
        std::abort();
    const auto schedules = parseSchedules(text, "fuzz");
    if (!schedules && schedules.error().message.empty())
        std::abort();
    return 0;
}
