// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/cuda/driver_abi.h"

#include <string>

namespace jackdaw::cuda {

/// \p call failed on \p gpu. The code is OutOfMemory where memory was lacking, NotFound where the GPU cannot be used
/// any more by this process, Internal else: then only what was called has failed.
Error callError(const std::string& gpu, const std::string& call, abi::Outcome outcome);

/// The driver is there and shows no GPU.
Error noGpuError();

} // namespace jackdaw::cuda
