// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
//
// The kernels of a training step. What they compute is in the jobs' headers, which kernel_twins.cpp runs on the CPU.
#include "engine/learning/loss_job_impl.h"
#include "engine/learning/optimiser_jobs_impl.h"

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

} // namespace

extern "C" __global__ void __launch_bounds__(kThreads) detectionLoss(
    const __grid_constant__ Words<LossJob::kWords> words)
{
    const LossJob job(words.word);
    double own = 0.0;
    for (Word cell = firstIndex(); cell < job.cells; cell += stride())
        own += job.learn(cell);
    double total = 0.0;
    if (sumOfGrid(own, job.sums, total) && threadIdx.x == 0)
        *job.loss = static_cast<float>(total);
}

extern "C" __global__ void __launch_bounds__(kThreads) gatherGradients(
    const __grid_constant__ Words<GatherJob::kWords> words)
{
    const GatherJob job(words.word);
    double own = 0.0;
    for (Word chunk = blockIdx.x; chunk < job.chunks.count; chunk += gridDim.x)
        own += job.gather(chunk, threadIdx.x);
    double total = 0.0;
    if (sumOfGrid(own, job.sums, total) && threadIdx.x == 0)
        job.conclude(total);
}

extern "C" __global__ void __launch_bounds__(kThreads) moveParameters(
    const __grid_constant__ Words<MoveJob::kWords> words)
{
    const MoveJob job(words.word);
    for (Word chunk = blockIdx.x; chunk < job.chunks.count; chunk += gridDim.x)
        job.move(chunk, threadIdx.x);
}
