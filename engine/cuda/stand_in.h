// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/cuda/fake_gpu.h"

#include <optional>
#include <string>

namespace jackdaw::cuda {

/// A GPU in words, as devices and cost tables have it: "NVIDIA H200, 132 multiprocessors in 15 parts of 8 and one of
/// 12". Without atoms its time is shared.
std::string describe(const std::string& name, std::uint32_t multiprocessors, const std::optional<Atoms>& atoms);

/// A fake GPU that is divided like the one that describe() told of: what a run on that one is rehearsed on. Its name
/// begins with "costs of". None where \p description is of no GPU.
std::optional<FakeGpuSettings> standInFor(const std::string& description);

/// Whose costs a device of this description has: the GPU's name, of a stand-in alone.
std::optional<std::string> costsOf(const std::string& description);

} // namespace jackdaw::cuda
