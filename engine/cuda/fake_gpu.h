// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/cuda/driver_abi.h"
#include "engine/cuda/gpu.h"

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace jackdaw::cuda {

/// What a fake GPU is like. The figures are those that were measured on an H200.
struct FakeGpuSettings {
    std::string name = "Fake GPU";
    Atoms atoms{15, 8, 12};
    bool hasPools = true;
    std::uint64_t memoryBytes = std::uint64_t{1} << 30;
    std::uint64_t poolBytes = 5'767'168; ///< that a pool takes, and keeps when it is gone
    double bytesPerSecond = 4.2e12; ///< of copies on the device
    double hostBytesPerSecond = 55e9; ///< of copies from or to the host
    Nanoseconds createPool{1'830'000};
    Nanoseconds destroyPool{22'000};
    Nanoseconds createStream{5'700};
    Nanoseconds launch{4'700};
    Nanoseconds otherCall{1'000};
};

/// One launch, as the twin of a kernel sees it.
struct FakeLaunch {
    Grid grid;
    std::span<const std::uint64_t> arguments;
    std::span<const std::uint32_t> multiprocessors; ///< of the pool that it runs in, by number
};

/// The twin of a kernel.
struct FakeKernel {
    std::function<Nanoseconds(const FakeLaunch&)> run; ///< does what the kernel does; returns how long it takes
    /// Remembers per thread what it found out at its first launch, which is of no use in another pool, as cuDNN does.
    bool plansPerThread = false;
};

/// A GPU in virtual time, which passes by calls and waits alone. It keeps the rules of the real one as they were
/// measured: pools take time and memory, which they keep, and wait for all that runs; a stream belongs to its pool for
/// life; a graph runs in the pool that it was captured in; freeing memory waits for the whole device; after a broken
/// kernel nothing works any more. Device memory is host memory, and kernels have twins that run when they are launched.
class FakeGpu final : public Gpu {
public:
    explicit FakeGpu(FakeGpuSettings settings = {});
    ~FakeGpu() override;

    void define(const std::string& kernel, FakeKernel twin);
    /// \p failure is asked at every call, by the name of the driver's entry point, how that is to end.
    void setFailure(std::function<abi::Outcome(const std::string& call)> failure);

    /// What was created and not destroyed.
    std::size_t alive() const;
    /// What no program may do, in words: use of what is gone, a pool destroyed under its streams, a thread in two
    /// pools.
    std::vector<std::string> misuses() const;
    std::uint64_t calls() const;

    const GpuInfo& info() const override { return m_info; }
    Result<GpuMemory> memory() override;
    Nanoseconds now() const override;
    Result<Atoms> atoms() override;
    Result<PoolHandle> createPool(const AtomRange& atoms) override;
    Result<StreamHandle> createStream(PoolHandle pool) override;
    Status synchronize(StreamHandle stream) override;
    Result<EventHandle> createEvent() override;
    Status record(EventHandle event, StreamHandle stream) override;
    Status wait(EventHandle event) override;
    Status wait(StreamHandle stream, EventHandle event) override;
    Result<bool> hasPassed(EventHandle event) override;
    Result<Nanoseconds> between(EventHandle from, EventHandle to) override;
    Result<BufferHandle> allocate(std::size_t bytes) override;
    Result<PinnedHandle> allocatePinned(std::size_t bytes) override;
    Status copy(StreamHandle stream, Address to, Address from, std::size_t bytes) override;
    Status fill(StreamHandle stream, Address to, std::uint8_t value, std::size_t bytes) override;
    Result<ModuleHandle> load(std::span<const std::byte> image) override;
    Result<KernelHandle> kernel(ModuleHandle module, const std::string& name) override;
    Status launch(StreamHandle stream, KernelHandle kernel, Grid grid,
                  std::span<const std::uint64_t> arguments) override;
    Status beginCapture(StreamHandle stream) override;
    Result<GraphHandle> endCapture(StreamHandle stream) override;
    Status launch(StreamHandle stream, GraphHandle graph) override;
    Status destroy(PoolHandle pool) override;
    Status destroy(StreamHandle stream) override;
    Status destroy(EventHandle event) override;
    Status destroy(BufferHandle buffer) override;
    Status destroy(PinnedHandle memory) override;
    Status destroy(ModuleHandle module) override;
    Status destroy(GraphHandle graph) override;

private:
    using Operation = std::function<Nanoseconds()>; ///< does what was queued; returns how long it takes
    using Operations = std::vector<Operation>;
    using Multiprocessors = std::vector<std::uint32_t>;
    struct StreamState {
        PoolHandle pool;
        Nanoseconds end{0}; ///< of what was queued
        std::optional<Operations> captured;
    };
    struct Memory {
        std::unique_ptr<std::byte, void (*)(void*)> bytes;
        std::size_t size = 0;
        bool isPinned = false;
    };

    Status enter(const char* call, Nanoseconds cost);
    tl::unexpected<Error> misuse(const std::string& words);
    Nanoseconds lastEnd() const;
    Multiprocessors multiprocessorsOf(const AtomRange& range) const;
    StreamState* find(StreamHandle stream);
    Status queue(StreamHandle stream, Operation operation);
    Status checkPlans(const std::string& kernel, PoolHandle pool);
    Result<std::uint64_t> makeMemory(const char* call, std::size_t bytes, bool isPinned);
    Status dropMemory(const char* call, std::uint64_t address);
    bool isOnDevice(Address address) const;
    template <class Map, class Key>
    Status drop(const char* call, Nanoseconds cost, Map& map, const Key& key);

    const FakeGpuSettings m_settings;
    GpuInfo m_info;
    mutable std::mutex m_mutex;
    std::function<abi::Outcome(const std::string&)> m_failure;
    abi::Outcome m_lost = abi::Outcome::Success;
    std::vector<std::string> m_misuses;
    std::uint64_t m_calls = 0;
    std::uint64_t m_nextHandle = 1;
    Nanoseconds m_now{0};
    std::uint64_t m_keptBytes = 0; ///< by pools, for good
    std::uint64_t m_allocatedBytes = 0;
    std::map<std::string, FakeKernel> m_twins;
    std::map<PoolHandle, Multiprocessors> m_pools;
    std::map<StreamHandle, StreamState> m_streams;
    std::map<EventHandle, std::optional<Nanoseconds>> m_events;
    std::map<std::uint64_t, Memory> m_memory; ///< by address
    std::map<ModuleHandle, bool> m_modules;
    std::map<KernelHandle, std::string> m_kernels;
    std::map<GraphHandle, Operations> m_graphs;
    std::map<std::pair<std::thread::id, std::string>, PoolHandle> m_plans;
};

} // namespace jackdaw::cuda
