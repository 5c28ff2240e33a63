// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/learning/kernel_words_impl.h"
#include "engine/learning/step_way.h"
#include "engine/tensors/lane_kernels.h"

#include <ATen/ATen.h>

#include <optional>
#include <span>

namespace jackdaw::learning {

/// By their places in the image's names.
enum class StepKernel : std::size_t {
    DetectionLoss,
    GatherGradients,
    MoveParameters,
    DrawViews,
    NormSpread,
    NormForward,
    NormBlame,
    NormBackward,
    FillSlot,
    ClassLoss,
};

/// The kernels (step_kernels.cu) for every kind of GPU; empty in a build without nvcc.
std::span<const std::byte> kernelImage();

/// What a kernel does, on the CPU, in the same order: with so many blocks, by its parameters.
struct KernelTwin {
    const char* name;
    void (*run)(unsigned blocks, std::span<const std::uint64_t> words);
};
/// Of all kernels. A fake GPU runs them.
std::span<const KernelTwin> kernelTwins();

/// The house's own kernels for training and serving on the GPU whose lane the calling thread serves. None where there
/// are none: the build has no image, or the driver does not take it, which is logged once. Then operations on tensors
/// do the work.
class StepKernels {
public:
    static std::optional<StepKernels> here();
    /// here() where steps that are computed in \p way at \p place use them.
    static std::optional<StepKernels> forSteps(StepWay way, at::Device place)
    {
        const bool areUsed = way == StepWay::ByKernels || (way == StepWay::OfPlace && place.is_cuda());
        return areUsed ? here() : std::nullopt;
    }
    /// In the stream of tensor operations.
    template <std::size_t Count>
    void launch(StepKernel kernel, unsigned blocks, const kernels::Words<Count>& words,
                unsigned threads = kernels::kThreads) const
    {
        m_kernels.launch(static_cast<std::size_t>(kernel), {blocks, threads}, words.word);
    }

private:
    explicit StepKernels(tensors::LaneKernels kernels) : m_kernels(std::move(kernels)) { }

    tensors::LaneKernels m_kernels;
};

/// A tensor's address for a kernel.
inline kernels::Word wordOf(const at::Tensor& tensor)
{
    return reinterpret_cast<kernels::Word>(tensor.data_ptr());
}

/// Where the blocks of a grid add up, at \p place.
inline at::Tensor emptySums(at::Device place)
{
    return at::zeros({static_cast<std::int64_t>(kernels::Sums::kBytes)}, at::TensorOptions(at::kByte).device(place));
}

} // namespace jackdaw::learning
