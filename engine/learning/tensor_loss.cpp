// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/tensor_loss_impl.h"

#include "engine/learning/units_impl.h"
#include "engine/tensors/lane_tensors.h"

#include <algorithm>
#include <numeric>

namespace jackdaw::learning {

TensorLoss::TensorLoss(const CellGrid& grid, std::size_t pictures, at::Device place) : m_grid(grid), m_place(place)
{
    const auto count = static_cast<std::int64_t>(pictures);
    m_centres = HostPair::make({count, grid.rows, grid.columns, grid.classes}, place);
    m_others = HostPair::make({count, grid.rows, grid.columns, grid.classes}, place);
    makeBoxes(count * static_cast<std::int64_t>(grid.cells()) / 2);
}

HostPair HostPair::make(at::IntArrayRef shape, at::Device place, at::ScalarType type)
{
    HostPair pair{hostTensor(shape, place, type), {}};
    tensors::outsideOfLane([&] { pair.there = at::zeros(shape, at::TensorOptions(type).device(place)); });
    return pair;
}

void TensorLoss::makeBoxes(std::int64_t count)
{
    m_cells = HostPair::make({count}, m_place, at::kLong);
    m_boxes = HostPair::make({count, std::int64_t{kBoxChannels}}, m_place);
    m_weights = HostPair::make({count, 1}, m_place);
    // Nothing is added to the cells of boxes that there are not, but each to another.
    auto* cell = m_cells.host.data_ptr<std::int64_t>();
    for (std::int64_t i = 0; i < count; ++i)
        cell[i] = i % (m_centres.host.numel() / m_grid.classes);
}

TensorLoss::Room TensorLoss::set(const std::vector<const Targets*>& targets)
{
    const auto sum = [&](auto of) {
        return std::accumulate(targets.begin(), targets.end(), std::int64_t{0},
                               [&](std::int64_t so, const Targets* each) { return so + of(*each); });
    };
    const std::int64_t objects = sum([](const Targets& each) { return static_cast<std::int64_t>(each.objects); });
    const std::int64_t boxes = sum([](const Targets& each) { return static_cast<std::int64_t>(each.boxes.size()); });
    const Room room = boxes > m_cells.host.numel() ? Room::New : Room::Same;
    if (room == Room::New)
        makeBoxes(2 * boxes);
    m_weights.host.zero_();
    const float scale = 1.0F / static_cast<float>(std::max<std::int64_t>(objects, 1));
    std::int64_t next = 0;
    for (std::size_t i = 0; i < targets.size(); ++i) {
        setHeat(*targets[i], i, scale);
        addBoxes(*targets[i], i, scale, next);
    }
    return room;
}

void TensorLoss::setHeat(const Targets& targets, std::size_t picture, float scale)
{
    float* centre = m_centres.host.data_ptr<float>() + picture * targets.heat.size();
    float* other = m_others.host.data_ptr<float>() + picture * targets.heat.size();
    for (std::size_t i = 0; i < targets.heat.size(); ++i) {
        const bool isCentre = targets.heat[i] >= 1.0F;
        const float distance = 1.0F - targets.heat[i];
        const float weight = targets.weight[i] * scale;
        centre[i] = isCentre ? weight : 0.0F;
        other[i] = isCentre ? 0.0F : weight * distance * distance * distance * distance;
    }
}

void TensorLoss::addBoxes(const Targets& targets, std::size_t picture, float scale, std::int64_t& next)
{
    for (const Targets::BoxCell& box : targets.boxes) {
        m_cells.host.data_ptr<std::int64_t>()[next] = static_cast<std::int64_t>(picture * m_grid.cells() + box.cell);
        m_weights.host.data_ptr<float>()[next] = box.weight * scale * kBoxLossWeight;
        float* wanted = m_boxes.host.data_ptr<float>() + next * std::int64_t{kBoxChannels};
        wanted[0] = box.offsetX;
        wanted[1] = box.offsetY;
        wanted[2] = box.logWidth;
        wanted[3] = box.logHeight;
        ++next;
    }
}

std::pair<at::Tensor, at::Tensor> TensorLoss::of(const at::Tensor& ofNetwork)
{
    const at::NoGradGuard noGradient;
    const at::Tensor output = ofNetwork.to(at::kFloat).contiguous();
    const at::Tensor centres = m_centres.upload();
    const at::Tensor others = m_others.upload();
    const at::Tensor logit = output.slice(3, 0, m_grid.classes);
    const at::Tensor p = at::sigmoid(logit);
    const at::Tensor q = at::sigmoid(-logit);
    const at::Tensor missed = centres * q.square(); // focal loss, and what it is at other cells
    const at::Tensor falsely = others * p.square();
    const at::Tensor logP = at::log_sigmoid(logit);
    const at::Tensor logQ = at::log_sigmoid(-logit);
    const at::Tensor heatGradient = missed * (p * logP * 2.0 - q) + falsely * (p - q * logQ * 2.0);

    const at::Tensor cells = m_cells.upload();
    const at::Tensor weights = m_weights.upload();
    const at::Tensor boxes = output.slice(3, m_grid.classes).reshape({-1, std::int64_t{kBoxChannels}});
    const at::Tensor difference = boxes.index_select(0, cells) - m_boxes.upload();
    const at::Tensor boxGradient = at::zeros_like(boxes).index_add_(0, cells, difference.sign() * weights);

    const at::Tensor loss = (difference.abs() * weights).sum() - (missed * logP + falsely * logQ).sum();
    auto extents = output.sizes().vec();
    extents.back() = std::int64_t{kBoxChannels};
    return {loss, at::cat({heatGradient, boxGradient.reshape(extents)}, 3).to(ofNetwork.scalar_type())};
}

} // namespace jackdaw::learning
