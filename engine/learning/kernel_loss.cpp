// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/kernel_loss_impl.h"

#include "engine/learning/loss_job_impl.h"
#include "engine/learning/units_impl.h"
#include "engine/tensors/lane_tensors.h"

#include <algorithm>

namespace jackdaw::learning {
namespace {

constexpr std::size_t kCellsPerBox = 8; ///< for which there is room at first

} // namespace

KernelLoss::KernelLoss(const CellGrid& grid, std::size_t pictures, at::Device place, StepKernels kernels) :
    m_grid(grid), m_pictures(pictures), m_place(place), m_kernels(std::move(kernels)), m_nextBoxes(grid.cells() + 1)
{
    tensors::outsideOfLane([&] {
        m_sums = emptySums(place);
        m_loss = at::zeros({}, at::TensorOptions(at::kFloat).device(place));
    });
    makeRoom(std::max<std::size_t>(pictures * grid.cells() / kCellsPerBox, 1));
}

void KernelLoss::makeRoom(std::size_t boxes)
{
    const std::size_t cells = m_pictures * m_grid.cells();
    m_mostBoxes = boxes;
    m_layout.heat = 0;
    m_layout.firstBoxes = m_layout.heat + cells * static_cast<std::size_t>(m_grid.classes) * sizeof(float);
    m_layout.boxes = m_layout.firstBoxes + (cells + 1) * sizeof(std::uint32_t);
    m_layout.bytes = m_layout.boxes + boxes * sizeof(kernels::WantedBox);
    const std::int64_t bytes[]{static_cast<std::int64_t>(m_layout.bytes)};
    m_host = hostTensor(bytes, m_place, at::kByte);
    tensors::outsideOfLane([&] { m_there = at::zeros(bytes, at::TensorOptions(at::kByte).device(m_place)); });
}

GraphLoss::Room KernelLoss::set(const std::vector<const Targets*>& targets)
{
    std::size_t objects = 0;
    std::size_t boxes = 0;
    for (const Targets* each : targets) {
        objects += each->objects;
        boxes += each->boxes.size();
    }
    const auto room = boxes > m_mostBoxes ? Room::New : Room::Same;
    if (room == Room::New)
        makeRoom(2 * boxes);
    const float scale = 1.0F / static_cast<float>(std::max<std::size_t>(objects, 1));
    std::uint32_t before = 0;
    for (std::size_t i = 0; i < targets.size(); ++i) {
        setHeat(*targets[i], i, scale);
        setBoxes(*targets[i], i, scale, before);
        before += static_cast<std::uint32_t>(targets[i]->boxes.size());
    }
    onHost<std::uint32_t>(m_layout.firstBoxes)[m_pictures * m_grid.cells()] = before;
    return room;
}

void KernelLoss::setHeat(const Targets& targets, std::size_t picture, float scale) const
{
    float* heat = onHost<float>(m_layout.heat) + picture * targets.heat.size();
    for (std::size_t i = 0; i < targets.heat.size(); ++i) {
        const float near = 1.0F - targets.heat[i];
        const float weight = targets.weight[i] * scale;
        heat[i] = targets.heat[i] >= 1.0F ? -weight : weight * near * near * near * near;
    }
}

/// Sorted by cells, those of a cell in their order.
void KernelLoss::setBoxes(const Targets& targets, std::size_t picture, float scale, std::uint32_t before)
{
    std::fill(m_nextBoxes.begin(), m_nextBoxes.end(), 0);
    for (const Targets::BoxCell& box : targets.boxes)
        ++m_nextBoxes[box.cell + 1];
    m_nextBoxes[0] = before;
    for (std::size_t cell = 0; cell < m_grid.cells(); ++cell)
        m_nextBoxes[cell + 1] += m_nextBoxes[cell];
    std::copy_n(m_nextBoxes.begin(), m_grid.cells(),
                onHost<std::uint32_t>(m_layout.firstBoxes) + picture * m_grid.cells());
    auto* boxes = onHost<kernels::WantedBox>(m_layout.boxes);
    for (const Targets::BoxCell& box : targets.boxes)
        boxes[m_nextBoxes[box.cell]++] = {box.weight * scale * kBoxLossWeight,
                                          {box.offsetX, box.offsetY, box.logWidth, box.logHeight}};
}

std::pair<at::Tensor, at::Tensor> KernelLoss::of(const at::Tensor& output)
{
    const at::NoGradGuard noGradient;
    m_there.copy_(m_host, true);
    const at::Tensor values = output.contiguous();
    const at::Tensor gradient = at::empty_like(values);
    const std::size_t cells = m_pictures * m_grid.cells();
    const kernels::Word there = wordOf(m_there);
    m_kernels.launch(StepKernel::DetectionLoss, kernels::blocksFor(cells),
                     kernels::Words<kernels::LossJob::kWords>{
                         {wordOf(values), wordOf(gradient), values.scalar_type() == at::kBFloat16 ? 1U : 0U, cells,
                          static_cast<kernels::Word>(m_grid.classes), there + m_layout.heat,
                          there + m_layout.firstBoxes, there + m_layout.boxes, wordOf(m_sums), wordOf(m_loss)}});
    return {m_loss, gradient};
}

} // namespace jackdaw::learning
