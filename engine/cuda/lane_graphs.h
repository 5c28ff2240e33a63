// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/compute/device.h"
#include "engine/cuda/cuda_device.h"

#include <functional>
#include <map>
#include <mutex>

namespace jackdaw::cuda {

/// What \p queue puts on \p stream, as a graph.
Result<Graph> capture(Gpu& gpu, StreamHandle stream, const std::function<Status()>& queue);

/// A job whose batch is always the same work, as one graph in each lane that it comes to: a graph is launched at once,
/// and runs only in the pool that it was captured in. The lane's own thread captures it, at the job's first batch
/// there. Lives longer than its batches and the device's lanes need it.
class LaneGraphs {
public:
    /// Queues one batch's work on the lane's stream. It is called twice at the first batch in a lane: once to be run,
    /// so that whatever is found out or allocated at first use is there, and once to be captured.
    using Queue = std::function<Status(const CurrentLane&)>;

    explicit LaneGraphs(Queue queue) : m_queue(std::move(queue)) { }

    /// A batch, for any lane of the device. The first one in a lane takes as long as it takes to capture.
    compute::Work batch();

private:
    Result<GraphHandle> graphOf(const CurrentLane& lane);

    Queue m_queue;
    std::mutex m_mutex; ///< of the map alone: lanes capture side by side
    std::map<StreamHandle, Graph> m_graphs;
};

} // namespace jackdaw::cuda
