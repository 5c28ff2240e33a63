// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/check/driven_device.h"
#include "engine/tensors/lane_tensors.h"

#include <memory>
#include <vector>

namespace jackdaw::check {

/// Work on tensors as a job of lanes: a graph in each. The fake GPU runs nothing of it: there it is done on the CPU,
/// where the bench's tensors are then.
class TensorJob {
public:
    TensorJob(const Bench& bench, tensors::TensorWork work);
    /// Several works as branches of one graph.
    TensorJob(const Bench& bench, std::vector<tensors::TensorWork> works, std::size_t streams);

    compute::Work batch();
    /// Without a graph: operation by operation.
    compute::Work eagerBatch() const;

private:
    bool m_isOnCpu;
    std::vector<tensors::TensorWork> m_works;
    cuda::LaneGraphs m_graphs;
};

/// A device whose lanes are prepared for tensor work.
Result<std::unique_ptr<DrivenDevice>> deviceForTensors(Bench& bench);

/// What batches of \p job take in \p lane, in microseconds: the median after the first ones.
Result<double> durationOf(DrivenDevice& device, compute::LaneId lane, int batches,
                          const std::function<compute::Work()>& batch);

} // namespace jackdaw::check
