// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The kernels of the check. All parameters are words of 64 bits; kernel_twins.cpp has the same for the fake GPU.

using Word = unsigned long long;

__device__ inline unsigned multiprocessor()
{
    unsigned number = 0;
    asm volatile("mov.u32 %0, %%smid;" : "=r"(number));
    return number;
}

__device__ inline void spinFor(Word cycles)
{
    const long long start = clock64();
    while (static_cast<Word>(clock64() - start) < cycles) {
    }
}

/// Each block counts itself at the number of the multiprocessor that it runs on, then keeps it busy.
extern "C" __global__ void markMultiprocessors(unsigned* seen, Word length, Word cycles)
{
    const unsigned number = multiprocessor();
    if (threadIdx.x == 0 && number < length)
        atomicAdd(&seen[number], 1U);
    spinFor(cycles);
}

/// Each block keeps its multiprocessor busy for so many cycles.
extern "C" __global__ void spin(Word cycles)
{
    spinFor(cycles);
}

/// Moves so many pieces of 16 bytes through the memory.
extern "C" __global__ void movePieces(uint4* to, const uint4* from, Word count)
{
    const Word stride = Word{gridDim.x} * blockDim.x;
    for (Word i = Word{blockIdx.x} * blockDim.x + threadIdx.x; i < count; i += stride)
        to[i] = from[i];
}

/// Adds up so many words of 32 bits.
extern "C" __global__ void addUp(const unsigned* from, Word count, Word* sum)
{
    Word own = 0;
    const Word stride = Word{gridDim.x} * blockDim.x;
    for (Word i = Word{blockIdx.x} * blockDim.x + threadIdx.x; i < count; i += stride)
        own += from[i];
    atomicAdd(sum, own);
}
