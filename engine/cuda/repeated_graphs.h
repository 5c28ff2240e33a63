// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/cuda/cuda_device.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>

namespace jackdaw::cuda {

/// The graphs of work that is the same each time and comes to a lane again and again: by single operations at first, in
/// which libraries find out and allocate what they need, as one graph in each lane from then on.
///
/// A graph works in memory that nobody holds: what lies between its operations comes from what a library keeps unused
/// for the lane's stream. When any work finds no memory, the library gives all that is unused back to the driver, who
/// may give it to others. So a graph that was captured before that is gone, and the lane begins with single operations
/// again. Between the question and a launch another lane can still run out of memory: for those microseconds nothing
/// keeps the driver from giving the graph's memory away. One thread at a time.
class RepeatedGraphs {
public:
    /// \p firstRuns: by single operations in each lane. \p givenBack counts how often memory went back to the driver.
    RepeatedGraphs(int firstRuns, std::function<std::int64_t()> givenBack);

    /// What is to be launched in \p lane: a graph of what \p queue puts on its stream. None as long as single
    /// operations have to do the work; ran() tells that they did.
    std::optional<GraphHandle> graphFor(const CurrentLane& lane, const std::function<Status()>& queue);
    /// The work was done by single operations in \p lane.
    void ran(const CurrentLane& lane);

    /// What is there for \p lane already.
    std::optional<GraphHandle> known(const CurrentLane& lane) const;
    /// The work is another one from now on, or on other memory.
    void forget() { m_lanes.clear(); }

private:
    struct Lane {
        int runs = 0; ///< by single operations
        bool refused = false; ///< it cannot be a graph here
        std::int64_t givenBack = 0; ///< as often as when this began
        Graph graph;
    };

    void dropIfGivenBack(Lane& lane) const;
    static void capture(const CurrentLane& lane, Lane& here, const std::function<Status()>& queue);

    const int m_firstRuns;
    const std::function<std::int64_t()> m_givenBack;
    std::map<StreamHandle, Lane> m_lanes;
};

} // namespace jackdaw::cuda
