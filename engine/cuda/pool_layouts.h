// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/cuda/atoms.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace jackdaw::cuda {

/// The pools that a GPU has at a time, one after the other from its first atom to its last. The rest of the device
/// belongs to the largest.
using PoolLayout = std::vector<AtomRange>;

/// Which layouts are worth preparing.
struct LayoutChoice {
    std::uint32_t mostPools = 4;
    /// Sizes of the first pool where there are several: inference has it. The other pools divide what is left equally.
    std::vector<Share> firstPools{Share{0.2}, Share{0.4}, Share{0.6}, Share{0.8}};
};

/// The small set of layouts that a GPU with \p atoms is prepared for: one pool of everything, and for each choice of
/// the first pool one to mostPools - 1 equal ones beside it. No layout comes twice, and each pool has an atom at least.
std::vector<PoolLayout> layoutsFor(const Atoms& atoms, const LayoutChoice& choice);

/// The largest number of pools for which, as for each smaller one, there is a layout.
std::uint32_t mostPools(std::span<const PoolLayout> layouts);

/// The layout of as many pools as there are \p sizes whose pools are nearest to them, by the sum of differences; the
/// first of several. There are 1 to mostPools() sizes.
std::size_t nearestLayout(std::span<const PoolLayout> layouts, const Atoms& atoms, std::span<const Share> sizes);

} // namespace jackdaw::cuda
