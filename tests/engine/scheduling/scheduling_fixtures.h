// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/random.h"
#include "engine/scheduling/evaluation.h"
#include "engine/scheduling/planner.h"
#include "engine/studies/case_file.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

namespace jackdaw::testing {

using studies::CaseColumns;
using studies::readCase;

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

/// f(k) = top / (1 + rate (k - 1)) at k = 1, 2, 4, 8, 16: boxes that stand grow old.
inline std::vector<double> aging(double top, double rate)
{
    std::vector<double> factor;
    for (const double k : {1.0, 2.0, 4.0, 8.0, 16.0})
        factor.push_back(top / (1.0 + rate * (k - 1.0)));
    return factor;
}

/// Cameras whose student needs \p demand, with a teacher that is \p dearer times as dear, and boxes that may be moved.
inline scheduling::InferenceProfile servedProfile(RandomStream& random, double demand, double dearer)
{
    const std::vector<double> k{1.0, 2.0, 4.0, 8.0, 16.0};
    const double rate = random.uniform(0.03, 0.5);
    const double movedRate = rate * random.uniform(0.2, 0.8);
    const double fresh = random.uniform(0.85, 0.99);
    const double teacher = random.uniform(0.8, 0.97);
    const Share moving{demand * random.uniform(0.05, 0.5)};
    return {Share{demand},
            k,
            aging(fresh, rate),
            {},
            {{Server::Student, true, moving, Share{demand}, k, aging(fresh, movedRate)},
             {Server::Teacher, false, Share{0.0}, Share{demand * dearer}, k, aging(teacher, rate)},
             {Server::Teacher, true, moving, Share{demand * dearer}, k, aging(teacher, movedRate)},
             {Server::Both, true, moving, Share{demand * (dearer + 2.0) / 3.0}, k, aging(fresh * 0.5, movedRate),
              aging(teacher * 0.5, movedRate)}}};
}

/// A problem whose cameras may be served in five ways, that depends on \p seed alone; from far too little capacity to
/// more than can be used.
inline scheduling::WindowProblem servedProblem(std::uint64_t seed, std::size_t streams, std::size_t options,
                                               double gpusPerStream)
{
    RandomStream random(seed, 2, RandomPurpose::Test);
    scheduling::WindowProblem p =
        randomProblem(seed, streams, options, gpusPerStream * static_cast<double>(streams), 0.05);
    const double dearer = random.uniform(2.0, 10.0);
    for (scheduling::StreamProblem& s : p.streams)
        s.inference = servedProfile(random, random.uniform(0.02, 0.12), dearer);
    return p;
}

/// A problem of an odd shape that depends on \p seed alone: few GPUs for many streams, floors, weights, tiny windows,
/// twins, a quantum above the fair share, inference that nothing can saturate or that everything does, unequal curves.
inline scheduling::WindowProblem oddProblem(std::uint64_t seed)
{
    RandomStream random(seed, 1, RandomPurpose::Test);
    const std::size_t streams = 1 + random.below(random.chance(0.2) ? 24 : 9);
    const double gpus = random.chance(0.3) ? random.uniform(0.05, 0.6) : random.uniform(0.5, 8.0);
    scheduling::WindowProblem p = randomProblem(seed, streams, random.below(10), gpus, 0.1);
    p.quantum = Share{random.chance(0.2) ? random.uniform(0.3, 2.0) : random.uniform(0.02, 0.2)};
    p.seconds = random.chance(0.2) ? random.uniform(0.5, 10.0) : random.uniform(20.0, 400.0);
    const bool floors = random.chance(0.3);
    const bool weights = random.chance(0.4);
    const bool twins = random.chance(0.15);
    const bool saturated = random.chance(0.15);
    for (scheduling::StreamProblem& stream : p.streams) {
        if (floors)
            stream.floor = Accuracy{random.uniform(0.0, 0.6)};
        if (weights)
            stream.weight = random.uniform(0.1, 10.0);
        if (saturated)
            stream.inference.fullRateDemand = Share{random.uniform(0.001, 0.01)};
        if (random.chance(0.1))
            stream.inference.fullRateDemand = Share{random.uniform(0.5, 3.0)};
        if (random.chance(0.1))
            stream.inference = {Share{0.3}, {}, {0.3, 0.5, 0.9}, {0.05, 0.2, 0.3}};
    }
    for (std::size_t v = 1; v < p.streams.size() && twins; ++v) {
        const CameraId camera = p.streams[v].camera;
        p.streams[v] = p.streams[0];
        p.streams[v].camera = camera;
    }
    return p;
}

inline std::unique_ptr<scheduling::Planner> planner(const std::string& name,
                                                    const scheduling::PlannerOptions& options = {})
{
    return std::move(*scheduling::makePlanner(name, options));
}

inline double totalShare(const scheduling::Allocation& allocation)
{
    return allocation.total().value;
}

inline bool conserves(const scheduling::WindowProblem& p, const scheduling::Allocation& allocation)
{
    for (const auto& job : allocation)
        if (job.share.value < 0.0)
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
