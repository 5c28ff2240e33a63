// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/check/parts.h"
#include "app/check/probe.h"
#include "app/check/steps.h"
#include "app/check/timing.h"

#include <array>

namespace jackdaw::check {
namespace {

constexpr int kChain = 200;
constexpr std::uint64_t kCycles = 500;
constexpr cuda::Grid kSmallGrid{32, 128};

/// Many small kernels, one by one and as a graph.
Status checkChain(Bench& bench, cuda::StreamHandle stream, const Say& say)
{
    cuda::Gpu& gpu = *bench.gpu;
    const auto chain = [&] {
        return repeat(kChain, [&] { return gpu.launch(stream, bench.kernels.spin, kSmallGrid, std::array{kCycles}); });
    };
    const auto graph = captured(gpu, stream, chain);
    if (!graph)
        return tl::unexpected(graph.error());
    const auto replay = [&] { return gpu.launch(stream, graph->get()); };
    const auto eager = timeOnStream(gpu, stream, bench.repetitions(50), chain);
    const auto replayed = timeOnStream(gpu, stream, bench.repetitions(50), replay);
    if (!eager || !replayed)
        return tl::unexpected((eager ? replayed : eager).error());
    Times launches;
    const Status launched = repeat(bench.repetitions(200), [&] {
        const Nanoseconds begun = gpu.now();
        const Status done = replay();
        launches.add(gpu.now() - begun);
        return done ? gpu.synchronize(stream) : done;
    });
    say({"200 small kernels",
         {{"one_by_one_us", toSeconds(*eager) * 1e6},
          {"graph_us", toSeconds(*replayed) * 1e6},
          {"ratio", toSeconds(*eager) / toSeconds(*replayed)},
          {"launch_p50_us", launches.median()},
          {"launch_p99_us", launches.p99()}},
         {}});
    return launched;
}

/// A graph of one pool, launched in the stream of another.
Status checkWhereGraphsRun(Bench& bench, const cuda::Atoms& atoms, const Say& say)
{
    cuda::Gpu& gpu = *bench.gpu;
    const auto pools = makePools(gpu, atoms, {1, atoms.count - 1});
    auto probe = Probe::make(bench);
    if (!pools || !probe)
        return tl::unexpected(pools ? probe.error() : pools.error());
    const cuda::StreamHandle small = pools->front().stream.get();
    const cuda::StreamHandle large = pools->back().stream.get();
    const auto own = probe->run(small);
    const auto graph = captured(gpu, small, [&] { return probe->queue(small); });
    if (!own || !graph)
        return tl::unexpected(own ? graph.error() : own.error());
    const Status launched = inOrder({
        [&] { return probe->clear(large); },
        [&] { return gpu.launch(large, graph->get()); },
    });
    const auto seen = launched ? probe->seen(large) : tl::unexpected(launched.error());
    if (!seen)
        return tl::unexpected(seen.error());
    say({"a graph of one pool in another's stream",
         {{"pool", own->size()}, {"seen", seen->size()}},
         {{"graphs outside of their pool", *seen == *own ? 0.0 : 1.0, Bar::Kind::AtMost, 0, ""}}});
    return {};
}

} // namespace

Status checkGraphs(Bench& bench, const Say& say)
{
    cuda::Stream plain;
    const auto atoms = bench.gpu->atoms();
    return inOrder({
        [&] { return own(*bench.gpu, bench.gpu->createStream({}), plain); },
        [&] { return checkChain(bench, plain.get(), say); },
        [&] { return atoms && atoms->count > 1 ? checkWhereGraphsRun(bench, *atoms, say) : Status{}; },
    });
}

} // namespace jackdaw::check
