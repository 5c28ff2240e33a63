// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/check/parts.h"
#include "engine/base/signal.h"
#include "engine/compute/device.h"
#include "engine/cuda/lane_graphs.h"

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

/// Chains of small kernels that take about what inference and a training step of a small student take, and leave most
/// of a large GPU idle as those do: 0.15 and 1.3 ms on an H200.
cuda::LaneGraphs::Queue inferenceChain(const Bench& bench);
cuda::LaneGraphs::Queue trainingChain(const Bench& bench);

} // namespace jackdaw::check
