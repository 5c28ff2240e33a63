// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace jackdaw::check {

/// A convolution, with BatchNorm or a bias after it, and where its values lie in the network's flat buffers.
struct Unit {
    std::int64_t in = 0;
    std::int64_t out = 0;
    std::int64_t kernel = 1;
    std::int64_t stride = 1;
    bool isNormalised = true;
    std::int64_t weight = 0; ///< offsets into the parameters
    std::int64_t scale = 0;
    std::int64_t shift = 0; ///< or the bias
    std::int64_t statistics = 0; ///< offset into the statistics: means, then variances
    std::int64_t weightCount() const { return in * out * kernel * kernel; }
};

struct ResidualBlock {
    std::size_t first = 0;
    std::size_t second = 0;
    int shortcut = -1; ///< a unit; none: the block's input
};

/// What a student network is made of.
struct Topology {
    std::string name;
    std::int64_t width = 0;
    std::int64_t height = 0;
    bool findsPoints = false; ///< else it names the picture
    std::vector<Unit> units;
    std::vector<std::size_t> stem;
    std::vector<ResidualBlock> blocks;
    std::vector<std::size_t> levelEnds; ///< of a point detector: the blocks that end a level
    std::vector<std::size_t> laterals; ///< one unit per level
    std::size_t joined = 0;
    std::size_t output = 0;
    std::int64_t parameters = 0; ///< size of the flat buffer; every part of it begins at a multiple of kAligned
    std::int64_t statistics = 0;
};

inline constexpr std::int64_t kAligned = 128; ///< values, so that every part suits the fastest kernels
inline constexpr std::int64_t kClasses = 4; ///< a point detector's, beside four numbers of the box

constexpr std::int64_t aligned(std::int64_t count)
{
    return (count + kAligned - 1) / kAligned * kAligned;
}

/// ResNet-18 on square pictures: 11.2 million parameters.
Topology resNet18(std::int64_t side);
/// A small residual network that finds the points of objects at an eighth of the picture's size: 0.5 million.
Topology pointDetector(std::int64_t width, std::int64_t height);

} // namespace jackdaw::check
