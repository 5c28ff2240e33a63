// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/check/parts.h"
#include "engine/base/signal.h"
#include "engine/compute/device.h"
#include "engine/cuda/lane_graphs.h"

#include <array>

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

/// A job in a lane: where its batches go, and what makes them.
struct LaneJob {
    compute::LaneId lane;
    std::function<compute::Work()> batch;
};

/// Batches per second of each of \p jobs, all at a time, each with one batch under way, for \p length. What is needed
/// for a first batch is not counted.
Result<std::vector<double>> ratesTogether(const Bench& bench, DrivenDevice& device, const std::vector<LaneJob>& jobs,
                                          Nanoseconds length);

/// Inference in lane 0 of pool 0 and training in lane 0 of pool 1, while their sizes change between \p small and the
/// rest for the first pool and the other way round: from each request to the first batch of either under it, and how
/// memory grows.
Result<Finding> repartition(const Bench& bench, DrivenDevice& device, Share small,
                            const std::array<std::function<compute::Work()>, 2>& jobs);

/// Chains of small kernels that take about what inference and a training step of a small student take, and leave most
/// of a large GPU idle as those do: 0.15 and 1.3 ms on an H200.
cuda::LaneGraphs::Queue inferenceChain(const Bench& bench);
cuda::LaneGraphs::Queue trainingChain(const Bench& bench);

} // namespace jackdaw::check
