// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/cuda/fake_gpu.h"

#include "engine/cuda/driver_error.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <iterator>
#include <numeric>

namespace jackdaw::cuda {
namespace {

constexpr int kDriverVersion = 13000;
constexpr int kComputeCapability = 90;

} // namespace

FakeGpu::FakeGpu(FakeGpuSettings settings) : m_settings(std::move(settings))
{
    m_info = {.name = m_settings.name,
              .busId = "fake",
              .computeCapability = kComputeCapability,
              .multiprocessors = m_settings.atoms.multiprocessors(),
              .memoryBytes = m_settings.memoryBytes,
              .driverVersion = kDriverVersion,
              .isFake = true};
}

FakeGpu::~FakeGpu() = default;

void FakeGpu::define(const std::string& kernel, FakeKernel twin)
{
    const std::lock_guard lock(m_mutex);
    m_twins[kernel] = std::move(twin);
}

void FakeGpu::setFailure(std::function<abi::Outcome(const std::string&)> failure)
{
    const std::lock_guard lock(m_mutex);
    m_failure = std::move(failure);
}

std::size_t FakeGpu::alive() const
{
    const std::lock_guard lock(m_mutex);
    return m_pools.size() + m_streams.size() + m_events.size() + m_memory.size() + m_modules.size() + m_graphs.size();
}

std::vector<std::string> FakeGpu::misuses() const
{
    const std::lock_guard lock(m_mutex);
    return m_misuses;
}

std::uint64_t FakeGpu::calls() const
{
    const std::lock_guard lock(m_mutex);
    return m_calls;
}

Nanoseconds FakeGpu::now() const
{
    const std::lock_guard lock(m_mutex);
    return m_now;
}

Status FakeGpu::enter(const char* call, Nanoseconds cost)
{
    ++m_calls;
    m_now += cost;
    abi::Outcome outcome = m_lost;
    if (outcome == abi::Outcome::Success && m_failure)
        outcome = m_failure(call);
    if (outcome == abi::Outcome::Success)
        return {};
    Error error = callError(m_info.name, call, outcome);
    if (error.code == ErrorCode::NotFound)
        m_lost = outcome;
    return tl::unexpected(std::move(error));
}

tl::unexpected<Error> FakeGpu::misuse(const std::string& words)
{
    m_misuses.push_back(words);
    return tl::unexpected<Error>(callError(m_info.name, words, abi::Outcome::InvalidHandle));
}

Nanoseconds FakeGpu::lastEnd() const
{
    Nanoseconds last = m_now;
    for (const auto& [handle, stream] : m_streams)
        last = std::max(last, stream.end);
    return last;
}

FakeGpu::Multiprocessors FakeGpu::multiprocessorsOf(const AtomRange& range) const
{
    const Atoms& atoms = m_settings.atoms;
    Multiprocessors numbers(std::size_t{range.count} * atoms.size);
    std::iota(numbers.begin(), numbers.end(), range.first * atoms.size);
    for (std::uint32_t i = 0; range.withRest && i < atoms.rest; ++i)
        numbers.push_back(atoms.count * atoms.size + i);
    return numbers;
}

FakeGpu::StreamState* FakeGpu::find(StreamHandle stream)
{
    const auto found = m_streams.find(stream);
    return found == m_streams.end() ? nullptr : &found->second;
}

Result<GpuMemory> FakeGpu::memory()
{
    const std::lock_guard lock(m_mutex);
    return enter("cuMemGetInfo", m_settings.otherCall).map([&] {
        return GpuMemory{m_settings.memoryBytes, m_settings.memoryBytes - m_allocatedBytes - m_keptBytes};
    });
}

Result<Atoms> FakeGpu::atoms()
{
    const std::lock_guard lock(m_mutex);
    if (!m_settings.hasPools)
        return fail(ErrorCode::Unsupported, m_info.name + " cannot be divided into pools: jobs share its time.");
    return enter("cuDevSmResourceSplitByCount", m_settings.otherCall).map([&] { return m_settings.atoms; });
}

Result<PoolHandle> FakeGpu::createPool(const AtomRange& range)
{
    const std::lock_guard lock(m_mutex);
    if (!m_settings.hasPools || range.first + range.count > m_settings.atoms.count
        || m_settings.atoms.multiprocessors(range) == 0)
        return fail(ErrorCode::InvalidInput, m_info.name + " has no such atoms.");
    m_now = lastEnd();
    if (const Status made = enter("cuGreenCtxCreate", m_settings.createPool); !made)
        return tl::unexpected(made.error());
    if (m_allocatedBytes + m_keptBytes + m_settings.poolBytes > m_settings.memoryBytes)
        return tl::unexpected(callError(m_info.name, "cuGreenCtxCreate", abi::Outcome::OutOfMemory));
    m_keptBytes += m_settings.poolBytes;
    const PoolHandle pool{m_nextHandle++};
    m_pools[pool] = multiprocessorsOf(range);
    return pool;
}

Result<StreamHandle> FakeGpu::createStream(PoolHandle pool)
{
    const std::lock_guard lock(m_mutex);
    const char* call = pool ? "cuGreenCtxStreamCreate" : "cuStreamCreate";
    if (pool && !m_pools.contains(pool))
        return misuse(std::string(call) + " in a pool that is gone");
    return enter(call, m_settings.createStream).map([&] {
        const StreamHandle stream{m_nextHandle++};
        m_streams[stream] = {pool, m_now, {}};
        return stream;
    });
}

Status FakeGpu::synchronize(StreamHandle handle)
{
    const std::lock_guard lock(m_mutex);
    const StreamState* stream = find(handle);
    if (!stream)
        return misuse("cuStreamSynchronize of a stream that is gone");
    m_now = std::max(m_now, stream->end);
    return enter("cuStreamSynchronize", m_settings.otherCall);
}

Result<EventHandle> FakeGpu::createEvent()
{
    const std::lock_guard lock(m_mutex);
    return enter("cuEventCreate", m_settings.otherCall).map([&] {
        const EventHandle event{m_nextHandle++};
        m_events[event] = std::nullopt;
        return event;
    });
}

Status FakeGpu::record(EventHandle event, StreamHandle handle)
{
    const std::lock_guard lock(m_mutex);
    const StreamState* stream = find(handle);
    if (!stream || !m_events.contains(event))
        return misuse("cuEventRecord of what is gone");
    const Status recorded = enter("cuEventRecord", m_settings.otherCall);
    if (recorded)
        m_events[event] = std::max(m_now, stream->end);
    return recorded;
}

Status FakeGpu::wait(EventHandle event)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_events.find(event);
    if (found == m_events.end())
        return misuse("cuEventSynchronize of an event that is gone");
    m_now = std::max(m_now, found->second.value_or(m_now));
    return enter("cuEventSynchronize", m_settings.otherCall);
}

Status FakeGpu::wait(StreamHandle handle, EventHandle event)
{
    const std::lock_guard lock(m_mutex);
    StreamState* stream = find(handle);
    const auto found = m_events.find(event);
    if (!stream || found == m_events.end())
        return misuse("cuStreamWaitEvent of what is gone");
    const Status queued = enter("cuStreamWaitEvent", m_settings.otherCall);
    if (queued)
        stream->end = std::max(stream->end, found->second.value_or(stream->end));
    return queued;
}

Result<bool> FakeGpu::hasPassed(EventHandle event)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_events.find(event);
    if (found == m_events.end())
        return misuse("cuEventQuery of an event that is gone");
    return enter("cuEventQuery", m_settings.otherCall).map([&] { return found->second.value_or(m_now) <= m_now; });
}

Result<Nanoseconds> FakeGpu::between(EventHandle from, EventHandle to)
{
    const std::lock_guard lock(m_mutex);
    const auto begin = m_events.find(from);
    const auto end = m_events.find(to);
    if (begin == m_events.end() || end == m_events.end() || !begin->second || !end->second)
        return misuse("cuEventElapsedTime of events that were not recorded");
    return enter("cuEventElapsedTime", m_settings.otherCall).map([&] { return *end->second - *begin->second; });
}

Result<std::uint64_t> FakeGpu::makeMemory(const char* call, std::size_t bytes, bool isPinned)
{
    const std::lock_guard lock(m_mutex);
    if (const Status made = enter(call, m_settings.otherCall); !made)
        return tl::unexpected(made.error());
    const bool fits = isPinned || m_allocatedBytes + m_keptBytes + bytes <= m_settings.memoryBytes;
    // Pages that nobody touches cost nothing.
    auto* address = fits ? static_cast<std::byte*>(std::calloc(std::max<std::size_t>(bytes, 1), 1)) : nullptr;
    if (!address)
        return tl::unexpected(callError(m_info.name, call, abi::Outcome::OutOfMemory));
    m_memory.emplace(addressOf(address), Memory{{address, std::free}, bytes, isPinned});
    m_allocatedBytes += isPinned ? 0 : bytes;
    return addressOf(address);
}

Result<BufferHandle> FakeGpu::allocate(std::size_t bytes)
{
    return makeMemory("cuMemAlloc", bytes, false).map([](std::uint64_t address) { return BufferHandle{address}; });
}

Result<PinnedHandle> FakeGpu::allocatePinned(std::size_t bytes)
{
    return makeMemory("cuMemHostAlloc", bytes, true).map([](std::uint64_t address) { return PinnedHandle{address}; });
}

bool FakeGpu::isOnDevice(Address address) const
{
    const auto after = m_memory.upper_bound(address);
    if (after == m_memory.begin())
        return false;
    const auto& [start, memory] = *std::prev(after);
    return !memory.isPinned && address < start + memory.size;
}

Status FakeGpu::copy(StreamHandle stream, Address to, Address from, std::size_t bytes)
{
    const std::lock_guard lock(m_mutex);
    if (const Status entered = enter("cuMemcpyAsync", m_settings.otherCall); !entered)
        return entered;
    const bool stays = isOnDevice(to) && isOnDevice(from);
    const double speed = stays ? m_settings.bytesPerSecond / 2.0 : m_settings.hostBytesPerSecond;
    return queue(stream, [=] {
        std::memmove(reinterpret_cast<void*>(to), reinterpret_cast<const void*>(from), bytes);
        return fromSeconds(static_cast<double>(bytes) / speed);
    });
}

Status FakeGpu::fill(StreamHandle stream, Address to, std::uint8_t value, std::size_t bytes)
{
    const std::lock_guard lock(m_mutex);
    if (const Status entered = enter("cuMemsetD8Async", m_settings.otherCall); !entered)
        return entered;
    return queue(stream, [=, speed = m_settings.bytesPerSecond] {
        std::memset(reinterpret_cast<void*>(to), value, bytes);
        return fromSeconds(static_cast<double>(bytes) / speed);
    });
}

Status FakeGpu::queue(StreamHandle handle, Operation operation)
{
    StreamState* stream = find(handle);
    if (!stream)
        return misuse("work for a stream that is gone");
    if (stream->captured)
        stream->captured->push_back(std::move(operation));
    else
        stream->end = std::max(stream->end, m_now) + operation();
    return {};
}

Result<ModuleHandle> FakeGpu::load(std::span<const std::byte>)
{
    const std::lock_guard lock(m_mutex);
    return enter("cuLibraryLoadData", m_settings.otherCall).map([&] {
        const ModuleHandle module{m_nextHandle++};
        m_modules[module] = true;
        return module;
    });
}

Result<KernelHandle> FakeGpu::kernel(ModuleHandle module, const std::string& name)
{
    const std::lock_guard lock(m_mutex);
    if (!m_modules.contains(module))
        return misuse("cuLibraryGetKernel of a module that is gone");
    if (const Status entered = enter("cuLibraryGetKernel", m_settings.otherCall); !entered)
        return tl::unexpected(entered.error());
    if (!m_twins.contains(name))
        return fail(ErrorCode::NotFound, m_info.name + " has no twin of the kernel " + name + ".");
    const KernelHandle kernel{m_nextHandle++};
    m_kernels[kernel] = name;
    return kernel;
}

/// What a thread's first launch found out is of no use in another pool.
Status FakeGpu::checkPlans(const std::string& kernel, PoolHandle pool)
{
    const auto [known, isFirst] = m_plans.try_emplace({std::this_thread::get_id(), kernel}, pool);
    if (isFirst || known->second == pool)
        return {};
    return misuse("cuLaunchKernel of " + kernel + " by a thread that ran it in another pool");
}

Status FakeGpu::launch(StreamHandle handle, KernelHandle kernel, Grid grid, std::span<const std::uint64_t> arguments)
{
    const std::lock_guard lock(m_mutex);
    const StreamState* stream = find(handle);
    const auto name = m_kernels.find(kernel);
    if (!stream || name == m_kernels.end())
        return misuse("cuLaunchKernel of what is gone");
    if (const Status entered = enter("cuLaunchKernel", m_settings.launch); !entered)
        return entered;
    const FakeKernel& twin = m_twins.at(name->second);
    if (const Status allowed = twin.plansPerThread ? checkPlans(name->second, stream->pool) : Status{}; !allowed)
        return allowed;
    auto where = stream->pool ? m_pools.at(stream->pool) : multiprocessorsOf(m_settings.atoms.all());
    return queue(
        handle,
        [run = twin.run, grid, where = std::move(where), words = std::vector(arguments.begin(), arguments.end())] {
            return run({grid, words, where});
        });
}

Status FakeGpu::beginCapture(StreamHandle handle)
{
    const std::lock_guard lock(m_mutex);
    StreamState* stream = find(handle);
    if (!stream || stream->captured)
        return misuse("cuStreamBeginCapture of a stream that is gone or captured");
    const Status begun = enter("cuStreamBeginCapture", m_settings.otherCall);
    if (begun)
        stream->captured.emplace();
    return begun;
}

Result<GraphHandle> FakeGpu::endCapture(StreamHandle handle)
{
    const std::lock_guard lock(m_mutex);
    StreamState* stream = find(handle);
    if (!stream || !stream->captured)
        return misuse("cuStreamEndCapture of a stream that is not captured");
    Operations operations = *std::exchange(stream->captured, std::nullopt);
    return enter("cuStreamEndCapture", m_settings.otherCall).map([&] {
        const GraphHandle graph{m_nextHandle++};
        m_graphs[graph] = std::move(operations);
        return graph;
    });
}

Status FakeGpu::launch(StreamHandle stream, GraphHandle graph)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_graphs.find(graph);
    if (found == m_graphs.end())
        return misuse("cuGraphLaunch of a graph that is gone");
    if (const Status entered = enter("cuGraphLaunch", m_settings.launch); !entered)
        return entered;
    return queue(stream, [operations = found->second] {
        return std::accumulate(operations.begin(), operations.end(), Nanoseconds{0},
                               [](Nanoseconds sum, const Operation& operation) { return sum + operation(); });
    });
}

/// What is destroyed is gone, also when the call reports an error: the driver hands on those of earlier work.
template <class Map, class Key>
Status FakeGpu::drop(const char* call, Nanoseconds cost, Map& map, const Key& key)
{
    if (map.erase(key) == 0)
        return misuse(std::string(call) + " of what is gone");
    return enter(call, cost);
}

Status FakeGpu::destroy(PoolHandle pool)
{
    const std::lock_guard lock(m_mutex);
    if (std::any_of(m_streams.begin(), m_streams.end(), [&](const auto& one) { return one.second.pool == pool; }))
        return misuse("cuGreenCtxDestroy of a pool that has streams");
    return drop("cuGreenCtxDestroy", m_settings.destroyPool, m_pools, pool);
}

Status FakeGpu::destroy(StreamHandle stream)
{
    const std::lock_guard lock(m_mutex);
    return drop("cuStreamDestroy", m_settings.otherCall, m_streams, stream);
}

Status FakeGpu::destroy(EventHandle event)
{
    const std::lock_guard lock(m_mutex);
    return drop("cuEventDestroy", m_settings.otherCall, m_events, event);
}

Status FakeGpu::dropMemory(const char* call, std::uint64_t address)
{
    const std::lock_guard lock(m_mutex);
    m_now = lastEnd();
    const auto found = m_memory.find(address);
    if (found != m_memory.end() && !found->second.isPinned)
        m_allocatedBytes -= found->second.size;
    return drop(call, m_settings.otherCall, m_memory, address);
}

Status FakeGpu::destroy(BufferHandle buffer)
{
    return dropMemory("cuMemFree", buffer.value);
}

Status FakeGpu::destroy(PinnedHandle memory)
{
    return dropMemory("cuMemFreeHost", memory.value);
}

Status FakeGpu::destroy(ModuleHandle module)
{
    const std::lock_guard lock(m_mutex);
    return drop("cuLibraryUnload", m_settings.otherCall, m_modules, module);
}

Status FakeGpu::destroy(GraphHandle graph)
{
    const std::lock_guard lock(m_mutex);
    return drop("cuGraphExecDestroy", m_settings.otherCall, m_graphs, graph);
}

} // namespace jackdaw::cuda
