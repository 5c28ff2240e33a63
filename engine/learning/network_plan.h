// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/learning/student.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace jackdaw::learning {

/// Pixels of the input that one cell of the output stands for, in each direction.
inline constexpr int kStride = 8;
/// Channels of the output beside the heat maps: centre offset (x, y) and log size (width, height), in cells.
inline constexpr int kBoxChannels = 4;

/// A convolution with what follows it: BatchNorm, or a bias where there is none. Offsets are positions in Weights'
/// values.
struct Unit {
    std::string name;
    int in = 0;
    int out = 0;
    int kernel = 3;
    int stride = 1;
    bool normalised = true;
    bool upper = false; ///< belongs to the joined levels and the head, not to the trunk
    int inputHeight = 0;
    int inputWidth = 0;
    std::size_t weight = 0; ///< out x in x kernel x kernel
    std::size_t scale = 0; ///< BatchNorm only, as mean and variance
    std::size_t bias = 0;
    std::size_t mean = 0;
    std::size_t variance = 0;

    int padding() const { return kernel / 2; }
    std::size_t weightCount() const { return std::size_t(out) * in * kernel * kernel; }
};

/// A named tensor of the safetensors form.
struct TensorSpec {
    std::string name;
    std::vector<std::int64_t> shape;
    std::size_t offset = 0; ///< in values
    std::size_t count = 0;
};

/// Two convolutions with a shortcut; the shortcut is a convolution where size or channels change.
struct ResidualBlock {
    int first = 0;
    int second = 0;
    int shortcut = -1;
};

/// The whole structure of the network, derived from its architecture: units in order, and how they connect.
struct NetworkPlan {
    Architecture architecture;
    std::vector<Unit> units;
    std::vector<TensorSpec> tensors;
    std::size_t values = 0;

    std::vector<int> stem; ///< input to stride 4
    std::array<std::vector<ResidualBlock>, 3> levels; ///< strides 8, 16, 32
    std::array<int, 3> laterals{}; ///< of strides 8, 16, 32
    int joined = 0;
    int output = 0;

    int cellRows() const { return architecture.inputHeight / kStride; }
    int cellColumns() const { return architecture.inputWidth / kStride; }
    int outputChannels() const { return architecture.classes + kBoxChannels; }

    static NetworkPlan of(const Architecture& architecture);
};

/// Says which field of \p architecture is out of range.
Status checkArchitecture(const Architecture& architecture);

} // namespace jackdaw::learning
