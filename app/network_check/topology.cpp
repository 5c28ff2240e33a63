// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/network_check/topology.h"

namespace jackdaw::check {
namespace {

std::size_t addUnit(Topology& topology, Unit unit)
{
    const auto place = [&topology](std::int64_t count) {
        const std::int64_t offset = topology.parameters;
        topology.parameters += aligned(count);
        return offset;
    };
    unit.weight = place(unit.weightCount());
    unit.scale = unit.isNormalised ? place(unit.out) : 0;
    unit.shift = place(unit.out);
    unit.statistics = topology.statistics;
    topology.statistics += unit.isNormalised ? 2 * aligned(unit.out) : 0;
    topology.units.push_back(unit);
    return topology.units.size() - 1;
}

void addBlock(Topology& topology, std::int64_t in, std::int64_t out, std::int64_t stride)
{
    ResidualBlock block;
    block.first = addUnit(topology, {in, out, 3, stride});
    block.second = addUnit(topology, {out, out, 3, 1});
    if (stride != 1 || in != out)
        block.shortcut = static_cast<int>(addUnit(topology, {in, out, 1, stride}));
    topology.blocks.push_back(block);
}

} // namespace

Topology resNet18(std::int64_t side)
{
    Topology topology{.name = "ResNet-18", .width = side, .height = side};
    std::int64_t channels = 64;
    topology.stem.push_back(addUnit(topology, {3, channels, 7, 2}));
    for (std::int64_t level = 0; level < 4; ++level) {
        const std::int64_t out = std::int64_t{64} << level;
        addBlock(topology, channels, out, level > 0 ? 2 : 1);
        addBlock(topology, out, out, 1);
        channels = out;
    }
    topology.output = addUnit(topology, {channels, 2 * kClasses, 1, 1, false});
    return topology;
}

Topology pointDetector(std::int64_t width, std::int64_t height)
{
    constexpr std::int64_t kWidth = 32;
    Topology topology{.name = "point detector", .width = width, .height = height, .findsPoints = true};
    topology.stem.push_back(addUnit(topology, {3, kWidth / 2, 3, 2}));
    topology.stem.push_back(addUnit(topology, {kWidth / 2, kWidth, 3, 2}));
    std::int64_t channels = kWidth;
    for (std::int64_t level = 0; level < 3; ++level) {
        addBlock(topology, channels, kWidth * (level + 2), 2);
        channels = kWidth * (level + 2);
        topology.levelEnds.push_back(topology.blocks.size() - 1);
    }
    for (std::int64_t level = 0; level < 3; ++level)
        topology.laterals.push_back(addUnit(topology, {kWidth * (level + 2), 2 * kWidth}));
    topology.joined = addUnit(topology, {2 * kWidth, 2 * kWidth, 3, 1});
    topology.output = addUnit(topology, {2 * kWidth, kClasses + 4, 1, 1, false});
    return topology;
}

} // namespace jackdaw::check
