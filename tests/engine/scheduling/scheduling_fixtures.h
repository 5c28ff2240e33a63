// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/random.h"
#include "engine/scheduling/case_file.h"
#include "engine/scheduling/planner.h"
#include "engine/scheduling/scoring.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

namespace jackdaw::testing {

/// A column that falls as real ones do: f(k) at k = 1, 2, 4, 10, 20.
inline scheduling::InferenceProfile profile(double demand)
{
    return {Share{demand}, {1, 2, 4, 10, 20}, {1, 0.78, 0.6, 0.15, 0.04}, {}};
}

inline scheduling::RetrainingOption option(std::uint32_t id, double gpuSeconds, double accuracy)
{
    return {ConfigurationId{id}, "option " + std::to_string(id), scheduling::Estimate::exact(gpuSeconds),
            scheduling::Estimate::exact(accuracy), 0.0};
}

inline scheduling::StreamProblem stream(std::uint32_t id, double start,
                                        std::vector<scheduling::RetrainingOption> options, double demand = 0.25)
{
    scheduling::StreamProblem s;
    s.camera = CameraId{id};
    s.name = "camera " + std::to_string(id);
    s.startAccuracy = scheduling::Estimate::exact(start);
    s.options = std::move(options);
    s.inference = profile(demand);
    return s;
}

inline scheduling::WindowProblem problem(std::vector<scheduling::StreamProblem> streams, double gpus, double quantum,
                                         double seconds)
{
    scheduling::WindowProblem p;
    p.streams = std::move(streams);
    p.devices = {{DeviceId{0}, gpus, 0.0}};
    p.quantum = Share{quantum};
    p.seconds = seconds;
    return p;
}

/// A problem that depends on \p seed alone.
inline scheduling::WindowProblem randomProblem(std::uint64_t seed, std::size_t streams, std::size_t options,
                                               double gpus, double quantum)
{
    RandomStream random(seed, 0, RandomPurpose::Test);
    std::vector<scheduling::StreamProblem> list;
    for (std::size_t v = 0; v < streams; ++v) {
        std::vector<scheduling::RetrainingOption> choices;
        for (std::size_t i = 0; i < options; ++i)
            choices.push_back(
                option(static_cast<std::uint32_t>(i), random.uniform(2.0, 120.0), random.uniform(0.3, 0.98)));
        list.push_back(stream(static_cast<std::uint32_t>(v), random.uniform(0.3, 0.9), std::move(choices),
                              random.uniform(0.05, 0.4)));
    }
    return problem(std::move(list), gpus, quantum, 200.0);
}

inline std::unique_ptr<scheduling::Planner> planner(const std::string& name,
                                                    const scheduling::PlannerOptions& options = {})
{
    return std::move(*scheduling::makePlanner(name, options));
}

inline double totalShare(const scheduling::Allocation& allocation)
{
    double sum = 0.0;
    for (const auto& given : allocation)
        sum += given.inference.value + given.retraining.value;
    return sum;
}

inline bool conserves(const scheduling::WindowProblem& p, const scheduling::Allocation& allocation)
{
    for (const auto& given : allocation)
        if (given.inference.value < 0.0 || given.retraining.value < 0.0)
            return false;
    return totalShare(allocation) <= p.totalGpus() + 1e-9;
}

inline nlohmann::json jsonFile(const std::filesystem::path& file)
{
    std::ifstream in(file);
    return nlohmann::json::parse(in);
}

/// The ten given cases, as paths.
inline std::vector<std::filesystem::path> caseFiles(const std::filesystem::path& shared)
{
    std::vector<std::filesystem::path> files;
    for (const int streams : {2, 4, 6, 8, 10})
        for (const int window : {1, 2})
            files.push_back(shared / "ekya" / "cases"
                            / ("c" + std::to_string(streams) + "_w" + std::to_string(window) + ".json"));
    return files;
}

} // namespace jackdaw::testing
