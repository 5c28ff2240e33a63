// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/compute/device.h"
#include "engine/cuda/gpu.h"
#include "engine/cuda/pool_layouts.h"

#include <cstdint>
#include <functional>
#include <memory>

namespace jackdaw::cuda {

struct CudaSettings {
    LayoutChoice layouts;
    std::uint32_t lanesPerPool = 4;
    std::function<void()> onThreadStart; ///< called once on each lane's thread, before its first batch
};

/// The lane that the calling thread serves.
struct CurrentLane {
    Gpu& gpu;
    StreamHandle stream; ///< where its batches queue what the GPU is to do
    PoolHandle pool; ///< that the stream belongs to; none where the GPU has no pools
    std::uint32_t multiprocessors = 0; ///< of its pool
};

/// For work on a lane's thread; null on every other thread.
const CurrentLane* currentLane();

/// A GPU as a device. All pools of all layouts are made now, and none later: to partition the device is to say which of
/// them batches go to from then on. A lane is a stream and a thread of one pool, for life; the thread starts with its
/// first batch.
///
/// A batch's work queues on its lane's stream (currentLane()) and need not wait; the batch ends when all that it queued
/// has ended, and its duration is what the GPU took, by events. A batch that finds no memory, or whose launch fails,
/// fails alone. After a broken kernel the GPU is lost to the process, and with it the device.
///
/// Where there are no pools (Gpu::atoms()) the device has one, of the whole GPU, whose lanes share its time.
Result<std::unique_ptr<compute::Device>> makeCudaDevice(std::shared_ptr<Gpu> gpu, CudaSettings settings = {});

} // namespace jackdaw::cuda
