// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/detection.h"

#include <span>
#include <vector>

namespace jackdaw::vision {

/// The outputs of the known detectors on a square input of 416 pixels.
constexpr int kInputSide = 416;

/// One row per cell: NanoDet-Plus, 80 class scores and 4 distances of 8 bins, strides 8, 16, 32 and 64.
constexpr int kNanoDetCells = 52 * 52 + 26 * 26 + 13 * 13 + 7 * 7;
constexpr int kNanoDetValues = 80 + 4 * 8;

/// One row per cell: YOLOX, centre, size, objectness and 80 class scores, strides 8, 16 and 32.
constexpr int kYoloxCells = 52 * 52 + 26 * 26 + 13 * 13;
constexpr int kYoloxValues = 4 + 1 + 80;

/// Boxes in pixels of the network's input, labels are COCO indices; not yet freed from overlaps.
std::vector<Detection> decodeNanoDetPlus(std::span<const float> output, float threshold);
std::vector<Detection> decodeYolox(std::span<const float> output, float threshold);

} // namespace jackdaw::vision
