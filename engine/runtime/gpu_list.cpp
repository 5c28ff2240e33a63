// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/gpu_list.h"

#include "engine/cuda/native_gpu.h"

#include <cstdio>

namespace jackdaw::runtime {

Result<std::vector<std::string>> gpusInWords()
{
    const auto gpus = cuda::openGpus();
    if (!gpus)
        return tl::unexpected(gpus.error());
    std::vector<std::string> words;
    for (const auto& gpu : *gpus) {
        const cuda::GpuInfo& info = gpu->info();
        char text[160];
        std::snprintf(text, sizeof text, "%s, %u multiprocessors, %.1f GB, CUDA %d.%d", info.name.c_str(),
                      info.multiprocessors, static_cast<double>(info.memoryBytes) / 1e9, info.driverVersion / 1000,
                      info.driverVersion % 1000 / 10);
        words.emplace_back(text);
    }
    return words;
}

} // namespace jackdaw::runtime
