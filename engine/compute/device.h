// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/base/stopwatch.h"
#include "engine/base/units.h"

#include <compare>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace jackdaw::compute {

/// A serial queue: lane \a lane of pool \a pool, both from 0.
struct LaneId {
    std::uint32_t pool = 0;
    std::uint32_t lane = 0;
    auto operator<=>(const LaneId&) const = default;
};

/// A batch that was submitted; unique within its device.
struct Ticket {
    std::uint64_t value = 0;
    auto operator<=>(const Ticket&) const = default;
};

/// What a device is, for as long as it lives.
struct DeviceInfo {
    std::string kind; ///< "cpu"
    std::string name; ///< in words, e.g. "cpu, 2 threads"
    std::uint64_t memoryBytes = 0;
    std::uint32_t mostPools = 1;
    std::uint32_t lanesPerPool = 1;
    Share unit; ///< smallest step of a pool's size; 0: any size can be kept
    std::optional<int> gpu; ///< LibTorch's number of it, where its lanes compute on a GPU
    /// Part of it that a lane of each pool has, where it has most pools and all lanes work; empty: all of it.
    std::vector<Share> lanes;
};

struct DeviceMemory {
    std::uint64_t totalBytes = 0;
    std::uint64_t usedBytes = 0; ///< by this process
};

/// A batch that ended.
struct Completion {
    Ticket ticket;
    Nanoseconds duration{0}; ///< device time that it took, without the time that it waited in its lane
    Status outcome; ///< the work's own error, or the device's
};

/// What a batch runs, on its lane's thread. It touches only what was handed to it.
using Work = std::function<Status()>;

/// What executes batches: its space is divided into pools, each pool has lanes. Batches of one lane run one after the
/// other on a thread that the lane has for life; several lanes of one pool share its space and run side by side. On a
/// GPU a pool is a set of multiprocessors and a lane a stream; a CPU has one pool with one lane.
///
/// A device is driven by one thread, which makes all calls but those of the listener.
class Device {
public:
    /// Waits for the batches under way and drops those that have not begun.
    virtual ~Device() = default;

    virtual const DeviceInfo& info() const = 0;
    virtual DeviceMemory memory() const = 0;

    /// Divides the space into pools of these sizes and returns the sizes as the device could make them. Legal while
    /// batches run: they end where they began, and later ones go to the new pools. Fails, and changes nothing, with
    /// InvalidInput for sizes that no such device has (see checkPools()), or with a reason of the device's own.
    virtual Result<std::vector<Share>> partition(const std::vector<Share>& pools) = 0;
    virtual std::vector<Share> pools() const = 0;

    /// Queues \p work in \p lane. Fails with InvalidInput if there is no such lane, with NotFound if the device is
    /// lost: then all that was submitted completes with that error and nothing can be submitted any more.
    virtual Result<Ticket> submit(LaneId lane, Work work) = 0;

    /// The batches that ended since the last call, in the order in which they ended.
    virtual std::vector<Completion> takeCompletions() = 0;

    /// \p listener is called, from any thread, after each completion. Set before the first batch.
    virtual void setListener(std::function<void()> listener) = 0;
};

struct CpuSettings {
    int threads = 1; ///< that tensor work uses: for the name; onThreadStart() sets them
    std::function<void()> onThreadStart; ///< called once on the lane's thread, before its first batch
    StopwatchKind stopwatch = StopwatchKind::Wall; ///< that completions are measured with
};

/// A device of one pool with one lane: a thread.
std::unique_ptr<Device> makeCpuDevice(CpuSettings settings);

/// Whether CPU devices with these numbers of threads can work side by side. All tensor work of a process is of one
/// OpenMP team, so that more than one device must have one thread each.
Status checkCpuThreads(const std::vector<int>& threads);

/// What every device asks of a partition: 1 to mostPools pools, each above 0, sizes that add up to at most 1 (1e-9 for
/// rounding).
Status checkPools(const std::vector<Share>& pools, const DeviceInfo& info);

/// Runs \p work for a lane; an exception becomes an error that carries its text.
Status runGuarded(const Work& work);

} // namespace jackdaw::compute
