// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/base/units.h"
#include "engine/cuda/atoms.h"
#include "engine/cuda/handles.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>

namespace jackdaw::cuda {

/// What a GPU is.
struct GpuInfo {
    int ordinal = 0; ///< place in the driver's order, by which other libraries of the process know it
    std::string name;
    std::string busId; ///< "00000000:01:00.0": the name that telemetry knows it by
    int computeCapability = 0; ///< 90 is 9.0
    std::uint32_t multiprocessors = 0;
    std::uint64_t memoryBytes = 0;
    int driverVersion = 0; ///< newest CUDA that the driver knows: 13000 is 13.0
    bool isFake = false;
};

struct GpuMemory {
    std::uint64_t totalBytes = 0;
    std::uint64_t freeBytes = 0;
};

/// How a kernel is launched.
struct Grid {
    std::uint32_t blocks = 1;
    std::uint32_t threads = 1; ///< of a block
};

/// An address of device or host memory; the driver tells them apart.
using Address = std::uint64_t;

inline Address addressOf(const void* pointer)
{
    return reinterpret_cast<Address>(pointer);
}

/// One GPU as its driver shows it: what the house needs of contexts, streams, events, memory, kernels and graphs. There
/// is the real one (openGpus()) and a fake one (FakeGpu) that keeps the rules which were measured.
///
/// All calls may come from any thread. Each fails with an error that names it; OutOfMemory and Internal leave the GPU
/// as it was, after NotFound nothing works any more. What is created is destroyed by the caller, pools after their
/// streams; own() does so.
class Gpu {
public:
    virtual ~Gpu() = default;

    virtual const GpuInfo& info() const = 0;
    virtual Result<GpuMemory> memory() = 0;
    /// Time of the host that calls are made from; a fake's is virtual.
    virtual Nanoseconds now() const = 0;

    /// The parts that pools are made of. Unsupported where there are no pools: an old driver, a slice of a GPU.
    virtual Result<Atoms> atoms() = 0;
    /// A part of the multiprocessors (a green context). It keeps some memory for good, and waits for kernels that run:
    /// pools are made once, at the start.
    virtual Result<PoolHandle> createPool(const AtomRange& atoms) = 0;

    /// A serial queue in \p pool; of the whole GPU if there is none.
    virtual Result<StreamHandle> createStream(PoolHandle pool) = 0;
    /// Waits until all that was queued has ended.
    virtual Status synchronize(StreamHandle stream) = 0;

    virtual Result<EventHandle> createEvent() = 0;
    virtual Status record(EventHandle event, StreamHandle stream) = 0;
    /// Waits on the calling thread.
    virtual Status wait(EventHandle event) = 0;
    /// Lets \p stream wait.
    virtual Status wait(StreamHandle stream, EventHandle event) = 0;
    virtual Result<bool> hasPassed(EventHandle event) = 0;
    /// From one to another, both passed.
    virtual Result<Nanoseconds> between(EventHandle from, EventHandle to) = 0;

    virtual Result<BufferHandle> allocate(std::size_t bytes) = 0;
    /// Host memory that copies use directly.
    virtual Result<PinnedHandle> allocatePinned(std::size_t bytes) = 0;
    virtual Status copy(StreamHandle stream, Address to, Address from, std::size_t bytes) = 0;
    virtual Status fill(StreamHandle stream, Address to, std::uint8_t value, std::size_t bytes) = 0;

    /// Kernels for several kinds of GPU in one image (a fat binary), of which the driver takes what fits.
    virtual Result<ModuleHandle> load(std::span<const std::byte> image) = 0;
    virtual Result<KernelHandle> kernel(ModuleHandle module, const std::string& name) = 0;
    /// All parameters of a kernel are words of 64 bits: addresses and counts. The last one may be a struct of several.
    virtual Status launch(StreamHandle stream, KernelHandle kernel, Grid grid,
                          std::span<const std::uint64_t> arguments) = 0;

    /// From now on what is queued in \p stream by this thread becomes a graph instead.
    virtual Status beginCapture(StreamHandle stream) = 0;
    /// A graph runs on the pool that it was captured in, whichever stream it is launched in.
    virtual Result<GraphHandle> endCapture(StreamHandle stream) = 0;
    virtual Status launch(StreamHandle stream, GraphHandle graph) = 0;

    virtual Status destroy(PoolHandle pool) = 0;
    virtual Status destroy(StreamHandle stream) = 0;
    virtual Status destroy(EventHandle event) = 0;
    virtual Status destroy(BufferHandle buffer) = 0;
    virtual Status destroy(PinnedHandle memory) = 0;
    virtual Status destroy(ModuleHandle module) = 0;
    virtual Status destroy(GraphHandle graph) = 0;
};

/// Owns what a handle names.
template <class Handle>
class Owned {
public:
    Owned() = default;
    Owned(Gpu& gpu, Handle handle) : m_gpu(&gpu), m_handle(handle) { }
    Owned(Owned&& other) noexcept : m_gpu(other.m_gpu), m_handle(std::exchange(other.m_handle, {})) { }
    Owned& operator=(Owned&& other) noexcept
    {
        std::swap(m_gpu, other.m_gpu);
        std::swap(m_handle, other.m_handle);
        return *this;
    }
    ~Owned() { reset(); }

    Handle get() const { return m_handle; }
    explicit operator bool() const { return static_cast<bool>(m_handle); }

    /// Destroys it now; the destructor has nobody to tell that it failed.
    Status reset() { return m_handle ? m_gpu->destroy(std::exchange(m_handle, {})) : Status{}; }

private:
    Gpu* m_gpu = nullptr;
    Handle m_handle;
};

using Pool = Owned<PoolHandle>;
using Stream = Owned<StreamHandle>;
using Event = Owned<EventHandle>;
using Buffer = Owned<BufferHandle>;
using Pinned = Owned<PinnedHandle>;
using Module = Owned<ModuleHandle>;
using Graph = Owned<GraphHandle>;

/// What \p gpu has just created, owned: own(gpu, gpu.createEvent()).
template <class Handle>
Result<Owned<Handle>> own(Gpu& gpu, Result<Handle> created)
{
    return std::move(created).map([&gpu](Handle handle) { return Owned<Handle>(gpu, handle); });
}

/// The same for several things in a row, of which the first error is told: it goes to \p owner.
template <class Handle>
Status own(Gpu& gpu, Result<Handle> created, Owned<Handle>& owner)
{
    return own(gpu, std::move(created)).map([&owner](Owned<Handle> owned) { owner = std::move(owned); });
}

} // namespace jackdaw::cuda
