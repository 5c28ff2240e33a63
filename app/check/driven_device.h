// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/check/parts.h"
#include "engine/base/signal.h"
#include "engine/compute/device.h"
#include "engine/cuda/cuda_device.h"

#include <map>
#include <mutex>

namespace jackdaw::check {

/// The product's device over the bench's GPU, and a wait for what ends there.
class DrivenDevice {
public:
    static Result<std::unique_ptr<DrivenDevice>> make(Bench& bench, cuda::CudaSettings settings = {});

    compute::Device& operator*() { return *m_device; }
    compute::Device* operator->() { return m_device.get(); }

    /// The batches that ended, at least one; there is one under way.
    std::vector<compute::Completion> wait();

private:
    Signal m_ended;
    std::unique_ptr<compute::Device> m_device; ///< last: its threads call the signal
};

/// A job whose batch is a graph. In each lane it is captured at the first batch there, by the lane's own thread.
/// Outlives the device's batches.
class GraphJob {
public:
    using Queue = std::function<Status(const cuda::CurrentLane&)>;

    explicit GraphJob(Queue queue) : m_queue(std::move(queue)) { }

    compute::Work batch();

private:
    Result<cuda::GraphHandle> graphOf(const cuda::CurrentLane& lane);

    Queue m_queue;
    std::mutex m_mutex;
    std::map<cuda::StreamHandle, cuda::Graph> m_graphs;
};

/// Chains of small kernels that take about what inference and a training step of a small student take, and leave most
/// of a large GPU idle as those do: 0.15 and 1.3 ms on an H200.
GraphJob::Queue inferenceChain(const Bench& bench);
GraphJob::Queue trainingChain(const Bench& bench);

} // namespace jackdaw::check
