// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/check/kernels.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <numeric>

namespace jackdaw::check {
namespace {

constexpr double kCyclesPerSecond = 1.98e9;
constexpr double kBytesPerSecond = 4.2e12; ///< of all multiprocessors together, read and written
constexpr double kMultiprocessors = 132.0;
constexpr std::uint32_t kThreadsOfMultiprocessor = 2048;
constexpr std::uint64_t kPieceBytes = 16;
constexpr Nanoseconds kSmallestKernel{2'000};

/// A grid that does not fit on the pool at a time takes as many rounds as it must.
Nanoseconds spinTime(const cuda::FakeLaunch& launch, std::uint64_t cycles)
{
    const std::uint64_t threads = std::uint64_t{launch.grid.blocks} * launch.grid.threads;
    const std::uint64_t atATime = launch.multiprocessors.size() * kThreadsOfMultiprocessor;
    const std::uint64_t rounds = std::max<std::uint64_t>(1, (threads + atATime - 1) / atATime);
    return kSmallestKernel + fromSeconds(static_cast<double>(rounds * cycles) / kCyclesPerSecond);
}

Nanoseconds memoryTime(const cuda::FakeLaunch& launch, std::uint64_t bytes)
{
    const double part = static_cast<double>(launch.multiprocessors.size()) / kMultiprocessors;
    return kSmallestKernel + fromSeconds(static_cast<double>(bytes) / (kBytesPerSecond * part));
}

Nanoseconds markTwin(const cuda::FakeLaunch& launch)
{
    auto* seen = reinterpret_cast<std::uint32_t*>(launch.arguments[0]);
    for (std::uint32_t block = 0; block < launch.grid.blocks; ++block) {
        const std::uint32_t number = launch.multiprocessors[block % launch.multiprocessors.size()];
        if (number < launch.arguments[1])
            ++seen[number];
    }
    return spinTime(launch, launch.arguments[2]);
}

Nanoseconds moveTwin(const cuda::FakeLaunch& launch)
{
    const std::uint64_t bytes = launch.arguments[2] * kPieceBytes;
    std::memmove(reinterpret_cast<void*>(launch.arguments[0]), reinterpret_cast<const void*>(launch.arguments[1]),
                 bytes);
    return memoryTime(launch, 2 * bytes);
}

Nanoseconds addUpTwin(const cuda::FakeLaunch& launch)
{
    const auto* from = reinterpret_cast<const std::uint32_t*>(launch.arguments[0]);
    auto* sum = reinterpret_cast<std::uint64_t*>(launch.arguments[2]);
    *sum = std::accumulate(from, from + launch.arguments[1], *sum);
    return memoryTime(launch, launch.arguments[1] * sizeof *from);
}

} // namespace

void defineTwins(cuda::FakeGpu& gpu)
{
    gpu.define("markMultiprocessors", {markTwin});
    gpu.define("spin", {[](const cuda::FakeLaunch& launch) { return spinTime(launch, launch.arguments[0]); }});
    gpu.define("movePieces", {moveTwin});
    gpu.define("addUp", {addUpTwin});
}

Result<Kernels> Kernels::load(cuda::Gpu& gpu)
{
    if (kernelImage().empty() && !gpu.info().isFake)
        return fail(ErrorCode::Unsupported, "This build has no kernels for the GPU.",
                    "Build with JACKDAW_CUDA=on, which fetches NVIDIA's compiler where there is none.");
    Kernels kernels;
    if (const Status loaded = own(gpu, gpu.load(kernelImage()), kernels.module); !loaded)
        return tl::unexpected(loaded.error());
    const std::pair<const char*, cuda::KernelHandle*> wanted[]{{"markMultiprocessors", &kernels.markMultiprocessors},
                                                               {"spin", &kernels.spin},
                                                               {"movePieces", &kernels.movePieces},
                                                               {"addUp", &kernels.addUp}};
    for (const auto& [name, kernel] : wanted) {
        const auto found = gpu.kernel(kernels.module.get(), name);
        if (!found)
            return tl::unexpected(found.error());
        *kernel = *found;
    }
    return kernels;
}

} // namespace jackdaw::check
