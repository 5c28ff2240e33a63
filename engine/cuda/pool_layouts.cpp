// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/cuda/pool_layouts.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace jackdaw::cuda {
namespace {

/// Pools of these numbers of atoms, with the rest in the largest.
PoolLayout layoutOf(const std::vector<std::uint32_t>& counts, const Atoms& atoms)
{
    PoolLayout layout;
    std::uint32_t first = 0;
    for (const std::uint32_t count : counts) {
        layout.push_back({first, count, false});
        first += count;
    }
    const auto largest = std::max_element(counts.begin(), counts.end()) - counts.begin();
    layout[static_cast<std::size_t>(largest)].withRest = atoms.rest > 0;
    return layout;
}

/// \p first atoms for the first pool, the others divided as equally as they can be.
PoolLayout layoutOf(std::uint32_t first, std::uint32_t others, const Atoms& atoms)
{
    std::vector<std::uint32_t> counts{first};
    const std::uint32_t left = atoms.count - first;
    for (std::uint32_t i = 0; i < others; ++i)
        counts.push_back(left / others + (i < left % others ? 1 : 0));
    return layoutOf(counts, atoms);
}

double distance(const PoolLayout& layout, const Atoms& atoms, std::span<const Share> sizes)
{
    double sum = 0.0;
    for (std::size_t i = 0; i < sizes.size(); ++i)
        sum += std::abs((atoms.share(layout[i]) - sizes[i]).value);
    return sum;
}

} // namespace

std::vector<PoolLayout> layoutsFor(const Atoms& atoms, const LayoutChoice& choice)
{
    std::vector<PoolLayout> layouts{{atoms.all()}};
    for (std::uint32_t others = 1; others < choice.mostPools; ++others) {
        for (const Share size : choice.firstPools) {
            const auto wanted = static_cast<std::uint32_t>(std::lround(size.value * atoms.count));
            const std::uint32_t first = std::max(wanted, 1U);
            if (first + others > atoms.count)
                continue;
            PoolLayout layout = layoutOf(first, others, atoms);
            if (std::find(layouts.begin(), layouts.end(), layout) == layouts.end())
                layouts.push_back(std::move(layout));
        }
    }
    return layouts;
}

std::uint32_t mostPools(std::span<const PoolLayout> layouts)
{
    std::uint32_t most = 0;
    const auto has = [&](std::size_t count) {
        return std::any_of(layouts.begin(), layouts.end(),
                           [&](const PoolLayout& layout) { return layout.size() == count; });
    };
    while (has(most + 1))
        ++most;
    return most;
}

std::size_t nearestLayout(std::span<const PoolLayout> layouts, const Atoms& atoms, std::span<const Share> sizes)
{
    std::size_t nearest = 0;
    double best = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < layouts.size(); ++i) {
        if (layouts[i].size() != sizes.size())
            continue;
        if (const double found = distance(layouts[i], atoms, sizes); found < best) {
            best = found;
            nearest = i;
        }
    }
    return nearest;
}

} // namespace jackdaw::cuda
