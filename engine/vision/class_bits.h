// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstdint>

namespace jackdaw::vision {

/// Sets of classes are 32 bits wide.
constexpr std::uint32_t kMaximumClasses = 32;

/// The set that holds one class; the empty set for a class beyond the widest set.
constexpr std::uint32_t classBit(std::uint32_t label)
{
    return label < kMaximumClasses ? std::uint32_t{1} << label : 0;
}

/// The lowest class of a set that is not empty.
constexpr std::uint32_t firstClass(std::uint32_t set)
{
    return static_cast<std::uint32_t>(std::countr_zero(set));
}

} // namespace jackdaw::vision
