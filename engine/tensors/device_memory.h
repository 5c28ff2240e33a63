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

} // namespace jackdaw::tensors
