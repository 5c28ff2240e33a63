// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

namespace jackdaw::tensors {

/// Bytes of a GPU by LibTorch's allocator, of all lanes together: tensors, and what its libraries work in.
struct TensorMemory {
    std::uint64_t held = 0; ///< by tensors now
    std::uint64_t peak = 0; ///< held at most since the peak was restarted
    std::uint64_t reserved = 0; ///< from the driver, kept for later where no tensor holds it
};

/// None where LibTorch's part for GPUs is not open.
std::optional<TensorMemory> tensorMemory(int gpu);
/// From now on TensorMemory::peak is that of what follows.
void restartPeak(int gpu);
/// How often LibTorch's allocator gave memory of the GPU back to the driver, which it does when there is none left for
/// what is asked of it: what graphs work in between may be among it. 0 where LibTorch's part for GPUs is not open. It
/// is counted under the allocator's lock: whoever asks while memory is given back is answered when that has ended.
std::int64_t memoryGivenBack(int gpu);

} // namespace jackdaw::tensors
