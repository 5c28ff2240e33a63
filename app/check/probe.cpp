// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/check/probe.h"

#include "app/check/steps.h"

#include <array>

namespace jackdaw::check {
namespace {

constexpr std::uint64_t kNumbers = 1024; ///< more than any GPU has multiprocessors
constexpr std::size_t kBytes = kNumbers * sizeof(std::uint32_t);
constexpr cuda::Grid kManyBlocks{1056, 512};
constexpr std::uint64_t kCycles = 20'000;

} // namespace

Result<Probe> Probe::make(Bench& bench)
{
    Probe probe(bench);
    return own(*bench.gpu, bench.gpu->allocate(kBytes), probe.m_counts).map([&] { return std::move(probe); });
}

Status Probe::clear(cuda::StreamHandle stream)
{
    return m_bench->gpu->fill(stream, m_counts.get().value, 0, kBytes);
}

Status Probe::queue(cuda::StreamHandle stream)
{
    return m_bench->gpu->launch(stream, m_bench->kernels.markMultiprocessors, kManyBlocks,
                                std::array{m_counts.get().value, kNumbers, kCycles});
}

Result<Numbers> Probe::seen(cuda::StreamHandle stream)
{
    std::array<std::uint32_t, kNumbers> counts{};
    const Status done = inOrder({
        [&] { return m_bench->gpu->copy(stream, cuda::addressOf(counts.data()), m_counts.get().value, kBytes); },
        [&] { return m_bench->gpu->synchronize(stream); },
    });
    return done.map([&] {
        Numbers numbers;
        for (std::uint32_t i = 0; i < kNumbers; ++i) {
            if (counts[i] > 0)
                numbers.insert(i);
        }
        return numbers;
    });
}

Result<Numbers> Probe::run(cuda::StreamHandle stream)
{
    const Status queued = inOrder({[&] { return clear(stream); }, [&] { return queue(stream); }});
    if (!queued)
        return tl::unexpected(queued.error());
    return seen(stream);
}

Result<PoolWithStream> PoolWithStream::make(cuda::Gpu& gpu, const cuda::AtomRange& range)
{
    PoolWithStream made;
    const Status done = inOrder({
        [&] { return own(gpu, gpu.createPool(range), made.pool); },
        [&] { return own(gpu, gpu.createStream(made.pool.get()), made.stream); },
    });
    return done.map([&] { return std::move(made); });
}

Result<std::vector<PoolWithStream>> makePools(cuda::Gpu& gpu, const cuda::Atoms& atoms,
                                              const std::vector<std::uint32_t>& counts)
{
    std::vector<PoolWithStream> pools;
    std::uint32_t first = 0;
    for (const std::uint32_t count : counts) {
        const bool isLast = pools.size() + 1 == counts.size();
        auto pool = PoolWithStream::make(gpu, {first, count, isLast && atoms.rest > 0});
        if (!pool)
            return tl::unexpected(pool.error());
        pools.push_back(*std::move(pool));
        first += count;
    }
    return pools;
}

} // namespace jackdaw::check
