// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/events.h"
#include "engine/simulation/simulator.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace jackdaw::simulation {

/// Events in any order, put into that of their times; events of one instant stay as they were added.
class EventList {
public:
    void add(double seconds, EventBody body) { m_events.push_back({fromSeconds(seconds), 0, std::move(body)}); }
    /// Numbered in their order.
    std::vector<Event> take();

private:
    std::vector<Event> m_events;
};

/// Turns simulated windows into events; window after window, since jobs and weights go on through them.
class WindowEvents {
public:
    WindowEvents(const Trace& trace, EventList& list);

    /// \p start: session seconds at which the window begins.
    void add(std::size_t index, const SimulatedWindow& window, double start);

private:
    struct Stream {
        JobId inference;
        std::optional<JobId> retraining;
        std::optional<std::size_t> option; ///< of the retraining under way
        double charged = 0.0; ///< GPU-seconds of it
        double inferenceCharged = 0.0; ///< in this window
        double accuracy = 0.0; ///< of the deployed model
        WeightsVersion version{1};
        double leasedInference = -1.0;
        double leasedRetraining = -1.0;
        std::optional<Serving> serving; ///< as told last
    };

    void begin(std::size_t index, const SimulatedWindow& window, double start);
    void addPlan(std::size_t index, const SimulatedWindow& window, const SimulatedPlan& plan, double start);
    void addProfiles(std::size_t index, const SimulatedPlan& plan, double start);
    scheduling::WindowProblem renamed(std::size_t index, scheduling::WindowProblem problem) const;
    void applyStep(const scheduling::Allocation& allocation, double time);
    void changeRetraining(std::size_t v, const scheduling::StreamAllocation& given, double time);
    void lease(JobId job, double share, double& leased, double time);
    void passTime(const SimulatedWindow& window, const scheduling::Allocation& allocation, double from, double to);
    void serve(const SimulatedWindow& window, const scheduling::Allocation& allocation, double time);
    void score(const SimulatedWindow& window, const scheduling::Allocation& allocation, double time);
    void deliver(const Delivery& delivery, double time);
    void close(std::size_t index, const SimulatedWindow& window, double end);
    ConfigurationId configurationOf(std::size_t window, std::size_t v, std::size_t option) const;

    const Trace& m_trace;
    EventList& m_list;
    std::map<std::string, ConfigurationId> m_configurations;
    std::vector<Stream> m_streams;
    std::size_t m_window = 0;
    std::int64_t m_frame = 0;
    std::uint32_t m_nextJob = 0;
};

} // namespace jackdaw::simulation
