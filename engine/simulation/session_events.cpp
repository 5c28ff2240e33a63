// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/simulation/simulated_session.h"

#include "engine/base/version.h"
#include "engine/simulation/window_events.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace jackdaw::simulation {
namespace {

std::string deviceName(const SimulationResult& result)
{
    std::array<char, 48> text{};
    std::snprintf(text.data(), text.size(), "simulated, %g GPU", result.options.gpus.value_or(0.0));
    return text.data();
}

SessionStarted startedEvent(const Trace& trace, const SimulationResult& result)
{
    SessionStarted started;
    started.name = trace.name;
    started.softwareVersion = version();
    started.planner = result.options.planner;
    started.clock = ClockKind::Device;
    started.seed = result.options.seed;
    started.windows = static_cast<std::uint32_t>(trace.windows.size());
    started.windowLength = fromSeconds(trace.windows.front().seconds);
    started.classes = {"object"};
    for (const std::string& name : configurationNames(trace))
        started.configurations.push_back(
            {ConfigurationId{static_cast<std::uint32_t>(started.configurations.size())}, name});
    started.student = "simulated";
    started.golden = "the trace";
    started.devices = {deviceName(result)};
    return started;
}

CameraAdded cameraEvent(const TracedStream& stream, std::size_t index)
{
    CameraAdded camera;
    camera.camera = CameraId{static_cast<std::uint32_t>(index)};
    camera.name = stream.id;
    return camera;
}

} // namespace

std::vector<Event> sessionEvents(const Trace& trace, const SimulationResult& result)
{
    EventList list;
    list.add(0.0, startedEvent(trace, result));
    for (std::size_t v = 0; v < trace.streams.size(); ++v)
        list.add(0.0, cameraEvent(trace.streams[v], v));
    WindowEvents windows(trace, list);
    double start = 0.0;
    for (std::size_t w = 0; w < result.windows.size(); ++w) {
        windows.add(w, result.windows[w], start);
        start += result.windows[w].truth.seconds;
    }
    list.add(start, SessionClosed{"finished"});
    return list.take();
}

} // namespace jackdaw::simulation
