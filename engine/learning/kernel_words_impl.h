// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
//
// What kernels and their twins on the CPU have in common. Compiled by nvcc, too: plain loops over plain memory.
#pragma once

#include <cstddef>
#include <cstdint>

#ifdef __CUDACC__
#define JACKDAW_ON_BOTH __host__ __device__
#else
#define JACKDAW_ON_BOTH
#endif

namespace jackdaw::learning::kernels {

using Word = std::uint64_t;

/// The parameters of a kernel: one thing of so many words.
template <std::size_t Count>
struct Words {
    Word word[Count];
};

/// Threads of every block, so that sums are added up in the same order everywhere.
inline constexpr unsigned kThreads = 128;
/// Blocks of a grid that adds up; each has a place for its sum. As many threads as the largest GPUs hold: fewer would
/// not keep their memory busy.
inline constexpr unsigned kMostBlocks = 2048;

template <class Type>
JACKDAW_ON_BOTH inline Type* pointerTo(Word address)
{
    return reinterpret_cast<Type*>(address);
}

/// bfloat16 as its bits.
JACKDAW_ON_BOTH inline float fromHalf(std::uint16_t bits)
{
    return __builtin_bit_cast(float, static_cast<std::uint32_t>(bits) << 16);
}

/// The nearest one, of two the even one.
JACKDAW_ON_BOTH inline std::uint16_t toHalf(float value)
{
    if (value != value)
        return 0x7FC0;
    const auto bits = __builtin_bit_cast(std::uint32_t, value);
    return static_cast<std::uint16_t>((bits + 0x7FFFU + (bits >> 16 & 1U)) >> 16);
}

/// Values in 32 bits or as bfloat16.
struct Values {
    Word address;
    Word areHalves;

    JACKDAW_ON_BOTH float at(Word index) const
    {
        return areHalves != 0 ? fromHalf(pointerTo<const std::uint16_t>(address)[index])
                              : pointerTo<const float>(address)[index];
    }
    JACKDAW_ON_BOTH void set(Word index, float value) const
    {
        if (areHalves != 0)
            pointerTo<std::uint16_t>(address)[index] = toHalf(value);
        else
            pointerTo<float>(address)[index] = value;
    }
};

/// Where the blocks of a grid add up: kMostBlocks sums, and the number of those that are there.
struct Sums {
    static constexpr std::size_t kBytes = (kMostBlocks + 1) * sizeof(double);
    Word address;

    JACKDAW_ON_BOTH double* ofBlocks() const { return pointerTo<double>(address); }
    JACKDAW_ON_BOTH unsigned* arrived() const { return pointerTo<unsigned>(address + kMostBlocks * sizeof(double)); }
};

/// Blocks of a grid for \p count things of which each thread has at least one.
inline unsigned blocksFor(std::size_t count)
{
    const std::size_t wanted = (count + kThreads - 1) / kThreads;
    return static_cast<unsigned>(wanted < 1 ? 1 : wanted > kMostBlocks ? kMostBlocks : wanted);
}

} // namespace jackdaw::learning::kernels
