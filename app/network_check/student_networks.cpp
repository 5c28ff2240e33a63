// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/network_check/student_networks.h"

#include <algorithm>
#include <cmath>

#include <ATen/CPUGeneratorImpl.h>
#include <c10/core/GradMode.h>
#include <c10/core/impl/VirtualGuardImpl.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/variable.h>

namespace jackdaw::check {
namespace {

constexpr double kLearningRate = 0.01;

at::Tensor randomPictures(const Topology& topology, std::int64_t batch, at::Device device, std::uint64_t seed)
{
    return at::randn({batch, 3, topology.height, topology.width}, at::detail::createCPUGenerator(seed), at::kFloat)
        .to(device, at::kBFloat16)
        .contiguous(at::MemoryFormat::ChannelsLast);
}

at::Tensor randomParameters(const Topology& topology, std::uint64_t seed)
{
    at::Generator generator = at::detail::createCPUGenerator(seed);
    at::Tensor flat = at::zeros({topology.parameters}, at::kFloat);
    for (const Unit& unit : topology.units) {
        const double deviation = std::sqrt(2.0 / static_cast<double>(unit.in * unit.kernel * unit.kernel));
        flat.narrow(0, unit.weight, unit.weightCount())
            .copy_(at::randn({unit.weightCount()}, generator, at::kFloat).mul_(deviation));
        if (unit.isNormalised)
            flat.narrow(0, unit.scale, unit.out).fill_(1.0);
    }
    return flat;
}

/// A unit's weight in a flat buffer, in the order that channels-last convolutions want.
at::Tensor weightIn(const at::Tensor& flat, const Unit& unit)
{
    return flat.narrow(0, unit.weight, unit.weightCount())
        .view({unit.out, unit.kernel, unit.kernel, unit.in})
        .permute({0, 3, 1, 2});
}

/// Waits for what made tensors on \p device: lanes do not wait for the stream that it was queued in.
void waitFor(at::Device device)
{
    if (device.is_cpu())
        return;
    const c10::impl::VirtualGuardImpl guard(device.type());
    guard.synchronizeStream(guard.getStream(device));
}

/// \p gradient with the strides of \p target where both lie alike in memory, so that all copies are one kernel.
at::Tensor lyingLike(const at::Tensor& gradient, const at::Tensor& target)
{
    for (std::int64_t dimension = 0; dimension < target.dim(); ++dimension) {
        if (target.size(dimension) > 1 && gradient.stride(dimension) != target.stride(dimension))
            return gradient;
    }
    return gradient.as_strided(target.sizes(), target.strides());
}

at::Tensor runBlock(UnitRunner& runner, const ResidualBlock& block, const at::Tensor& input)
{
    const at::Tensor shortcut =
        block.shortcut < 0 ? input : runner.run(static_cast<std::size_t>(block.shortcut), input, false, nullptr);
    return runner.run(block.second, runner.run(block.first, input, true, nullptr), true, &shortcut);
}

at::Tensor joinLevels(const Topology& topology, UnitRunner& runner, const std::vector<at::Tensor>& levels)
{
    at::Tensor sum = runner.run(topology.laterals[2], levels[2], false, nullptr);
    for (const std::size_t level : {1U, 0U}) {
        const at::Tensor coarser = at::upsample_nearest2d(sum, {levels[level].size(2), levels[level].size(3)});
        sum = runner.run(topology.laterals[level], levels[level], level == 0, &coarser);
    }
    return runner.run(topology.output, runner.run(topology.joined, sum, true, nullptr), false, nullptr);
}

at::Tensor runNetwork(const Topology& topology, UnitRunner& runner, at::Tensor values)
{
    for (const std::size_t unit : topology.stem)
        values = runner.run(unit, values, true, nullptr);
    if (!topology.findsPoints)
        values = at::max_pool2d(values, {3, 3}, {2, 2}, {1, 1});
    std::vector<at::Tensor> levels;
    for (std::size_t i = 0; i < topology.blocks.size(); ++i) {
        values = runBlock(runner, topology.blocks[i], values);
        if (std::find(topology.levelEnds.begin(), topology.levelEnds.end(), i) != topology.levelEnds.end())
            levels.push_back(values);
    }
    if (topology.findsPoints)
        return joinLevels(topology, runner, levels);
    return runner.run(topology.output, values.mean({2, 3}, true), false, nullptr);
}

} // namespace

InferenceNetwork::InferenceNetwork(const Topology& topology, std::int64_t batch, at::Device device,
                                   std::uint64_t seed) :
    m_topology(topology),
    m_flat(randomParameters(topology, seed).to(device, at::kBFloat16)),
    m_pictures(randomPictures(topology, batch, device, seed + 1)), m_isUnfused(topology.units.size(), device.is_cpu())
{
    waitFor(device);
}

void InferenceNetwork::infer()
{
    const c10::NoGradGuard noGradients;
    m_output = runNetwork(m_topology, *this, m_pictures);
}

at::Tensor InferenceNetwork::run(std::size_t number, const at::Tensor& input, bool isRectified,
                                 const at::Tensor* addend)
{
    const Unit& unit = m_topology.units[number];
    const at::Tensor weight = weightIn(m_flat, unit);
    const at::Tensor bias = m_flat.narrow(0, unit.shift, unit.out);
    const std::vector<std::int64_t> stride(2, unit.stride);
    const std::vector<std::int64_t> padding(2, unit.kernel / 2);
    if (isRectified && !m_isUnfused[number]) {
        try {
            return addend
                ? at::cudnn_convolution_add_relu(input, weight, *addend, 1.0, bias, stride, padding, {1, 1}, 1)
                : at::cudnn_convolution_relu(input, weight, bias, stride, padding, {1, 1}, 1);
        } catch (const c10::Error&) {
            m_isUnfused[number] = true;
        }
    }
    at::Tensor output = at::conv2d(input, weight, bias, stride, padding);
    if (addend)
        output.add_(*addend);
    return isRectified ? output.relu_() : output;
}

TrainingNetwork::TrainingNetwork(const Topology& topology, std::int64_t batch, at::Device device, std::uint64_t seed) :
    m_topology(topology), m_parameters(randomParameters(topology, seed).to(device)),
    m_rounded(m_parameters.to(at::kBFloat16)), m_gradient(at::zeros_like(m_parameters)),
    m_momentum(at::zeros_like(m_parameters)), m_learningRate(at::full({}, kLearningRate, m_parameters.options())),
    m_statistics(at::ones({topology.statistics}, m_parameters.options())),
    m_pictures(randomPictures(topology, batch, device, seed + 1))
{
    makeLeaves();
    makeTargets(batch, device, seed + 2);
    waitFor(device);
}

void TrainingNetwork::makeLeaves()
{
    const auto add = [this](const at::Tensor& values, const at::Tensor& gradient) {
        m_leaves.push_back({values.detach().requires_grad_(true), gradient});
        return m_leaves.size() - 1;
    };
    for (const Unit& unit : m_topology.units) {
        const auto part = [&unit](const at::Tensor& flat, std::int64_t offset) {
            return flat.narrow(0, offset, unit.out);
        };
        m_weightLeaves.push_back(add(weightIn(m_rounded, unit), weightIn(m_gradient, unit)));
        m_scaleLeaves.push_back(unit.isNormalised ? add(part(m_parameters, unit.scale), part(m_gradient, unit.scale))
                                                  : 0);
        const at::Tensor& shifts = unit.isNormalised ? m_parameters : m_rounded;
        m_shiftLeaves.push_back(add(part(shifts, unit.shift), part(m_gradient, unit.shift)));
    }
}

/// Classes of pictures; or heat of four classes, four numbers of a box and whether there is one, in every cell.
void TrainingNetwork::makeTargets(std::int64_t batch, at::Device device, std::uint64_t seed)
{
    at::Generator generator = at::detail::createCPUGenerator(seed);
    if (!m_topology.findsPoints) {
        m_targets = at::randint(0, 2 * kClasses, {batch}, generator, at::kLong).to(device);
        return;
    }
    constexpr std::int64_t kCell = 8;
    const std::vector<std::int64_t> cells{batch, m_topology.height / kCell, m_topology.width / kCell};
    const auto random = [&](std::int64_t depth) {
        return at::rand({cells[0], cells[1], cells[2], depth}, generator, at::kFloat);
    };
    const at::Tensor isCentre = random(1).lt(0.01).to(at::kFloat);
    const at::Tensor heat = at::maximum(random(kClasses).pow(6), isCentre);
    m_targets = at::cat({heat, random(4), isCentre}, 3).to(device);
}

at::Tensor TrainingNetwork::run(std::size_t number, const at::Tensor& input, bool isRectified, const at::Tensor* addend)
{
    const Unit& unit = m_topology.units[number];
    const at::Tensor& shift = m_leaves[m_shiftLeaves[number]].values;
    const std::vector<std::int64_t> stride(2, unit.stride);
    const std::vector<std::int64_t> padding(2, unit.kernel / 2);
    at::Tensor output = at::conv2d(input, m_leaves[m_weightLeaves[number]].values,
                                   unit.isNormalised ? std::nullopt : std::optional(shift), stride, padding);
    if (unit.isNormalised) {
        const at::Tensor means = m_statistics.narrow(0, unit.statistics, unit.out);
        const at::Tensor variances = m_statistics.narrow(0, unit.statistics + aligned(unit.out), unit.out);
        output = at::batch_norm(output, m_leaves[m_scaleLeaves[number]].values, shift, means, variances, true, 0.1,
                                1e-5, true);
    }
    if (addend)
        output = output.add_(*addend);
    return isRectified ? output.relu_() : output;
}

at::Tensor TrainingNetwork::loss()
{
    const at::Tensor output = runNetwork(m_topology, *this, m_pictures);
    if (!m_topology.findsPoints)
        return at::cross_entropy_loss(output.flatten(1).to(at::kFloat), m_targets);
    const at::Tensor cells = output.permute({0, 2, 3, 1}).to(at::kFloat);
    const at::Tensor heat = cells.slice(3, 0, kClasses);
    const at::Tensor wanted = m_targets.slice(3, 0, kClasses);
    const at::Tensor likely = at::sigmoid(heat);
    const at::Tensor isCentre = wanted.gt(0.999).to(at::kFloat);
    const at::Tensor found = isCentre * (1 - likely).square() * at::log_sigmoid(heat);
    const at::Tensor left = (1 - isCentre) * (1 - wanted).pow(4) * likely.square() * at::log_sigmoid(-heat);
    const at::Tensor box = (cells.slice(3, kClasses) - m_targets.slice(3, kClasses, kClasses + 4)).abs()
        * m_targets.slice(3, kClasses + 4).mul(0.5);
    return (box.sum() - found.sum() - left.sum()) / static_cast<double>(output.size(0) * 8);
}

void TrainingNetwork::step()
{
    {
        const c10::NoGradGuard noGradients;
        m_rounded.copy_(m_parameters);
    }
    std::vector<at::Tensor> leaves;
    std::transform(m_leaves.begin(), m_leaves.end(), std::back_inserter(leaves),
                   [](const Leaf& leaf) { return leaf.values; });
    const std::vector<at::Tensor> gradients = torch::autograd::grad({loss()}, leaves);
    const c10::NoGradGuard noGradients;
    for (const at::ScalarType type : {at::kBFloat16, at::kFloat}) {
        std::vector<at::Tensor> to;
        std::vector<at::Tensor> from;
        for (std::size_t i = 0; i < m_leaves.size(); ++i) {
            if (gradients[i].scalar_type() != type)
                continue;
            to.push_back(m_leaves[i].gradient);
            from.push_back(lyingLike(gradients[i], m_leaves[i].gradient));
        }
        at::_foreach_copy_(to, from);
    }
    at::_fused_sgd_({m_parameters}, {m_gradient}, {m_momentum}, 1e-4, 0.9, m_learningRate, 0.0, false, false, false);
}

} // namespace jackdaw::check
