// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/cuda/lane_graphs.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace jackdaw::tensors {

/// Opens LibTorch's part for NVIDIA's GPUs: \p library, or the one beside LibTorch's CPU part if that is empty. Nothing
/// of it is linked; tensor operations find it by themselves. To be called before the process has done anything with
/// tensors, since LibTorch looks only once for what it has.
///
/// NotFound where it is not installed, Unsupported where it does not fit the CPU part or finds no GPU.
Status openCuda(const std::string& library = {});

/// Prepares a lane's thread for tensor work, as CudaSettings::onThreadStart: the lane's stream is that of tensor
/// operations for life, gradients are computed on this thread, and convolutions are chosen by rule, not by trial, whose
/// winner differs from run to run and may not run in another pool.
void prepareLaneThread();

/// The GPU, by its ordinal, that work on tensors in the calling thread's lane is meant for. None on other threads; a
/// fake GPU computes nothing, so that its lanes work on the CPU.
std::optional<int> laneGpu();

/// While it lives the calling thread's lane is none: its work on tensors is meant for the CPU.
class OnCpu {
public:
    OnCpu();
    ~OnCpu();
    OnCpu(const OnCpu&) = delete;
    OnCpu& operator=(const OnCpu&) = delete;
};

/// Work on tensors of the GPU.
using TensorWork = std::function<void()>;

/// Makes tensors that outlive a batch: \p work runs outside of the calling thread's lane, if it serves one, and has
/// ended on the GPU when this returns. What graphs compute in between lies in memory that belongs to their lane's
/// stream and that later work of the lane is given, too.
void outsideOfLane(const TensorWork& work);

/// Memory of the host that a GPU copies directly. What is given back is used again and never freed: LibTorch would tell
/// the streams that used it, of which one may just be turned into a graph. Give it back once nothing uses it any more.
std::shared_ptr<void> hostMemory(std::size_t bytes);

/// Runs \p work with the lane's stream as that of tensor operations. What LibTorch throws is an error: OutOfMemory
/// where memory was lacking, Internal else.
Status runOnLane(const cuda::CurrentLane& lane, const TensorWork& work);

/// \p work for LaneGraphs. The first time in a lane it is run some times more: LibTorch allocates differently then.
/// Such graphs do not notice that memory went back to the driver (RepeatedWork's do): they are for measurements.
cuda::LaneGraphs::Queue onLane(TensorWork work);

/// Several works side by side in one lane's pool, on streams of their own that begin and end with the lane's stream; as
/// a graph they are its branches. With fewer streams than works, each stream has several in turn.
cuda::LaneGraphs::Queue onBranches(std::vector<TensorWork> works, std::size_t streams);

/// Streams of a lane's pool for works side by side, for several RepeatedWork that run one after the other: what works
/// compute in between lies in memory that belongs to their stream, and is shared like it.
class BranchStreams;
std::shared_ptr<BranchStreams> makeBranchStreams(std::size_t most);

/// Work that is the same each time, on tensors that stay where they are: on \a gpu, or on the CPU. In a lane of that
/// GPU it is single operations at first, in which LibTorch finds out and allocates what it needs, then a graph
/// (cuda::RepeatedGraphs); elsewhere always single operations. Its tensors are held by whoever made it, what lies
/// between them comes from memory that LibTorch keeps unused: once some of that went back to the driver graphs are made
/// anew. One thread at a time.
class RepeatedWork {
public:
    explicit RepeatedWork(TensorWork work, std::optional<int> gpu = laneGpu());
    /// Several works that have nothing to do with each other, in a lane side by side as onBranches() has them.
    explicit RepeatedWork(std::vector<TensorWork> works, std::optional<int> gpu = laneGpu());
    /// The same on \p streams, each of which has several in turn where they are fewer.
    RepeatedWork(std::vector<TensorWork> works, std::shared_ptr<BranchStreams> streams,
                 std::optional<int> gpu = laneGpu());
    ~RepeatedWork();
    RepeatedWork(RepeatedWork&&) noexcept;
    RepeatedWork& operator=(RepeatedWork&&) noexcept;

    /// Does the work once and waits for its end. What LibTorch throws is thrown.
    void run();
    /// Its tensors are others from now on.
    void forget();
    /// What the GPU takes for the work, as it was done last, again and again without a pause: the mean of \p times
    /// graphs, by events. Nothing where it is no graph of the calling thread's lane.
    std::optional<Nanoseconds> durationOnGpu(int times);

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace jackdaw::tensors
