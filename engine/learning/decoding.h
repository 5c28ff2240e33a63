// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/detection.h"
#include "engine/learning/cell_grid.h"
#include "engine/learning/picture.h"

#include <span>
#include <vector>

namespace jackdaw::learning {

inline constexpr std::size_t kMostDetections = 100;

/// Objects in a point head's \p output for one picture (cells x channels, heat maps as logits first): local maxima of
/// each heat map with score >= \p threshold, best first, at most 100, near-copies suppressed. Boxes are in pixels of
/// the source of \p map and end at its \p width and \p height.
std::vector<Detection> decode(std::span<const float> output, const CellGrid& grid, const PictureMap& map, int width,
                              int height, float threshold);

} // namespace jackdaw::learning
