// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/random.h"
#include "engine/scheduling/explanation.h"
#include "engine/scheduling/planner.h"
#include "engine/simulation/simulated_session.h"

#include <memory>
#include <string>
#include <vector>

namespace jackdaw::testing {

/// A window of \p cameras cameras on one device, as a run would ask for it: options with intervals, labels to make
/// first, and labelling for scores beside.
inline scheduling::WindowProblem plannedProblem(std::uint32_t cameras)
{
    using namespace jackdaw::scheduling;
    RandomStream random(cameras, 0, RandomPurpose::Test);
    WindowProblem problem;
    problem.devices = {{DeviceId{0}, 1.0, 0.0}};
    problem.quantum = Share{0.05};
    problem.seconds = 184.5;
    for (std::uint32_t i = 0; i < cameras; ++i) {
        StreamProblem& stream = problem.streams.emplace_back();
        stream.camera = CameraId{i};
        stream.name = "street " + std::to_string(i);
        const double start = random.uniform(0.2, 0.6);
        stream.startAccuracy = {start, start - 0.05, start + 0.05};
        stream.preparation = {GpuSeconds{random.uniform(0.0, 2.0)}, GpuSeconds{1.0}};
        for (const double epochs : {4.0, 12.0}) {
            const double end = start + random.uniform(0.05, 0.3);
            stream.options.push_back({ConfigurationId{epochs > 5 ? 1U : 0U},
                                      "whole, " + std::to_string(static_cast<int>(epochs)) + " epochs",
                                      Estimate::exact(epochs * random.uniform(0.6, 1.4)),
                                      {end, end - 0.1, end + 0.1}});
        }
        stream.inference = {Share{random.uniform(0.4, 0.9) / cameras}, {1, 2, 4, 10}, {1, 0.9, 0.7, 0.3}, {}};
        JobProblem& labelling = problem.furtherJobs.emplace_back();
        labelling.name = "labelling of " + stream.name;
        labelling.owners = {stream.camera};
        labelling.least = Share{0.08 / cameras};
    }
    return problem;
}

/// What \p planner makes of it, as an event.
inline PlanComputed plannedBy(const std::string& planner, const scheduling::WindowProblem& problem)
{
    PlanComputed plan = scheduling::planComputed(problem, (*scheduling::makePlanner(planner))->plan(problem));
    plan.window = WindowId{1};
    plan.reason = "window start";
    return plan;
}

/// A session of two seconds in which \p plan was made.
inline std::vector<Event> sessionWith(const PlanComputed& plan, std::uint32_t cameras)
{
    std::vector<Event> events;
    const auto put = [&](Nanoseconds time, EventBody body) {
        events.push_back({time, events.size(), std::move(body)});
    };
    SessionStarted started;
    started.name = "planned";
    started.planner = plan.planner;
    started.windows = 2;
    started.windowLength = std::chrono::seconds(200);
    started.configurations = {{ConfigurationId{0}, "whole, 4 epochs"}, {ConfigurationId{1}, "whole, 12 epochs"}};
    started.devices = {"CPU"};
    put(Nanoseconds{0}, started);
    for (std::uint32_t i = 0; i < cameras; ++i)
        put(Nanoseconds{0}, CameraAdded{CameraId{i}, "street " + std::to_string(i)});
    put(Nanoseconds{0}, WindowStarted{WindowId{1}, started.windowLength, true});
    put(std::chrono::seconds(1), plan);
    put(std::chrono::seconds(2), SessionClosed{"the end"});
    return events;
}

} // namespace jackdaw::testing
