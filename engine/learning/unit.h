// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace jackdaw::learning {

/// What is done with a unit's sum.
enum class Activation : std::uint8_t { None, Relu, Relu6 };

/// A convolution with what follows it: BatchNorm, or a bias where there is none. Offsets are positions in the values of
/// its network, which are all its tensors in one row.
struct Unit {
    std::string name;
    int in = 0;
    int out = 0;
    int kernel = 3;
    int stride = 1;
    int groups = 1;
    bool normalised = true;
    bool upper = false; ///< belongs to the upper layers, not to the trunk
    int inputHeight = 0;
    int inputWidth = 0;
    std::size_t weight = 0; ///< out x in / groups x kernel x kernel
    std::size_t scale = 0; ///< BatchNorm only, as mean and variance
    std::size_t bias = 0;
    std::size_t mean = 0;
    std::size_t variance = 0;

    int padding() const { return kernel / 2; }
    std::size_t weightCount() const { return std::size_t(out) * (in / groups) * kernel * kernel; }
};

} // namespace jackdaw::learning
