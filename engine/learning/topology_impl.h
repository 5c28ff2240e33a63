// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/learning/network_plan.h"
#include "engine/learning/units_impl.h"

#include <array>

#include <ATen/ATen.h>

namespace jackdaw::learning {

/// What the trunk hands on: activations at strides 8, 16 and 32.
using TrunkLevels = std::array<at::Tensor, 3>;

inline at::Tensor runBlock(UnitRunner& units, const ResidualBlock& block, const at::Tensor& input)
{
    const at::Tensor shortcut = block.shortcut < 0 ? input : units.run(block.shortcut, input, Activation::None);
    return units.run(block.second, units.run(block.first, input, Activation::Relu), Activation::Relu, &shortcut);
}

inline TrunkLevels runTrunk(UnitRunner& units, const NetworkPlan& plan, at::Tensor values)
{
    for (const int unit : plan.stem)
        values = units.run(unit, values, Activation::Relu);
    TrunkLevels levels;
    for (std::size_t level = 0; level < plan.levels.size(); ++level) {
        for (const ResidualBlock& block : plan.levels[level])
            values = runBlock(units, block, values);
        levels[level] = values;
    }
    return levels;
}

inline at::Tensor doubled(const at::Tensor& values)
{
    return at::upsample_nearest2d(values, {values.size(2) * 2, values.size(3) * 2});
}

/// The network's output: pictures x channels x rows x columns.
inline at::Tensor runUpperPart(UnitRunner& units, const NetworkPlan& plan, const TrunkLevels& levels)
{
    at::Tensor sum = units.run(plan.laterals[2], levels[2], Activation::None);
    for (const std::size_t level : {1U, 0U}) {
        const at::Tensor coarser = doubled(sum);
        const Activation activation = level == 0 ? Activation::Relu : Activation::None;
        sum = units.run(plan.laterals[level], levels[level], activation, &coarser);
    }
    return units.run(plan.output, units.run(plan.joined, sum, Activation::Relu), Activation::None);
}

} // namespace jackdaw::learning
