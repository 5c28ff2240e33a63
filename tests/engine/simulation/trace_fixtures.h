// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/random.h"
#include "engine/simulation/trace.h"

#include <string>
#include <vector>

namespace jackdaw::testing {

/// A trace that says everything that can be said.
inline const char* completeTrace()
{
    return R"({
  "$schema": "trace.schema.json", "format": "jackdaw-trace", "version": 1, "name": "complete",
  "description": "every key",
  "devices": [{"gpus": 1.5, "memory_bytes": 8e9}, {"gpus": 1}],
  "quantum": 0.05,
  "throughput": {"share": [0.1, 0.5, 1], "speed": [0.36, 0.83, 1]},
  "inference_profiles": [
    {"full_rate_demand": 0.25, "subsampling": [1, 2, 4], "factor": [1, 0.78, 0.6], "alternatives": [
      {"server": "teacher", "moved": true, "moving": 0.02, "full_rate_demand": 0.8, "subsampling": [1, 4],
       "factor": [0.9, 0.7]},
      {"server": "both", "moved": true, "moving": 0.02, "full_rate_demand": 0.4, "subsampling": [1, 4],
       "factor": [0.4, 0.5], "offset": [0.5, 0.3]}]},
    {"full_rate_demand": 0.5, "shares": [0.1, 0.5], "factor": [0.4, 1]}],
  "streams": [{"id": "gate", "weight": 2, "floor": 0.3}, {"id": "yard"}],
  "cached_models": [
    {"name": "morning", "scene": {"class_distribution": [0.7, 0.3], "hour": 8, "objects": 4, "location": "gate"}},
    {"name": "evening", "scene": {"class_distribution": [0.2, 0.8], "hour": 19, "objects": 9, "location": "yard"}}],
  "windows": [
    {"seconds": 100, "labelling_seconds": 2, "profiling_seconds": 3, "delay_inference_share": 0.6, "streams": [
      {"stream": "gate", "start_accuracy": 0.6, "predicted_start_accuracy": {"value": 0.55, "low": 0.4, "high": 0.7},
       "carried_drop": 0.05, "inference_profile": 1,
       "configurations": [
         {"name": "short", "gpu_seconds": 10, "final_accuracy": 0.8,
          "predicted_gpu_seconds": {"value": 12, "low": 9, "high": 15},
          "predicted_final_accuracy": {"value": 0.75, "low": 0.6, "high": 0.9}, "memory_bytes": 1e9, "family": 3,
          "measured": true},
         {"name": "long", "gpu_seconds": 40, "final_accuracy": 0.9, "predicted_gpu_seconds": 38,
          "predicted_final_accuracy": 0.85, "measured": false}],
       "scene": {"class_distribution": [0.6, 0.4], "hour": 9.5, "objects": 5, "location": "gate"},
       "cached_accuracy": [0.7, 0.5],
       "recorded": {"accuracy": 0.72, "configuration": "short", "swapped": true}},
      {"stream": "yard", "start_accuracy": 0.5, "configurations": []}]},
    {"seconds": 100, "streams": [
      {"stream": "yard", "start_accuracy": 0.4, "configurations": [
         {"name": "short", "gpu_seconds": 12, "final_accuracy": 0.7}]},
      {"stream": "gate", "start_accuracy": 0.5, "configurations": []}]}]
})";
}

inline simulation::TracedOption tracedOption(const std::string& name, double gpuSeconds, double accuracy)
{
    simulation::TracedOption option;
    option.name = name;
    option.gpuSeconds = gpuSeconds;
    option.finalAccuracy = accuracy;
    return option;
}

/// One stream per element of \p starts, all with \p options, in \p windows equal windows of 100 s on one device.
inline simulation::Trace plainTrace(const std::vector<double>& starts,
                                    const std::vector<simulation::TracedOption>& options, std::size_t windows = 1,
                                    double gpus = 1.0)
{
    simulation::Trace trace;
    trace.name = "plain";
    trace.devices = {{DeviceId{0}, gpus, 0.0}};
    trace.inferenceProfiles = {{Share{0.25}, {1, 2, 4, 10, 20}, {1, 0.78, 0.6, 0.15, 0.04}, {}}};
    for (std::size_t v = 0; v < starts.size(); ++v)
        trace.streams.push_back({"stream " + std::to_string(v), 1.0, 0.0});
    for (std::size_t w = 0; w < windows; ++w) {
        simulation::TracedWindow window;
        window.seconds = 100.0;
        for (const double start : starts) {
            simulation::StreamWindow values;
            values.startAccuracy = start;
            values.options = options;
            window.streams.push_back(std::move(values));
        }
        trace.windows.push_back(std::move(window));
    }
    return trace;
}

/// One whose cameras may be served by a teacher, too: .8 on every frame with half a device, .6 on every second frame.
inline simulation::Trace taughtTrace(const std::vector<double>& starts,
                                     const std::vector<simulation::TracedOption>& options, std::size_t windows = 1)
{
    simulation::Trace trace = plainTrace(starts, options, windows);
    trace.inferenceProfiles[0].alternatives = {
        {Server::Teacher, false, Share{0.0}, Share{0.5}, {1.0, 2.0}, {0.8, 0.6}}};
    return trace;
}

/// A trace that depends on \p seed alone, with predictions that are wrong by about a tenth.
inline simulation::Trace randomTrace(std::uint64_t seed, std::size_t streams, std::size_t options, std::size_t windows)
{
    RandomStream random(seed, 0, RandomPurpose::Test);
    simulation::Trace trace = plainTrace(std::vector<double>(streams, 0.5), {}, windows, 2.0);
    for (simulation::TracedWindow& window : trace.windows)
        for (simulation::StreamWindow& stream : window.streams) {
            stream.startAccuracy = random.uniform(0.3, 0.8);
            stream.predictedStartAccuracy = scheduling::Estimate::exact(random.uniform(0.3, 0.8));
            for (std::size_t i = 0; i < options; ++i) {
                stream.options.push_back(
                    tracedOption("option " + std::to_string(i), random.uniform(2.0, 60.0), random.uniform(0.3, 0.98)));
                simulation::TracedOption& option = stream.options.back();
                option.predictedGpuSeconds = scheduling::Estimate::exact(option.gpuSeconds * random.uniform(0.7, 1.4));
                option.predictedFinalAccuracy = scheduling::Estimate::exact(
                    std::min(1.0, std::max(0.0, option.finalAccuracy + random.uniform(-0.15, 0.15))));
            }
        }
    return trace;
}

} // namespace jackdaw::testing
