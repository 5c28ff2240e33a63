// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/cuda/fake_gpu.h"
#include "engine/cuda/gpu.h"

#include <cstddef>
#include <span>

namespace jackdaw::check {

/// The kernels (kernels.cu) for every kind of GPU; empty in a build without nvcc.
std::span<const std::byte> kernelImage();

/// Lets \p gpu do what the kernels do, in about the time that an H200 takes.
void defineTwins(cuda::FakeGpu& gpu);

/// The kernels, loaded.
struct Kernels {
    cuda::Module module;
    cuda::KernelHandle markMultiprocessors;
    cuda::KernelHandle spin;
    cuda::KernelHandle movePieces;
    cuda::KernelHandle addUp;

    static Result<Kernels> load(cuda::Gpu& gpu);
};

} // namespace jackdaw::check
