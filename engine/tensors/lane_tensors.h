// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/cuda/lane_graphs.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace jackdaw::tensors {

/// Opens LibTorch's part for NVIDIA's GPUs: \p library, or the one beside LibTorch's CPU part if that is empty. Nothing
/// of it is linked; tensor operations find it by themselves. To be called before the process has done anything with
/// tensors, since LibTorch looks only once for what it has.
///
/// NotFound where it is not installed, Unsupported where it does not fit the CPU part or finds no GPU.
Status openCuda(const std::string& library = {});

/// Prepares a lane's thread for tensor work, as CudaSettings::onThreadStart: gradients are computed on this thread, and
/// convolutions are chosen by rule, not by trial, whose winner differs from run to run and may not run in another pool.
void prepareLaneThread();

/// Work on tensors of the GPU.
using TensorWork = std::function<void()>;

/// Runs \p work with the lane's stream as that of tensor operations. What LibTorch throws is an error: OutOfMemory
/// where memory was lacking, Internal else.
Status runOnLane(const cuda::CurrentLane& lane, const TensorWork& work);

/// \p work for LaneGraphs. The first time in a lane it is run some times more: LibTorch allocates differently then.
cuda::LaneGraphs::Queue onLane(TensorWork work);

/// Several works side by side in one lane's pool, on streams of their own that begin and end with the lane's stream; as
/// a graph they are its branches. With fewer streams than works, each stream has several in turn.
cuda::LaneGraphs::Queue onBranches(std::vector<TensorWork> works, std::size_t streams);

} // namespace jackdaw::tensors
