// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/units.h"

#include <compare>
#include <cstdint>

namespace jackdaw::cuda {

/// A run of neighbouring atoms, with the rest of the device or without.
struct AtomRange {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
    bool withRest = false;
    auto operator<=>(const AtomRange&) const = default;
};

/// The multiprocessors of a GPU, cut once: \a count atoms of equal size, and a rest that is no whole atom.
struct Atoms {
    std::uint32_t count = 0;
    std::uint32_t size = 0; ///< multiprocessors in an atom
    std::uint32_t rest = 0; ///< multiprocessors that are left over

    constexpr std::uint32_t multiprocessors() const { return count * size + rest; }
    constexpr std::uint32_t multiprocessors(const AtomRange& range) const
    {
        return range.count * size + (range.withRest ? rest : 0);
    }
    constexpr Share share(const AtomRange& range) const
    {
        return {static_cast<double>(multiprocessors(range)) / multiprocessors()};
    }
    constexpr AtomRange all() const { return {0, count, rest > 0}; }
    auto operator<=>(const Atoms&) const = default;
};

} // namespace jackdaw::cuda
