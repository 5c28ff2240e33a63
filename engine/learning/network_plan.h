// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/learning/cell_grid.h"
#include "engine/learning/stored_tensors.h"
#include "engine/learning/student.h"
#include "engine/learning/unit.h"

#include <array>
#include <cstddef>
#include <vector>

namespace jackdaw::learning {

/// Pixels of the input that one cell of the output stands for, in each direction.
inline constexpr int kStride = 8;

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

    CellGrid grid() const
    {
        return {architecture.inputHeight / kStride, architecture.inputWidth / kStride, kStride, architecture.classes};
    }

    static NetworkPlan of(const Architecture& architecture);
};

/// Says which field of \p architecture is out of range.
Status checkArchitecture(const Architecture& architecture);

} // namespace jackdaw::learning
