// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/cuda/gpu.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace jackdaw::tensors {

/// Kernels of the house's own that work on tensors. They are launched in the stream that tensor operations of the
/// calling thread go to, and so are recorded with these where a graph is made.
class LaneKernels {
public:
    /// Those of \p image that \p names names, on the GPU whose lane the calling thread serves, be it fake. A real GPU
    /// keeps them as long as the process: to drop them may wait for all that runs. NotFound where the thread serves no
    /// lane, Unsupported where the image is empty or has nothing for that GPU.
    static Result<LaneKernels> load(std::span<const std::byte> image, std::span<const char* const> names);

    /// Launches kernel number \p kernel, by its place in the names. Throws what kept it from being queued.
    void launch(std::size_t kernel, cuda::Grid grid, std::span<const std::uint64_t> arguments) const;

private:
    struct Loaded {
        cuda::Module module;
        std::vector<cuda::KernelHandle> kernels;
    };

    LaneKernels(cuda::Gpu& gpu, std::shared_ptr<const Loaded> loaded) : m_gpu(&gpu), m_loaded(std::move(loaded)) { }
    static Result<std::shared_ptr<const Loaded>> loadNow(cuda::Gpu& gpu, std::span<const std::byte> image,
                                                         std::span<const char* const> names);
    static Result<std::shared_ptr<const Loaded>> loadOnce(cuda::Gpu& gpu, std::span<const std::byte> image,
                                                          std::span<const char* const> names);

    cuda::Gpu* m_gpu;
    std::shared_ptr<const Loaded> m_loaded;
};

} // namespace jackdaw::tensors
