// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/tensors/device_memory.h"

#include <cstdint>

namespace jackdaw::runtime {

/// What is known of a GPU's memory while a job's first batches run.
struct MemoryMoment {
    tensors::TensorMemory tensors;
    std::uint64_t used = 0; ///< bytes that the process has of the GPU in all, by its driver
};

/// Bytes that a job of one kind of batch needs, from moments \p before it exists, after its \p first batch and when its
/// work is a graph (\p after): what tensors and the libraries' workspaces held at most, and what the driver took for
/// graphs. Kernels that the first batch loads belong to no job.
std::uint64_t jobMemory(const MemoryMoment& before, const MemoryMoment& first, const MemoryMoment& after);

} // namespace jackdaw::runtime
