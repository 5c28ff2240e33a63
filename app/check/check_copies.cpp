// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/check/parts.h"
#include "app/check/steps.h"
#include "app/check/timing.h"

#include <array>
#include <cstring>
#include <numeric>

namespace jackdaw::check {
namespace {

constexpr std::size_t kLargeBytes = 256 << 20;
constexpr std::size_t kSmallBytes = 1 << 20;
constexpr std::size_t kSmallPicture = 352 * 288 * 3 / 2; ///< NV12
constexpr std::size_t kLargePicture = 1920 * 1080 * 3 / 2;
constexpr std::size_t kLargeWeights = 11'200'000 * 2; ///< ResNet-18 in bf16
constexpr std::size_t kSmallWeights = 535'000 * 2; ///< the point detector in bf16

double gigabytesPerSecond(std::size_t bytes, Nanoseconds time)
{
    return static_cast<double>(bytes) / toSeconds(time) / 1e9;
}

/// Live weights that a graph reads, and new ones that are copied over them between two replays.
class Swap {
public:
    Swap(Bench& bench, std::size_t bytes) : m_bench(bench), m_gpu(*bench.gpu), m_bytes(bytes / kWord * kWord) { }

    Status run(const std::string& name, double limitMicroseconds, const Say& say)
    {
        cuda::Graph graph;
        const Status made = inOrder({
            [&] { return own(m_gpu, m_gpu.createStream({}), m_stream); },
            [&] { return own(m_gpu, m_gpu.allocate(m_bytes), m_live); },
            [&] { return own(m_gpu, m_gpu.allocate(m_bytes), m_next); },
            [&] { return own(m_gpu, m_gpu.allocate(sizeof(std::uint64_t)), m_sum); },
            [&] { return own(m_gpu, m_gpu.allocatePinned(m_bytes), m_host); },
        });
        auto ready = made ? captured(m_gpu, m_stream.get(), [&] { return infer(); }) : tl::unexpected(made.error());
        if (!ready)
            return tl::unexpected(ready.error());
        graph = *std::move(ready);
        const auto wrong = countWrong(graph);
        const auto copied = timeOnStream(m_gpu, m_stream.get(), m_bench.repetitions(200), [&] { return swap(); });
        if (!wrong || !copied)
            return tl::unexpected(wrong ? copied.error() : wrong.error());
        const double microseconds = toSeconds(*copied) * 1e6;
        say({name,
             {{"bytes", m_bytes}, {"copy_us", microseconds}, {"wrong_sums", *wrong}},
             {{"swap of " + name, microseconds, Bar::Kind::AtMost, limitMicroseconds, "us"},
              {"sums of swapped weights that are wrong: " + name, *wrong, Bar::Kind::AtMost, 0, ""}}});
        return {};
    }

private:
    static constexpr std::size_t kWord = sizeof(std::uint32_t);

    /// Reads all live weights.
    Status infer()
    {
        return inOrder({
            [&] { return m_gpu.fill(m_stream.get(), m_sum.get().value, 0, sizeof(std::uint64_t)); },
            [&] {
                return m_gpu.launch(
                    m_stream.get(), m_bench.kernels.addUp, {132, 256},
                    std::array<std::uint64_t, 3>{m_live.get().value, m_bytes / kWord, m_sum.get().value});
            },
        });
    }
    Status swap() { return m_gpu.copy(m_stream.get(), m_live.get().value, m_next.get().value, m_bytes); }

    /// Several versions one after the other; of each the graph must read what the host wrote.
    Result<double> countWrong(const cuda::Graph& graph)
    {
        double wrong = 0.0;
        auto* words = reinterpret_cast<std::uint32_t*>(m_host.get().value);
        const Status done = repeat(m_bench.repetitions(4), [&]() -> Status {
            for (std::size_t i = 0; i < m_bytes / kWord; ++i)
                words[i] = static_cast<std::uint32_t>((i + ++m_version) * 2'654'435'761U);
            const std::uint64_t expected = std::accumulate(words, words + m_bytes / kWord, std::uint64_t{0});
            std::uint64_t seen = 0;
            const Status read = inOrder({
                [&] { return m_gpu.copy(m_stream.get(), m_next.get().value, m_host.get().value, m_bytes); },
                [&] { return m_gpu.launch(m_stream.get(), graph.get()); },
                [&] { return swap(); },
                [&] { return m_gpu.launch(m_stream.get(), graph.get()); },
                [&] { return m_gpu.copy(m_stream.get(), cuda::addressOf(&seen), m_sum.get().value, sizeof seen); },
                [&] { return m_gpu.synchronize(m_stream.get()); },
            });
            wrong += seen == expected ? 0.0 : 1.0;
            return read;
        });
        return done.map([&] { return wrong; });
    }

    Bench& m_bench;
    cuda::Gpu& m_gpu;
    std::size_t m_bytes;
    std::uint32_t m_version = 0;
    cuda::Stream m_stream;
    cuda::Buffer m_live;
    cuda::Buffer m_next;
    cuda::Buffer m_sum;
    cuda::Pinned m_host;
};

} // namespace

Status checkSwap(Bench& bench, const Say& say)
{
    return inOrder({
        [&] { return Swap(bench, bench.isSmall ? kSmallBytes : kLargeWeights).run("ResNet-18's weights", 50.0, say); },
        [&] { return Swap(bench, kSmallWeights).run("the point detector's weights", 15.0, say); },
    });
}

Status checkCopies(Bench& bench, const Say& say)
{
    cuda::Gpu& gpu = *bench.gpu;
    const std::size_t bytes = bench.isSmall ? kSmallBytes : kLargeBytes;
    cuda::Stream stream;
    cuda::Buffer device;
    cuda::Buffer other;
    cuda::Pinned host;
    const Nanoseconds begun = gpu.now();
    const Status pinned = own(gpu, gpu.allocatePinned(std::max(bytes, kLargePicture)), host);
    const Nanoseconds pinning = gpu.now() - begun;
    const Status made = inOrder({
        [&] { return pinned; },
        [&] { return own(gpu, gpu.createStream({}), stream); },
        [&] { return own(gpu, gpu.allocate(std::max(bytes, kLargePicture)), device); },
        [&] { return own(gpu, gpu.allocate(bytes), other); },
    });
    if (!made)
        return made;
    std::array<Nanoseconds, 5> times{};
    const auto measure = [&](std::size_t which, int repetitions, cuda::Address to, cuda::Address from,
                             std::size_t size) {
        return timeOnStream(gpu, stream.get(), bench.repetitions(repetitions),
                            [&] { return gpu.copy(stream.get(), to, from, size); })
            .map([&](Nanoseconds time) { times[which] = time; });
    };
    const Status measured = inOrder({
        [&] { return measure(0, 8, device.get().value, host.get().value, bytes); },
        [&] { return measure(1, 8, host.get().value, device.get().value, bytes); },
        [&] { return measure(2, 10, other.get().value, device.get().value, bytes); },
        [&] { return measure(3, 200, device.get().value, host.get().value, kSmallPicture); },
        [&] { return measure(4, 50, device.get().value, host.get().value, kLargePicture); },
    });
    if (!measured)
        return measured;
    say({"copies",
         {{"up_gb_per_s", gigabytesPerSecond(bytes, times[0])},
          {"down_gb_per_s", gigabytesPerSecond(bytes, times[1])},
          {"on_device_gb_per_s", gigabytesPerSecond(2 * bytes, times[2])},
          {"picture_352x288_us", toSeconds(times[3]) * 1e6},
          {"picture_1080p_us", toSeconds(times[4]) * 1e6},
          {"pinning_ms", toSeconds(pinning) * 1e3}},
         {}});
    return {};
}

} // namespace jackdaw::check
