// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/check/parts.h"
#include "app/check/probe.h"
#include "app/check/steps.h"
#include "app/check/timing.h"

#include <array>
#include <optional>

namespace jackdaw::check {
namespace {

constexpr Nanoseconds kPeriod{2'000'000};
constexpr int kSamples = 900;
constexpr std::size_t kPieceBytes = 16;
constexpr std::size_t kSmallBytes = 1 << 20; ///< that a kernel of the paced job moves
constexpr std::size_t kLargeBytes = 256 << 20; ///< that the memory storm moves at a time
constexpr int kPacedKernels = 27;
constexpr int kStormKernels = 256;
constexpr std::uint64_t kStormCycles = 20'000; ///< about 10 microseconds
constexpr cuda::Grid kStormGrid{528, 512}; ///< fills an H200

/// Keeps a stream busy with a graph, two replays ahead. Whoever measures something beside it feeds it.
class Storm {
public:
    static Result<Storm> start(cuda::Gpu& gpu, cuda::StreamHandle stream, const std::function<Status()>& queue)
    {
        Storm storm(gpu, stream);
        auto graph = captured(gpu, stream, queue);
        if (!graph)
            return tl::unexpected(graph.error());
        storm.m_graph = *std::move(graph);
        for (cuda::Event& event : storm.m_ended) {
            const Status begun =
                inOrder({[&] { return own(gpu, gpu.createEvent(), event); }, [&] { return storm.replay(event); }});
            if (!begun)
                return tl::unexpected(begun.error());
        }
        return storm;
    }

    Status feed()
    {
        cuda::Event& oldest = m_ended[m_replays % m_ended.size()];
        const auto ended = m_gpu->hasPassed(oldest.get());
        if (!ended || !*ended)
            return ended.map([](bool) {});
        return replay(oldest);
    }
    Status stop() { return m_gpu->synchronize(m_stream); }
    std::uint64_t replays() const { return m_replays; }

private:
    Storm(cuda::Gpu& gpu, cuda::StreamHandle stream) : m_gpu(&gpu), m_stream(stream) { }

    Status replay(cuda::Event& ended)
    {
        ++m_replays;
        return inOrder({
            [&] { return m_gpu->launch(m_stream, m_graph.get()); },
            [&] { return m_gpu->record(ended.get(), m_stream); },
        });
    }

    cuda::Gpu* m_gpu;
    cuda::StreamHandle m_stream;
    cuda::Graph m_graph;
    std::array<cuda::Event, 2> m_ended;
    std::uint64_t m_replays = 0;
};

/// A job of some small kernels, every 2 ms.
class PacedJob {
public:
    static Result<PacedJob> make(Bench& bench, cuda::StreamHandle stream)
    {
        PacedJob job(bench, stream);
        cuda::Gpu& gpu = *bench.gpu;
        const auto queue = [&] {
            return repeat(kPacedKernels, [&] {
                return gpu.launch(stream, bench.kernels.movePieces, {48, 256},
                                  std::array<std::uint64_t, 3>{job.m_to.get().value, job.m_from.get().value,
                                                               kSmallBytes / kPieceBytes});
            });
        };
        const Status made = inOrder({
            [&] { return own(gpu, gpu.createEvent(), job.m_ended); },
            [&] { return own(gpu, gpu.allocate(kSmallBytes), job.m_from); },
            [&] { return own(gpu, gpu.allocate(kSmallBytes), job.m_to); },
        });
        auto graph = made ? captured(gpu, stream, queue) : tl::unexpected(made.error());
        if (!graph)
            return tl::unexpected(graph.error());
        job.m_graph = *std::move(graph);
        return job;
    }

    Result<Times> run(Storm* storm)
    {
        Times times;
        Nanoseconds due = m_bench->gpu->now() + kPeriod;
        const Status done = repeat(m_bench->repetitions(kSamples), [&]() -> Status {
            if (const Status waited = waitUntil(due, storm); !waited)
                return waited;
            const Nanoseconds begun = m_bench->gpu->now();
            const Status ran = once();
            times.add(m_bench->gpu->now() - begun);
            due = std::max(due + kPeriod, m_bench->gpu->now());
            return ran;
        });
        return done.map([&] { return times; });
    }

private:
    PacedJob(Bench& bench, cuda::StreamHandle stream) : m_bench(&bench), m_stream(stream) { }

    Status once()
    {
        return inOrder({
            [&] { return m_bench->gpu->launch(m_stream, m_graph.get()); },
            [&] { return m_bench->gpu->record(m_ended.get(), m_stream); },
            [&] { return m_bench->gpu->wait(m_ended.get()); },
        });
    }
    Status waitUntil(Nanoseconds due, Storm* storm)
    {
        while (m_bench->gpu->now() < due) {
            const Status polled = storm ? storm->feed() : m_bench->gpu->hasPassed(m_ended.get()).map([](bool) {});
            if (!polled)
                return polled;
        }
        return {};
    }

    Bench* m_bench;
    cuda::StreamHandle m_stream;
    cuda::Event m_ended;
    cuda::Buffer m_from;
    cuda::Buffer m_to;
    cuda::Graph m_graph;
};

/// What a paced job runs beside.
struct Setting {
    std::string name;
    cuda::StreamHandle storm; ///< none: alone
    std::function<Status()> queue; ///< one round of the storm
    std::optional<Bar> bar; ///< for the job's p99 by that of the job alone, which is measured first
};

class LatencyCheck {
public:
    LatencyCheck(Bench& bench, const Say& say) : m_bench(bench), m_gpu(*bench.gpu), m_say(say) { }

    Status run(const cuda::Atoms& atoms)
    {
        const std::uint32_t few = std::min(3U, atoms.count - 1);
        const auto pools = makePools(m_gpu, atoms, {few, atoms.count - few});
        if (!pools)
            return tl::unexpected(pools.error());
        const cuda::StreamHandle other = pools->back().stream.get();
        const std::size_t bytes = m_bench.isSmall ? kSmallBytes : kLargeBytes;
        cuda::Stream plain;
        const Status made = inOrder({
            [&] { return own(m_gpu, m_gpu.createStream({}), plain); },
            [&] { return own(m_gpu, m_gpu.allocate(bytes), m_from); },
            [&] { return own(m_gpu, m_gpu.allocate(bytes), m_to); },
        });
        if (!made)
            return made;
        const auto bar = [](Bar::Kind kind, double limit) {
            return Bar{"paced job, p99 by alone: ", 0.0, kind, limit, ""};
        };
        const Setting settings[]{
            {"pool, alone", {}, {}, {}},
            {"pool, kernels in the other pool", other, computeStorm(other), bar(Bar::Kind::AtMost, 1.6)},
            {"pool, memory storm in the other pool", other, memoryStorm(other, bytes), {}},
            {"pool, kernels on all multiprocessors", plain.get(), computeStorm(plain.get()),
             bar(Bar::Kind::AtLeast, 3.0)},
        };
        for (const Setting& setting : settings) {
            if (const Status measured = measure(setting, pools->front().stream.get()); !measured)
                return measured;
        }
        return {};
    }

private:
    std::function<Status()> computeStorm(cuda::StreamHandle stream)
    {
        return [this, stream] {
            return repeat(kStormKernels, [&] {
                return m_gpu.launch(stream, m_bench.kernels.spin, kStormGrid, std::array{kStormCycles});
            });
        };
    }
    std::function<Status()> memoryStorm(cuda::StreamHandle stream, std::size_t bytes)
    {
        return [this, stream, bytes] {
            return m_gpu.launch(
                stream, m_bench.kernels.movePieces, kStormGrid,
                std::array<std::uint64_t, 3>{m_to.get().value, m_from.get().value, bytes / kPieceBytes});
        };
    }

    Status measure(const Setting& setting, cuda::StreamHandle paced)
    {
        auto job = PacedJob::make(m_bench, paced);
        if (!job)
            return tl::unexpected(job.error());
        std::optional<Storm> storm;
        if (setting.storm) {
            auto started = Storm::start(m_gpu, setting.storm, setting.queue);
            if (!started)
                return tl::unexpected(started.error());
            storm.emplace(*std::move(started));
        }
        const auto times = job->run(storm ? &*storm : nullptr);
        const Status stopped = storm ? storm->stop() : Status{};
        if (!times || !stopped)
            return times ? stopped : tl::unexpected(times.error());
        sayTimes(setting, *times, storm ? storm->replays() : 0);
        return {};
    }

    void sayTimes(const Setting& setting, const Times& times, std::uint64_t replays)
    {
        if (!setting.storm)
            m_alone = times.p99();
        Finding finding{setting.name,
                        {{"p50_us", times.median()},
                         {"p99_us", times.p99()},
                         {"max_us", times.most()},
                         {"p99_by_alone", times.p99() / m_alone},
                         {"storm_replays", replays}},
                        {}};
        if (setting.bar) {
            finding.bars.push_back(*setting.bar);
            finding.bars.back().aim += setting.name;
            finding.bars.back().measured = times.p99() / m_alone;
        }
        m_say(finding);
    }

    Bench& m_bench;
    cuda::Gpu& m_gpu;
    const Say& m_say;
    cuda::Buffer m_from;
    cuda::Buffer m_to;
    double m_alone = 1.0; ///< p99 without a storm, in microseconds
};

} // namespace

Status checkLatency(Bench& bench, const Say& say)
{
    const auto atoms = bench.gpu->atoms();
    if (!atoms || atoms->count < 2) {
        say({"no pools", {{"why", atoms ? "The device has one atom." : atoms.error().message}}, {}});
        return {};
    }
    return LatencyCheck(bench, say).run(*atoms);
}

} // namespace jackdaw::check
