// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/learning/step_kernels_impl.h"
#include "engine/learning/targets.h"
#include "engine/learning/tensor_loss_impl.h"

#include <utility>
#include <vector>

namespace jackdaw::learning {

/// The same by one kernel, for outputs in 32 bits or bfloat16. Sums are added up in an order that is the same each
/// time.
class KernelLoss final : public GraphLoss {
public:
    KernelLoss(const CellGrid& grid, std::size_t pictures, at::Device place, StepKernels kernels);

    Room set(const std::vector<const Targets*>& targets) override;
    std::pair<at::Tensor, at::Tensor> of(const at::Tensor& output) override;

private:
    /// Places in the memory that targets are brought in.
    struct Layout {
        std::size_t heat = 0;
        std::size_t firstBoxes = 0;
        std::size_t boxes = 0;
        std::size_t bytes = 0;
    };

    void makeRoom(std::size_t boxes);
    template <class Type>
    Type* onHost(std::size_t offset) const
    {
        return reinterpret_cast<Type*>(m_host.data_ptr<std::uint8_t>() + offset);
    }
    void setHeat(const Targets& targets, std::size_t picture, float scale) const;
    void setBoxes(const Targets& targets, std::size_t picture, float scale, std::uint32_t before);

    CellGrid m_grid;
    std::size_t m_pictures;
    at::Device m_place;
    StepKernels m_kernels;
    std::size_t m_mostBoxes = 0;
    Layout m_layout;
    at::Tensor m_host; ///< bytes, as the layout has them
    at::Tensor m_there; ///< the same where the output is
    at::Tensor m_sums;
    at::Tensor m_loss;
    std::vector<std::uint32_t> m_nextBoxes; ///< of each cell of a picture, while they are sorted
};

} // namespace jackdaw::learning
