// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/class_loss_impl.h"

#include "engine/learning/class_loss_job_impl.h"
#include "engine/learning/units_impl.h"

#include <algorithm>

namespace jackdaw::learning {

KernelClassLoss::KernelClassLoss(std::int64_t crops, at::Device place, StepKernels kernels) :
    m_kernels(std::move(kernels)), m_allowed(hostTensor({crops}, place, at::kInt)), m_sums(emptySums(place)),
    m_loss(at::zeros({}, at::TensorOptions(at::kFloat).device(place)))
{
}

void KernelClassLoss::set(std::span<const std::uint32_t> allowed)
{
    TORCH_CHECK(static_cast<std::int64_t>(allowed.size()) == m_allowed.numel(), "one set of classes for each crop");
    std::copy(allowed.begin(), allowed.end(), static_cast<std::uint32_t*>(m_allowed.data_ptr()));
}

std::pair<at::Tensor, at::Tensor> KernelClassLoss::of(const at::Tensor& output) const
{
    using namespace kernels;
    const at::NoGradGuard noGradient;
    const at::Tensor values = output.contiguous();
    const at::Tensor gradient = at::empty_like(values);
    const auto crops = static_cast<Word>(values.size(0));
    m_kernels.launch(StepKernel::ClassLoss, blocksFor(crops),
                     Words<ClassLossJob::kWords>{{wordOf(values), wordOf(gradient),
                                                  values.scalar_type() == at::kBFloat16 ? Word{1} : Word{0}, crops,
                                                  static_cast<Word>(values.numel()) / crops, wordOf(m_allowed),
                                                  wordOf(m_sums), wordOf(m_loss)}});
    return {m_loss, gradient};
}

} // namespace jackdaw::learning
