// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/cuda/repeated_graphs.h"

#include "engine/base/log.h"
#include "engine/cuda/lane_graphs.h"

#include <utility>

namespace jackdaw::cuda {

RepeatedGraphs::RepeatedGraphs(int firstRuns, std::function<std::int64_t()> givenBack) :
    m_firstRuns(firstRuns), m_givenBack(std::move(givenBack))
{
}

std::optional<GraphHandle> RepeatedGraphs::graphFor(const CurrentLane& lane, const std::function<Status()>& queue)
{
    Lane& here = m_lanes[lane.stream];
    dropIfGivenBack(here);
    if (!here.graph && !here.refused && here.runs >= m_firstRuns) {
        capture(lane, here, queue);
        dropIfGivenBack(here); // meanwhile, by another lane or to capture it
    }
    return here.graph ? std::optional(here.graph.get()) : std::nullopt;
}

void RepeatedGraphs::dropIfGivenBack(Lane& lane) const
{
    const std::int64_t givenBack = m_givenBack();
    if (lane.givenBack == givenBack)
        return;
    lane = {};
    lane.givenBack = givenBack;
}

void RepeatedGraphs::capture(const CurrentLane& lane, Lane& here, const std::function<Status()>& queue)
{
    auto graph = cuda::capture(lane.gpu, lane.stream, queue);
    if (graph) {
        here.graph = *std::move(graph);
        return;
    }
    here.refused = true;
    log(LogLevel::Warning, "cuda",
        "Work is no graph here and goes on by single operations: " + graph.error().text() + " " + graph.error().detail);
}

void RepeatedGraphs::ran(const CurrentLane& lane)
{
    ++m_lanes[lane.stream].runs;
}

std::optional<GraphHandle> RepeatedGraphs::known(const CurrentLane& lane) const
{
    const auto here = m_lanes.find(lane.stream);
    const bool isThere = here != m_lanes.end() && here->second.graph && here->second.givenBack == m_givenBack();
    return isThere ? std::optional(here->second.graph.get()) : std::nullopt;
}

} // namespace jackdaw::cuda
