// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <new>

#include <c10/core/Allocator.h>

namespace jackdaw::testing {

/// While it lives, the tensor library gets no piece of memory larger than \a most bytes on the CPU.
class LittleMemory {
public:
    explicit LittleMemory(std::size_t most) : m_limited(*c10::GetAllocator(c10::DeviceType::CPU), most)
    {
        c10::SetAllocator(c10::DeviceType::CPU, &m_limited, kPriority);
    }
    ~LittleMemory() { c10::SetAllocator(c10::DeviceType::CPU, &m_limited.usual, kPriority); }
    LittleMemory(const LittleMemory&) = delete;
    LittleMemory& operator=(const LittleMemory&) = delete;

    /// Bytes of the largest piece that was asked for.
    std::size_t largest() const { return m_limited.largest; }

private:
    struct Limited final : c10::Allocator {
        Limited(c10::Allocator& usualOne, std::size_t mostBytes) : usual(usualOne), most(mostBytes) { }

        c10::DataPtr allocate(std::size_t bytes) override
        {
            for (std::size_t seen = largest; seen < bytes && !largest.compare_exchange_weak(seen, bytes);) { }
            if (bytes > most)
                throw std::bad_alloc();
            return usual.allocate(bytes);
        }
        c10::DeleterFnPtr raw_deleter() const override { return usual.raw_deleter(); }
        void copy_data(void* to, const void* from, std::size_t count) const override
        {
            default_copy_data(to, from, count);
        }

        c10::Allocator& usual;
        std::size_t most;
        std::atomic<std::size_t> largest{0};
    };

    static constexpr std::uint8_t kPriority = 1;
    Limited m_limited;
};

} // namespace jackdaw::testing
