// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/loss_job_impl.h"
#include "engine/learning/optimiser_jobs_impl.h"
#include "engine/learning/step_kernels_impl.h"

#include <array>

namespace jackdaw::learning {
namespace {

using namespace kernels;

/// As the threads of a block do it.
double sumOfBlock(std::array<double, kThreads> sums)
{
    for (unsigned half = kThreads / 2; half > 0; half /= 2)
        for (unsigned i = 0; i < half; ++i)
            sums[i] += sums[i + half];
    return sums[0];
}

/// What \p of gives for each thread of each block, added up as they do it.
template <class Function>
double sumOfGrid(unsigned blocks, Sums sums, Function of)
{
    for (unsigned block = 0; block < blocks; ++block) {
        std::array<double, kThreads> own{};
        for (unsigned thread = 0; thread < kThreads; ++thread)
            own[thread] = of(block, thread);
        sums.ofBlocks()[block] = sumOfBlock(own);
    }
    std::array<double, kThreads> some{};
    for (unsigned block = 0; block < blocks; ++block)
        some[block % kThreads] += sums.ofBlocks()[block];
    return sumOfBlock(some);
}

void detectionLossTwin(unsigned blocks, std::span<const std::uint64_t> words)
{
    const LossJob job(words.data());
    *job.loss = static_cast<float>(sumOfGrid(blocks, job.sums, [&](unsigned block, unsigned thread) {
        double own = 0.0;
        for (Word cell = Word{block} * kThreads + thread; cell < job.cells; cell += Word{blocks} * kThreads)
            own += job.learn(cell);
        return own;
    }));
}

void gatherGradientsTwin(unsigned blocks, std::span<const std::uint64_t> words)
{
    const GatherJob job(words.data());
    job.conclude(sumOfGrid(blocks, job.sums, [&](unsigned block, unsigned thread) {
        double own = 0.0;
        for (Word chunk = block; chunk < job.chunks.count; chunk += blocks)
            own += job.gather(chunk, thread);
        return own;
    }));
}

void moveParametersTwin(unsigned, std::span<const std::uint64_t> words)
{
    const MoveJob job(words.data());
    for (Word chunk = 0; chunk < job.chunks.count; ++chunk)
        for (unsigned thread = 0; thread < kThreads; ++thread)
            job.move(chunk, thread);
}

} // namespace

std::span<const KernelTwin> kernelTwins()
{
    static constexpr std::array kTwins{KernelTwin{"detectionLoss", detectionLossTwin},
                                       KernelTwin{"gatherGradients", gatherGradientsTwin},
                                       KernelTwin{"moveParameters", moveParametersTwin}};
    return kTwins;
}

} // namespace jackdaw::learning
