// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/cuda/fake_gpu.h"

namespace jackdaw::testing {

/// A kernel that takes as many block-microseconds as its grid has blocks, spread over its pool, and remembers plans.
inline cuda::FakeKernel stepTwin()
{
    return {[](const cuda::FakeLaunch& launch) {
                return Nanoseconds{1000} * launch.grid.blocks / launch.multiprocessors.size();
            },
            true};
}

/// Counts at address 0 of its arguments, by number, the multiprocessors that it ran on.
inline cuda::FakeKernel markTwin()
{
    return {[](const cuda::FakeLaunch& launch) {
        auto* seen = reinterpret_cast<std::uint32_t*>(launch.arguments[0]);
        for (const std::uint32_t number : launch.multiprocessors)
            ++seen[number];
        return Nanoseconds{1000};
    }};
}

} // namespace jackdaw::testing
