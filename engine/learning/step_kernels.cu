// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
//
// The kernels of a training step. What they compute is in the jobs' headers, which kernel_twins.cpp runs on the CPU.
#include "engine/learning/class_loss_job_impl.h"
#include "engine/learning/loss_job_impl.h"
#include "engine/learning/norm_job_impl.h"
#include "engine/learning/optimiser_jobs_impl.h"
#include "engine/learning/slot_job_impl.h"
#include "engine/learning/view_job_impl.h"

using namespace jackdaw::learning::kernels;

namespace {

__device__ Word firstIndex()
{
    return Word{blockIdx.x} * blockDim.x + threadIdx.x;
}

__device__ Word stride()
{
    return Word{gridDim.x} * blockDim.x;
}

/// The sum of a block's values, in all of its threads.
__device__ double sumOfBlock(double own)
{
    __shared__ double sums[kThreads];
    __syncthreads();
    sums[threadIdx.x] = own;
    for (unsigned half = kThreads / 2; half > 0; half /= 2) {
        __syncthreads();
        if (threadIdx.x < half)
            sums[threadIdx.x] += sums[threadIdx.x + half];
    }
    __syncthreads();
    return sums[0];
}

/// Adds up the values of all threads: true in the last block that comes, which knows the \p total. Whichever it is, it
/// adds up the blocks in the same order.
__device__ bool sumOfGrid(double own, Sums sums, double& total)
{
    __shared__ bool isLast;
    const double ofBlock = sumOfBlock(own);
    if (threadIdx.x == 0) {
        sums.ofBlocks()[blockIdx.x] = ofBlock;
        __threadfence();
        isLast = atomicAdd(sums.arrived(), 1U) == gridDim.x - 1;
    }
    __syncthreads();
    if (!isLast)
        return false;
    __threadfence();
    double some = 0.0;
    for (unsigned block = threadIdx.x; block < gridDim.x; block += kThreads)
        some += __ldcg(sums.ofBlocks() + block);
    total = sumOfBlock(some);
    if (threadIdx.x == 0)
        *sums.arrived() = 0;
    return true;
}

/// Adds up what \p ofThread gives, for each channel: the last block that comes calls \p conclude with the sums. The
/// order is the same each time.
template <class OfThread, class Conclude>
__device__ void sumOfColumns(const NormJob& job, OfThread ofThread, Conclude conclude)
{
    __shared__ Moments moments[kNormThreads];
    __shared__ double firsts[kNormThreads];
    __shared__ double seconds[kNormThreads];
    __shared__ bool isLast;
    const unsigned thread = threadIdx.x;
    const unsigned row = thread / job.quads();
    moments[thread] = ofThread(blockIdx.x, gridDim.x, thread);
    for (unsigned left = job.rowsAtOnce(); left > 1; left = (left + 1) / 2) {
        __syncthreads();
        if (row < left / 2)
            moments[thread].add(moments[thread + (left + 1) / 2 * job.quads()]);
    }
    if (thread < job.quads())
        job.setPartial(blockIdx.x, thread, moments[thread]);
    __threadfence();
    __syncthreads();
    if (thread == 0)
        isLast = atomicAdd(job.arrived, 1U) == gridDim.x - 1;
    __syncthreads();
    if (!isLast)
        return;
    __threadfence();
    const unsigned channels = static_cast<unsigned>(job.channels);
    const unsigned width = channels < kNormThreads ? channels : kNormThreads;
    const unsigned groups = kNormThreads / width;
    for (unsigned base = 0; base < channels; base += width) {
        const unsigned channel = base + thread % width;
        double first = 0.0;
        double second = 0.0;
        for (unsigned block = thread / width; block < gridDim.x && thread / width < groups && channel < channels;
             block += groups) {
            first += __ldcg(job.partial + Word{block} * 2 * channels + channel);
            second += __ldcg(job.partial + (Word{block} * 2 + 1) * channels + channel);
        }
        firsts[thread] = first;
        seconds[thread] = second;
        __syncthreads();
        if (thread < width && channel < channels) {
            for (unsigned group = 1; group < groups; ++group) {
                first += firsts[group * width + thread];
                second += seconds[group * width + thread];
            }
            conclude(channel, first, second);
        }
        __syncthreads();
    }
    if (thread == 0)
        *job.arrived = 0;
}

} // namespace

extern "C" __global__ void __launch_bounds__(kThreads)
    detectionLoss(const __grid_constant__ Words<LossJob::kWords> words)
{
    const LossJob job(words.word);
    double own = 0.0;
    for (Word cell = firstIndex(); cell < job.cells; cell += stride())
        own += job.learn(cell);
    double total = 0.0;
    if (sumOfGrid(own, job.sums, total) && threadIdx.x == 0)
        *job.loss = static_cast<float>(total);
}

extern "C" __global__ void __launch_bounds__(kThreads)
    gatherGradients(const __grid_constant__ Words<GatherJob::kWords> words)
{
    const GatherJob job(words.word);
    double own = 0.0;
    for (Word chunk = blockIdx.x; chunk < job.chunks.count; chunk += gridDim.x)
        own += job.gather(chunk, threadIdx.x);
    double total = 0.0;
    if (sumOfGrid(own, job.sums, total) && threadIdx.x == 0)
        job.conclude(total);
}

extern "C" __global__ void __launch_bounds__(kThreads)
    moveParameters(const __grid_constant__ Words<MoveJob::kWords> words)
{
    const MoveJob job(words.word);
    for (Word chunk = blockIdx.x; chunk < job.chunks.count; chunk += gridDim.x)
        job.move(chunk, threadIdx.x);
}

extern "C" __global__ void __launch_bounds__(kThreads) drawViews(const __grid_constant__ Words<ViewJob::kWords> words)
{
    const ViewJob job(words.word);
    for (Word pixel = firstIndex(); pixel < job.pixels(); pixel += stride())
        job.draw(pixel);
}

extern "C" __global__ void __launch_bounds__(kNormThreads, 2)
    normSpread(const __grid_constant__ Words<NormJob::kWords> words)
{
    const NormJob job(words.word);
    sumOfColumns(
        job, [&](unsigned block, unsigned blocks, unsigned thread) { return job.spread(block, blocks, thread); },
        [&](Word channel, double first, double second) { job.concludeSpread(channel, first, second); });
}

extern "C" __global__ void __launch_bounds__(kThreads) normForward(const __grid_constant__ Words<NormJob::kWords> words)
{
    const NormJob job(words.word);
    for (Word quad = firstIndex(); quad < job.rows * job.quads(); quad += stride())
        job.normalise(quad);
}

extern "C" __global__ void __launch_bounds__(kNormThreads, 2)
    normBlame(const __grid_constant__ Words<NormJob::kWords> words)
{
    const NormJob job(words.word);
    sumOfColumns(
        job, [&](unsigned block, unsigned blocks, unsigned thread) { return job.blame(block, blocks, thread); },
        [&](Word channel, double first, double second) { job.concludeBlame(channel, first, second); });
}

extern "C" __global__ void __launch_bounds__(kThreads)
    normBackward(const __grid_constant__ Words<NormJob::kWords> words)
{
    const NormJob job(words.word);
    for (Word quad = firstIndex(); quad < job.rows * job.quads(); quad += stride())
        job.passBack(quad);
}

extern "C" __global__ void __launch_bounds__(kThreads) fillSlot(const __grid_constant__ Words<SlotJob::kWords> words)
{
    const SlotJob job(words.word);
    for (Word word = firstIndex(); word < job.wordsToBring(); word += stride())
        job.bring(word);
    for (Word pixel = firstIndex(); pixel < job.view.pixels(); pixel += stride())
        job.view.draw(pixel);
}

extern "C" __global__ void __launch_bounds__(kThreads)
    classLoss(const __grid_constant__ Words<ClassLossJob::kWords> words)
{
    const ClassLossJob job(words.word);
    double own = 0.0;
    for (Word crop = firstIndex(); crop < job.crops; crop += stride())
        own += job.learn(crop);
    double total = 0.0;
    if (sumOfGrid(own, job.sums, total) && threadIdx.x == 0)
        *job.loss = static_cast<float>(total);
}
