// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/cuda/lane_graphs.h"

namespace jackdaw::cuda {

Result<Graph> capture(Gpu& gpu, StreamHandle stream, const std::function<Status()>& queue)
{
    if (const Status begun = gpu.beginCapture(stream); !begun)
        return tl::unexpected(begun.error());
    const Status queued = queue();
    // Also after a failure: the stream would stay captured.
    auto graph = own(gpu, gpu.endCapture(stream));
    if (!queued)
        return tl::unexpected(queued.error());
    return graph;
}

compute::Work LaneGraphs::batch()
{
    return [this]() -> Status {
        const CurrentLane& lane = *currentLane();
        const auto graph = graphOf(lane);
        if (!graph)
            return tl::unexpected(graph.error());
        return lane.gpu.launch(lane.stream, *graph);
    };
}

Result<GraphHandle> LaneGraphs::graphOf(const CurrentLane& lane)
{
    std::unique_lock lock(m_mutex);
    if (const auto known = m_graphs.find(lane.stream); known != m_graphs.end())
        return known->second.get();
    lock.unlock();
    Status first = m_queue(lane);
    if (first)
        first = lane.gpu.synchronize(lane.stream);
    auto graph = first ? capture(lane.gpu, lane.stream, [&] { return m_queue(lane); }) : tl::unexpected(first.error());
    if (!graph)
        return tl::unexpected(graph.error());
    lock.lock();
    return m_graphs.emplace(lane.stream, *std::move(graph)).first->second.get();
}

} // namespace jackdaw::cuda
