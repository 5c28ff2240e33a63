// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/class_loss_job_impl.h"
#include "engine/learning/loss_job_impl.h"
#include "engine/learning/norm_job_impl.h"
#include "engine/learning/optimiser_jobs_impl.h"
#include "engine/learning/slot_job_impl.h"
#include "engine/learning/step_kernels_impl.h"
#include "engine/learning/view_job_impl.h"

#include <algorithm>
#include <array>
#include <vector>

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

void drawViewsTwin(unsigned, std::span<const std::uint64_t> words)
{
    const ViewJob job(words.data());
    for (Word pixel = 0; pixel < job.pixels(); ++pixel)
        job.draw(pixel);
}

/// The sums of one block, as its threads add them up.
template <class Function>
void addUpBlock(const NormJob& job, unsigned block, unsigned blocks, Function ofThread)
{
    std::vector<Moments> moments;
    for (unsigned thread = 0; thread < kNormThreads; ++thread)
        moments.push_back(ofThread(block, blocks, thread));
    const unsigned quads = job.quads();
    for (unsigned left = job.rowsAtOnce(); left > 1; left = (left + 1) / 2)
        for (unsigned i = 0; i < left / 2 * quads; ++i)
            moments[i].add(moments[i + (left + 1) / 2 * quads]);
    for (unsigned quad = 0; quad < quads; ++quad)
        job.setPartial(block, quad, moments[quad]);
}

template <class OfThread, class Conclude>
void sumOfColumns(const NormJob& job, unsigned blocks, OfThread ofThread, Conclude conclude)
{
    for (unsigned block = 0; block < blocks; ++block)
        addUpBlock(job, block, blocks, ofThread);
    const auto groups = static_cast<unsigned>(kNormThreads / std::min<Word>(job.channels, kNormThreads));
    for (Word channel = 0; channel < job.channels; ++channel) {
        double first = 0.0;
        double second = 0.0;
        for (unsigned group = 0; group < groups; ++group) {
            double firstOfGroup = 0.0;
            double secondOfGroup = 0.0;
            for (unsigned block = group; block < blocks; block += groups) {
                firstOfGroup += static_cast<double>(job.partial[Word{block} * 2 * job.channels + channel]);
                secondOfGroup += static_cast<double>(job.partial[(Word{block} * 2 + 1) * job.channels + channel]);
            }
            first += firstOfGroup;
            second += secondOfGroup;
        }
        conclude(channel, first, second);
    }
}

void normSpreadTwin(unsigned blocks, std::span<const std::uint64_t> words)
{
    const NormJob job(words.data());
    sumOfColumns(
        job, blocks, [&](unsigned block, unsigned all, unsigned thread) { return job.spread(block, all, thread); },
        [&](Word channel, double first, double second) { job.concludeSpread(channel, first, second); });
}

void normForwardTwin(unsigned, std::span<const std::uint64_t> words)
{
    const NormJob job(words.data());
    for (Word quad = 0; quad < job.rows * job.quads(); ++quad)
        job.normalise(quad);
}

void normBlameTwin(unsigned blocks, std::span<const std::uint64_t> words)
{
    const NormJob job(words.data());
    sumOfColumns(
        job, blocks, [&](unsigned block, unsigned all, unsigned thread) { return job.blame(block, all, thread); },
        [&](Word channel, double first, double second) { job.concludeBlame(channel, first, second); });
}

void normBackwardTwin(unsigned, std::span<const std::uint64_t> words)
{
    const NormJob job(words.data());
    for (Word quad = 0; quad < job.rows * job.quads(); ++quad)
        job.passBack(quad);
}

void fillSlotTwin(unsigned, std::span<const std::uint64_t> words)
{
    const SlotJob job(words.data());
    for (Word word = 0; word < job.wordsToBring(); ++word)
        job.bring(word);
    for (Word pixel = 0; pixel < job.view.pixels(); ++pixel)
        job.view.draw(pixel);
}

void classLossTwin(unsigned blocks, std::span<const std::uint64_t> words)
{
    const ClassLossJob job(words.data());
    *job.loss = static_cast<float>(sumOfGrid(blocks, job.sums, [&](unsigned block, unsigned thread) {
        double own = 0.0;
        for (Word crop = Word{block} * kThreads + thread; crop < job.crops; crop += Word{blocks} * kThreads)
            own += job.learn(crop);
        return own;
    }));
}

} // namespace

std::span<const KernelTwin> kernelTwins()
{
    static constexpr std::array kTwins{KernelTwin{"detectionLoss", detectionLossTwin},
                                       KernelTwin{"gatherGradients", gatherGradientsTwin},
                                       KernelTwin{"moveParameters", moveParametersTwin},
                                       KernelTwin{"drawViews", drawViewsTwin},
                                       KernelTwin{"normSpread", normSpreadTwin},
                                       KernelTwin{"normForward", normForwardTwin},
                                       KernelTwin{"normBlame", normBlameTwin},
                                       KernelTwin{"normBackward", normBackwardTwin},
                                       KernelTwin{"fillSlot", fillSlotTwin},
                                       KernelTwin{"classLoss", classLossTwin}};
    return kTwins;
}

} // namespace jackdaw::learning
