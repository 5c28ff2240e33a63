// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

namespace jackdaw::learning {

/// Channels of a point head's answer beside the heat maps: centre offset (x, y) and log size (width, height), in cells.
inline constexpr int kBoxChannels = 4;
/// Every cell begins with this belief in an object, so that the first steps are not spent on unlearning false alarms.
inline constexpr double kPriorProbability = 0.02;
/// What a point head's last weights begin within, to both sides of 0.
inline constexpr double kOutputBound = 0.01;

/// The plane on which a point head answers: for each cell one heat map's value per class, as a logit, and a box.
struct CellGrid {
    int rows = 0;
    int columns = 0;
    int stride = 0; ///< pixels of the input that one cell stands for, in each direction
    int classes = 0;

    std::size_t cells() const { return static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns); }
    std::size_t channels() const { return static_cast<std::size_t>(classes) + kBoxChannels; }
};

} // namespace jackdaw::learning
