// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/cuda/driver_abi.h"
#include "engine/cuda/shared_library.h"

#include <string>

namespace jackdaw::cuda {

inline constexpr const char* kDriverLibrary = "libcuda.so.1";

/// NVIDIA's driver, opened at run time; nothing of it is linked.
struct DriverTable {
    SharedLibrary library;
    abi::EntryPoints call;
    int version = 0; ///< newest CUDA that the driver knows: 13000 is 13.0
    std::string missingForPools; ///< the first entry point for pools that the driver lacks; empty if it has all
};

/// Opens the driver and starts it. NotFound: no driver, or no device. Unsupported: a driver that lacks something
/// without which no GPU can be used; one that only lacks pools is good.
Result<DriverTable> openDriver(const std::string& library = kDriverLibrary);

/// 12.4 for 12040.
std::string versionText(int version);

} // namespace jackdaw::cuda
