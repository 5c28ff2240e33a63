// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/tensors/device_memory.h"

#include <c10/core/CachingDeviceAllocator.h>

namespace jackdaw::tensors {
namespace {

constexpr std::size_t kAll = 0; ///< of a statistic: over pools of small and large pieces

/// Null where it is not open, or keeps no statistics.
c10::DeviceAllocator* allocator()
{
    auto* const found = dynamic_cast<c10::DeviceAllocator*>(c10::GetAllocator(c10::DeviceType::CUDA));
    return found && found->initialized() ? found : nullptr;
}

std::uint64_t bytes(std::int64_t counted)
{
    return counted > 0 ? static_cast<std::uint64_t>(counted) : 0;
}

} // namespace

std::optional<TensorMemory> tensorMemory(int gpu)
{
    c10::DeviceAllocator* const of = allocator();
    if (!of)
        return std::nullopt;
    const auto stats = of->getDeviceStats(static_cast<c10::DeviceIndex>(gpu));
    const auto& held = stats.allocated_bytes[kAll];
    return TensorMemory{bytes(held.current), bytes(held.peak), bytes(stats.reserved_bytes[kAll].current)};
}

void restartPeak(int gpu)
{
    if (c10::DeviceAllocator* const of = allocator())
        of->resetPeakStats(static_cast<c10::DeviceIndex>(gpu));
}

std::int64_t memoryGivenBack(int gpu)
{
    c10::DeviceAllocator* const of = allocator();
    return of ? of->getDeviceStats(static_cast<c10::DeviceIndex>(gpu)).num_device_free : 0;
}

} // namespace jackdaw::tensors
