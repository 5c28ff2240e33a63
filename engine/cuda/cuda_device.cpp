// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/cuda/cuda_device.h"

#include "engine/compute/lane.h"
#include "engine/cuda/stand_in.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace jackdaw::cuda {
namespace {

thread_local const CurrentLane* t_currentLane = nullptr;

/// Whether the GPU still works, for all lanes.
class Loss {
public:
    /// Remembers the first error after which nothing works any more.
    void note(const Status& outcome)
    {
        if (outcome || outcome.error().code != ErrorCode::NotFound)
            return;
        const std::lock_guard lock(m_mutex);
        if (!m_error)
            m_error = outcome.error();
    }
    Status check() const
    {
        const std::lock_guard lock(m_mutex);
        return m_error ? Status(tl::unexpected(*m_error)) : Status{};
    }

private:
    mutable std::mutex m_mutex;
    std::optional<Error> m_error;
};

/// A stream, and the thread that serves it.
class CudaLane {
public:
    static Result<std::unique_ptr<CudaLane>> make(Gpu& gpu, PoolHandle pool, std::uint32_t multiprocessors)
    {
        std::unique_ptr<CudaLane> lane(new CudaLane(gpu, pool, multiprocessors));
        Status made = own(gpu, gpu.createStream(pool), lane->m_stream);
        if (made)
            made = own(gpu, gpu.createEvent(), lane->m_begun);
        if (made)
            made = own(gpu, gpu.createEvent(), lane->m_ended);
        lane->m_current.stream = lane->m_stream.get();
        return made.map([&] { return std::move(lane); });
    }

    void submit(compute::Ticket ticket, compute::Work work, const std::function<void()>& onThreadStart, Loss& loss,
                compute::CompletionQueue& completions)
    {
        if (!m_thread) {
            const auto start = [this, onThreadStart] {
                t_currentLane = &m_current;
                if (onThreadStart)
                    onThreadStart();
            };
            m_thread.emplace(
                start, [this, &loss](compute::Ticket of, const compute::Work& batch) { return run(of, batch, loss); },
                completions);
        }
        m_thread->submit(ticket, std::move(work));
    }

private:
    CudaLane(Gpu& gpu, PoolHandle pool, std::uint32_t multiprocessors) : m_current{gpu, {}, pool, multiprocessors} { }

    compute::Completion run(compute::Ticket ticket, const compute::Work& work, Loss& loss) const
    {
        if (Status lost = loss.check(); !lost)
            return {ticket, Nanoseconds{0}, std::move(lost)};
        if (Status begun = m_current.gpu.record(m_begun.get(), m_current.stream); !begun) {
            loss.note(begun);
            return {ticket, Nanoseconds{0}, std::move(begun)};
        }
        Status outcome = compute::runGuarded(work);
        const auto duration = finish();
        const Status finished = duration.map([](Nanoseconds) {});
        loss.note(finished);
        return {ticket, duration.value_or(Nanoseconds{0}), outcome ? finished : std::move(outcome)};
    }

    /// Waits for all that a batch queued, also when it failed: nobody may touch its memory before that has ended.
    Result<Nanoseconds> finish() const
    {
        Gpu& gpu = m_current.gpu;
        const Status recorded = gpu.record(m_ended.get(), m_current.stream);
        const Status ended = recorded ? gpu.wait(m_ended.get()) : gpu.synchronize(m_current.stream);
        if (!recorded || !ended)
            return tl::unexpected(recorded ? ended.error() : recorded.error());
        return gpu.between(m_begun.get(), m_ended.get());
    }

    Stream m_stream;
    Event m_begun;
    Event m_ended;
    CurrentLane m_current;
    std::optional<compute::LaneThread> m_thread; ///< last: it uses the others
};

/// One pool with its lanes, made once.
struct PreparedPool {
    Pool pool; ///< none where the GPU has no pools
    std::vector<std::unique_ptr<CudaLane>> lanes; ///< go before their pool

    static Result<PreparedPool> make(Gpu& gpu, const std::optional<AtomRange>& range, std::uint32_t multiprocessors,
                                     std::uint32_t lanes)
    {
        PreparedPool prepared;
        if (range) {
            auto pool = own(gpu, gpu.createPool(*range));
            if (!pool)
                return tl::unexpected(pool.error());
            prepared.pool = *std::move(pool);
        }
        for (std::uint32_t i = 0; i < lanes; ++i) {
            auto lane = CudaLane::make(gpu, prepared.pool.get(), multiprocessors);
            if (!lane)
                return tl::unexpected(lane.error());
            prepared.lanes.push_back(*std::move(lane));
        }
        return prepared;
    }
};

class CudaDevice final : public compute::Device {
public:
    static Result<std::unique_ptr<compute::Device>> make(std::shared_ptr<Gpu> gpu, CudaSettings settings);

    const compute::DeviceInfo& info() const override { return m_info; }
    compute::DeviceMemory memory() const override;
    Result<std::vector<Share>> partition(const std::vector<Share>& sizes) override;
    std::vector<Share> pools() const override { return sizesOf(m_current); }
    Result<compute::Ticket> submit(compute::LaneId lane, compute::Work work) override;
    std::vector<compute::Completion> takeCompletions() override { return m_completions.takeAll(); }
    void setListener(std::function<void()> listener) override { m_completions.setListener(std::move(listener)); }

private:
    CudaDevice(std::shared_ptr<Gpu> gpu, CudaSettings settings) : m_gpu(std::move(gpu)), m_settings(std::move(settings))
    {
    }

    Status prepare();
    std::vector<Share> sizesOf(std::size_t layout) const;

    std::shared_ptr<Gpu> m_gpu;
    CudaSettings m_settings;
    compute::DeviceInfo m_info;
    std::uint64_t m_usedBefore = 0; ///< bytes that others had taken when the device was made
    Atoms m_atoms; ///< one atom of everything where the GPU has no pools
    std::vector<PoolLayout> m_layouts;
    std::size_t m_current = 0; ///< layout
    std::uint64_t m_nextTicket = 0;
    Loss m_loss;
    compute::CompletionQueue m_completions;
    std::map<AtomRange, PreparedPool> m_pools; ///< last: the lanes' threads use the others
};

Result<std::unique_ptr<compute::Device>> CudaDevice::make(std::shared_ptr<Gpu> gpu, CudaSettings settings)
{
    std::unique_ptr<CudaDevice> device(new CudaDevice(std::move(gpu), std::move(settings)));
    if (const Status prepared = device->prepare(); !prepared)
        return tl::unexpected(prepared.error());
    return device;
}

Status CudaDevice::prepare()
{
    const auto memory = m_gpu->memory();
    const auto atoms = m_gpu->atoms();
    const bool hasPools = atoms.has_value();
    if (!memory || (!hasPools && atoms.error().code != ErrorCode::Unsupported))
        return tl::unexpected(memory ? atoms.error() : memory.error());
    m_usedBefore = memory->totalBytes - memory->freeBytes;
    m_atoms = atoms.value_or(Atoms{1, m_gpu->info().multiprocessors, 0});
    m_layouts = hasPools ? layoutsFor(m_atoms, m_settings.layouts) : std::vector<PoolLayout>{{m_atoms.all()}};
    for (const PoolLayout& layout : m_layouts) {
        for (const AtomRange& range : layout) {
            if (m_pools.contains(range))
                continue;
            auto pool = PreparedPool::make(*m_gpu, hasPools ? std::optional(range) : std::nullopt,
                                           m_atoms.multiprocessors(range), m_settings.lanesPerPool);
            if (!pool)
                return tl::unexpected(pool.error());
            m_pools.emplace(range, *std::move(pool));
        }
    }
    m_info = {.kind = "cuda",
              .name = describe(m_gpu->info().name, m_gpu->info().multiprocessors,
                               hasPools ? std::optional(m_atoms) : std::nullopt),
              .memoryBytes = memory->totalBytes,
              .mostPools = mostPools(m_layouts),
              .lanesPerPool = m_settings.lanesPerPool,
              .unit = m_atoms.share({0, 1, false}),
              .gpu = m_gpu->info().isFake ? std::nullopt : std::optional(m_gpu->info().ordinal)};
    const auto finest = std::find_if(m_layouts.begin(), m_layouts.end(),
                                     [&](const auto& each) { return each.size() == m_info.mostPools; });
    for (const Share pool : sizesOf(static_cast<std::size_t>(finest - m_layouts.begin())))
        m_info.lanes.push_back(pool / static_cast<double>(m_info.lanesPerPool));
    return {};
}

compute::DeviceMemory CudaDevice::memory() const
{
    const auto memory = m_gpu->memory();
    if (!memory)
        return {m_info.memoryBytes, 0};
    const std::uint64_t used = memory->totalBytes - memory->freeBytes;
    return {memory->totalBytes, used > m_usedBefore ? used - m_usedBefore : 0};
}

std::vector<Share> CudaDevice::sizesOf(std::size_t layout) const
{
    std::vector<Share> sizes;
    for (const AtomRange& range : m_layouts[layout])
        sizes.push_back(m_atoms.share(range));
    return sizes;
}

Result<std::vector<Share>> CudaDevice::partition(const std::vector<Share>& sizes)
{
    if (const Status valid = compute::checkPools(sizes, m_info); !valid)
        return tl::unexpected(valid.error());
    if (const Status works = m_loss.check(); !works)
        return tl::unexpected(works.error());
    m_current = nearestLayout(m_layouts, m_atoms, sizes);
    return pools();
}

Result<compute::Ticket> CudaDevice::submit(compute::LaneId lane, compute::Work work)
{
    if (const Status works = m_loss.check(); !works)
        return tl::unexpected(works.error());
    const PoolLayout& layout = m_layouts[m_current];
    if (lane.pool >= layout.size() || lane.lane >= m_info.lanesPerPool)
        return fail(ErrorCode::InvalidInput,
                    "A batch was sent to lane " + std::to_string(lane.lane) + " of pool " + std::to_string(lane.pool)
                        + " of " + m_info.name + ", which has " + std::to_string(m_info.lanesPerPool)
                        + " lanes in each of " + std::to_string(layout.size()) + " pools.");
    const compute::Ticket ticket{m_nextTicket++};
    m_pools.at(layout[lane.pool])
        .lanes[lane.lane]
        ->submit(ticket, std::move(work), m_settings.onThreadStart, m_loss, m_completions);
    return ticket;
}

} // namespace

const CurrentLane* currentLane()
{
    return t_currentLane;
}

Result<std::unique_ptr<compute::Device>> makeCudaDevice(std::shared_ptr<Gpu> gpu, CudaSettings settings)
{
    return CudaDevice::make(std::move(gpu), std::move(settings));
}

} // namespace jackdaw::cuda
