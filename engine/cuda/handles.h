// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>

namespace jackdaw::cuda {

/// The driver's name for something that it made; 0 is nothing. Names of different things neither compare nor convert.
template <class Tag>
struct Handle {
    std::uint64_t value = 0;
    constexpr explicit operator bool() const { return value != 0; }
    constexpr auto operator<=>(const Handle&) const = default;
};

using PoolHandle = Handle<struct PoolTag>; ///< a green context
using StreamHandle = Handle<struct StreamTag>;
using EventHandle = Handle<struct EventTag>;
using BufferHandle = Handle<struct BufferTag>; ///< device memory: its address
using PinnedHandle = Handle<struct PinnedTag>; ///< host memory: its address
using ModuleHandle = Handle<struct ModuleTag>;
using KernelHandle = Handle<struct KernelTag>; ///< lives as long as its module
using GraphHandle = Handle<struct GraphTag>; ///< ready to be launched

} // namespace jackdaw::cuda
