// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/check/parts.h"
#include "app/check/probe.h"
#include "app/check/steps.h"
#include "app/check/timing.h"

#include <array>

namespace jackdaw::check {
namespace {

constexpr double kMebibyte = 1 << 20;
constexpr int kPools = 30;
constexpr std::uint64_t kShortCycles = 1'000;
constexpr std::uint64_t kLongCycles = 40'000'000; ///< about 20 ms

struct Costs {
    Times createPool;
    Times createStream;
    Times firstKernel;
    Times destroyStream;
    Times destroyPool;
};

Status launchShort(Bench& bench, cuda::StreamHandle stream)
{
    return inOrder({
        [&] {
            return bench.gpu->launch(stream, bench.kernels.spin, {1, 32}, std::array{kShortCycles});
        },
        [&] { return bench.gpu->synchronize(stream); },
    });
}

Status makeAndDestroy(Bench& bench, const cuda::AtomRange& range, Costs& costs)
{
    cuda::Gpu& gpu = *bench.gpu;
    PoolWithStream made;
    const auto timed = [&gpu](Times& times, const std::function<Status()>& step) {
        const Nanoseconds begun = gpu.now();
        Status done = step();
        times.add(gpu.now() - begun);
        return done;
    };
    return inOrder({
        [&] { return timed(costs.createPool, [&] { return own(gpu, gpu.createPool(range), made.pool); }); },
        [&] {
            return timed(costs.createStream, [&] { return own(gpu, gpu.createStream(made.pool.get()), made.stream); });
        },
        [&] { return timed(costs.firstKernel, [&] { return launchShort(bench, made.stream.get()); }); },
        [&] { return timed(costs.destroyStream, [&] { return made.stream.reset(); }); },
        [&] { return timed(costs.destroyPool, [&] { return made.pool.reset(); }); },
    });
}

Result<double> freeMebibytes(cuda::Gpu& gpu)
{
    return gpu.memory().map(
        [](const cuda::GpuMemory& memory) { return static_cast<double>(memory.freeBytes) / kMebibyte; });
}

/// Makes one more pool while another is busy for some 20 ms.
Status checkBesideABusyPool(Bench& bench, const cuda::Atoms& atoms, const Say& say)
{
    const auto busy = PoolWithStream::make(*bench.gpu, {1, atoms.count - 1, false});
    if (!busy)
        return tl::unexpected(busy.error());
    const Status queued = bench.gpu->launch(busy->stream.get(), bench.kernels.spin, {8, 256}, std::array{kLongCycles});
    if (!queued)
        return queued;
    const Nanoseconds begun = bench.gpu->now();
    const auto other = PoolWithStream::make(*bench.gpu, {0, 1, false});
    const Nanoseconds took = bench.gpu->now() - begun;
    if (!other)
        return tl::unexpected(other.error());
    say({"beside a busy pool", {{"create_ms", toSeconds(took) * 1e3}}, {}});
    return bench.gpu->synchronize(busy->stream.get());
}

} // namespace

Status checkPoolCosts(Bench& bench, const Say& say)
{
    const auto atoms = bench.gpu->atoms();
    if (!atoms || atoms->count < 2) {
        say({"no pools", {{"why", atoms ? "The device has one atom." : atoms.error().message}}, {}});
        return {};
    }
    const int pools = bench.repetitions(kPools);
    Costs costs;
    const auto before = freeMebibytes(*bench.gpu);
    const Status made = repeat(pools, [&] {
        return makeAndDestroy(bench, {0, std::min(4U, atoms->count), false}, costs);
    });
    const auto after = freeMebibytes(*bench.gpu);
    if (!made || !before || !after)
        return made ? tl::unexpected((before ? after : before).error()) : made;
    say({"making and destroying (us)",
         {{"create_pool_p50", costs.createPool.median()},
          {"create_pool_max", costs.createPool.most()},
          {"create_stream_p50", costs.createStream.median()},
          {"first_kernel_p50", costs.firstKernel.median()},
          {"first_kernel_max", costs.firstKernel.most()},
          {"destroy_stream_p50", costs.destroyStream.median()},
          {"destroy_pool_p50", costs.destroyPool.median()},
          {"destroy_pool_max", costs.destroyPool.most()},
          {"kept_mib_per_pool", (*before - *after) / pools}},
         {{"pool made, p50", costs.createPool.median() / 1e3, Bar::Kind::AtMost, 5.0, "ms"},
          {"pool destroyed, p50", costs.destroyPool.median() / 1e3, Bar::Kind::AtMost, 0.1, "ms"}}});
    return checkBesideABusyPool(bench, *atoms, say);
}

} // namespace jackdaw::check
